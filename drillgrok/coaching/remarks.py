"""What a break can say of practice where no verdict is new: the odometer, a good row, an item that came at last, the
end of something. Practised items and volume alone: of unseen answers nothing may enter here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from drillgrok.coaching import passed_remarks
from drillgrok.coaching.aha import felt_beside_measured
from drillgrok.coaching.facts import UNSEEN_STEP, Facts
from drillgrok.coaching.figures import Figures, right_and_n
from drillgrok.coaching.phrases import right_of, seconds, times_in
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.ways import Saying
from drillgrok.model.evidence import SETTLED_NEEDED

KIND: Final = "remark"
HUNDRED, THOUSAND = 100, 1_000
TEN_THOUSAND: Final = 10_000
ROUND: Final = (HUNDRED, THOUSAND, 5 * THOUSAND, TEN_THOUSAND)
"""Numbers of answers that are the end of something."""
ROUND_DAYS: Final = (3, 5, 7, 10, 14, 21, 28, 40, 60, 80, 100, 150, 200, 300, 365)
ENOUGH: Final = 50
"""Answers that a day, or a count, is set beside another for."""
LONG_ROW: Final = 15
LONG_AWAY: Final = 200
QUICKER: Final = 0.93
"""A fastest tenth below so much of the earlier one is faster."""
FEWER: Final = 0.5
"""Time-outs below so much of the usual share are fewer."""
_FIRST_DAYS: Final = 400
"""Answers within which the beginning of a run is still worth a word."""


def _figures(facts: Facts) -> Figures:
    """Today beside earlier days, and whatever was passed on the way."""
    today = facts.today
    return {
        "volume": facts.volume,
        "items": facts.items,
        "passed": facts.volume // THOUSAND * THOUSAND or facts.volume // HUNDRED * HUNDRED,
        "hundreds": facts.items // HUNDRED * HUNDRED,
        "day": today.number,
        "usual": facts.volume // max(today.number, 1),
        "answers": today.answers,
        "week_ago": today.answers_a_week_ago,
        "most_before": today.most_before,
        "minutes": today.week_minutes,
        "minutes_before": today.week_before_minutes,
        "items_today": facts.items - today.items_before if today.number else 0,
        "first_day_items": today.first_day_items,
        **right_and_n("practised", today.practised),
        **right_and_n("earlier", today.practised_before),
        "late": today.late,
        "late_before": today.late_before,
        "fast_ms": today.fast_ms,
        "fast_before_ms": today.fast_before_ms,
        "row": today.row,
        "row_before": today.row_before,
        "came": today.came,
        "came_at": today.came_at,
        "absent": today.absent,
        "baseline": min(facts.baseline.n, UNSEEN_STEP),
        "settled_now": facts.settled.n,
        **_felt(facts),
    }


def _felt(facts: Facts) -> Figures:
    found = felt_beside_measured(facts)
    return {} if found is None else dict(zip(("felt", "onset", "onset_low", "onset_high"), found, strict=True))


def _has_passed(number: int, f: Figures) -> bool:
    """Today, of all answers."""
    return f["passed"] == number and f["volume"] - number < f["answers"]


def _end(name: str, say: Callable[[Figures], str], when: Callable[[Figures], bool], topic: str = "") -> Saying:
    """Of something: said as soon as it can be."""
    return Saying(name, say, when=when, topic=topic, is_turn=True)


_ENDS: Final = (
    Saying(
        "felt",
        lambda f: (
            f"You felt it click at answer {f['felt']:,}; the figures changed around {f['onset']:,} ({f['onset_low']:,} "
            f"to {f['onset_high']:,})."
        ),
        needs=("felt",),
        is_turn=True,
    ),
    _end(
        "baseline",
        lambda f: (
            f"Your first {f['baseline']} answers are your baseline: what you knew before you were shown anything. "
            "Everything later is compared with it."
        ),
        lambda f: f["baseline"] == UNSEEN_STEP and f["volume"] <= _FIRST_DAYS and f["day"] == 1,
    ),
    _end(
        "first_settled",
        lambda f: (
            "The first items you know have come up again after a long gap. Such answers are counted from here on, "
            f"{f['settled_now']} so far."
        ),
        lambda f: 0 < f["settled_now"] < SETTLED_NEEDED and f["volume"] <= 2 * _FIRST_DAYS,
    ),
    _end(
        "first_hundred",
        lambda f: f"Your first {f['passed']} answers are in, and each one counts, right or wrong.",
        lambda f: _has_passed(HUNDRED, f),
        "odometer",
    ),
    _end(
        "thousand",
        lambda f: f"{f['passed']:,} answers: the counter has a new digit, and you have met {f['items']} items so far.",
        lambda f: _has_passed(THOUSAND, f),
        "odometer",
    ),
    _end(
        "half_way",
        lambda f: f"{f['passed']:,} answers, half a round of the counter, on {f['day']} days of practice.",
        lambda f: _has_passed(5 * THOUSAND, f),
        "odometer",
    ),
    _end(
        "whole_turn",
        lambda f: (
            f"{f['passed']:,} answers: the counter has gone round once. It took {f['day']} days of practice, and there "
            "is no further number to reach."
        ),
        lambda f: _has_passed(TEN_THOUSAND, f),
        "odometer",
    ),
    _end(
        "odometer",
        lambda f: f"You passed {f['passed']:,} answers today.",
        lambda f: f["passed"] not in ROUND and f["passed"] >= THOUSAND and _has_passed(f["passed"], f),
    ),
    _end(
        "hundreds",
        lambda f: (
            f"You have met {f['hundreds']:,} items or more by now; {f['items_today']} of them were new to you today."
        ),
        lambda f: f["hundreds"] > 0 and f["items"] - f["items_today"] < f["hundreds"],
    ),
    _end(
        "round_day",
        lambda f: f"This is day {f['day']} of practice on this deck, with {f['volume']:,} answers behind you.",
        lambda f: f["day"] in ROUND_DAYS,
    ),
)
_ITEMS: Final = (
    Saying(
        "came",
        lambda f: (
            f"You had missed one item {f['came']} times in a row, and got it right at last, with answer "
            f"{f['came_at']:,}."
        ),
        when=lambda f: f["came"] > 0,
    ),
    Saying(
        "absent",
        lambda f: (
            f"You got one item right after {f['absent']:,} answers without seeing it: the longest gap so far that "
            "your memory has bridged."
        ),
        when=lambda f: f["absent"] >= LONG_AWAY,
    ),
    Saying(
        "row",
        lambda f: (
            f"{f['row']} practised answers in a row were right today; in the {f['earlier_n']} before today the most in "
            f"a row was {f['row_before']}."
        ),
        when=lambda f: f["row"] >= LONG_ROW and f["row"] > f["row_before"] > 0,
    ),
    Saying(
        "fastest",
        lambda f: (
            f"The fastest tenth of today's right answers took {seconds(f['fast_ms'])} or less; before today it was "
            f"{seconds(f['fast_before_ms'])}."
        ),
        when=lambda f: 0 < f["fast_ms"] < QUICKER * f["fast_before_ms"],
    ),
    Saying(
        "in_time",
        lambda f: (
            f"{f['late']} of today's {f['practised_n']} practised answers ran out of time; of the {f['earlier_n']} "
            f"before them it was {f['late_before']}."
        ),
        when=lambda f: (
            f["practised_n"] >= ENOUGH
            and f["late_before"] > 0
            and f["late"] * f["earlier_n"] < FEWER * f["late_before"] * f["practised_n"]
        ),
    ),
)
_DAYS: Final = (
    Saying(
        "most",
        lambda f: f"{f['answers']} answers today, your most in a day; before, that was {f['most_before']}.",
        when=lambda f: 0 < f["most_before"] < f["answers"] and f["day"] > 2,
    ),
    Saying(
        "weekday",
        lambda f: (
            f"On the same day last week you gave {f['week_ago']} answers in all; today it is {f['answers']} so far."
        ),
        when=lambda f: f["week_ago"] >= ENOUGH,
    ),
    Saying(
        "week",
        lambda f: (
            f"You spent {f['minutes']} minutes answering this deck in the last seven days, and "
            f"{f['minutes_before']} in the seven before them."
        ),
        when=lambda f: f["minutes"] >= 10 and f["minutes_before"] >= 10,
    ),
    Saying(
        "minutes",
        lambda f: (
            f"You have spent {f['minutes']} minutes answering this week, not counting pauses. That is what "
            f"{f['volume']:,} answers take, a little at a time."
        ),
        when=lambda f: f["minutes"] >= 10 and f["minutes_before"] == 0 and f["day"] >= 2,
    ),
    Saying(
        "today",
        lambda f: (
            f"You got {right_of(f, 'practised')} practised answers right today; on the days before it was "
            f"{right_of(f, 'earlier')}."
        ),
        when=lambda f: f["practised_n"] >= ENOUGH <= f["earlier_n"],
    ),
    Saying(
        "new_today",
        lambda f: f"{f['items_today']} items were new to you today, which makes {f['items']:,} in all.",
        when=lambda f: f["items_today"] >= 5 and f["day"] > 1,
    ),
    Saying(
        "first_day",
        lambda f: (
            f"You had met {f['first_day_items']} items at the end of your first day. Now it is {f['items']:,}, and "
            f"today's practised answers were right {times_in(f, 'practised')}."
        ),
        when=lambda f: f["practised_n"] >= ENOUGH and f["items"] >= 2 * f["first_day_items"] > 0,
    ),
    Saying(
        "a_day",
        lambda f: f"{f['volume']:,} answers on {f['day']} days: that is about {f['usual']} a day.",
        when=lambda f: f["day"] >= 4,
    ),
)

ROW = VerdictRow(
    kind=KIND,
    holds=lambda _facts: True,
    figures=_figures,
    ways=(*_ENDS, *_ITEMS, *_DAYS),
    next_step="Practice goes on as it is.",
    is_aside=True,
    counts_unseen=False,
    is_remark=True,
)
ROWS: Final = (passed_remarks.ROW, ROW)
"""Whatever is no verdict, in order."""
KINDS: Final = frozenset(row.kind for row in ROWS)
