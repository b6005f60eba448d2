"""What musicians type for notes, intervals and numerals, beside how a deck writes them. Names in, pairs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from drillgrok.domains.harmony.pitches import SPELLINGS, alteration, typed

_SIGNS: Final = {
    -2: ("bb", "\u266d\u266d", "\U0001d12b"),
    -1: ("b", "\u266d"),
    0: ("", "\u266e"),
    1: ("#", "\u266f"),
    2: ("x", "##", "\u266f\u266f", "\u00d7", "\U0001d12a"),
}
"""Flats and sharps as they are typed, and as signs."""
_DIMINISHED: Final = ("\u00b0", "\u00ba", "\u02da")
"""Signs for the `o` of a diminished chord."""


def spellings(answers: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Other spellings of some answers, each with the answer that it means; none of them is an answer itself."""
    known = frozenset(answers)
    found = {other: answer for answer in sorted(known) for other in _others(answer)}
    return tuple((other, answer) for other, answer in found.items() if other not in known)


def _others(answer: str) -> Iterator[str]:
    fifths = _NOTES.get(answer)
    if fifths is not None:
        letter = answer[0]
        yield from (name + sign for name in (letter, letter.lower()) for sign in _SIGNS[alteration(fifths)])
    elif answer[:1] in "IViv" and "o" in answer:
        yield from (answer.replace("o", sign) for sign in _DIMINISHED)


_NOTES: Final = {typed(fifths): fifths for fifths in SPELLINGS}
