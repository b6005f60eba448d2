"""How often a shortcut passes an exam, without the drill: papers as the program draws them, for learners who have
practised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from benchmarks.cheats.grounds import Tried
from drillgrok.model.deck import Symbols
from drillgrok.model.item import Item
from drillgrok.model.log import Moment
from drillgrok.practice.questions import Closed, ExamQuestion, Paper, exam_paper
from drillgrok.practice.standing import ANSWERS_BEFORE_AN_EXAM, Standing
from drillgrok.practice.state import Run
from drillgrok.shortcuts.sights import Sight, Sights

_TOLD: Final = 500
"""Practised items that a table is learnt from."""
_NOW: Final = Moment(1_767_254_400_000, 0)


@dataclass(frozen=True, slots=True)
class Passes:
    """What became of the exams of one deck."""

    closed: str
    """Why there was none; empty where there was one."""
    asked: int = 0
    to_pass: int = 0
    papers: int = 0
    """Drawn for each shortcut."""
    passed: tuple[tuple[str, int], ...] = ()
    """By shortcut."""


Sighted = Callable[[Symbols, int], Sight]
"""The sight of an item in a run's symbols, made once."""


def passes(of: Tried, papers: int) -> Passes:
    """Each shortcut on so many papers, each of another run."""
    sighted = cache(lambda symbols, index: Sights(of.deck, symbols, of.profile.frame).of(index))
    counts = dict.fromkeys(of.shortcuts, 0)
    drawn: list[Paper] = []
    closed = ""
    for seed in range(1, papers + 1):
        run = of.run(seed)
        paper = exam_paper(run, _practised(run), (), _NOW)
        if isinstance(paper, Closed):
            closed = paper.why
            continue
        drawn.append(paper)
        for name in _passing(of, run, paper, sighted):
            counts[name] += 1
    if not drawn:
        return Passes(closed)
    return Passes("", len(drawn[0].questions), drawn[0].to_pass, len(drawn), tuple(counts.items()))


def _practised(run: Run) -> Standing:
    """After practice has shown every part, and for long enough."""
    parts = frozenset(run.split.items.parts[run.split.practised].ravel().tolist())
    return Standing(parts_met=parts, measured_ms=(_NOW.utc_ms,) * ANSWERS_BEFORE_AN_EXAM)


def _passing(of: Tried, run: Run, paper: Paper, sighted: Sighted) -> list[str]:
    """The shortcuts that pass this paper."""
    rng = Random(run.seed)
    practised = run.split.practised.tolist()
    told = [sighted(run.symbols, index) for index in rng.sample(practised, min(len(practised), _TOLD))]
    asked = [(sighted(run.symbols, question.index), _item(run, question)) for question in paper.questions]
    found = []
    for name, make in of.shortcuts.items():
        strategy = make(told)
        answers = [strategy.answers(sight) for sight, _ in asked]
        given = [rng.choice(each) if each else "" for each in answers]
        right = sum(_judged(item, text) for (_, item), text in zip(asked, given, strict=True))
        found += [name] if right >= paper.to_pass else []
    return found


def _item(run: Run, question: ExamQuestion) -> Item:
    plain = run.item(question.index)
    if question.rewording is None:
        return plain
    return run.deck.items.rephrased(question.index, question.rewording, run.symbols, Random(0)) or plain


def _judged(item: Item, text: str) -> bool:
    """In whatever words it is asked."""
    return Sight(item.prompt, (item.right, *item.accepts), judge=item.judge).is_right(text)
