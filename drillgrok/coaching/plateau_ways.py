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

GROWN: Final = 10
"""Items met by which the pile has grown."""
LOADED: Final = 1.5
"""Times the items of the first day, from which the load has grown."""
HELD: Final = 0.75
"""The share of settled answers right, from which they are held well enough to say so."""
MISSED: Final = 0.1
"""The share of today's practised answers missed, from which the misses are worth a word."""
ENOUGH: Final = 50
"""Practised answers after which a day without a new item is one."""
WEEKS_FROM, SHARE_FROM = 15, 5
"""Days on the plateau, and of the run, from which they are told."""
QUICKER: Final = 0.93
TIGHTER: Final = 0.85
"""Factors by which a median latency and a deadline have moved."""


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
            f"Unseen {right_of(f, 'trace')}, where {guessing(f)}: more than luck, even counting how often I look. Half "
            f"a rule or a good habit can do that and go no further; you are {f['answers']:,} answers into the plateau, "
            "so go on and see."
        ),
        needs=("trace_n", "answers"),
        is_turn=True,
    ),
    Saying(
        "trace_line",
        lambda f: (
            f"The unseen line lies above luck, with {right_of(f, 'trace')}, where {guessing(f)}. What that is made of, "
            "these counts cannot say."
        ),
        needs=("trace_n",),
    ),
    Saying(
        "trace_lasting",
        lambda f: (
            f"More unseen items come right than luck explains, {right_of(f, 'trace')}, and the others do not. A part "
            f"of the items may obey something you have; {f['answers']:,} answers into the plateau the rest is open."
        ),
        needs=("trace_n", "answers"),
    ),
    Saying(
        "trace_question",
        lambda f: (
            f"Here is a question for you rather than for me: {right_of(f, 'trace')} unseen items came right, where "
            f"{guessing(f)}. If something tells you the answer before you know why, n keeps a note of it."
        ),
        needs=("trace_n",),
    ),
)
_FALLEN: Final = (
    Saying(
        "fallen",
        lambda f: (
            f"The change I spoke of did not last: unseen is {right_of(f, 'fallen')}, where {guessing(f)}. Settled "
            f"items still come back {times_in(f, 'settled')}, and what came once can come again or not: go on."
        ),
        needs=("fallen_n",),
        topic="fallen",
        is_turn=True,
    ),
    Saying(
        "fallen_again",
        lambda f: (
            f"Back on the plateau: {right_of(f, 'fallen')} of the last unseen items, where {guessing(f)}. I spoke of a "
            "change, and these answers take it back; both stay on the record."
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
            f"Settled items come back {times_in(f, 'settled')}, unseen ones {right_of(f, 'unseen')}, where "
            f"{guessing(f)}: this is the plateau, and from outside nobody can see whether anything is on its way. "
            f"{_next(f)}; go on, take another deck or set it aside, nothing is lost."
        ),
        needs=("unseen_n",),
        when=lambda f: "answers" not in f,
    ),
    Saying(
        "named_again",
        lambda f: (
            f"You hold what you practised again, {times_in(f, 'settled')}, and what is new stays open, "
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
            f"From the next block the clock presses harder, by and by: of 100 answers on it {f['cut_then']} will fail "
            f"after {f['cut_over']:,} more, where it was {f['cut_now']}. Those misses are the clock's, on purpose, and "
            "say nothing against you."
        ),
        needs=("cut_now",),
        is_turn=True,
    ),
)
_STANDS: Final = (
    Saying(
        "lines",
        lambda f: (
            "What you practised holds, and what is new does not come: unseen "
            f"{_stands(f)}, in {f['answers']:,} answers on the plateau. Nobody can see from outside whether anything "
            "is on its way."
        ),
    ),
    Saying(
        "load",
        lambda f: (
            f"You carry more than you did: {f['items']:,} items, where your first day ended with "
            f"{f['first_day_items']}, and settled ones come back {times_in(f, 'settled')} all the same. Unseen ones "
            f"stand at {right_of(f, 'unseen')}."
        ),
        when=lambda f: f["items"] >= LOADED * f.get("first_day_items", 0) > 0 and _held(f),
    ),
    Saying(
        "next_look",
        lambda f: (
            f"The next look is a test of its own: {f['beyond_luck']} right of the next {f['next_n']} unseen answers "
            f"would be more than luck, even counting how often I look. Up to now it is {_stands(f)}."
        ),
        needs=("beyond_luck",),
    ),
    Saying(
        "record",
        lambda f: (
            f"What this run is for lies on record already: {f['unseen_n']} answers to items that nobody had shown you, "
            f"{f['unseen_right']} of them right. They were given over {_days(f)} on the plateau, and stay yours "
            "whatever comes."
        ),
    ),
    Saying(
        "pile",
        lambda f: (
            f"Since the plateau began your pile went from {f['items_then']:,} items to {f['items']:,}. The unseen line "
            f"did not follow it: {_stands(f)}."
        ),
        when=lambda f: f["items"] - f["items_then"] >= GROWN,
    ),
    Saying(
        "speed",
        lambda f: (
            f"You are quicker at what you hold: within {f['pace_n']} answers your usual time went from "
            f"{seconds(f['early_ms'])} to {seconds(f['late_ms'])}. Unseen items wait for something else than speed, "
            f"and stand at {right_of(f, 'unseen')}."
        ),
        needs=("late_ms",),
        when=lambda f: f["late_ms"] <= QUICKER * f["early_ms"],
    ),
    Saying(
        "storing",
        lambda f: (
            f"Storing gets dearer on purpose: {f['items']:,} items want their turn, and each new one lets all others "
            "wait longer. A rule would cost the same for all of them; whether one is on its way, nobody can see from "
            "outside."
        ),
        when=_grows,
    ),
    Saying(
        "all_met",
        lambda f: (
            f"No new item has come today: you hold {f['items']:,}, and what you are asked now are returns. What nobody "
            f"has shown you is rationed, and stands at {_stands(f)}."
        ),
        needs=("today_n", "items_today"),
        when=lambda f: f["items_today"] == 0 and f["today_n"] >= ENOUGH,
    ),
    Saying(
        "misses",
        lambda f: (
            f"Of today's {f['today_n']} practised answers {f['today_missed']} were missed, because new "
            "items keep coming on purpose: that is the load and says nothing against you. Settled ones come back "
            f"{times_in(f, 'settled')}."
        ),
        needs=("today_missed",),
        when=lambda f: f["today_missed"] >= MISSED * f["today_n"] > 0 and _grows(f),
    ),
    Saying(
        "unknown",
        lambda f: (
            f"How long a plateau lasts in people nobody has measured, so {f['answers']:,} answers are neither long nor "
            f"short. What can be said is the count: unseen {_stands(f)}."
        ),
    ),
    Saying(
        "choices",
        lambda f: (
            f"{f['choice_at']:,} answers on the plateau are behind you, which is a place "
            "to choose: go on, take another deck for a while, or set this one aside with everything kept. Unseen "
            f"stands at {right_of(f, 'unseen')}."
        ),
        needs=("choice_at",),
        when=lambda f: f["choice_at"] > 0,
    ),
    Saying(
        "held",
        lambda f: (
            f"Memory does its part: settled items come back {times_in(f, 'settled')} while new ones keep arriving. "
            f"This record is about the other line, and that stands at {_stands(f)}."
        ),
        when=lambda f: _held(f) and _grows(f),
    ),
    Saying(
        "share",
        lambda f: (
            f"{f['days']} of your {f['run_days']} days here lie on the plateau, and {f['answers']:,} of "
            f"{f['volume']:,} answers. I know of no public record of such a stretch in a person; this is one."
        ),
        needs=("run_days", "volume"),
        when=lambda f: f["run_days"] >= SHARE_FROM and f["days"] <= f["run_days"],
    ),
    Saying(
        "clock",
        lambda f: (
            f"You keep up with a clock of {seconds(f['late_deadline_ms'])} where it was "
            f"{seconds(f['early_deadline_ms'])}, and hold {right_of(f, 'settled')}. What is new is asked on the calm "
            f"clock, and stands at {right_of(f, 'unseen')}."
        ),
        needs=("late_deadline_ms",),
        when=lambda f: f["late_deadline_ms"] <= TIGHTER * f["early_deadline_ms"],
    ),
    Saying(
        "both",
        lambda f: (
            f"A rule and a good habit would both show on the unseen line, and {f['unseen_n']} answers show neither: "
            f"{f['unseen_right']} right, where {guessing(f)}."
        ),
    ),
    Saying(
        "from_the_first",
        lambda f: (
            f"From the first day on you met {f['all_n']:,} items before anything was said of them, and "
            f"{f['all_right']:,} came right. On the plateau it is {right_of(f, 'unseen')}, so the two stretches can be "
            "set side by side."
        ),
        needs=("all_n",),
        when=lambda f: f["all_n"] >= f["unseen_n"] + UNSEEN_STEP,
    ),
    Saying(
        "weeks",
        lambda f: (
            f"Day {f['days']} of the plateau: {f['answers']:,} answers, counted in twelves where they are unseen. They "
            f"stand at {_stands(f)}."
        ),
        when=lambda f: f["days"] >= WEEKS_FROM,
    ),
    Saying(
        "still",
        lambda f: (
            f"Your pile of {f['items']:,} items and your speed stand still as well, and settled ones come back "
            f"{times_in(f, 'settled')}. From outside nobody can tell a long plateau from an endless one; only more "
            "answers can."
        ),
        when=lambda f: f["items"] - f["items_then"] < GROWN and f.get("late_ms", 0) > QUICKER * f.get("early_ms", 0),
    ),
)


def _of_the_plateau(way: Saying) -> Saying:
    """Where it has stood for a while, and nothing else is to be said of it."""
    return replace(way, needs=("answers", "unseen_n", *way.needs))


WAYS: Final = (*_FALLEN, *_VALLEY, *_TRACE, *_NAMED, *map(_of_the_plateau, _STANDS))
