"""The ways to speak of a plateau, which can last for weeks: each tells another true thing, and holds under its own
condition. When a plateau is, and its figures, stand with its verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drillgrok.coaching.facts import UNSEEN_STEP
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.flood import INTAKE_WORDS, IntakeTold
from drillgrok.coaching.phrases import guessing, right_of, seconds, times_in
from drillgrok.coaching.ways import Saying
from drillgrok.coaching.worth import HELD, LOADED, MISSED, QUICKER

GROWN: Final = 10
"""Items met by which the pile has grown."""
ENOUGH: Final = 50
"""Practised answers after which a day without a new item is one."""
WEEKS_FROM, SHARE_FROM = 15, 5
"""Days on the plateau, and of the run, from which they are told."""
TIGHTER: Final = 0.85
"""A deadline below so much of the earlier one has moved."""


def _next(f: Figures) -> str:
    if "intake" in f:
        return INTAKE_WORDS[IntakeTold(f["intake"])]
    return f"I look again after {UNSEEN_STEP} more unseen answers"


def _stands(f: Figures) -> str:
    return f"{right_of(f, 'unseen')}, where {guessing(f)}"


def _held(f: Figures) -> bool:
    return f["settled_right"] >= HELD * f["settled_n"]


def _grows(f: Figures) -> bool:
    """New items came today."""
    return f.get("items_today", 0) > 0


def _days(f: Figures) -> str:
    return f"{f['days']} days" if f["days"] > 1 else "one day"


_TRACE: Final = (
    Saying(
        "trace",
        lambda f: (
            f"You got {right_of(f, 'trace')} unseen items right, where {guessing(f)}: more than luck, even allowing "
            "for how often I look. Half a rule or a good habit can do that and go no further; you are "
            f"{f['answers']:,} answers into the plateau, so go on and see."
        ),
        needs=("trace_n", "answers"),
        is_turn=True,
    ),
    Saying(
        "trace_line",
        lambda f: (
            f"Unseen items come right more often than luck explains: {right_of(f, 'trace')}, where {guessing(f)}. Why, "
            "these counts cannot say."
        ),
        needs=("trace_n",),
    ),
    Saying(
        "trace_lasting",
        lambda f: (
            f"More unseen items come right than luck explains, {right_of(f, 'trace')}, and the rest still do not. You "
            f"may have something that works for some of the items; {f['answers']:,} answers into the plateau that is "
            "all that can be said."
        ),
        needs=("trace_n", "answers"),
    ),
    Saying(
        "trace_question",
        lambda f: (
            f"Here is a question that only you can answer: {right_of(f, 'trace')} unseen items came right, where "
            f"{guessing(f)}. If something tells you the answer before you know why, press n and write it down."
        ),
        needs=("trace_n",),
    ),
)
_FALLEN: Final = (
    Saying(
        "fallen",
        lambda f: (
            f"The change I spoke of did not last: unseen items are at {right_of(f, 'fallen')}, where {guessing(f)}. "
            f"Settled items still come back right {times_in(f, 'settled')}; what came once may come again or not, so "
            "go on."
        ),
        needs=("fallen_n",),
        topic="fallen",
        is_turn=True,
    ),
    Saying(
        "fallen_again",
        lambda f: (
            f"You are back on the plateau: {right_of(f, 'fallen')} of the last unseen items were right, where "
            f"{guessing(f)}. I spoke of a change, and these answers take that back; the record keeps both."
        ),
        needs=("fallen_n",),
        topic="fallen",
        is_turn=True,
    ),
)
_NAMED: Final = (
    Saying(
        "named",
        lambda f: (
            f"Settled items come back right {times_in(f, 'settled')}, but unseen ones {right_of(f, 'unseen')}, where "
            f"{guessing(f)}: this is called the plateau, and no count can show whether it will end. "
            f"{_next(f)}; go on, take another deck or set this one aside, nothing is lost."
        ),
        needs=("unseen_n",),
        when=lambda f: "answers" not in f,
    ),
    Saying(
        "named_again",
        lambda f: (
            f"You get what you practised right again, {times_in(f, 'settled')}, while unseen items are at "
            f"{right_of(f, 'unseen')}: the plateau, as before. {_next(f)}."
        ),
        needs=("unseen_n",),
        when=lambda f: "answers" not in f and "intake" not in f,
    ),
)
_VALLEY: Final = (
    Saying(
        "valley",
        lambda f: (
            f"From the next block on, the clock gets harder little by little: of 100 answers on it {f['cut_then']} "
            f"will fail after {f['cut_over']:,} more, where it is {f['cut_now']} now. The clock causes those misses on "
            "purpose, and they say nothing against you."
        ),
        needs=("cut_now",),
        is_turn=True,
    ),
)
_STANDS: Final = (
    Saying(
        "lines",
        lambda f: (
            "You hold what you practised, and what is new does not come right: unseen "
            f"{_stands(f)}, in {f['answers']:,} answers on the plateau. No count can show whether that will change."
        ),
    ),
    Saying(
        "load",
        lambda f: (
            f"You carry more than you did: {f['items']:,} items, against {f['first_day_items']} at the end of your "
            f"first day, and settled ones still come back right {times_in(f, 'settled')}. Unseen ones are at "
            f"{right_of(f, 'unseen')}."
        ),
        when=lambda f: f["items"] >= LOADED * f.get("first_day_items", 0) > 0 and _held(f),
    ),
    Saying(
        "next_look",
        lambda f: (
            f"The next look is a test of its own: {f['beyond_luck']} right of the next {f['next_n']} unseen answers "
            "would be more than luck, even allowing for how often I look. Up to now it is "
            f"{_stands(f)}."
        ),
        needs=("beyond_luck",),
    ),
    Saying(
        "record",
        lambda f: (
            f"This much is on record already: {f['unseen_n']} answers to items that nobody had shown you, "
            f"{f['unseen_right']} of them right. You gave them over {_days(f)} on the plateau, and they stay yours "
            "whatever comes."
        ),
    ),
    Saying(
        "pile",
        lambda f: (
            f"Since the plateau began you have gone from {f['items_then']:,} items to {f['items']:,}. Unseen items "
            f"did not follow: {_stands(f)}."
        ),
        when=lambda f: f["items"] - f["items_then"] >= GROWN,
    ),
    Saying(
        "speed",
        lambda f: (
            f"You are quicker at what you hold: over {f['pace_n']} answers your usual time went from "
            f"{seconds(f['early_ms'])} to {seconds(f['late_ms'])}. Unseen items take more than speed, and are at "
            f"{right_of(f, 'unseen')}."
        ),
        needs=("late_ms",),
        when=lambda f: f["late_ms"] <= QUICKER * f["early_ms"],
    ),
    Saying(
        "storing",
        lambda f: (
            f"Remembering gets harder on purpose: {f['items']:,} items want their turn, and each new one makes all "
            "the others wait longer. A rule would cost the same for all of them; no count can show whether you are on "
            "the way to one."
        ),
        when=_grows,
    ),
    Saying(
        "all_met",
        lambda f: (
            f"No new item came today: you have met {f['items']:,}, and are asked those again. Items whose answer you "
            f"have not been shown are used sparingly, and are at {_stands(f)}."
        ),
        needs=("today_n", "items_today"),
        when=lambda f: f["items_today"] == 0 and f["today_n"] >= ENOUGH,
    ),
    Saying(
        "misses",
        lambda f: (
            f"You missed {f['today_missed']} of today's {f['today_n']} practised answers, because new items keep "
            "coming on purpose: that is the load and says nothing against you. Settled ones come back right "
            f"{times_in(f, 'settled')}."
        ),
        needs=("today_missed",),
        when=lambda f: f["today_missed"] >= MISSED * f["today_n"] > 0 and _grows(f),
    ),
    Saying(
        "unknown",
        lambda f: (
            f"Nobody has measured how long a plateau lasts in people, so {f['answers']:,} answers are neither long nor "
            f"short. What can be told is the count: unseen {_stands(f)}."
        ),
    ),
    Saying(
        "choices",
        lambda f: (
            f"You have {f['choice_at']:,} answers on the plateau behind you, which is a place to choose: go on, take "
            "another deck for a while, or set this one aside with everything kept. Unseen items are at "
            f"{right_of(f, 'unseen')}."
        ),
        needs=("choice_at",),
        when=lambda f: f["choice_at"] > 0,
    ),
    Saying(
        "held",
        lambda f: (
            f"Your memory does its share: settled items come back right {times_in(f, 'settled')} while new ones keep "
            f"coming. The unseen ones are another matter, at {_stands(f)}."
        ),
        when=lambda f: _held(f) and _grows(f),
    ),
    Saying(
        "share",
        lambda f: (
            f"{f['days']} of your {f['run_days']} days on this deck, and {f['answers']:,} of {f['volume']:,} answers, "
            "belong to the plateau. I know of no public record of such a stretch in a person; this is one."
        ),
        needs=("run_days", "volume"),
        when=lambda f: f["run_days"] >= SHARE_FROM and f["days"] <= f["run_days"],
    ),
    Saying(
        "clock",
        lambda f: (
            f"You keep up with a clock of {seconds(f['late_deadline_ms'])} where it was "
            f"{seconds(f['early_deadline_ms'])}, and get {right_of(f, 'settled')} settled items right. New items are "
            f"asked on the calm clock, and are at {right_of(f, 'unseen')}."
        ),
        needs=("late_deadline_ms",),
        when=lambda f: f["late_deadline_ms"] <= TIGHTER * f["early_deadline_ms"],
    ),
    Saying(
        "both",
        lambda f: (
            f"A rule and a good habit would both show in unseen items, and {f['unseen_n']} answers show neither: "
            f"{f['unseen_right']} right, where {guessing(f)}."
        ),
    ),
    Saying(
        "from_the_first",
        lambda f: (
            f"Since your first day you have answered {f['all_n']:,} items before you were told anything about them, "
            f"and {f['all_right']:,} were right. On the plateau alone it is {right_of(f, 'unseen')}, so you can "
            "compare the two."
        ),
        needs=("all_n",),
        when=lambda f: f["all_n"] >= f["unseen_n"] + UNSEEN_STEP,
    ),
    Saying(
        "weeks",
        lambda f: (
            f"Day {f['days']} of the plateau: {f['answers']:,} answers. Unseen ones are counted in twelves, and are at "
            f"{_stands(f)}."
        ),
        when=lambda f: f["days"] >= WEEKS_FROM,
    ),
    Saying(
        "still",
        lambda f: (
            f"Your {f['items']:,} items and your speed have stopped moving as well, and settled ones come back right "
            f"{times_in(f, 'settled')}. Only more answers can tell a long plateau from an endless one."
        ),
        when=lambda f: f["items"] - f["items_then"] < GROWN and f.get("late_ms", 0) > QUICKER * f.get("early_ms", 0),
    ),
)


def _of_the_plateau(way: Saying) -> Saying:
    """Where it has stood for a while, and nothing else is to be said of it."""
    return replace(way, needs=("answers", "unseen_n", *way.needs))


WAYS: Final = (*_FALLEN, *_VALLEY, *_TRACE, *_NAMED, *map(_of_the_plateau, _STANDS))
