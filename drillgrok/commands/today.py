"""`drillgrok today`: one line on what waits today, for a shell prompt or a timer. It reads only what is kept for it, by
the standard library."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from drillgrok import places
from drillgrok.console.text import clean, counted
from drillgrok.console.wall_clock import this_day
from drillgrok.days import date_of
from drillgrok.library.kept_index import KeptHead, kept_heads
from drillgrok.library.ladder import in_ladder_order, rungs
from drillgrok.names import named_or_default
from drillgrok.planning.history import deck_histories
from drillgrok.planning.plan import Budget, DayPlan, LineKind, PlanLine
from drillgrok.planning.today import plan_day
from drillgrok.store.deck_records import deck_records

if TYPE_CHECKING:
    from drillgrok.settings import Settings

SOMETHING_WAITS: Final = 3
"""Exit code while something of the day's plan is still to be done."""
_NOTHING_YET: Final = "Nothing is planned yet: `drillgrok` begins."


@dataclass(frozen=True, slots=True)
class Today:
    """A learner's plan, as it stands now."""

    day: int
    plan: DayPlan
    titles: Mapping[str, str]
    is_begun: bool
    """The learner has answered something, ever."""

    @property
    def exit_code(self) -> int:
        """3 while something waits, else 0."""
        return SOMETHING_WAITS if self.plan.is_open else 0


def planned(learner: str | None, settings: Settings) -> Today:
    """The plan of this day for the learner who was named, or is meant.

    Raises DrillgrokError when the database is none of ours or cannot be read.
    """
    day = this_day()
    records = deck_records(places.database(), named_or_default(learner), day)
    if not records:
        from drillgrok.store.copies import refuse_lost  # only where nothing is known of anybody

        refuse_lost(places.database())
    heads = in_ladder_order(kept_heads() or _heads())
    plan = plan_day(deck_histories(heads, records, rungs()), budget_of(settings), day)
    titles = {head.id: clean(head.title) for head in heads}
    return Today(day, plan, titles, is_begun=any(record.answers for record in records.values()))


def _heads() -> tuple[KeptHead, ...]:
    """The same from the decks themselves, where no index is kept yet."""
    from drillgrok.library import catalog

    return tuple(KeptHead(*(getattr(head, name) for name in KeptHead._fields)) for head in catalog.heads())


def budget_of(settings: Settings) -> Budget:
    """What the learner means to give to a day, by their settings."""
    if settings.minutes is not None:
        return Budget(None, settings.minutes)
    return Budget(settings.goal, settings.day_minutes)


def one_line(today: Today) -> str:
    """What waits, or what was done."""
    lines = [line for line in today.plan.lines if line.kind is not LineKind.MORE]
    done = sum(one.answers for one in today.plan.done)
    if lines:
        return f"{len(lines)} to do: {'; '.join(_told(line, today.titles) for line in lines)}."
    if done:
        return f"Done for today: {counted(done, 'answer')}."
    return "Nothing waits today." if today.is_begun else _NOTHING_YET


def _told(line: PlanLine, titles: Mapping[str, str]) -> str:
    what = f"check of {titles[line.deck]}" if line.kind is LineKind.CHECK else titles[line.deck]
    return f"{what}, {counted(line.answers, 'answer')} ({max(1, round(line.minutes))} min)"


def as_json(today: Today) -> str:
    """The same as plain values for other programs."""
    plan = today.plan
    return json.dumps(
        {
            "day": str(date_of(today.day)),
            "waits": plan.is_open,
            "lines": [_record(line, today.titles) for line in plan.lines],
            "offers": [_record(line, today.titles) for line in plan.offers],
            "later": [_record(line, today.titles) for line in plan.waits],
            "done": [asdict(one) for one in plan.done],
        },
        ensure_ascii=False,
    )


def _record(line: PlanLine, titles: Mapping[str, str]) -> dict[str, str | int | float]:
    return {
        "deck": line.deck,
        "title": titles[line.deck],
        "kind": line.kind,
        "answers": line.answers,
        "minutes": round(line.minutes, 1),
        "reason": clean(line.reason),
    }
