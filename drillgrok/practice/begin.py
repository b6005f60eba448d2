"""How a run is laid out and how a session begins. Values in, a Run or a Session out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck
from drillgrok.model.item import Pace
from drillgrok.model.leads import Lead
from drillgrok.model.log import Goal, Pressure, Response, SplitPlan, Stamp
from drillgrok.planning.coming_back import AWAY_DAYS
from drillgrok.practice import deadlines
from drillgrok.practice.answering import ask_next
from drillgrok.practice.copying import warm_up
from drillgrok.practice.queued import back_again, check_picks, warm_up_picks
from drillgrok.practice.split import carry_out
from drillgrok.practice.standing import Standing, fold
from drillgrok.practice.state import Notice, Run, Session, Stage
from drillgrok.shortcuts.classes import item_classes
from drillgrok.shortcuts.profile import DeckProfile

DAILY_GOAL = 300


@dataclass(frozen=True, slots=True)
class CheckWish:
    """A check that is due."""

    wanted: int
    """Items that it takes from here."""
    old_until: int
    """The last response from before the time that counts as long ago."""


def lay_out(
    deck: Deck, *, seed: int, plan: SplitPlan, pace: Pace, primed: bool, profile: DeckProfile | None = None
) -> Run:
    """A run on this deck: its split carried out, its alphabet drawn. `pace` is the one fixed at the run's start, with
    the floor that the deck has today. Without a profile nothing is known of the deck's shortcuts."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, seed)
    return Run(
        deck=deck,
        seed=seed,
        split=carry_out(deck.items, plan, item_classes(deck, symbols, profile)),
        symbols=symbols,
        field=deck.items.field(symbols),
        pace=pace,
        primed=primed,
        profile=profile,
    )


def begin(
    run: Run,
    log: tuple[Response, ...],
    *,
    known: Standing | None = None,
    goal: Goal,
    pressure: Pressure,
    copy_ms: int | None,
    by_lines: bool,
    at: Stamp,
    read_aloud: bool = False,
    time_factor: float = 1.0,
    lead: Lead = Lead.NONE,
    answers_a_day: int | None = None,
    check: CheckWish | None = None,
    comes_back: bool = False,
) -> Session:
    """A session that goes on where the log ends, with its first prompt up. Without a copy time it opens with the
    warm-up, except by lines. `known` as in `fold`; probes are rationed for `answers_a_day`, or for the goal where the
    learner's own are not known. A `check` is asked instead of the goal, by lines before it, where there are items for
    it; who `comes_back` warms up after days away."""
    standing, past = fold(log, run.split, run.pace, known=known)
    copying = None
    if copy_ms is None and not by_lines:
        copying = warm_up(run, Random(f"copy:{run.seed}:{standing.count}"))
    session = Session(
        run=run,
        standing=standing,
        past=past,
        stage=Stage.COPYING,
        goal=goal,
        pressure=pressure,
        copy_ms=deadlines.DEFAULT_COPY_MS[run.field.kind] if copy_ms is None else copy_ms,
        daily_goal=answers_a_day or goal.responses or DAILY_GOAL,
        by_lines=by_lines,
        last_event=at,
        last_key_ns=at.mono_ns,
        copying=copying,
        copy_measured=copy_ms is not None,
        read_aloud=read_aloud,
        time_factor=time_factor,
        lead=lead,
    )
    session = _opened(session, check, comes_back=comes_back)
    return session if copying else ask_next(session)


def _opened(session: Session, check: CheckWish | None, *, comes_back: bool) -> Session:
    """With what is asked first: a check, or after days away the way back."""
    run, standing = session.run, session.standing
    at = session.last_event.moment
    away_days = at.day - standing.day if comes_back and standing.days else 0
    is_back = away_days >= AWAY_DAYS
    rng = Random(f"first:{run.seed}:{standing.count}")
    if check is not None:
        asked = check_picks(run, standing, rng, wanted=check.wanted, old_until=check.old_until)
        if asked:
            warm = warm_up_picks(standing, rng) if is_back else ()
            if session.by_lines:  # nobody is asked what comes next: practice goes on to the goal
                return replace(session, queue=(*warm, *asked[: check.wanted]), notice=Notice.CHECK)
            goal = Goal(responses=check.wanted)
            return replace(session, queue=(*warm, *asked), checking=True, goal=goal, notice=Notice.CHECK)
    if not is_back:
        return session
    return replace(session, queue=back_again(run, standing, rng), away_days=away_days, notice=Notice.BACK)
