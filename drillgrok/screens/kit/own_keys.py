"""The learner's own keys for a deck that is tapped: asked for once, before the first such deck, since nobody but the
learner can see which letters lie side by side on this keyboard. Keys in, a page out; what is kept is kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from drillgrok.model.drawing import Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind
from drillgrok.screens.kit import words
from drillgrok.screens.kit.help import middle, title
from drillgrok.screens.kit.page import EMPTY, Page, block, centred, wrapped

USUAL: Final = {4: "dfjk", 2: "fj"}
"""By how many there are: side by side on most keyboards, from the left."""
_READABLE: Final = 68

OwnKeys = Mapping[int, str]
"""The keys that are known, by how many there are."""


def usual_keys(field: AnswerField) -> str:
    """The keys of a deck that is tapped on the usual ones, from the left; empty for any other deck."""
    if field.kind is not AnswerKind.TAPS:
        return ""
    return next((keys for keys in USUAL.values() if field.alphabet == frozenset(keys)), "")


def deck_key_of(field: AnswerField, own_keys: OwnKeys) -> dict[str, str]:
    """The learner's keys -> the deck's, both from the left; none where they are the same."""
    usual = usual_keys(field)
    own = own_keys.get(len(usual), usual)
    return {} if own == usual else dict(zip(own, usual, strict=True))


@dataclass(frozen=True, slots=True)
class KeyQuestion:
    """Which keys they are, while that is asked."""

    usual: str
    pressed: str = ""

    @property
    def is_whole(self) -> bool:
        """As many as there should be."""
        return len(self.pressed) == len(self.usual)

    def key(self, name: str, char: str | None) -> KeyQuestion:
        """One letter more, or the last one taken back; any other key does nothing."""
        letter = (char or "").lower()
        if name == "backspace":
            return KeyQuestion(self.usual, self.pressed[:-1])
        if len(letter) != 1 or not letter.isalpha() or letter in self.pressed or self.is_whole:
            return self
        return KeyQuestion(self.usual, self.pressed + letter)

    def page(self, width: int, height: int) -> Page:
        """What is asked for, and what was pressed."""
        told = words.KEYS_FOUR if len(self.usual) == len(USUAL[4]) else words.KEYS_TWO
        rows = (
            title(words.KEYS_TITLE, width),
            EMPTY,
            *block(wrapped(told, min(width - 4, _READABLE)), width),
            EMPTY,
            centred(tuple(self._places()), width),
            EMPTY,
            centred((Span(f"  {words.KEYS_KEEP}  ", Tone.KEY),) if self.is_whole else EMPTY, width),
        )
        usual = words.keys_usual(" ".join(self.usual))
        return (*middle(rows, height - 1), centred((Span(usual, Tone.FAINT),), width))

    def _places(self) -> Iterator[Span]:
        for place in range(len(self.usual)):
            there = self.pressed[place : place + 1]
            yield Span(f" {there or '_'} ", Tone.KEY if there else Tone.FAINT)
            yield Span("  ")


def own_keys_hint(deck_key: Mapping[str, str]) -> str:
    """The learner's own keys beside those that the picture names; empty where they are the same."""
    return words.own_keys(deck_key) if deck_key else ""
