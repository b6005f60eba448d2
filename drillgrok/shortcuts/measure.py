"""How well each strategy does on a deck, on items held out from it: the best one is chosen on one half of the groups
and confirmed on the other, so that being the best of many is no merit of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from drillgrok.items.hashing import uniform
from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import is_text, plain_items
from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck
from drillgrok.shortcuts.readings import Reading, best_classes, label_name
from drillgrok.shortcuts.sights import Sight, Sights, frame_of, sampled
from drillgrok.shortcuts.strategies import (
    NEAREST,
    AnswerTable,
    Constant,
    Habit,
    Nearest,
    PlacedChoice,
    Strategy,
    success,
)

_SPLITS, _MORE_SPLITS, _FEW_ITEMS = 4, 16, 2_000
"""Splits that a strategy is tried on: more of a list of so few words, of which one split says little."""
TOLD_SHARE: Final = 0.6
"""Of what the deck keeps apart, as in a run with two fifths held out."""
MOST_TOLD: Final = 2_000
MOST_ASKED: Final = 400
"""Of a split's items, for likeness: each is compared with all that were told."""
CONSTANTS: Final = 12
"""Labels, the commonest ones, of which each is tried as the only answer."""
_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A strategy and its share of right answers on held-out items."""

    name: str
    success: float
    from_memory: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """What shortcuts are worth on a deck."""

    guess: float
    """Blind success on an item, as the deck states it or as it follows from the answers; the mean over items."""
    without_memory: Found
    """The best one that needs no memory, confirmed."""
    from_memory: Found
    """The best of those that learn a table or go by likeness, confirmed; keyed by what the rule reads they do not
    count."""
    tried: tuple[Found, ...]
    """Every one, over all held-out items, the best first."""


def measured_on(
    ground: Measuring, reads: frozenset[str], advance: Callable[[int], None] = lambda _sights: None
) -> Measured:
    """Every shortcut on what is seen of a deck. `reads` are the cues that the deck says its rule goes by. `advance` is
    told of all sights little by little."""
    free_made, learnt_made = ground.without_memory(), ground.from_memory()
    sights, count = len(ground.sights), len(free_made) + len(learnt_made)
    steps = iter([sights * (k + 1) // count - sights * k // count for k in range(count)])
    free, learnt = {}, {}
    for name, make in free_made.items():
        free[name] = _free_score(ground, make)
        advance(next(steps))
    for name, make in learnt_made.items():
        learnt[name] = _learnt_score(ground, name, make)
        advance(next(steps))
    tried = [*_found(free, from_memory=False), *_found(learnt, from_memory=True)]
    barring = {name: score for name, score in learnt.items() if name not in reads}
    return Measured(
        guess=ground.guess,
        without_memory=_confirmed(free, from_memory=False),
        from_memory=_confirmed(barring, from_memory=True),
        tried=tuple(sorted(tried, key=lambda found: (-found.success, found.name))),
    )


Rows = npt.NDArray[np.intp]

Make = Callable[[Sequence[Sight]], Strategy]
"""A strategy out of what was told."""


class Measuring:
    """A deck's items as sights, how its answers are read, and which items are told in each split."""

    def __init__(self, deck: Deck) -> None:
        self.rows = rows = sampled(deck)
        sights = Sights(deck, symbols_for(deck.symbol_kind, deck.symbol_count, _SEED))
        items = [sights.item(int(row)) for row in rows]
        self.frame = frame_of([item.prompt for item in items])
        sights.frame = self.frame
        self.sights = [sights.sight(int(row), item) for row, item in zip(rows, items, strict=True)]
        self.guess = float(np.mean([item.chance for item in items]))
        groups = deck.items.group_of[rows]
        self.reading = Reading()
        plain = plain_items(deck.items)
        if is_text(plain) and not self.sights[0].values:
            prompts, rights = [one.prompt for one in self.sights], [one.rights for one in self.sights]
            self.reading = best_classes(prompts, rights, groups).reading
        is_short = isinstance(plain, ListItems) and is_text(plain) and len(rows) <= _FEW_ITEMS
        splits = range(1, 1 + (_MORE_SPLITS if is_short else _SPLITS))
        self.told = [(uniform(seed, deck.items.apart_hashes) < TOLD_SHARE)[groups] for seed in splits]
        self.half = (uniform(_SPLITS + 1, deck.items.group_hashes) < 0.5)[groups]

    def without_memory(self) -> Mapping[str, Make]:
        """Constants, choices and the habits of the domain."""
        counts: Counter[Hashable] = Counter(self.reading.label(one.prompt, one.rights) for one in self.sights)
        made: dict[str, Make] = {}
        for label, _ in counts.most_common(CONSTANTS):
            made[f"always {label_name(label)}"] = lambda _told, label=label: Constant(self.reading, label)  # type: ignore[misc]
        if any(one.choices for one in self.sights):
            for which in ("first", "last", "longest", "shortest"):
                made[f"{which} choice"] = lambda _told, which=which: PlacedChoice(which)  # type: ignore[misc]
        for name in dict.fromkeys(name for one in self.sights for name in one.habits):
            made[name] = lambda _told, name=name: Habit(name)  # type: ignore[misc]
        return made

    def from_memory(self) -> Mapping[str, Make]:
        """Tables over each cue, and the nearest item."""
        made: dict[str, Make] = {}
        for cue in dict.fromkeys(name for one in self.sights for name in one.cues):
            made[cue] = lambda told, cue=cue: AnswerTable(cue, self.reading, told)  # type: ignore[misc]
        made[NEAREST] = lambda told: Nearest(self.reading, told)
        return made


