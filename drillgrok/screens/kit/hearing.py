"""What is heard beside what is seen: an item's sound starts with its prompt and ends with it. Silent, and free of cost,
where nobody asked for sound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drillgrok.console.text import clean
from drillgrok.practice.leading import can_sound
from drillgrok.screens.kit import words

if TYPE_CHECKING:
    from drillgrok.model.drawing import Sound
    from drillgrok.practice.state import Session
    from drillgrok.screens.kit.sound import Player

_LOUDNESS = 60
"""Of a sound that is switched on without a volume."""
AGAIN = "tab"
"""The key that plays the sound once more: it can be part of no answer."""
OTHER = "shift+tab"
"""The key that plays what the given answer would have sounded like."""
AGAIN_LINE = ":r"
"""The same in the drill by lines."""
_TURNS = {"ctrl+up": 10, "ctrl+down": -10}


class Hearing:
    """Follows a session with the loudspeaker."""

    def __init__(self, volume: int | None) -> None:
        """`volume` is 0 to 100, or None where nothing is to be heard."""
        self._volume = volume
        self._player: Player | None = None
        self._sound: Sound | None = None
        """Of the item that is asked, or was asked last and is being corrected."""
        self._other: Sound | None = None
        """What the given answer sounds like, while a miss is corrected."""
        self._number = 0
        """Of the showing that has been heard."""

    def prepare(self, session: Session) -> None:
        """Open the loudspeaker ahead of the first prompt, where the deck has sounds."""
        if self._volume is not None and self._player is None and can_sound(session.run):
            from drillgrok.screens.kit.sound import Player

            self._player = Player(self._volume)
            self._player.open()

    def switch(self, session: Session) -> str:
        """Sound on where it is off, and off where it is on; says which, or nothing where nothing can be heard."""
        if self._player is not None:
            self.close()
            self._player, self._volume = None, None
            return words.SOUND_OFF
        self._volume = _LOUDNESS if self._volume is None else self._volume
        self.prepare(session)
        if self._player is None:
            return words.SOUND_NONE
        return words.NO_LOUDSPEAKER if self._player.silent else words.sound_on(self._volume)

    def follow(self, session: Session) -> None:
        """Play what has just been shown; be still once it is gone."""
        if self._player is None:
            return
        showing = session.showing
        if showing is None:
            if session.correction is None:
                self._be_still(self._player)
            else:
                sounds = session.correction.corrected.sounds
                self._sound = sounds[0] if sounds else self._sound
                self._other = sounds[1] if len(sounds) > 1 else None
        elif showing.painted_ns is None:
            self._be_still(self._player)
        elif showing.number != self._number:
            self._number, self._sound, self._other = showing.number, showing.sound, None
            if self._sound is not None:
                self._player.play(self._sound)

    def _be_still(self, player: Player) -> None:
        self._sound = self._other = None
        player.stop()

    def takes(self, name: str) -> bool:
        """Whether the key was for the ears: the sound again, louder, softer."""
        if self._player is None or self._sound is None:
            return False
        if name == AGAIN:
            self._player.play(self._sound)
        elif name == OTHER:
            self._player.play(self._other or self._sound)
        elif name in _TURNS:
            self._player.volume = min(max(self._player.volume + _TURNS[name], 0), 100)
        else:
            return False
        return True

    @property
    def hint(self) -> str:
        """The keys for the ears, while there is something to hear."""
        if self._player is None or self._sound is None:
            return ""
        if self._player.silent:
            return words.NO_LOUDSPEAKER
        return words.hear_again(self._player.volume, both=self._other is not None)

    def lines(self, session: Session) -> tuple[str, ...]:
        """What the drill by lines says beside a prompt that is heard."""
        sound = session.showing.sound if session.showing else None
        if self._player is None or sound is None:
            return ()
        return (words.NO_LOUDSPEAKER,) if self._player.silent else (f"{clean(sound.spoken)} ({words.PLAIN_AGAIN})",)

    def close(self) -> None:
        """Let go of the loudspeaker."""
        if self._player is not None:
            self._player.close()


@contextmanager
def heard(session: Session, volume: int | None) -> Iterator[Hearing]:
    """The ears for one session; `volume` is 0 to 100, or None where nothing is to be heard."""
    hearing = Hearing(volume)
    hearing.prepare(session)
    try:
        yield hearing
    finally:
        hearing.close()
