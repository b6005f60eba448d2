"""From a prompt to a response and to the next prompt: judging, deadlines, the fold, blocks and goals. No keys here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from random import Random

from drillgrok.items.spelling import is_among, meant
from drillgrok.model.corrected import Corrected
from drillgrok.model.drawing import Hand
from drillgrok.model.item import AnswerField, Item
from drillgrok.model.log import PLAIN, Clock, Flag, Mark, MarkKind, Moment, Outcome, Response, Role, Stamp
from drillgrok.model.undo import flagged
from drillgrok.practice import deadlines
from drillgrok.practice.events import Append, Commit, Effect
from drillgrok.practice.leading import in_held_key, led
from drillgrok.practice.picker import Mood, Pick, pick
from drillgrok.practice.standing import GroupMemory, Standing, after, is_akin
from drillgrok.practice.state import Correction, Notice, Run, Session, Showing, Stage, Typed

BLOCK = 50
"""Measured responses between two breaks."""
TOO_FAST_MS = 150
"""A first key sooner than this cannot be an answer to what was read."""
NOTED_EXPLAINED = 5
TOO_FAST_SHARE = 0.5
"""Of the learner's own copy time."""
_NS_PER_MS = 1_000_000

Step = tuple[Session, tuple[Effect, ...]]


def ask_next(session: Session) -> Session:
    """Put the next item up. Its clock starts when it is painted."""
    if session.redrill:
        index, *rest = session.redrill
        flags = frozenset({Flag.REDRILL})
        return show(replace(session, redrill=tuple(rest)), Pick(index, Role.PRACTISED, Clock.CALM, flags))
    if session.queue:
        return show(replace(session, queue=session.queue[1:]), session.queue[0])
    rng = Random(f"{session.run.seed}:{session.standing.count}")
    return show(session, _pick(session, rng))


def _pick(session: Session, rng: Random) -> Pick:
    advice = session.advice
    mood = Mood(
        moving=advice.moving,
        tired=advice.rest,
        plateau=advice.plateau,
        narrated=session.run.narrated,
        passed=session.run.passed,
        contrast=advice.contrast,
        flood=advice.flood,
        new_words=session.run.deck.new_words is not None,
    )
    return pick(session.standing, session.run.split, rng, daily_goal=session.daily_goal, mood=mood)


def show(session: Session, picked: Pick) -> Session:
    """Put this item up, in its role and on its clock."""
    run = session.run
    if session.time_factor != 1 and picked.role is Role.PRACTISED:
        picked = replace(picked, clock=Clock.CALM)
    met = session.standing.groups.get(int(run.split.items.group_of[picked.index]), GroupMemory())
    item = in_held_key(session, _pressed(session, picked, _worded(session, picked)))
    reworded = item.presentation != PLAIN and Flag.LEXEME not in picked.flags
    clock = Clock.CALM if reworded else picked.clock
    showing = Showing(
        number=session.showings + 1,
        index=picked.index,
        item=item,
        role=picked.role,
        clock=clock,
        deadline_ms=_deadline_ms(session, picked.clock) if not reworded else _reworded_deadline_ms(session),
        seen=met.seen,
        shown=met.shown,
        flags=picked.flags | _flags(session, picked, clock),
    )
    return put_up(*led(session, showing))


def put_up(session: Session, showing: Showing, *, listening: bool = True) -> Session:
    """Ask this, with an empty answer. Listening is not thinking: a sound's length is added to the deadline, but for one
    that has it already."""
    sound = showing.item.sound
    listening_ms = sound.length_ms if sound and listening else 0
    if listening:
        own_ms = showing.deadline_ms + (_read_aloud_ms(showing.item) if session.read_aloud else 0)
        showing = replace(showing, deadline_ms=deadlines.stretched_ms(own_ms + listening_ms, session.time_factor))
    return replace(
        session,
        stage=Stage.ASKING,
        showing=showing,
        showings=showing.number,
        typed=Typed(hand=_handed(showing)),
    )


def _read_aloud_ms(item: Item) -> int:
    """What it takes a screen reader to say the item: that is not thinking, either."""
    told = (item.prompt, *item.choices, item.drawing.spoken if item.drawing else "")
    return deadlines.READ_ALOUD_MS * sum(map(len, told))


def _handed(showing: Showing) -> Hand | None:
    hand = showing.item.hand
    return hand if hand is None or showing.role is Role.PRACTISED else hand.unmarked()


def _worded(session: Session, picked: Pick) -> Item:
    """The item as it is shown this time; in its plain wording where it cannot be asked in another."""
    run = session.run
    rng = Random(f"draw:{run.seed}:{session.standing.count}")
    new_words = run.deck.new_words if Flag.LEXEME in picked.flags else None
    if new_words is not None or (picked.reworded and run.deck.rephrasings):
        which = rng.randrange(run.deck.rephrasings) if new_words is None else new_words
        other = run.deck.items.rephrased(picked.index, which, run.symbols, rng)
        if other is not None:
            return other
    return run.deck.items.item(picked.index, run.symbols, rng)


