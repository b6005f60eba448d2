"""`show:` and `judge:` of a list -> the ways that domains make of them. What a way does with a row is the domain's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from drillgrok.model.corrected import Corrected
from drillgrok.model.domain import Surface, Way
from drillgrok.model.item import AnswerField, Item


@dataclass(frozen=True, slots=True)
class ToldWay:
    """A way and the options that a deck file told it."""

    options: Mapping[str, str]
    way: Way


@dataclass(frozen=True, slots=True)
class Ways:
    """How rows are shown and judged; None where that is the plain way: as text, by the answers in the row."""

    show: ToldWay | None = None
    judge: ToldWay | None = None

    def __bool__(self) -> bool:
        return bool(self._told)

    @property
    def _told(self) -> tuple[Way, ...]:
        return tuple(told.way for told in (self.show, self.judge) if told is not None)

    @property
    def columns(self) -> frozenset[str]:
        """Every column that they read."""
        return frozenset(column for each in self._told for column in each.columns)

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """The first thing that is wrong with a row."""
        return next((flaw for each in self._told if (flaw := each.flaw(cells)) is not None), None)

    def field(self, answers: AnswerField) -> AnswerField:
        """What can be typed, given the field that the answers alone would have."""
        for each in self._told:
            answers = each.field(answers)
        return answers

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        """The item as it is shown, then as it is judged."""
        for each in self._told:
            item = each.dress(item, cells, rng)
        return item

    def corrected(self, item: Item, cells: Mapping[str, str], given: str) -> Corrected | None:
        """As the way to judge draws it, else as the way to show does; None where neither says anything."""
        drawn = (each.corrected(item, cells, given) for each in reversed(self._told))
        return next((each for each in drawn if each is not None), None)

    def surface(self, cells: Mapping[str, str]) -> Surface:
        """What either way knows of a row; habits are those of the first way that has any, as it made them."""
        found = [each.surface(cells) for each in self._told]
        cues = {name: cue for each in found for name, cue in each.cues.items()}
        habits = next((each.habits for each in found if each.habits), {})
        named = [each.answer_class for each in found if each.answer_class is not None]
        return Surface(cues, habits, named[0] if named else None)


PLAIN_WAYS = {"show": "text", "judge": "exact"}
