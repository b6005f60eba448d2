"""Sounds to tones to the loudspeaker. numpy and miniaudio are loaded when there is something to play; which item is
asked, and what an answer is, is not known here."""

from __future__ import annotations

import ctypes
from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from drillgrok.errors import DrillgrokError
from drillgrok.model.drawing import Sound

if TYPE_CHECKING:
    import miniaudio  # type: ignore[import-untyped]
    import numpy as np
    import numpy.typing as npt

    Samples = npt.NDArray[np.float32]

RATE = 44_100
"""Samples a second."""
LONGEST_MS = 60_000
"""Nothing is played beyond this."""
LOUDEST = 0.9
"""The peak of a waveform; 1 is what a loudspeaker can take."""
_TIMBRES = (
    (1.0, 0.5, 0.25, 0.12, 0.06, 0.03),
    (1.0, 0.15, 0.05),
    (1.0, 0.06, 0.6, 0.04, 0.3, 0.03, 0.12),
    (0.7, 0.7, 0.55, 0.4, 0.3, 0.2, 0.15, 0.1),
)
"""Amplitudes of a tone and its overtones, by timbre: a soft organ pipe that fades; rounder, hollow, brighter."""
_NOTE_SHARE = 0.22
"""What one full-loud tone takes of the range, so that four together still fit."""
_ATTACK_MS = 12
_RELEASE_MS = 60
_FADE_S = 1.5
"""Time in which a tone falls to 1/e."""
_BUFFER_MS = 30


def frequency_hz(midi: float) -> float:
    """Equal temperament: 69 is the A of 440 Hz."""
    return float(440.0 * 2.0 ** ((midi - 69.0) / 12.0))


def waveform(sound: Sound, rate: int = RATE) -> Samples:
    """(samples,) float32 within -LOUDEST .. LOUDEST at `rate` samples a second; it starts and ends in silence."""
    import numpy as np

    count = round(min(sound.length_ms, LONGEST_MS) * rate / 1000)
    samples = np.zeros(count, np.float32)
    for note in sound.notes:
        start = max(0, round(note.start_ms * rate / 1000))
        tone = _tone(note.midi, note.length_ms, rate, sound.timbre, steady=note.steady)[: max(count - start, 0)]
        samples[start : start + len(tone)] += tone * np.float32(min(max(note.loudness, 0.0), 1.0))
    peak = float(np.abs(samples).max(initial=0.0))
    return samples * np.float32(LOUDEST / peak) if peak > LOUDEST else samples


@lru_cache(maxsize=96)
def _tone(midi: float, length_ms: int, rate: int, timbre: int, *, steady: bool = False) -> Samples:
    """One tone at full loudness: its harmonics below half the rate, let in and out softly.

    sin((k + 1) x) = 2 cos(x) sin(k x) - sin((k - 1) x): two transcendental columns make all harmonics.
    """
    import numpy as np

    seconds = np.arange(round(min(max(length_ms, 0), LONGEST_MS) * rate / 1000)) / rate
    angles = 2 * np.pi * frequency_hz(midi) * seconds
    twice_cos, before, harmonic = 2 * np.cos(angles), np.zeros_like(angles), np.sin(angles)
    tone = np.zeros_like(angles)
    for k, amplitude in enumerate(_TIMBRES[timbre], start=1):
        if k * frequency_hz(midi) < rate / 2:
            tone += amplitude * harmonic
        before, harmonic = harmonic, twice_cos * harmonic - before
    tone *= _NOTE_SHARE if steady else np.exp(seconds / -_FADE_S) * _NOTE_SHARE
    attack, release = (_eased(min(round(ms * rate / 1000), len(tone))) for ms in (_ATTACK_MS, _RELEASE_MS))
    tone[: len(attack)] *= attack
    tone[len(tone) - len(release) :] *= release[::-1]
    return tone.astype(np.float32)


def _eased(count: int) -> Samples:
    """(count,) from 0 towards 1 along half a cosine: no corner that would click."""
    import numpy as np

    return ((1 - np.cos(np.pi * np.arange(count, dtype=np.float32) / max(count, 1))) / 2).astype(np.float32)


@dataclass
class _Tape:
    """A waveform and how much of it has been handed out."""

    samples: Samples
    at: int = 0

    def next(self, count: int) -> Samples:
        """The next `count` samples, silence after the end."""
        import numpy as np

        piece = self.samples[self.at : self.at + count]
        self.at += count
        return np.pad(piece, (0, count - len(piece)))


class Player:
    """Plays one sound at a time and never waits. The device's own thread fetches the samples; what it reads is one
    value that this thread puts in place of another."""

    def __init__(self, volume: int) -> None:
        """`volume` is 0 to 100."""
        self.volume = volume
        self._tape: _Tape | None = None
        self._device: miniaudio.PlaybackDevice | None = None

    def open(self) -> None:
        """Find the loudspeaker; without one the player is silent, and that is all."""
        import miniaudio

        _quiet_alsa()
        try:
            device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32, nchannels=1, sample_rate=RATE, buffersize_msec=_BUFFER_MS
            )
            frames = frames_of(self)
            next(frames)
            device.start(frames)
        except miniaudio.MiniaudioError:
            return
        self._device = device

    @property
    def silent(self) -> bool:
        """There is no loudspeaker."""
        return self._device is None or self._device.backend == "Null"

    @property
    def tape(self) -> _Tape | None:
        """What is played now."""
        return self._tape

    def play(self, sound: Sound) -> None:
        """From its beginning, in place of what is heard now."""
        self._tape = _Tape(waveform(sound))

    def stop(self) -> None:
        """Silence."""
        self._tape = None

    def close(self) -> None:
        """Let go of the loudspeaker."""
        if self._device is not None:
            self._device.close()
            self._device = None


def check_there() -> None:
    """Raise DrillgrokError where sound is asked for and what plays it is missing: some systems have no ready build."""
    if find_spec("miniaudio") is None:
        raise DrillgrokError(
            "Sound needs the package miniaudio, which has no ready build for this system.",
            where="--sound",
            mend="Leave --sound out, or build it with `pip install miniaudio`, which takes a C compiler.",
        )


def has_loudspeaker() -> bool:
    """Whether anything that is played here can be heard."""
    player = Player(0)
    player.open()
    try:
        return not player.silent
    finally:
        player.close()


def frames_of(player: Player) -> Generator[Samples | bytes, int, None]:
    """What the device asks for: a generator that is sent a number of samples and yields them. A sound that is taken
    away and a new volume are faded over one piece, so that neither clicks."""
    import numpy as np

    heard, gain = player.tape, _gain(player.volume)
    count = yield b""
    while True:
        tape, before = player.tape, gain
        gain = _gain(player.volume)
        piece = tape.next(count) if tape is not None else np.zeros(count, np.float32)
        if heard is not tape and heard is not None:
            piece = piece + heard.next(count) * np.linspace(1, 0, count, dtype=np.float32)
        heard = tape
        count = yield np.clip(piece * np.linspace(before, gain, count, dtype=np.float32), -1, 1)


def _gain(volume: int) -> float:
    """Ears hear ratios: half the volume is a quarter of the amplitude."""
    return (volume / 100) ** 2


_AlsaHandler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
_SAY_NOTHING = _AlsaHandler(lambda *_: None)


def _quiet_alsa() -> None:
    """On Linux the sound library writes to the terminal, over the page, when it finds no card."""
    try:
        library = ctypes.CDLL("libasound.so.2")
    except OSError:
        return
    library.snd_lib_error_set_handler(_SAY_NOTHING)
