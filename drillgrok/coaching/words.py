"""How each verdict is put: one or two plain sentences from its figures, which are all they may speak of. No judgement
is made here, and nothing is promised, praised or blamed."""

from __future__ import annotations

from collections.abc import Callable

from drillgrok.coaching.facts import UNSEEN_LEAST, Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.verdict import Verdict, VerdictKind

GROWN = 10
"""Items met by which the pile has grown."""
QUICKER = 0.93
TIGHTER = 0.85
"""Factors by which a median latency and a deadline have moved."""


def say(verdict: Verdict) -> str:
    """The verdict in words."""
    return _SENTENCES[verdict.kind](verdict.figures)


def report(facts: Facts, verdict: Verdict) -> str:
    """What to show at a block's end: the verdict, or when there may be a new one if this one was just said."""
    return wait(facts) if verdict == facts.said.last else say(verdict)


def wait(facts: Facts) -> str:
    """When the coach looks again."""
    if facts.tired_today:
        return "My advice stands: enough for today."
    if facts.unseen_to_wait:
        return f"Nothing new to report; I look again after {_more(facts.unseen_to_wait)}."
    return "Nothing new to report; I look again after the next block."


def _more(count: int) -> str:
    return f"{count} more unseen answers" if count > 1 else "1 more unseen answer"


def _guessing(f: Figures) -> str:
    return f"blind guessing gives about {f['guessed']}" if f["guessed"] else "blind guessing gives hardly one"


def _of(f: Figures, name: str) -> str:
    return f"{f[f'{name}_right']:,} of {f[f'{name}_n']:,}"


def _times(f: Figures, name: str) -> str:
    return f"{f[f'{name}_right']:,} times in {f[f'{name}_n']:,}"


def _seconds(ms: int) -> str:
    return f"{ms / 1000:.1f} s"


def _not_enough_data(f: Figures) -> str:
    if f["unseen_n"] >= f["unseen_needed"] and f["settled_n"] >= f["settled_needed"]:
        return (
            f"Your {f['unseen_n']:,} unseen and {f['settled_n']:,} settled answers fit more than one phase, so I name "
            "none. More of both will tell."
        )
    return (
        f"I name no phase before {f['unseen_needed']} unseen and {f['settled_needed']} settled answers; there are "
        f"{f['unseen_n']:,} and {f['settled_n']:,} so far. Until then everything simply counts."
    )


def _known(f: Figures) -> str:
    return (
        f"Of your first {f['baseline_n']} items {f['baseline_right']} were right at first sight, where {_guessing(f)}: "
        "it looks as if you brought this rule along. There is no plateau to sit out here; work on your speed, or take "
        "another deck."
    )


def _tired(f: Figures) -> str:
    return (
        f"Enough for today: {f['recent_right']} of your last {f['recent_n']} practised answers were right, where "
        f"{f['usual']} is usual, and {f['timed_out']} ran out of time. I read that as tiredness and not as loss, and "
        "ask nothing unseen for now."
    )


def _recited_only(f: Figures) -> str:
    calm = f", and {_of(f, 'calm')} with time to think" if f["calm_n"] >= UNSEEN_LEAST else ""
    return (
        f"Since you read the rule, {_of(f, 'quick')} unseen items were right on the quick clock{calm}. Reading it has "
        "not made it fast, and only practice can show whether it becomes so."
    )


def _memorised_only(f: Figures) -> str:
    if "exam_n" in f:
        return (
            f"The exam gave {_of(f, 'exam')}, while settled items come back {_times(f, 'settled')}: what you hold is "
            "the answers you were shown. The drill goes on as before, and new items keep coming for that reason."
        )
    return (
        f"Settled items come back {_times(f, 'settled')}, but put in other words only {_of(f, 'rephrased')}: what you "
        "hold is tied to how it was shown. Other wordings stay rare and will keep coming."
    )


def _grokked(f: Figures) -> str:
    lines = (
        f"Of the last {f['after_n']} unseen items {f['after_right']} were right on the calm clock, and settled ones "
        f"{_of(f, 'settled')}: what is new to you comes out right as well."
    )
    if f["exam_passed"]:
        return f"{lines} The exam is behind you; from here it is speed."
    if "exam_items" in f:
        return f"{lines} The exam is open: {f['exam_items']} items, {f['exam_needed']} right to pass."
    return f"{lines} I keep asking unseen items to see whether it lasts."


def _shifting(f: Figures) -> str:
    if "slipping_n" in f:
        return (
            f"Of the last {f['slipping_n']} unseen items only {f['slipping_right']} were right, so I no longer call it "
            f"settled ground. Practised items come back {_times(f, 'settled')}; go on, and unseen ones will tell."
        )
    if "onset" not in f:
        return (
            f"Unseen items are right {_times(f, 'after')}, where {_guessing(f)}; of your first "
            f"{f['baseline_n']} it was {f['baseline_right']}. Part of the way seems to have come with you, and the "
            "rest is open: go on."
        )
    return (
        f"Unseen was {_of(f, 'before')} and is {f['after_right']} of the last {f['after_n']}: something changed around "
        f"answer {f['onset']:,} ({f['onset_low']:,} to {f['onset_high']:,}). It can still be lost, so go on, and press "
        "! if you felt it."
    )


def _expert_beginner(f: Figures) -> str:
    return (
        f"Settled items come back {_times(f, 'settled')}, and for {f['pace_n']} answers your usual time has been "
        f"{_seconds(f['late_ms'])}: comfortable. From the next block the clock gives {_seconds(f['tighter_ms'])} "
        f"instead of {_seconds(f['deadline_ms'])}; more will be missed, and the clock is why."
    )


