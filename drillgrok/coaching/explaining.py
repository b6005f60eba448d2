"""Whether a shortcut explains what a learner answers to unseen items, looked up for one run: the sights of its items
are made once and kept. Counts in, a finding out; what is said of it is a verdict's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from drillgrok.coaching.check import NOT_CHECKED, Check
from drillgrok.coaching.counts import GIVEN_KEPT, GivenUnseen, RunCounts
from drillgrok.model.item import ItemKey
from drillgrok.practice.standing import Standing
from drillgrok.practice.state import Run
from drillgrok.shortcuts.explain import UnseenAnswer, explained, strategy_named
from drillgrok.shortcuts.explanation import Explanation, HandHabit
from drillgrok.shortcuts.sights import Sight, Sights

MOST_TOLD: Final = 1_000
"""Practised items that tables are learnt from: the ones asked last."""
MOST_CONTRAST: Final = 24
_LOOKED_AT: Final = 500
"""Unseen items that are looked through for contrast."""
_AHEAD: Final = 40
"""Sights that are made at one time while nobody waits: some 1.5 ms."""
_SAME_AGAIN: Final = (HandHabit.ONE_KEY, HandHabit.ONE_ANSWER)
_ONE_KEY: Final = 40
"""Of the last 44 practised answers, from which they are one key."""


def _most(texts: Iterable[str]) -> int:
    """How often the commonest of some texts stands there."""
    return Counter(texts).most_common(1)[0][1]


class Explainer:
    """Looks for shortcuts in one run. A run without a profile has none to look for."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._sights = Sights(run.deck, run.symbols, run.profile.frame) if run.profile else None
        self._known: dict[int, Sight] = {}
        self._answers: dict[GivenUnseen, UnseenAnswer | None] = {}
        """Those of the last look: most are looked at again."""
        self._to_see: Iterator[int] | None = None

    def look_ahead(self, counts: RunCounts, standing: Standing, asked: ItemKey) -> None:
        """Make some of the sights that the next check needs, and that of the item that is asked now."""
        if self._sights is None:
            return
        if self._to_see is None:
            self._to_see = self._needed(counts, standing)
        now = self._run.split.find(asked)
        for index in chain(() if now is None else (now,), islice(self._to_see, _AHEAD)):
            self._sight(index)

    def _needed(self, counts: RunCounts, standing: Standing) -> Iterator[int]:
        """What a check would see now."""
        items = chain.from_iterable((one.item, one.item_before) for one in counts.given_unseen)
        found = (self._run.split.find(item) for item in items if item is not None)
        return chain((index for index in found if index is not None), islice(standing.latest_asked(), MOST_TOLD))

    def check(self, counts: RunCounts, standing: Standing) -> Check:
        """What explains the last unseen answers."""
        profile = self._run.profile
        if profile is None or not counts.given_unseen:
            return NOT_CHECKED
        before = self._answers
        self._answers = {one: before[one] if one in before else self._answer(one) for one in counts.given_unseen}
        answers = [answer for one in counts.given_unseen if (answer := self._answers[one]) is not None]
        told = self._told(standing, {given.item for given in counts.given_unseen})
        found = explained(answers, told, profile.reading, guess=max(profile.guess, 1e-4), reads=self._run.deck.reads)
        labels = {profile.reading.label(one.sight.prompt, one.sight.rights) for one in answers if one.correct}
        one_key = len(counts.given) == GIVEN_KEPT and _most(map(answers[-1].sight.said, counts.given)) >= _ONE_KEY
        now_told = [*told, *(one.sight for one in answers if one.told)]
        contrast = self._contrast(found, now_told, standing) if found is not None and found.missing else ()
        one_key = one_key and found is not None and found.hand in _SAME_AGAIN
        return Check(found, len(labels), one_key, contrast)

    def _sight(self, index: int) -> Sight:
        if index not in self._known:
            if self._sights is None:
                raise AssertionError("a run without a profile has no sights")
            self._known[index] = self._sights.of(index)
        return self._known[index]

    def _answer(self, given: GivenUnseen) -> UnseenAnswer | None:
        """None where the deck no longer has the item."""
        index = self._run.split.find(given.item)
        if index is None:
            return None
        return UnseenAnswer(
            sight=self._sight(index),
            given=given.answer,
            correct=given.correct,
            given_before=given.answers_before,
            right_before=self._right(given.item_before),
            told=given.told,
        )

    def _right(self, item: ItemKey | None) -> str:
        index = self._run.split.find(item) if item is not None else None
        return "" if index is None else self._sight(index).rights[0]

    def _told(self, standing: Standing, unseen: set[ItemKey]) -> Sequence[Sight]:
        """The items met before the unseen answers, the ones asked last."""
        keys = self._run.deck.items.keys
        numbers = {int(key, 16) for key in unseen}
        before = (index for index in standing.latest_asked() if int(keys[index]) not in numbers)
        return [self._sight(index) for index in islice(before, MOST_TOLD)]

    def _contrast(self, found: Explanation, told: Sequence[Sight], standing: Standing) -> tuple[int, ...]:
        profile = self._run.profile
        strategy = strategy_named(found.name, told, profile.reading) if profile else None
        if strategy is None:
            return ()
        split = self._run.split
        looked_at = (standing.fresh or split.fresh).among(split.probes)[:_LOOKED_AT].tolist()
        differing = (index for index in looked_at if self._differs(strategy.answers(self._sight(index)), index))
        return tuple(islice(differing, MOST_CONTRAST))

    def _differs(self, answers: Iterable[str], index: int) -> bool:
        return not any(map(self._sight(index).is_right, answers))
