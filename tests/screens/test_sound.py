"""What is heard: the right pitches, no clicks, no clipping, and nothing at all where nobody listens."""

from __future__ import annotations

import wave
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import miniaudio
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.model.deck import Deck
from drillgrok.model.domain import DomainItems, RawItem, Traits
from drillgrok.model.drawing import Note, Sound
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.practice.state import Stage
from drillgrok.screens.drill.page import drill_page
from drillgrok.screens.drill.scene import DrillScene
from drillgrok.screens.kit import words
from drillgrok.screens.kit.hearing import Hearing
from drillgrok.screens.kit.sound import LOUDEST, RATE, Player, frames_of, frequency_hz, waveform
from tests.helpers.pages import plain_text

CHORD = Sound(tuple(Note(midi, 0, 1200) for midi in (60, 64, 67)), "three tones at once")


def spectrum(samples: npt.NDArray[np.float32]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Frequencies in Hz and their amplitudes."""
    windowed = samples * np.hanning(len(samples))
    return np.fft.rfftfreq(len(samples), 1 / RATE), np.abs(np.fft.rfft(windowed))


def peak_near(samples: npt.NDArray[np.float32], hz: float) -> float:
    """Where the spectrum is highest within a semitone of `hz`."""
    hertz, strength = spectrum(samples)
    near = (hertz > hz / 2 ** (1 / 12)) & (hertz < hz * 2 ** (1 / 12))
    return float(hertz[near][np.argmax(strength[near])])


def test_a_chord_in_a_sound_file_has_its_pitches_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "chord.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((waveform(CHORD) * 32767).astype("<i2").tobytes())
    with wave.open(str(path), "rb") as file:
        heard = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32767
    assert len(heard) == round(1.2 * RATE)
    wanted = [261.626, 329.628, 391.995]
    assert [peak_near(heard, hz) for hz in wanted] == pytest.approx(wanted, abs=1.0)
    hertz, strength = spectrum(heard)
    beside = (hertz > 200) & (hertz < 450) & np.all([abs(hertz - hz) > 8 for hz in wanted], axis=0)
    assert strength[beside].max() < strength.max() / 100


def test_notes_begin_when_they_should() -> None:
    heard = waveform(Sound((Note(69, 0, 300), Note(76, 500, 300)), "two tones"))
    pause = heard[round(0.31 * RATE) : round(0.49 * RATE)]
    assert not pause.any()
    assert peak_near(heard[round(0.5 * RATE) :], 659.26) == pytest.approx(659.26, abs=4)


def test_the_a_above_middle_c_is_440_hz_and_an_octave_doubles() -> None:
    assert (frequency_hz(69), frequency_hz(81), frequency_hz(57)) == (440, 880, 220)


def test_no_overtone_is_folded_back_from_above_half_the_rate() -> None:
    hertz, strength = spectrum(waveform(Sound((Note(120, 0, 1000),), "a high tone")))
    loud = hertz[strength > strength.max() / 1000]
    octaves = loud / frequency_hz(120)
    assert np.all(abs(octaves - octaves.round()) < 0.01)


notes = st.builds(
    Note, st.floats(0, 135), st.integers(0, 500), st.integers(0, 700), st.floats(0, 1, allow_subnormal=False)
)


@settings(max_examples=40, deadline=None)
@given(st.lists(notes, max_size=8))
def test_a_waveform_never_clips_and_starts_and_ends_in_silence(several: list[Note]) -> None:
    sound = Sound(tuple(several), "tones")
    heard = waveform(sound, 16_000)
    assert heard.dtype == np.float32
    assert len(heard) == round(sound.length_ms * 16)
    assert np.abs(heard).max(initial=0) <= LOUDEST + 1e-6
    assert abs(heard[:1]).max(initial=0) < 0.01
    assert abs(heard[-1:]).max(initial=0) < 0.01


@pytest.fixture
def player(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A player on the device that swallows every sound."""
    nowhere = partial(miniaudio.PlaybackDevice, backends=[miniaudio.Backend.NULL])
    monkeypatch.setattr(miniaudio, "PlaybackDevice", nowhere)
    made = Player(50)
    made.open()
    yield made
    made.close()


def test_a_player_without_a_loudspeaker_knows_it(player: Player) -> None:
    assert player.silent
    assert Player(50).silent


def test_a_player_that_finds_no_device_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(**_: object) -> None:
        raise miniaudio.MiniaudioError("no device")

    monkeypatch.setattr(miniaudio, "PlaybackDevice", refuses)
    player = Player(50)
    player.open()
    player.play(CHORD)
    player.stop()
    player.close()
    assert player.silent


def test_samples_are_handed_out_in_order_and_fade_where_a_sound_is_taken_away() -> None:
    player = Player(100)
    frames = frames_of(player)
    next(frames)
    assert not np.asarray(frames.send(64)).any()
    player.play(CHORD)
    heard = np.concatenate([frames.send(5_000), frames.send(5_000)])  # type: ignore[arg-type]
    assert heard == pytest.approx(waveform(CHORD)[:10_000])
    player.stop()
    fading, silence = np.asarray(frames.send(441)), np.asarray(frames.send(441))
    assert abs(fading[0] - heard[-1]) < 0.1
    assert fading[-1] == 0
    assert not silence.any()


def test_half_the_volume_is_a_quarter_of_the_amplitude() -> None:
    def heard(volume: int) -> npt.NDArray[np.float32]:
        player = Player(volume)
        player.play(CHORD)
        frames = frames_of(player)
        next(frames)
        return np.asarray(frames.send(5_000))

    assert heard(50) == pytest.approx(heard(100) / 4, abs=1e-6)


@dataclass(frozen=True)
class Tones(DomainItems):
    """Items that are heard and seen nowhere."""

    field: AnswerField
    rephrasings: int = 0

    def __len__(self) -> int:
        return 60

    def id(self, index: int) -> str:
        return str(index)

    def traits(self, index: int) -> Traits:
        return Traits(str(index), chance=0.5)

    def item(self, index: int) -> RawItem:
        return RawItem("Listen: up or down?", ("u",), "u")

    def rephrased(self, index: int, which: int) -> RawItem | None:
        return None

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        return replace(item, sound=Sound((Note(60 + index % 12, 0, 400),), "one tone"))


@pytest.fixture
def heard_deck(deck_from: Callable[..., Deck]) -> Deck:
    deck = deck_from()
    field = AnswerField(AnswerKind.KEY, closed=frozenset("ud"), alphabet=frozenset("ud"))
    return replace(deck, items=DomainDeckItems(deck.id, Tones(field)), symbol_count=0)


def tape(hearing: Hearing) -> npt.NDArray[np.float32] | None:
    assert hearing._player is not None
    now = hearing._player.tape
    return None if now is None else now.samples


@pytest.fixture
def hearing(player: Player, heard_deck: Deck, hand_for: Callable[..., Any]) -> Any:
    """A hearing on the silent device and a hand at the drill."""
    hand = hand_for(heard_deck)
    made = Hearing(50)
    made.prepare(hand.session)
    yield made, hand
    made.close()


def test_an_item_is_heard_from_its_first_paint_until_the_next_prompt(hearing: Any) -> None:
    ears, hand = hearing
    ears.follow(hand.session)
    assert tape(ears) is None
    hand.look()
    ears.follow(hand.session)
    assert tape(ears) == pytest.approx(waveform(hand.session.showing.item.sound))
    hand.wait(600)
    hand.press("u")
    ears.follow(hand.session)
    assert tape(ears) is None


def test_after_a_miss_it_can_be_heard_again(hearing: Any) -> None:
    ears, hand = hearing
    hand.look()
    ears.follow(hand.session)
    hand.wait(600)
    hand.press("d")
    ears.follow(hand.session)
    assert hand.session.stage is Stage.CORRECTION
    before = ears._player.tape
    assert ears.takes("tab")
    assert ears._player.tape is not before
    hand.wait(400)
    hand.press("escape")
    ears.follow(hand.session)
    assert tape(ears) is None
    assert not ears.takes("tab")


def test_louder_and_softer_stay_between_0_and_100(hearing: Any) -> None:
    ears, hand = hearing
    hand.look()
    ears.follow(hand.session)
    for key, volume in [("ctrl+up", 60), ("ctrl+down", 50), *[("ctrl+down", None)] * 9]:
        assert ears.takes(key)
        assert volume in {None, ears._player.volume}
    assert ears._player.volume == 0
    assert not ears.takes("u")


def test_the_keys_for_the_ears_stand_in_the_hint(hearing: Any) -> None:
    ears, hand = hearing
    hand.look()
    ears.follow(hand.session)
    page = drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=80, height=24, heard=ears.hint)
    assert "No loudspeaker was found: nothing can be heard." in plain_text(page)


