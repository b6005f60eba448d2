"""What an exam asks, whether it is open, and what passes it. Draws and counts; asks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

import numpy as np
import numpy.typing as npt

from drillgrok.model.log import Attempt, Moment
from drillgrok.practice.exam_plan import exam_plan, withstands
from drillgrok.practice.standing import ANSWERS_BEFORE_AN_EXAM, Standing
from drillgrok.practice.state import Run

REPHRASED = 3
"""One question in so many is worded differently, where the deck can."""
ATTEMPTS = 3


class Why(StrEnum):
    """Why the exam is closed."""

    PASSED = "passed"
    NO_MORE_ATTEMPTS = "no_more_attempts"
    SPENT = "spent"
    """Too few items are left that were never shown."""
    TOO_EARLY = "too_early"
    NO_EXAM = "no_exam"
    """A shortcut would pass too often, or there are too few unseen items for any."""
    UNMET = "unmet"
    """Too few of them are made of parts that practice has shown."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What keeps the exam closed."""

    why: Why
    answers: int = 0
    """Measured answers that are still needed."""
    another_day: bool = False
    """It cannot be today."""


@dataclass(frozen=True, slots=True)
class ExamQuestion:
    """One item of an exam."""

    index: int
    rewording: int | None = None
    """Which of the deck's rephrasings, from 0; None for the plain wording."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The questions of one exam, and how many right answers pass it."""

    questions: tuple[ExamQuestion, ...]
    to_pass: int


def exam_paper(run: Run, standing: Standing, attempts: tuple[Attempt, ...], now: Moment) -> Paper | Closed:
    """The paper of the run's next exam, or why there is none. The same run, standing and attempts give the same."""
    if any(attempt.passed for attempt in attempts):
        return Closed(Why.PASSED)
    if not has_exam(run):
        return Closed(Why.NO_EXAM)
    if len(attempts) >= ATTEMPTS:
        return Closed(Why.NO_MORE_ATTEMPTS)
    early = _too_early(standing, attempts, now)
    return early or _draw(run, standing, Random(f"exam:{run.seed}:{len(attempts)}:{standing.count}"))


def has_exam(run: Run) -> bool:
    """Whether the deck has an exam at all: one that no shortcut passes, and enough groups held out for it."""
    plan = exam_plan(run.best_shortcut)
    return plan is not None and int(np.count_nonzero(run.split.part_of_group > 0)) >= plan.asked


def count_unseen(run: Run, standing: Standing) -> int:
    """How many held-out groups were never shown and could be asked."""
    groups = run.split.items.group_of[_askable(run, standing, _fresh_groups(run, standing))]
    return int(np.count_nonzero(np.bincount(groups)))  # the first np.unique would load a part of numpy for this alone


def unseen_by_group(run: Run, standing: Standing, rng: Random) -> dict[int, int]:
    """An item of each held-out group that was never shown and could be asked."""
    return _items_by_group(run, standing, _fresh_groups(run, standing), rng)


def _too_early(standing: Standing, attempts: tuple[Attempt, ...], now: Moment) -> Closed | None:
    since = attempts[-1].at if attempts else None
    given = _given_since(standing, since, now) if since else len(standing.measured_ms)
    missing = ANSWERS_BEFORE_AN_EXAM - given
    same_day = since is not None and _day(now) == _day(since)
    return Closed(Why.TOO_EARLY, missing, same_day) if missing or same_day else None


def _given_since(standing: Standing, since: Moment, now: Moment) -> int:
    """Measured answers since the exam that began then. One that began in the future was held under a clock that stood
    wrong: then those count that came after the last answer under that clock."""
    if since.utc_ms <= now.utc_ms:
        return standing.measured_since(since.utc_ms)
    ahead = [place for place, given_ms in enumerate(standing.measured_ms, start=1) if given_ms > now.utc_ms]
    return len(standing.measured_ms) - max(ahead, default=0)


def _day(at: Moment) -> int:
    return at.day


def _draw(run: Run, standing: Standing, rng: Random) -> Paper | Closed:
    """Never-shown items: of the reserve, and where that is short or spent, of the probes beside it."""
    split = run.split
    fresh = _fresh_groups(run, standing)
    plan = exam_plan(run.best_shortcut)
    if plan is None or len(fresh) < plan.asked:
        return Closed(Why.SPENT)
    askable = _items_by_group(run, standing, fresh, rng)
    if len(askable) < plan.asked:
        return Closed(Why.UNMET)
    reserve_first = sorted(rng.sample(sorted(askable), len(askable)), key=lambda g: -int(split.part_of_group[g]))
    chosen = [askable[group] for group in reserve_first[: plan.asked]]
    return Paper(_some_reworded(run, rng.sample(chosen, plan.asked), plan.to_pass, rng), plan.to_pass)


def _fresh_groups(run: Run, standing: Standing) -> npt.NDArray[np.intp]:
    """Held-out groups that were never shown."""
    held_out = run.split.part_of_group > 0
    held_out[list(standing.groups)] = False
    return np.flatnonzero(held_out)


def _items_by_group(run: Run, standing: Standing, groups: npt.NDArray[np.intp], rng: Random) -> dict[int, int]:
    """One item of each group that can be asked."""
    group_of = run.split.items.group_of
    candidates = _askable(run, standing, groups)
    return {int(group_of[index]): index for index in rng.sample(candidates.tolist(), len(candidates))}


def _askable(run: Run, standing: Standing, groups: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The items of these groups whose parts were all met with feedback: an unmet sign cannot be known."""
    items = run.split.items
    candidates = np.flatnonzero(np.isin(items.group_of, groups))
    if items.parts.shape[1] and len(candidates):
        met = np.zeros(int(items.parts.max()) + 1, np.bool_)
        met[list(standing.parts_met)] = True
        candidates = candidates[met[items.parts[candidates]].all(axis=1)]
    return candidates


def _some_reworded(run: Run, indexes: list[int], to_pass: int, rng: Random) -> tuple[ExamQuestion, ...]:
    """A third in another wording, as far as the items allow one and it is not so easily guessed that a shortcut would
    pass."""
    questions = [ExamQuestion(index) for index in indexes]
    blind = [run.best_shortcut] * len(questions)
    left = len(questions) // REPHRASED
    for place in rng.sample(range(len(questions)), len(questions)):
        for which, guess in _rewordings(run, questions[place].index, rng) if left else ():
            right = [*blind[:place], max(blind[place], guess), *blind[place + 1 :]]
            if withstands(to_pass, right):
                questions[place], blind, left = replace(questions[place], rewording=which), right, left - 1
                break
    return tuple(questions)


def _rewordings(run: Run, index: int, rng: Random) -> Iterator[tuple[int, float]]:
    """The other wordings that the item has, each with what a blind guess gives in it."""
    count = run.deck.rephrasings
    for which in rng.sample(range(count), count):
        item = run.deck.items.rephrased(index, which, run.symbols, Random(0))
        if item is not None:
            yield which, item.chance
