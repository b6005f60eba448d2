"""Today's practice beside that of earlier days, as the remarks at breaks tell it. Practised items and volume only: of
unseen answers nothing may enter here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from drillgrok.coaching.counts import PracticeEvent, Practised, RunCounts
from drillgrok.coaching.luck import Count

WEEK: Final = 7
FASTEST: Final = 10
"""One in so many right answers makes the fastest tenth."""
TIMES_NEEDED: Final = 50
"""Right answers without which a fastest tenth is chance."""
_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class PracticeToday:
    """What was practised today, and before. Of answers only measured ones; 0 where there is nothing to set beside."""

    day: int = 0
    """As `days.local_day` counts."""
    number: int = 0
    """Days of practice, this one included."""
    answers: int = 0
    answers_a_week_ago: int = 0
    """On the same weekday, all day."""
    most_before: int = 0
    """Answers on the fullest earlier day."""
    week_minutes: int = 0
    """Spent on answers in the last seven days, today included."""
    week_before_minutes: int = 0
    """The same of the seven days before."""
    items_before: int = 0
    """Practised items met before today."""
    first_day_items: int = 0
    """Practised items met by the end of the first day; 0 on it."""
    practised: Count = field(default_factory=Count)
    practised_before: Count = field(default_factory=Count)
    """On earlier days, of the last 1,000."""
    late: int = 0
    late_before: int = 0
    """Time-outs among these two."""
    fast_ms: int = 0
    fast_before_ms: int = 0
    """In which the fastest tenth of right answers came."""
    row: int = 0
    """The longest row of right practised answers."""
    row_before: int = 0
    """The same on earlier days, of the last 1,000."""
    came: int = 0
    """Misses in a row, after which an item came right today for the first time since."""
    came_at: int = 0
    """The measured answer at which it did."""
    absent: int = 0
    """The longest absence of all, in answers, after which an item came right, where that was today."""


def today_of(counts: RunCounts, day: int | None = None) -> PracticeToday:
    """The figures of the last day with an answer; nothing where `day` is a later one, as in `Circumstances`."""
    if not counts.day_starts or day not in (None, counts.day_starts[-1][0]):
        return PracticeToday()
    day, first = counts.day_starts[-1]
    by_day = _answers_by_day(counts)
    now = [one for one in counts.practised if one.day == day]
    before = counts.practised[: len(counts.practised) - len(now)]
    return PracticeToday(
        day=day,
        number=len(counts.day_starts),
        answers=by_day[day],
        answers_a_week_ago=by_day.get(day - WEEK, 0),
        most_before=max((n for other, n in by_day.items() if other != day), default=0),
        week_minutes=_minutes(counts, day),
        week_before_minutes=_minutes(counts, day - WEEK),
        items_before=counts.items_at(first - 1),
        first_day_items=counts.items_at(counts.day_starts[1][1] - 1) if len(counts.day_starts) > 1 else 0,
        practised=_right(now),
        practised_before=_right(before),
        late=sum(one.timed_out for one in now),
        late_before=sum(one.timed_out for one in before),
        fast_ms=_fastest_ms(now),
        fast_before_ms=_fastest_ms(before),
        row=_longest_row(now),
        row_before=_longest_row(before),
        came=_since(counts.came, first),
        came_at=counts.volume_at(counts.came.number),
        absent=_since(counts.longest, first),
    )


def _answers_by_day(counts: RunCounts) -> dict[int, int]:
    edges = [counts.volume_at(first - 1) for _, first in counts.day_starts]
    ends = [*edges[1:], counts.volume]
    return {day: end - edge for (day, _), edge, end in zip(counts.day_starts, edges, ends, strict=True)}


def _minutes(counts: RunCounts, last: int) -> int:
    """Spent on answers in the seven days up to this one."""
    days = [day for day, _ in counts.day_starts]
    spent = counts.day_spent_ms[bisect_left(days, last - WEEK + 1) : bisect_left(days, last + 1)]
    return round(sum(spent) / _MINUTE_MS)


def _right(answers: Sequence[Practised]) -> Count:
    return Count(sum(one.right for one in answers), len(answers))


def _fastest_ms(answers: Sequence[Practised]) -> int:
    times = sorted(one.rt_ms for one in answers if one.right and one.rt_ms is not None)
    return times[len(times) // FASTEST] if len(times) >= TIMES_NEEDED else 0


def _longest_row(answers: Sequence[Practised]) -> int:
    return max((len(list(row)) for right, row in groupby(one.right for one in answers) if right), default=0)


def _since(event: PracticeEvent, first: int) -> int:
    return event.size if event.number >= first else 0
