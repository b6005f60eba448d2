"""`python -m benchmarks.clock [--quick]`: of the answers that a simulated learner gets right on the calm clock, how
many the staircase makes fail, beside how many it means to. Writes figures/clock.md unless quick."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from drillgrok.coaching.flood import flood_share
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.model.item import Item
from drillgrok.model.log import Clock, Flag, Pressure, Response, Role
from drillgrok.practice.answering import is_right
from drillgrok.practice.begin import lay_out
from drillgrok.practice.deadlines import target
from drillgrok.practice.events import Advice, Advised, Event
from drillgrok.practice.split import plan_split
from drillgrok.practice.state import Run, Session
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import COPY_MS, Reply, SyntheticLearner, Truth
from drillgrok.simulation.learners import LEARNERS

DAILY: Final = 300
ONSET: Final = 600
"""The answer after which flood and valley begin, in every walk that has them: where the plateau is named varies."""
SETTLED_IN: Final = 300
"""Answers that the clock has to find the learner."""
ANSWERS: Final = 2_700
LAST: Final = 900
"""Answers of the last stretch, in which flood and valley have come far."""
DECK: Final = "lantern-97"
WALKERS: Final = ("never", "knows, is fast", "step")
FIGURES: Final = Path(__file__).parent / "figures" / "clock.md"


@dataclass(frozen=True, slots=True)
class _Advising:
    """What the coach would give from the onset on, and nothing else."""

    flood: bool
    valley: bool

    def __call__(self, session: Session, _response: Response) -> Iterator[Event]:
        since = session.standing.count - ONSET
        share = flood_share(since) if self.flood else 0.0
        valley = self.valley and since >= 0
        if session.standing.count % 25 == 0 and (share, valley) != (session.advice.flood, session.advice.valley):
            yield Advised(Advice(flood=share, valley=valley), session.last_event)


@dataclass
class _Overheard:
    """The learner, and what was meant to be said last: a time-out hides it."""

    learner: SyntheticLearner
    last: Reply = field(default_factory=lambda: Reply(None, 0))

    def reply(self, item: Item, now: int, deadline_ms: int, /) -> Reply:
        self.last = self.learner.reply(item, now, deadline_ms)
        return self.last

    def told(self, item: Item, now: int, /) -> None:
        self.learner.told(item, now)

    def sleep(self) -> None:
        self.learner.sleep()

    def truth(self, now: int, /) -> Truth:
        return self.learner.truth(now)


@dataclass
class _Tally:
    """Staircase answers of one stretch of a walk."""

    asked: int = 0
    known: int = 0
    """Right on the calm clock: in words and in its time."""
    failed: int = 0
    """Of these, too late for the staircase."""

    def take(self, *, known: bool, failed: bool) -> None:
        self.asked += 1
        self.known += known
        self.failed += known and failed


def _walk(run: Run, name: str, seed: int, advising: _Advising, stretches: Sequence[range]) -> list[_Tally]:
    learner = _Overheard(LEARNERS[name](seed, run))
    calm_ms = COPY_MS + run.pace.calm_ms
    tallies = [_Tally() for _ in stretches]
    days = -(-stretches[-1].stop // DAILY)
    for _, _, response in drill_days(run, learner, days=days, daily=DAILY, advice=advising, pressure=Pressure.FIRM):
        if (
            response.clock is not Clock.STAIRCASE
            or response.role is not Role.PRACTISED
            or Flag.WARMUP in response.flags
        ):
            continue
        said = learner.last
        item = run.item(run.split.find(response.item) or 0)
        known = said.text is not None and said.rt_ms < calm_ms and is_right(item, run.field, said.text)
        for tally, stretch in zip(tallies, stretches, strict=True):
            if response.seq in stretch:
                tally.take(known=known, failed=not response.correct)
    return tallies


def _rows(seeds: Sequence[int]) -> Iterator[str]:
    yield "| learner | intake | clock | answers | right on the calm clock | of these the staircase fails | meant |"
    yield "|---|---|---|---|---|---|---|"
    early, late = range(SETTLED_IN, ONSET), range(ANSWERS - LAST, ANSWERS)
    for name in WALKERS:
        for advising in (_Advising(flood=False, valley=False), _Advising(flood=True, valley=True)):
            walks = [_walk(_run(seed), name, seed, advising, (early, late)) for seed in seeds]
            for place, stretch in enumerate((early, late)):
                if place or not advising.flood:
                    yield _row(name, advising, stretch, [walk[place] for walk in walks])


def _run(seed: int) -> Run:
    deck = read_deck(catalog.find(DECK))
    return lay_out(deck, seed=seed, plan=plan_split(deck.items, deck.held_out, seed), pace=deck.pace, primed=False)


def _row(name: str, advising: _Advising, when: range, tallies: Sequence[_Tally]) -> str:
    asked, known, failed = (sum(getattr(t, part) for t in tallies) for part in ("asked", "known", "failed"))
    arm, clock = ("flood" if advising.flood else "steady"), ("valley" if advising.valley else "firm")
    valley = (when.start + when.stop) // 2 - ONSET if advising.valley else None
    meant = 1 - target(Pressure.FIRM, valley)
    span = f"{when.start:,} to {when.stop:,}"
    return f"| {name} | {arm} | {clock} | {span} | {known / asked:.2f} | {failed / known:.3f} | {meant:.3f} |"


def main() -> None:
    """Print the table, and write it unless quick."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one seed, nothing written")
    quick = parser.parse_args().quick
    seeds = range(1, 2) if quick else range(1, 3)
    lines = [
        "# What the clock makes fail",
        "",
        f"Written by `python -m benchmarks.clock`; the deck {DECK}, {len(seeds)} seeds, {DAILY} answers a day.",
        "",
    ]
    for row in _rows(seeds):
        print(row, flush=True)
        lines.append(row)
    if not quick:
        FIGURES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
