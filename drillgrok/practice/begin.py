"""How a run is laid out and how a session begins. Values in, a Run or a Session out."""

from __future__ import annotations

from random import Random

from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck
from drillgrok.model.item import Pace
from drillgrok.model.log import Goal, Pressure, Response, SplitPlan, Stamp
from drillgrok.practice import pressure as clocks
from drillgrok.practice.answering import ask_next
from drillgrok.practice.copying import warm_up
from drillgrok.practice.split import carry_out
from drillgrok.practice.standing import Standing, fold
from drillgrok.practice.state import Run, Session, Stage
from drillgrok.shortcuts.classes import item_classes
from drillgrok.shortcuts.profile import DeckProfile

DAILY_GOAL = 300


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
) -> Session:
    """A session that goes on where the log ends, with its first prompt up. Without a copy time it opens with the
    warm-up, except by lines. `known` as in `fold`."""
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
        copy_ms=clocks.DEFAULT_COPY_MS[run.field.kind] if copy_ms is None else copy_ms,
        daily_goal=goal.responses or DAILY_GOAL,
        by_lines=by_lines,
        last_event=at,
        last_key_ns=at.mono_ns,
        copying=copying,
        copy_measured=copy_ms is not None,
        read_aloud=read_aloud,
        time_factor=time_factor,
    )
    return session if copying else ask_next(session)