def _pressed(session: Session, picked: Pick, item: Item) -> Item:
    """The item as so tight a clock shows it; what is asked unseen is on the calm clock and looks as ever."""
    if picked.clock is not Clock.STAIRCASE or item.presentation != PLAIN:
        return item
    run = session.run
    tightness = deadlines.tightness(_deadline_ms(session, picked.clock), copy_ms=session.copy_ms, pace=run.pace)
    rng = Random(f"pressed:{run.seed}:{session.standing.count}")
    return run.deck.items.pressed(picked.index, item, rng, tightness)


def _deadline_ms(session: Session, clock: Clock) -> int:
    staircase_ms = deadlines.pressed_ms(
        session.standing.staircase_ms, before=session.standing.pressure, now=session.pressure, pace=session.run.pace
    )
    return deadlines.deadline_ms(clock, copy_ms=session.copy_ms, staircase_ms=staircase_ms, pace=session.run.pace)


def _reworded_deadline_ms(session: Session) -> int:
    """Other words need reading: twice the calm thinking time."""
    return session.copy_ms + 2 * session.run.pace.calm_ms


def _flags(session: Session, picked: Pick, clock: Clock) -> frozenset[Flag]:
    run = session.run
    practised = picked.role is Role.PRACTISED
    told = {
        Flag.AKIN: practised and is_akin(session.standing, run.split, picked.index),
        Flag.PRIMED: run.primed,
        Flag.NARRATED: run.narrated,
        Flag.EXCEPTION: bool(run.deck.items.exceptions[picked.index]),
        Flag.VALLEY: session.advice.valley and clock is Clock.STAIRCASE,
    }
    return frozenset(flag for flag, holds in told.items() if holds)


def answer(session: Session, text: str, at: Stamp) -> Step:
    """The learner's answer, right or wrong."""
    if _is_unheard(session, at):
        return _ask_again(session, at)
    item, field = _asked(session).item, session.run.field
    given = text if item.hand is not None else meant(field, text, item.choices)
    return _respond(session, Outcome.ANSWERED, given, at, correct=is_right(item, field, given))


def is_right(item: Item, field: AnswerField, given: str) -> bool:
    """Whether an answer in canonical form is right: by the item's own judge where it has one, else as one of its right
    answers, in any spelling."""
    return item.judge(given) if item.judge is not None else is_among(field, given, item.accepts)


def pass_on(session: Session, at: Stamp) -> Step:
    """The learner does not know."""
    if _is_unheard(session, at):
        return _ask_again(session, at)
    return _respond(session, Outcome.PASSED, "", at, correct=False)


def time_out(session: Session, at: Stamp) -> Step:
    """The deadline came before a complete answer."""
    new, effects = _respond(session, Outcome.TIMED_OUT, session.typed.text, at, correct=False)
    if session.typed.first_key_ns is None:
        new = replace(new, keyless=(*session.keyless, new.standing.count))
    return new, effects


def _is_unheard(session: Session, at: Stamp) -> bool:
    """The answer was there before the question was."""
    return _answered_ms(session, at) < _heard_ms(_asked(session))


def _ask_again(session: Session, at: Stamp) -> Step:
    """The same item from its beginning; what was answered is stored, and is no answer to it."""
    showing = _asked(session)
    new, effects = void(session, Flag.UNHEARD, at)
    again = replace(showing, number=new.showings + 1, painted_ns=None, lost_ns=0)
    return replace(put_up(new, again, listening=False), notice=Notice.UNHEARD, hushed_ns=at.mono_ns), effects


def _heard_ms(showing: Showing) -> int:
    return showing.sound.heard_ms if showing.sound else 0


def void(session: Session, flag: Flag, at: Stamp) -> Step:
    """The showing ends without an answer; it is stored, and is no evidence."""
    response = _response(session, Outcome.VOID, "", at, correct=None, flags=frozenset({flag}))
    new = replace(_remember(session, response), showing=None, typed=Typed())
    return new, (Commit(response, _asked(session).number),)


def _respond(session: Session, outcome: Outcome, given: str, at: Stamp, *, correct: bool) -> Step:
    showing = _asked(session)
    response = _response(session, outcome, given, at, correct=correct, flags=frozenset())
    staircase_before_ms = session.standing.staircase_ms
    new = _remember(session, response)
    loosened = outcome is Outcome.TIMED_OUT and session.standing.time_outs + 1 == deadlines.TIME_OUTS_TO_LOOSEN
    loosened = loosened and new.standing.staircase_ms > staircase_before_ms
    missed = showing.role is Role.PRACTISED and not correct
    drawing = session.drawing(at.mono_ns)
    correction = Correction(showing.item, outcome, drawing, _corrected(session, showing, given)) if missed else None
    notice = Notice.LOOSENED if loosened and missed else _notice(session, showing.role, correct=correct)
    interrupted = outcome is Outcome.TIMED_OUT or missed
    new = replace(
        new,
        correction=correction,
        notice=notice,
        showing=None,
        typed=Typed(),
        hushed_ns=at.mono_ns if interrupted else new.hushed_ns,
        given=new.given if interrupted else session.typed.text,
        given_ns=new.given_ns if interrupted else at.mono_ns,
    )
    if missed and not session.by_lines:
        return replace(new, stage=Stage.CORRECTION), (Commit(response, showing.number),)
    return go_on(new), (Commit(response, showing.number),)


