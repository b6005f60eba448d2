"""Whether somebody who has the rule, and slips, hears that a shortcut explains the answers: unseen answers drawn
without the drill, so that many runs of every deck can be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.cheats.grounds import Tried
from drillgrok.practice.state import Run
from drillgrok.shortcuts.explain import SLIP, UnseenAnswer, explained
from drillgrok.shortcuts.sights import Sight, Sights

_TOLD: Final = 150
"""Items practised before."""
_PRACTISED, _PROBES = 40, 20
"""First-seen answers of either kind, as some days of practice bring them."""


@dataclass(frozen=True, slots=True)
class Slips:
    """What rule-holders heard whose answers slip at random."""

    runs: int
    heard: int
    """Runs in which a shortcut explains the answers better than the rule does."""


def slips(of: Tried, runs: int) -> Slips:
    """So many of them, each in a run of its own."""
    return Slips(runs, sum(_hears(of, of.run(seed)) for seed in range(1, runs + 1)))


def _hears(of: Tried, run: Run) -> bool:
    rng = Random(run.seed)
    sights = Sights(of.deck, run.symbols, of.profile.frame)
    practised = rng.sample(run.split.practised.tolist(), min(len(run.split.practised), _TOLD + _PRACTISED))
    probes = rng.sample(run.split.probes.tolist(), min(len(run.split.probes), _PROBES))
    told = [sights.of(index) for index in practised[:_TOLD]]
    asked = [(index, True) for index in practised[_TOLD:]] + [(index, False) for index in probes]
    rng.shuffle(asked)
    holder = _Holder(rng, run, sights.of, [one.rights[0] for one in told])
    answers = [holder.answer(index, told=is_told) for index, is_told in asked]
    found = explained(answers, told, of.profile.reading, guess=max(of.profile.guess, 1e-4), reads=of.deck.reads)
    return found is not None and found.explains


@dataclass
class _Holder:
    """Has the rule, and misses one answer in ten."""

    rng: Random
    run: Run
    sight: Callable[[int], Sight]
    heard: Sequence[str]
    """Answers that were told, and are given by mistake."""
    before: tuple[str, str] = ("", "")
    right_before: str = ""

    def answer(self, index: int, *, told: bool) -> UnseenAnswer:
        """The answer to one item, with what came before it."""
        item, sight = self.run.item(index), self.sight(index)
        slipped = self.rng.random() < SLIP
        others = [text for text in item.choices or self.heard if not sight.is_right(text)]
        given = item.right if not slipped else self.rng.choice(others) if others else ""
        answer = UnseenAnswer(sight, given, not slipped, self.before, self.right_before, told)
        self.before, self.right_before = (given, self.before[0]), sight.rights[0]
        return answer