def test_without_sound_no_player_is_made(heard_deck: Deck, hand_for: Callable[..., Any]) -> None:
    ears = Hearing(None)
    hand = hand_for(heard_deck)
    ears.prepare(hand.session)
    hand.look()
    ears.follow(hand.session)
    assert ears._player is None
    assert not ears.takes("tab")
    assert ears.hint == ""


def test_a_deck_without_sound_opens_no_device(hand_for: Callable[..., Any], deck_from: Callable[..., Deck]) -> None:
    ears = Hearing(50)
    ears.prepare(hand_for(deck_from()).session)
    assert ears._player is None


def test_a_key_in_the_pause_switches_the_sound(heard_deck: Deck, hand_for: Callable[..., Any]) -> None:
    session = hand_for(heard_deck).session
    hearing = Hearing(None)
    assert hearing.switch(session) in {words.NO_LOUDSPEAKER, words.sound_on(60)}
    assert hearing.hint or tape(hearing) is None
    assert hearing.switch(session) == words.SOUND_OFF
    hearing.close()


def test_the_key_switches_it_directly_and_the_pause_says_which(heard_deck: Deck, hand_for: Callable[..., Any]) -> None:
    hand, ears = hand_for(heard_deck), Hearing(None)
    scene = DrillScene(_Live(hand), ears)  # type: ignore[arg-type]
    scene.fit(80, 24, hand.stamp())
    hand.look()
    scene.key("s", "s", hand.stamp())
    page = plain_text(scene.page(80, 24, hand.stamp().mono_ns))
    assert words.NO_LOUDSPEAKER in page or words.sound_on(60) in page
    scene.key("s", "s", hand.stamp())
    assert words.SOUND_OFF in plain_text(scene.page(80, 24, hand.stamp().mono_ns))
    scene.key("b", "b", hand.stamp())
    assert words.SOUND_OFF not in plain_text(scene.page(80, 24, hand.stamp().mono_ns))
    ears.close()


class _Live:
    """A live session in memory."""

    history = None
    waits = False

    def __init__(self, hand: Any) -> None:
        self._hand = hand
        self.run = self

    @property
    def session(self) -> Any:
        return self._hand.session

    def tell(self, event: object) -> tuple[object, ...]:
        return tuple(self._hand.send(event))


def test_where_nothing_can_be_heard_the_key_says_so(
    deck_from: Callable[..., Deck], hand_for: Callable[..., Any]
) -> None:
    assert Hearing(None).switch(hand_for(deck_from()).session) == words.SOUND_NONE