def _corrected(session: Session, showing: Showing, given: str) -> Corrected:
    """As the deck draws it; what it would show of held-out items is left out, for the next best without them."""
    run = session.run
    drawn = run.deck.items.corrected(showing.index, showing.item, given, run.symbols)
    groups = run.split.items.group_of
    while drawn.alone is not None and any(run.split.part_of_group[groups[index]] for index in drawn.others):
        drawn = drawn.alone()
    return drawn


def _notice(session: Session, role: Role, *, correct: bool) -> Notice:
    if role is Role.PRACTISED:
        return Notice.RIGHT if correct else Notice.NONE
    return Notice.NOTED_EXPLAINED if session.standing.probes < NOTED_EXPLAINED else Notice.NOTED


def _response(
    session: Session, outcome: Outcome, given: str, at: Stamp, *, correct: bool | None, flags: frozenset[Flag]
) -> Response:
    showing, typed = _asked(session), session.typed
    heard_ms = _heard_ms(showing)
    painted_ns = showing.painted_ns or at.mono_ns
    begins_ms = max(heard_ms, round(showing.lost_ns / _NS_PER_MS))
    first_key_ms = None if typed.first_key_ns is None else max(0, _ms(painted_ns, typed.first_key_ns) - begins_ms)
    rt_ms = max(0, _answered_ms(session, at) - begins_ms)
    measured = outcome in (Outcome.ANSWERED, Outcome.PASSED)
    if outcome is Outcome.ANSWERED and _is_too_fast(session, rt_ms if first_key_ms is None else first_key_ms, rt_ms):
        flags |= {Flag.TOO_FAST}
    return Response(
        seq=session.standing.count + 1,
        at=at.moment,
        item=showing.item.key,
        presentation=showing.item.presentation,
        role=showing.role,
        seen=showing.seen,
        shown=showing.shown,
        chance=session.run.chance_of(showing.item),
        outcome=outcome,
        answer=given,
        correct=correct,
        rt_ms=rt_ms if measured else None,
        first_key_ms=first_key_ms,
        deadline_ms=showing.deadline_ms,
        clock=showing.clock,
        pressure=session.pressure,
        flags=flags | showing.flags,
    )


def _answered_ms(session: Session, at: Stamp) -> int:
    """From the first paint to the last key that changed the answer."""
    painted_ns = _asked(session).painted_ns or at.mono_ns
    last_ns = at.mono_ns if session.typed.last_change_ns is None else session.typed.last_change_ns
    return _ms(painted_ns, last_ns)


def _is_too_fast(session: Session, first_key_ms: int, rt_ms: int) -> bool:
    """A first key before anything can have been read, or a whole answer in less than half the time that these hands
    need to copy one."""
    return first_key_ms < TOO_FAST_MS or (session.copy_measured and rt_ms < session.copy_ms * TOO_FAST_SHARE)


def _ms(from_ns: int, to_ns: int) -> int:
    return max(0, round((to_ns - from_ns) / _NS_PER_MS))


def _remember(session: Session, response: Response) -> Session:
    return replace(
        session,
        past=session.past.then(session.standing, response),
        standing=_after(session.run, session.standing, response),
        responses=(*session.responses, response),
        measured=session.measured + response.is_evidence,
    )


def go_on(session: Session) -> Session:
    """After an answer or its correction: the next prompt, a break, or the summary."""
    if session.redrill:
        return ask_next(session)
    redrilled = bool(session.responses) and Flag.REDRILL in session.responses[-1].flags
    if redrilled or goal_reached(session) or (session.checking and not session.queue):
        return replace(session, stage=Stage.FINISHED, showing=None, correction=None)
    if not session.by_lines and session.measured - session.block_started >= BLOCK:
        return replace(session, stage=Stage.BREAK, showing=None, correction=None)
    return ask_next(session)


def goal_reached(session: Session) -> bool:
    """Whether the session has met its goal."""
    goal = session.goal
    if goal.responses is not None:
        return session.measured >= goal.responses
    return goal.minutes is not None and session.active_ns >= goal.minutes * 60_000 * _NS_PER_MS


def mark(session: Session, kind: MarkKind, flag: Flag, seqs: tuple[int, ...], at: Moment) -> Step:
    """Say of responses that they are undone or idle: a mark in the log, a rewind of the fold. Nothing changes where
    none of them can be reached any more."""
    found = session.past.marked(seqs, flag, partial(_after, session.run))
    if found is None:
        return session, ()
    standing, past = found
    responses = tuple(flagged(response, seqs, flag) for response in session.responses)
    measured = sum(response.is_evidence for response in responses)
    new = replace(session, standing=standing, past=past, responses=responses, measured=measured)
    return new, (Append(Mark(kind, at, seqs)),)


def _after(run: Run, standing: Standing, response: Response) -> Standing:
    return after(standing, (response,), run.split, run.pace)


def _asked(session: Session) -> Showing:
    if session.showing is None:
        raise AssertionError("no item is being asked")
    return session.showing
