"""A run of any length in a learner's folder: answers as years of practice leave them, made up without a drill."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy import Engine

from benchmarks.homes import database, now
from benchmarks.log import begin_run, fill
from drillgrok.model.deck import Deck, key_text
from drillgrok.model.item import ItemKey
from drillgrok.model.log import PLAIN, Clock, Moment, Outcome, Pressure, Response, Role
from drillgrok.practice.split import Split, carry_out, plan_split
from drillgrok.runs.kept_figures import rebuild, to_rebuild
from drillgrok.store import runs
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading

_DAILY: Final = 300
_DAY_MS: Final = 86_400_000
_PROBE, _RETURN = 0.03, 0.4
"""Shares of showings: unseen items, and returns of earned ones."""
_WORKED_ON, _STREAK = 16, 4


@dataclass(slots=True)
class _Past:
    """What was met so far."""

    unmet: list[int]
    probes: list[int]
    active: dict[int, int] = field(default_factory=dict)
    """Items that are worked on, with their right answers in a row."""
    earned: deque[int] = field(default_factory=deque)
    """The one asked longest ago first."""
    once_earned: set[int] = field(default_factory=set)
    seen: dict[int, int] = field(default_factory=dict)
    shown: dict[int, int] = field(default_factory=dict)


def long_log(split: Split, count: int, *, seed: int = 1) -> Iterator[Response]:
    """So many responses of a run on this split, 300 a day up to this one."""
    rng = Random(seed)
    past = _Past(split.practised.tolist(), split.probes.tolist())
    rng.shuffle(past.unmet)
    rng.shuffle(past.probes)
    began_ms = now().utc_ms - (count // _DAILY + 1) * _DAY_MS
    for seq in range(1, count + 1):
        index, role = _asked(past, rng)
        group = int(split.items.group_of[index])
        seen, shown = past.seen.get(group, 0), past.shown.get(group, 0)
        day, place = divmod(seq, _DAILY)
        right = rng.random() < (0.86 if seen else 0.3)
        if role is Role.PRACTISED:
            _practise(past, index, right=right)
        yield Response(
            seq=seq,
            at=Moment(began_ms + day * _DAY_MS + place * 6_000, 60),
            item=ItemKey(key_text(int(split.items.keys[index]))),
            presentation=PLAIN,
            role=role,
            seen=seen,
            shown=shown,
            chance=1 / 7,
            outcome=Outcome.ANSWERED,
            answer=str(1 + seq % 7),
            correct=right,
            rt_ms=rng.randrange(900, 4_000),
            first_key_ms=800,
            deadline_ms=9_000,
            clock=Clock.CALM if seen < 3 or role is Role.PROBE or rng.random() < 0.3 else Clock.STAIRCASE,
            pressure=Pressure.FIRM,
        )
        past.seen[group] = seen + (role is Role.PRACTISED)
        past.shown[group] = shown + 1


def _asked(past: _Past, rng: Random) -> tuple[int, Role]:
    if past.probes and past.earned and rng.random() < _PROBE:
        return past.probes.pop(), Role.PROBE
    if past.earned and (rng.random() < _RETURN or not (past.active or past.unmet)):
        return past.earned.popleft(), Role.PRACTISED
    if past.unmet and len(past.active) < _WORKED_ON:
        return past.unmet.pop(), Role.PRACTISED
    return rng.choice(tuple(past.active)), Role.PRACTISED


def _practise(past: _Past, index: int, *, right: bool) -> None:
    """Four right in a row earn an item; earned it stays."""
    if index in past.once_earned:
        past.earned.append(index)
        return
    past.active[index] = past.active.get(index, 0) + 1 if right else 0
    if past.active[index] == _STREAK:
        del past.active[index]
        past.once_earned.add(index)
        past.earned.append(index)


def with_long_run(home: Path, deck: Deck, count: int) -> None:
    """A run of so many answers in this folder, with all that practice keeps of it."""
    split = carry_out(deck.items, plan_split(deck.items, deck.held_out, 1))
    with open_store(database(home)) as engine:
        run_id, session_id = begin_run(engine, deck)
        page: list[Response] = []
        for response in long_log(split, count):
            page.append(response)
            if len(page) == _DAILY:
                fill(engine, run_id, session_id, page)
                page, session_id = [], next_session(engine, run_id)
        if page:
            fill(engine, run_id, session_id, page)
        with reading(engine) as connection:
            logs = to_rebuild(connection)
        rebuild(engine, logs, "counting")


def next_session(engine: Engine, run_id: str) -> str:
    """One more session of the run; its id."""
    with reading(engine) as connection:
        record = next(one for one in runs.runs(connection) if one.id == run_id)
    assert record.plan is not None
    plan = runs.SessionPlan(record.plan.deck_hash, Pressure.FIRM, runs.GoalKind.RESPONSES, float(_DAILY), "0", 800)
    return runs.start_session(engine, record, plan, now())