def _no_sign(f: Figures) -> str:
    further = {2_500: "on to 5,000", 5_000: "on to 10,000"}.get(f["milestone"], "on, as far as you like")
    return (
        f"{f['volume']:,} answers, unseen {_of(f, 'unseen')}, where {_guessing(f)}: no sign of the rule so far, and "
        f"nobody can say whether that is long. Three fair choices: {further}, a smaller sister deck, or set this one "
        "aside with everything kept."
    )


def _memorising(f: Figures) -> str:
    return (
        f"{f['items']:,} items met; settled ones come back {_times(f, 'settled')}, unseen ones {_of(f, 'unseen')}, "
        f"where {_guessing(f)}. I add new items on purpose as fast as you can carry them, so misses measure the load."
    )


def _plateau(f: Figures) -> str:
    if "trace_n" in f:
        return (
            f"Unseen {_of(f, 'trace')}, where {_guessing(f)}: more than luck, even counting how often I look. Half a "
            f"rule or a good habit can do that and go no further; you are {f['answers']:,} answers into the plateau, "
            "so go on and see."
        )
    if "fallen_n" in f:
        return (
            f"The change I spoke of did not last: unseen is {f['fallen_right']} of the last {f['fallen_n']}, where "
            f"{_guessing(f)}. Settled items still come back {_times(f, 'settled')}, and what came once can come again "
            "or not: go on."
        )
    if "answers" not in f:
        return (
            f"Settled items come back {_times(f, 'settled')}, unseen ones {_of(f, 'unseen')}, where {_guessing(f)}: "
            f"this is the plateau. It feels like the end, and stopping here leaves the question open: go on, and I "
            f"look again after {UNSEEN_LEAST} more unseen answers."
        )
    return f"{_plateau_stands(f)} {_plateau_moves(f)}"


def _plateau_stands(f: Figures) -> str:
    days = f"{f['days']} days" if f["days"] > 1 else "one day"
    openings = (
        f"{f['answers']:,} answers on the plateau: unseen {_of(f, 'unseen')}, where {_guessing(f)}.",
        f"Unseen stands at {_of(f, 'unseen')} after {days} and {f['answers']:,} answers on the plateau; "
        f"{_guessing(f)}.",
        f"Day {f['days']} of the plateau, and {_of(f, 'unseen')} unseen items were right in {f['answers']:,} answers, "
        f"where {_guessing(f)}.",
    )
    return openings[f["unseen_n"] % len(openings)]


def _plateau_moves(f: Figures) -> str:
    """One of the things that are true of it, in turn: first what moved, then what it means to stand."""
    moves = [*_pile(f), *_speed(f), *_clock(f)] or [_nothing_moved(f)]
    truths = [*moves, _stopping(f), _storing(f)]
    return truths[f["unseen_n"] // UNSEEN_LEAST % len(truths)]


def _pile(f: Figures) -> list[str]:
    if f["items"] - f["items_then"] < GROWN:
        return []
    return [
        f"You went from {f['items_then']:,} items to {f['items']:,} meanwhile, and settled ones come back "
        f"{_times(f, 'settled')}; the unseen line did not follow, and nobody can see from outside whether it will."
    ]


def _speed(f: Figures) -> list[str]:
    if "late_ms" not in f or f["late_ms"] > QUICKER * f["early_ms"]:
        return []
    return [
        f"Within {f['pace_n']} answers your usual time went from {_seconds(f['early_ms'])} to "
        f"{_seconds(f['late_ms'])}, and unseen answers are no better than luck: you are quicker at what you hold, and "
        "what you do not hold is still open."
    ]


def _clock(f: Figures) -> list[str]:
    if "late_ms" not in f or f["late_deadline_ms"] > TIGHTER * f["early_deadline_ms"]:
        return []
    return [
        f"You keep up with a clock of {_seconds(f['late_deadline_ms'])} where it was "
        f"{_seconds(f['early_deadline_ms'])}; unseen items are asked on the calm one and are no better than luck, so "
        "they wait for something else than speed."
    ]


def _nothing_moved(f: Figures) -> str:
    return (
        f"Your pile of {f['items']:,} items and your speed stand still as well, and settled ones come back "
        f"{_times(f, 'settled')}: from outside nobody can tell a long plateau from an endless one, only more answers "
        "can."
    )


def _stopping(f: Figures) -> str:
    return (
        f"Stop here, and all you learn is that {f['answers']:,} answers were too few; go on, and I promise nothing but "
        f"the same plain count after {UNSEEN_LEAST} more unseen ones."
    )


def _storing(f: Figures) -> str:
    return (
        f"Holding {f['items']:,} items costs you more every day, and that is why I add them: a rule would cost the "
        "same for all of them, and nobody can see from outside whether one is on its way."
    )


_SENTENCES: dict[VerdictKind, Callable[[Figures], str]] = {
    VerdictKind.NOT_ENOUGH_DATA: _not_enough_data,
    VerdictKind.KNOWN: _known,
    VerdictKind.TIRED: _tired,
    VerdictKind.RECITED_ONLY: _recited_only,
    VerdictKind.MEMORISED_ONLY: _memorised_only,
    VerdictKind.GROKKED: _grokked,
    VerdictKind.SHIFTING: _shifting,
    VerdictKind.EXPERT_BEGINNER: _expert_beginner,
    VerdictKind.NO_SIGN: _no_sign,
    VerdictKind.PLATEAU: _plateau,
    VerdictKind.MEMORISING: _memorising,
}
