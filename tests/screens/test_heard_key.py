"""What is heard of a key, measured on the samples: the cadence before and not after, the drone all along and soft."""

from __future__ import annotations

from random import Random

import numpy as np
import numpy.typing as npt
import pytest

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.model.drawing import Home, Note, Sound
from drillgrok.model.leads import after_cadence, in_key_of, over_drone
from drillgrok.screens.kit.sound import LOUDEST, RATE, frequency_hz, waveform

Samples = npt.NDArray[np.float32]


@pytest.fixture(scope="module", params=["loire-by-ear", "douro-by-ear"])
def sounds(request: pytest.FixtureRequest) -> list[Sound]:
    """Some items of a deck in which a key can be heard, each in a key and timbre of its own."""
    items = read_deck(catalog.find(request.param)).items
    found = [items.item(index, (), Random(f"{index}")).sound for index in range(0, len(items), len(items) // 4)]
    return [sound for sound in found if sound is not None]


def strength(samples: Samples, hz: float) -> float:
    """How much of one frequency there is in a piece, 1 being a full-loud sine."""
    window = np.hanning(len(samples))
    turning = np.exp(-2j * np.pi * hz * np.arange(len(samples)) / RATE)
    return float(abs(np.sum(samples * window * turning)) * 2 / window.sum())


def piece(samples: Samples, from_ms: float, to_ms: float) -> Samples:
    return samples[round(from_ms * RATE / 1000) : round(to_ms * RATE / 1000)]


def test_a_cadence_is_heard_whole_then_a_rest_then_the_item_sample_for_sample(sounds: list[Sound]) -> None:
    for sound in sounds:
        assert sound.home is not None
        led = after_cadence(sound)
        samples, own = waveform(led), waveform(sound)
        lead = round((led.length_ms - sound.length_ms) * RATE / 1000)
        assert samples[lead:] == pytest.approx(own, abs=1e-6) or np.abs(samples).max() == pytest.approx(LOUDEST)
        assert not piece(samples, led.length_ms - sound.length_ms - 450, led.length_ms - sound.length_ms - 10).any()
        for start_ms in sorted({note.start_ms for note in sound.home.cadence}):
            chord = piece(samples, start_ms + 30, start_ms + 390)
            for note in sound.home.cadence:
                if note.start_ms == start_ms:
                    assert strength(chord, frequency_hz(note.midi)) > 0.01


def test_a_cadence_ends_on_the_chord_that_the_item_begins_with(sounds: list[Sound]) -> None:
    for sound in sounds:
        assert sound.home is not None
        last_ms = max(note.start_ms for note in sound.home.cadence)
        last = {note.midi % 12 for note in sound.home.cadence if note.start_ms == last_ms}
        first = [note.midi for note in sound.notes if note.start_ms == 0]
        assert last == {midi % 12 for midi in first}
        assert min(note.midi for note in sound.home.cadence if note.start_ms == last_ms) % 12 == min(first) % 12


def test_a_drone_lasts_from_the_first_sample_to_the_last_and_gets_no_softer(sounds: list[Sound]) -> None:
    for sound in sounds:
        assert sound.home is not None
        alone = waveform(Sound(over_drone(sound).notes[: len(sound.home.drone)], "a drone", sound.timbre))
        assert len(alone) == len(waveform(sound))
        for midi in sound.home.drone:
            hz = frequency_hz(midi)
            early, late = strength(piece(alone, 200, 500), hz), strength(piece(alone, -500, -200), hz)
            assert late == pytest.approx(early, rel=0.05)
            assert early > 0.01


def test_a_drone_lies_under_what_is_asked_and_drowns_nothing(sounds: list[Sound]) -> None:
    for sound in sounds:
        over = waveform(over_drone(sound))
        own = waveform(sound)
        assert np.abs(over).max() <= LOUDEST + 1e-6
        if np.abs(over).max() < LOUDEST - 1e-6:
            assert float(np.sqrt(np.mean((over - own) ** 2))) < 0.6 * float(np.sqrt(np.mean(own**2)))


def test_where_no_key_is_named_nothing_is_added() -> None:
    sound = Sound((Note(60, 0, 300),), "a note")
    assert after_cadence(sound) is sound
    assert over_drone(sound) is sound
    assert in_key_of(sound, 61) is sound


@pytest.mark.parametrize("tonic", range(48, 60))
def test_a_sound_moves_to_a_key_as_a_whole(tonic: int) -> None:
    notes = (Note(55, 0, 300), Note(74, 300, 300))
    sound = Sound(notes, "two notes", home=Home((Note(50, 0, 300),), (50, 57)))
    moved = in_key_of(sound, tonic)
    assert moved.home is not None
    steps = {after.midi - before.midi for before, after in zip(notes, moved.notes, strict=True)}
    steps |= {moved.home.cadence[0].midi - 50, moved.home.drone[0] - 50}
    assert len(steps) == 1
    assert (moved.home.drone[0] - tonic) % 12 == 0
    assert abs(moved.notes[0].midi + moved.notes[1].midi - 2 * 66) <= 12
    assert moved.spoken == "two notes"


def test_what_is_heard_of_the_key_is_said_in_words(sounds: list[Sound]) -> None:
    assert after_cadence(sounds[0]).spoken.startswith("First a cadence. A chord, then ")
    assert over_drone(sounds[0]).spoken.startswith("Over a drone. A chord, then ")