@dataclass(frozen=True, slots=True)
class _Score:
    """Shares of right answers: on each half of the held-out items, and on all."""

    halves: tuple[float, float]
    whole: float


def _free_score(ground: Measuring, make: Make) -> _Score:
    """Of one that needs no memory: what it is worth on an item is the same in each split."""
    strategy = make(())
    shares = [success(strategy, sight) for sight in ground.sights]
    asked = (np.flatnonzero(~told).tolist() for told in ground.told)
    return _score(ground, [(k, shares[k]) for rows in asked for k in rows])


def _learnt_score(ground: Measuring, name: str, make: Make) -> _Score:
    """Of one that goes by what was told."""
    shares: list[tuple[int, float]] = []
    rng = np.random.default_rng(_SEED)
    for told in ground.told:
        known, asked = np.flatnonzero(told), np.flatnonzero(~told)
        if name == NEAREST:
            known, asked = _some(rng, known, MOST_TOLD), _some(rng, asked, MOST_ASKED)
        strategy = make([ground.sights[k] for k in known.tolist()])
        shares += [(k, success(strategy, ground.sights[k])) for k in asked.tolist()]
    return _score(ground, shares)


def _score(ground: Measuring, shares: Sequence[tuple[int, float]]) -> _Score:
    """Out of the items that were asked, each with the share of right answers to it."""
    half = ground.half.tolist()
    halves = tuple(_mean([share for k, share in shares if half[k] is which]) for which in (True, False))
    return _Score((halves[0], halves[1]), _mean([share for _, share in shares]))


def _some(rng: np.random.Generator, rows: Rows, most: int) -> Rows:
    return rows if len(rows) <= most else np.sort(rng.choice(rows, most, replace=False))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _found(scores: Mapping[str, _Score], *, from_memory: bool) -> list[Found]:
    return [Found(name, score.whole, from_memory) for name, score in scores.items()]


def _confirmed(scores: Mapping[str, _Score], *, from_memory: bool) -> Found:
    """The best on one half, with its score on the other: both ways, and the mean of the two."""
    if not scores:
        return Found("", 0.0, from_memory)
    best = [max(scores, key=lambda name: (scores[name].halves[half], name)) for half in (0, 1)]
    return Found(best[0], (scores[best[0]].halves[1] + scores[best[1]].halves[0]) / 2, from_memory)
