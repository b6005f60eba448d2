"""Which decks are worth a learner's day, in which order, and how much of each.

The main deck keeps its whole goal, for volume is the point. A check that is due comes before it within the learner's
minutes, or waits a day and then takes its minutes from the goal. Where minutes are left, a deck of another family
comes on top. Decks that share a rule are never planned for one day, and each deck is a block of its own: where rules
are found by oneself, blocked practice beats mixed (Flesch et al. 2018; Dekker, Otto & Summerfield 2022).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf
from typing import Final

from drillgrok.planning import reasons
from drillgrok.planning.day_room import DayRoom, answer_s, day_room, is_barred, minutes_for, wanted_answers
from drillgrok.planning.due_checks import checks_of_the_day
from drillgrok.planning.history import DeckHistory
from drillgrok.planning.main_deck import followed, main_deck
from drillgrok.planning.plan import DEFAULT_GOAL, MORE, Budget, DayPlan, DoneToday, LineKind, PlanLine
from drillgrok.planning.steps import step_down

MOST_LINES: Final = 3
LEAST_ANSWERS: Final = 25
"""Fewer of a deck are not worth beginning."""


def plan_day(decks: Sequence[DeckHistory], budget: Budget, today: int) -> DayPlan:
    """The plan of the day as it stands now: what was done is taken off. `decks` are in the order in which new ones are
    best begun. Without any answer yet there is no plan."""
    if not any(deck.is_begun for deck in decks):
        return DayPlan()
    day = day_room(decks, budget, today)
    free = [deck for deck in decks if not deck.record.is_set_aside and deck.record.skipped != today]
    wished = main_deck(free, today)
    checks, waits = checks_of_the_day(free, day, wished)
    taken = {**{one.deck.family: one.deck for one in checks}, **day.touched}
    main, sister_waits = _main(free, wished, taken, day)
    lines = [one.line(reasons.of_check(one.deck, one.course, today)) for one in checks]
    minutes = day.minutes_left - sum(line.minutes for line in lines)
    main_lines, rest_waits = _main_lines(decks, main, minutes, day)
    lines += main_lines
    if main is not None and len(lines) < MOST_LINES:
        minutes -= sum(line.minutes for line in main_lines)
        lines += _other_lines(free, {**taken, main.family: main}, minutes, day)
    done = tuple(_done(deck, today) for deck in decks if deck.record.on(today).answers)
    return DayPlan(tuple(lines), done, (*waits, *sister_waits, *rest_waits), _offers(free, main, taken))


def _offers(
    free: Sequence[DeckHistory], main: DeckHistory | None, taken: Mapping[str, DeckHistory]
) -> tuple[PlanLine, ...]:
    """One step down, where the main deck has shown nothing for long and no deck of one rule with it has the day."""
    easier = None if main is None else step_down(main, free)
    if main is None or easier is None or easier.family == main.family or is_barred(easier, taken):
        return ()
    reason = reasons.of_step_down(main)
    return (PlanLine(easier.id, LineKind.SISTER, MORE, minutes_for(easier, MORE), reason),)


def _done(deck: DeckHistory, today: int) -> DoneToday:
    counts = deck.record.on(today)
    return DoneToday(deck.id, counts.answers, counts.checked)


def _main(
    free: Sequence[DeckHistory], wished: DeckHistory | None, taken: Mapping[str, DeckHistory], day: DayRoom
) -> tuple[DeckHistory | None, list[PlanLine]]:
    """The main deck of the day; where a sister has the day, one of another family, while the wished one waits."""
    if wished is None or not is_barred(wished, taken):
        return wished, []
    answers = wanted_answers(wished, day.goal or DEFAULT_GOAL, day.today)
    reason = reasons.of_sisters(taken[wished.family].title)
    waits = PlanLine(wished.id, LineKind.MAIN, answers, minutes_for(wished, answers), reason)
    barred = {deck.family for deck in free if is_barred(deck, taken)}
    return main_deck(free, day.today, barred), [waits]


def _main_lines(
    decks: Sequence[DeckHistory], main: DeckHistory | None, minutes: float, day: DayRoom
) -> tuple[list[PlanLine], list[PlanLine]]:
    """What is left of the goal, or what one more Enter gives; and what waits because the learner is tired."""
    if main is None:
        return [], []
    before = main.record.practised_on(day.today)
    room = inf if minutes == inf else int(minutes * 60 / answer_s(main))
    answers = int(min(room, inf if day.goal is None else wanted_answers(main, day.goal, day.today)))
    tired = main.record.told_to_rest == day.today
    if answers == 0 or (before and answers < LEAST_ANSWERS and room < LEAST_ANSWERS):
        reached = day.goal is not None and before >= day.goal
        reason = reasons.of_more(before, reached=reached, tired=tired)
        return [PlanLine(main.id, LineKind.MORE, MORE, minutes_for(main, MORE), reason)], []
    if tired:
        reason = reasons.of_rest(answers)
        return [], [PlanLine(main.id, LineKind.MAIN, answers, minutes_for(main, answers), reason)]
    follows = None if main.is_begun else followed(decks, main)
    reason = reasons.of_main(main, day.today, answers, before=before, follows=follows)
    return [PlanLine(main.id, LineKind.MAIN, answers, minutes_for(main, answers), reason)], []


def _other_lines(
    free: Sequence[DeckHistory], taken: Mapping[str, DeckHistory], minutes: float, day: DayRoom
) -> list[PlanLine]:
    """A deck of another family where the learner's minutes have room for one; without minutes there is no telling."""
    begun = [deck for deck in free if deck.is_begun and deck.family not in taken]
    other = main_deck(begun, day.today)
    if day.goal is None or minutes == inf or other is None:
        return []
    answers = min(MORE, int(minutes * 60 / answer_s(other)))
    if answers < LEAST_ANSWERS or other.record.told_to_rest == day.today:
        return []
    taking = minutes_for(other, answers)
    return [PlanLine(other.id, LineKind.OTHER, answers, taking, reasons.of_other(other, day.today, minutes))]
