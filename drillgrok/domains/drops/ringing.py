"""Coins that bounce on a table one after the other and ring out, as a sound. Which of them is the fake is not known
here."""

from __future__ import annotations

from random import Random
from typing import Final

from drillgrok.domains.drops.cues import Aspect, Coin
from drillgrok.model.drawing import TIMBRES, Note, Sound

PITCH, BOUNCE, SHRINKING, RING = (
    Aspect("pitch", 72, 96, by_ratio=False),
    Aspect("first bounce", 120, 360),
    Aspect("shrinking", 60, 84, by_ratio=False),
    Aspect("ring", 240, 720),
)
ASPECTS: Final = (PITCH, BOUNCE, SHRINKING, RING)
"""A MIDI number; the time to the second strike; what is left of each bounce in the next, in hundredths; the length of
the last tone. Times in milliseconds."""

STRIKES: Final = 5
_STRIKE_MS: Final = 90
_BETWEEN_MS: Final = 450
"""From one coin's last tone to the next one's first strike."""
_SLOWER: Final = 1.5
"""How many times longer all lasts where it is asked slowly."""


def ringing(coins: tuple[Coin, ...], rng: Random, *, slowly: bool) -> Sound:
    """All coins in turn; how loud each is, and the instrument, are drawn by `rng` and mean nothing."""
    notes: list[Note] = []
    start_ms = 0.0
    timbre = int(rng.random() * TIMBRES)
    for pitch, bounce, shrinking, ring in coins:
        loudness = 0.55 + 0.4 * rng.random()
        gap_ms = bounce * (_SLOWER if slowly else 1)
        for strike in range(STRIKES):
            last = strike == STRIKES - 1
            length_ms = ring * (_SLOWER if slowly else 1) if last else min(gap_ms, _STRIKE_MS)
            notes.append(Note(pitch, round(start_ms), round(length_ms), loudness))
            loudness *= _QUIETER
            start_ms += length_ms + _BETWEEN_MS if last else gap_ms
            gap_ms *= shrinking / 100
    count = ("Two", "Three", "Four")[len(coins) - 2]
    manner = ", slowly" if slowly else ""
    return Sound(tuple(notes), f"{count} coins bounce and ring out, one after the other{manner}.", timbre)


_QUIETER: Final = 0.93
"""Of a strike's loudness, what the next one has."""
