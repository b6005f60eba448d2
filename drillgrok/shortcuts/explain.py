"""Whether a shortcut explains a learner's unseen answers, right and wrong, as well as the rule does. Answers and sights
in, one finding out; what is made of it is the coach's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Final

from drillgrok.shortcuts.explanation import SUSPECT, Explanation, HandHabit
from drillgrok.shortcuts.readings import Reading, label_name
from drillgrok.shortcuts.sights import Sight
from drillgrok.shortcuts.strategies import (
    NEAREST,
    AnswerTable,
    Constant,
    Habit,
    Nearest,
    PlacedChoice,
    Strategy,
    labels_of,
)

SLIP: Final = 0.1
"""How often an answer is none that its strategy gives, the rule included."""


@dataclass(frozen=True, slots=True)
class UnseenAnswer:
    """What was answered to an item never shown before."""

    sight: Sight
    given: str
    """Canonical; empty for a pass or a time-out."""
    correct: bool
    given_before: tuple[str, str] = ("", "")
    """The learner's last answer and the one before it."""
    right_before: str = ""
    """What was right last, where that was told."""
    told: bool = False
    """What was right was told afterwards."""
    _heard: dict[tuple[str, ...], tuple[bool, int, bool]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    """What was heard before, for many strategies give the same, and at every look."""

    def __post_init__(self) -> None:
        """With texts that can be compared with each other."""
        said, (last, before_last) = self.sight.said, self.given_before
        object.__setattr__(self, "given", said(self.given))
        object.__setattr__(self, "given_before", (said(last), said(before_last)))
        object.__setattr__(self, "right_before", said(self.right_before))

    def heard(self, texts: tuple[str, ...]) -> tuple[bool, int, bool]:
        """Of what a strategy may answer: whether this answer is of it, how many answers it comes to, and whether it
        goes as the rule does."""
        known = self._heard.get(texts)
        if known is None:
            found = set(map(self.sight.said, texts))
            as_rule = len(found) == 1 and any(map(self.sight.is_right, texts))
            known = self._heard[texts] = self.given in found, len(found), as_rule
        return known


def explained(
    answers: Sequence[UnseenAnswer], told: Sequence[Sight], reading: Reading, *, guess: float, reads: frozenset[str]
) -> Explanation | None:
    """The shortcut that the rule leads least, of those that explain the answers at all; None where none does.

    `answers` are in the order in which they were given; `told` are items that were practised before them; `guess` is
    blind success on one; tables over `reads` are the rule by examples.
    """
    if not answers:
        return None
    tried = [*_strategies(answers, told, reading, reads)]
    by_rule = sum(_likelihood(answer.correct, 1, guess) for answer in answers)
    found = (_against(one, answers, guess, by_rule, len(tried)) for one in tried)
    suspects = [one for one in found if one is not None]
    return min(suspects, key=lambda one: (not one.holds_back, one.log_lead), default=None)


def strategy_named(name: str, told: Sequence[Sight], reading: Reading) -> Strategy | None:
    """The strategy of that name where it goes by the item alone; None where it goes by what came before."""
    found = [one for one in _strategies((), told, reading, frozenset()) if one[0] == name]
    chosen = found[0][2] if found else None
    return chosen.strategy if isinstance(chosen, _BySight) else None


class _Before:
    """A habit of the hand, by what was answered or right before."""

    def __init__(self, hand: HandHabit) -> None:
        self._hand = hand

    def tell(self, _sight: Sight) -> None:
        return

    def answers_to(self, answer: UnseenAnswer) -> tuple[str, ...]:
        last, before_last = answer.given_before
        text = {
            HandHabit.LAST_ANSWER: answer.right_before,
            HandHabit.ALTERNATING: before_last if last != before_last else "",
        }
        found = text.get(self._hand, "")
        return (found,) if found else ()


class _BySight:
    """A strategy that goes by the item alone."""

    def __init__(self, strategy: Strategy) -> None:
        self.strategy = strategy
        self.tell = strategy.tell

    def answers_to(self, answer: UnseenAnswer) -> tuple[str, ...]:
        return self.strategy.answers(answer.sight)


_Tried = tuple[str, HandHabit | None, _Before | _BySight]


def _strategies(
    answers: Sequence[UnseenAnswer], told: Sequence[Sight], reading: Reading, reads: frozenset[str]
) -> Iterator[_Tried]:
    sights = [answer.sight for answer in answers]
    labels = labels_of(told, reading)
    by_itself = Reading()
    for given in dict.fromkeys(answer.given for answer in answers if answer.given):
        hand = HandHabit.ONE_KEY if len(given) == 1 else HandHabit.ONE_ANSWER
        yield f"always {given}", hand, _BySight(Constant(by_itself, given))
    if reading.base is not None:
        for label in dict.fromkeys(labels):
            yield f"always {label_name(label)}", None, _BySight(Constant(reading, label))
    if any(one.choices for one in sights):
        for which in ("longest", "shortest"):
            yield which, None, _BySight(PlacedChoice(which))
    for habit in dict.fromkeys(name for one in sights for name in one.habits):
        yield habit, None, _BySight(Habit(habit))
    yield HandHabit.LAST_ANSWER, HandHabit.LAST_ANSWER, _Before(HandHabit.LAST_ANSWER)
    yield HandHabit.ALTERNATING, HandHabit.ALTERNATING, _Before(HandHabit.ALTERNATING)
    for cue in dict.fromkeys(chain.from_iterable(one.cues for one in (*told, *sights))):
        if cue not in reads:
            yield cue, None, _BySight(AnswerTable(cue, reading, told, labels))
    if told or any(answer.told for answer in answers):
        to_be_told = [answer.sight for answer in answers if answer.told]
        yield NEAREST, None, _BySight(Nearest(reading, told, to_be_told))


def _against(
    one: _Tried, answers: Sequence[UnseenAnswer], guess: float, by_rule: float, tried: int
) -> Explanation | None:
    """The strategy beside the rule, under which the log likelihood is `by_rule`; None where it explains no more than
    guessing, as soon as the answers to come could not make it do so."""
    name, hand, strategy = one
    by_guess, best = _likelihood(False, 0, guess), max(_likelihood(True, 1, guess), _likelihood(False, 0, guess))
    enough = len(answers) * (by_guess - best) + SUSPECT
    short_of_best = 0.0
    matches = differing = 0
    for answer in answers:
        fits, ways, as_rule = answer.heard(strategy.answers_to(answer))
        short_of_best += best - _likelihood(fits, ways, guess)
        if -short_of_best < enough:
            return None
        matches += fits
        differing += not as_rule
        if answer.told:
            strategy.tell(answer.sight)
    log_lead = by_rule - (len(answers) * best - short_of_best)
    return Explanation(name, hand, matches, len(answers), differing, log_lead, tried)


@lru_cache(maxsize=1024)
def _likelihood(fits: bool, ways: int, guess: float) -> float:
    """The log likelihood of an answer under a strategy that gives one of so many; without any, under guessing."""
    if not ways:
        return math.log(max(guess, 1e-6))
    others = max(1 / max(guess, 1e-6) - ways, 1.0)
    return math.log((1 - SLIP) / ways) if fits else math.log(SLIP / others)
