"""What the first screen shows, gathered from what is kept for it: the day's plan, the last seven days, every deck and
where it stands. Nothing heavy may be imported here, and no deck is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drillgrok import places
from drillgrok.days import date_of
from drillgrok.library.ladder import doors, in_ladder_order, rungs
from drillgrok.planning.deck_state import DeckState, stands_at
from drillgrok.planning.history import DeckRecord, deck_histories
from drillgrok.planning.passed import passed_words
from drillgrok.planning.plan import Budget, DayPlan, LineKind
from drillgrok.planning.today import plan_day
from drillgrok.practice.camp import camp_goal
from drillgrok.screens.backend import DeckCard, Morning, Weekday
from drillgrok.store.deck_records import deck_records
from drillgrok.store.first_look import is_shared, last_word

if TYPE_CHECKING:
    from drillgrok.model.head import DeckHead
    from drillgrok.model.log import Goal, Moment
    from drillgrok.runs.wishes import Wishes

_WEEK: Final = 7
_OVER: Final = (DeckState.PASSED, DeckState.CHECK_DUE)
_IN_THE_STORY: Final = (DeckState.BEGUN, DeckState.PLATEAU)


@dataclass(frozen=True, slots=True)
class Named:
    """A deck that was asked for by its path."""

    path: str
    head: DeckHead


def morning(wishes: Wishes, learner: str, heads: Sequence[DeckHead], named: Named | None, at: Moment) -> Morning:
    """The first screen's contents for this learner now. `named` is the deck of `wishes` where that is a path.

    Raises DrillgrokError when the database is none of ours or cannot be read.
    """
    today = at.day
    records = deck_records(places.database(), learner, today)
    plan = plan_day(deck_histories(in_ladder_order(heads), records, rungs()), _budget(wishes), today)
    week = tuple(_week(records.values(), today))
    answers = sum(record.answers for record in records.values())
    about = plan.first.deck if plan.first else ""
    return Morning(
        cards=tuple(_cards(heads, named, records, today)),
        goal=_goal(wishes, week[-1].answers),
        named=wishes.deck or "",
        plan=plan,
        doors=() if answers or any(record.is_set_aside for record in records.values()) else doors(),
        week=week,
        answers=answers,
        last_word=_last_word(learner, about, records, today),
        day=_story_day(plan, records, today),
        learner=learner if is_shared(places.database(), learner) else "",
    )


def _goal(wishes: Wishes, done_today: int) -> Goal:
    """What the learner chose; of a camp what is left of its day, and afterwards the usual goal."""
    return (camp_goal(done_today) or replace(wishes, camp=False).goal) if wishes.camp else wishes.goal


def _budget(wishes: Wishes) -> Budget:
    """Where the goal is counted in minutes they are the day's."""
    goal = wishes.goal
    return Budget(goal.responses, wishes.day_minutes if goal.minutes is None else goal.minutes)


def _cards(
    heads: Sequence[DeckHead], named: Named | None, records: Mapping[str, DeckRecord], today: int
) -> Iterator[DeckCard]:
    if named is not None:
        yield _card(named.path, named.head, records, today)
    for head in in_ladder_order(heads):
        yield _card(head.id, head, records, today)


def _card(name: str, head: DeckHead, records: Mapping[str, DeckRecord], today: int) -> DeckCard:
    record = records.get(head.id, DeckRecord(head.id))
    return DeckCard(
        name,
        head.title,
        head.about,
        head.domain,
        record.answers,
        stands_at(record, today).words,
        is_set_aside=record.is_set_aside,
        kept=passed_words(record, today),
        rung=rungs().get(head.id),
    )


def _week(records: Iterable[DeckRecord], today: int) -> Iterator[Weekday]:
    kept = tuple(records)
    for day in range(today - _WEEK + 1, today + 1):
        name = f"{date_of(day):%a}"
        yield Weekday(name[:2], sum(record.on(day).answers for record in kept))


def _last_word(learner: str, deck: str, records: Mapping[str, DeckRecord], today: int) -> str:
    """Empty once the deck is passed: what was said before holds no more."""
    record = records.get(deck)
    if record is None or stands_at(record, today).state in _OVER:
        return ""
    return last_word(places.database(), learner, deck)


def _story_day(plan: DayPlan, records: Mapping[str, DeckRecord], today: int) -> int:
    """Which day it is on the deck of the plan that the story is about."""
    main = next((line.deck for line in plan.lines if line.kind in (LineKind.MAIN, LineKind.MORE)), "")
    record = records.get(main)
    if record is None or stands_at(record, today).state not in _IN_THE_STORY:
        return 0
    return record.practised_days + (record.practised_on(today) == 0)
