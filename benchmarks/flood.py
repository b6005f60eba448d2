"""`python -m benchmarks.flood [--quick]`: what a flood of new items does to a memoriser, to who has the rule, and to a
network that learns from the drill's own stream, beside a steady intake. Writes figures/flood.md unless quick."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean, median
from typing import Final

from drillgrok.coaching.flood import flood_share
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.model.log import Response
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.track import begin, follow
from drillgrok.practice.answering import is_right
from drillgrok.practice.begin import lay_out
from drillgrok.practice.events import Advice, Advised, Event
from drillgrok.practice.split import plan_split
from drillgrok.practice.state import Run, Session
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learner import SyntheticLearner
from drillgrok.simulation.learners import LEARNERS

DAILY: Final = 300
ONSET: Final = 600
"""The answer after which the flood begins, in both arms of every learner: where the plateau is named varies."""
QUIZ: Final = 200
"""Practised items, of all that were met, that a copy of the learner is asked."""
FIGURES: Final = Path(__file__).parent / "figures" / "flood.md"
_GROKKED_AT: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Flooding:
    """An advice to the drill and nothing else: the share that the coach would give."""

    arm: str

    def __call__(self, session: Session, _response: Response) -> Iterator[Event]:
        share = flood_share(session.standing.count - ONSET) if self.arm == "flood" else 0.0
        if share != session.advice.flood and session.standing.count % 25 == 0:
            yield Advised(Advice(flood=share), session.last_event)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One learner in one arm."""

    held_before: float
    """Share right of all practised items met, at the onset."""
    held_after: float
    met: int
    phase: str
    """As the model names it in the end."""
    grokked_at: int | None
    """The answer after which unseen accuracy is half or more, as the learner truly has it."""


def _run(deck_id: str, seed: int) -> Run:
    deck = read_deck(catalog.find(deck_id))
    return lay_out(deck, seed=seed, plan=plan_split(deck.items, deck.held_out, seed), pace=deck.pace, primed=False)


def _walk(deck_id: str, learner_name: str, arm: str, seed: int, answers: int, *, until_grokked: bool = False) -> _Walk:
    run = _run(deck_id, seed)
    learner = LEARNERS[learner_name](seed, run)
    track, held_before, grokked_at, session = begin(primed=False), 0.0, None, None
    days = -(-answers // DAILY)
    for day, session, response in drill_days(run, learner, days=days, daily=DAILY, advice=_Flooding(arm)):
        evidence = evidence_of(response, str(day))
        track = track if evidence is None else follow(track, (evidence,))
        if response.seq == ONSET:
            held_before = _held(run, learner, session, seed)
        if grokked_at is None and response.seq % 50 == 0 and learner.truth(response.seq).unseen >= _GROKKED_AT:
            grokked_at = response.seq
            if until_grokked:
                break
        if response.seq >= answers:
            break
    if session is None:
        raise AssertionError("a walk has a first answer")
    held = 0.0 if until_grokked else _held(run, learner, session, seed)
    return _Walk(held_before, held, len(session.standing.items), str(track.phase), grokked_at)


def _held(run: Run, learner: SyntheticLearner, session: Session, seed: int) -> float:
    """The share of right answers to practised items met, each asked of a copy that forgets the question."""
    met = sorted(session.standing.items)
    asked = Random(seed).sample(met, min(QUIZ, len(met)))
    copy = deepcopy(learner)
    replies = ((run.item(index), copy.reply(run.item(index), session.standing.count + 1, 60_000)) for index in asked)
    return fmean(reply.text is not None and is_right(item, run.field, reply.text) for item, reply in replies)


def _held_rows(seeds: Sequence[int], answers: int) -> Iterator[str]:
    yield "| learner | arm | items met | held at the onset | held after | change | named in the end |"
    yield "|---|---|---|---|---|---|---|"
    for learner in ("never", "knows, is fast", "step"):
        for arm in ("steady", "flood"):
            walks = [_walk("lantern-97", learner, arm, seed, ONSET + answers) for seed in seeds]
            before, after = fmean(w.held_before for w in walks), fmean(w.held_after for w in walks)
            named = ", ".join(sorted(f"{w.phase}" for w in walks))
            met = median(w.met for w in walks)
            yield f"| {learner} | {arm} | {met:,.0f} | {before:.2f} | {after:.2f} | {after - before:+.2f} | {named} |"


def _network_rows(seeds: Sequence[int], answers: int) -> Iterator[str]:
    yield "| seed | steady: unseen half right after | flood | sooner |\n|---|---|---|---|"
    sooner = 0
    for seed in seeds:
        found = [
            _walk("lantern-31", "network with decay", arm, seed, answers, until_grokked=True).grokked_at
            for arm in ("steady", "flood")
        ]
        steady, flood = (answers + 1 if at is None else at for at in found)
        winner = "flood" if flood < steady else "steady" if steady < flood else "neither"
        sooner += winner == "flood"
        yield f"| {seed} | {_at(found[0], answers)} | {_at(found[1], answers)} | {winner} |"
    yield f"\nSooner under flood: {sooner} of {len(seeds)}."


def _at(answer: int | None, answers: int) -> str:
    return f"not in {answers:,}" if answer is None else f"{answer:,}"


def main() -> None:
    """Print both tables, and write them unless quick."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one seed, nothing written")
    quick = parser.parse_args().quick
    seeds, network_seeds = (range(1, 2), range(1, 2)) if quick else (range(1, 4), range(1, 11))
    lines = [
        "# What a flood of new items does",
        "",
        "Written by `python -m benchmarks.flood`. Simulated learners at the real drill, 300 answers a day; the flood "
        f"begins after {ONSET} answers and rises over 3,000. Held: the share right of all practised items met, asked "
        "of a copy of the learner. Networks: the answer after which unseen items come out right half of the time.",
        "",
        *_held_rows(seeds, 3_000),
        "",
        *_network_rows(network_seeds, 6_000),
    ]
    text = "\n".join(lines) + "\n"
    print(text)
    if not quick:
        FIGURES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
