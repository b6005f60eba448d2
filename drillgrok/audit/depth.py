"""How deep a deck's valley is: how much longer storing it is than saying its rule, and how many items lead to it. An
order among decks as machines see them; how long a person takes, nobody has measured."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, Final

import numpy as np

from drillgrok.audit.features import features
from drillgrok.audit.models import learning_curve, matrix
from drillgrok.audit.small_rules import CONSTANTS, SAMPLED, small_rules
from drillgrok.items.plain import is_text, plain_items
from drillgrok.items.table_items import TableItems
from drillgrok.model.deck import Deck
from drillgrok.practice.split import carry_out, plan_split
from drillgrok.shortcuts.measure import Make, Measuring, Rows
from drillgrok.shortcuts.readings import RARE, best_classes
from drillgrok.shortcuts.sights import Sight
from drillgrok.shortcuts.strategies import NEAREST, success

DEPTH_VERSION: Final = 1
"""Rises with every change of what is measured or how."""
PASSES: Final = (0.6, 0.9)
"""Held-out accuracies that are looked for."""
SIZES: Final = (10, 20, 40, 80, 150, 300, 600, 1_200)
"""Items after which models and shortcuts are asked."""
_MOST_LEARNT: Final = 1_500
_ASKED: Final = 400
_DRY: Final = 0.02
_SEED: Final = 1
_DECIMALS: Final = 3


class DepthBand(StrEnum):
    """Where a deck stands in the order, in the words of a learner's time."""

    MINUTES = "minutes"
    EVENING = "an evening"
    WEEKS = "weeks"
    NEVER = "perhaps never"
    UNTOLD = "cannot tell"
    """Models do not see what a learner sees of a picture, a position or a sound."""


_BITS: Final = ((20.0, DepthBand.MINUTES), (45.0, DepthBand.EVENING), (65.0, DepthBand.WEEKS))
"""Of a rule that is an expression, below which it belongs to a span."""
_ITEMS: Final = ((80, DepthBand.MINUTES), (600, DepthBand.EVENING))
"""Of a deck that models learn, up to which it belongs to a span by the items that lead them to .9."""


@dataclass(frozen=True, slots=True)
class Depth:
    """What was measured of one deck; a field is None where it has no meaning for its kind."""

    table_bits: float
    """That a list of the practised answers takes, each at the entropy of the deck's answers."""
    rule_bits: float | None = None
    """Of a table: the shortest expression found that makes its answers, or its own text."""
    by_its_text: bool = False
    """No shorter expression than its own text was reached: `rule_bits` is an upper bound."""
    written: int = 0
    """Expressions that were written down on the way."""
    surviving: dict[str, float] = field(default_factory=dict)
    """Of a table: shorter ones that still agree after 10, 30, 100 random items."""
    alone_after: float | None = None
    """Of a table: random items after which no shorter one agrees."""
    items_to: dict[str, int | None] = field(default_factory=dict)
    """Of everything else: items after which the best model is right that often on held-out ones; None: not by the last
    size that there are items for."""
    best_model: float | None = None
    """What the best model comes to in the end."""
    in_letters: bool = False
    """The models read what a learner reads; else they had no more than what the domain names beside its rule."""
    dry_after: int | None = None
    """Items after which the best shortcut from memory gains no more than .02; None where it is worth nothing."""

    @property
    def span(self) -> DepthBand:
        """Where it stands in the order."""
        if self.rule_bits is not None:
            return next((span for bits, span in _BITS if self.rule_bits < bits), DepthBand.NEVER)
        last = self.items_to.get(str(PASSES[-1]))
        if last is not None:
            return next((span for items, span in _ITEMS if last <= items), DepthBand.WEEKS)
        if self.items_to.get(str(PASSES[0])) is not None:
            return DepthBand.WEEKS
        return DepthBand.NEVER if self.in_letters else DepthBand.UNTOLD

    @property
    def order(self) -> tuple[int, float]:
        """Easy decks before hard ones."""
        spans = list(DepthBand)
        last = self.items_to.get(str(PASSES[-1]))
        within = self.rule_bits if self.rule_bits is not None else float(last or 0) - (self.best_model or 0.0)
        return spans.index(self.span), within


def depth_of(deck: Deck, ground: Measuring | None = None) -> Depth:
    """Measured: some seconds. `ground` is what is seen of the deck, where somebody has looked already."""
    items = plain_items(deck.items)
    ground = ground or Measuring(deck)
    table_bits = round(_table_bits(deck), 0) + 0.0  # never minus nothing
    dry_after = _dry_after(ground)
    if isinstance(items, TableItems):
        return _of_table(items, table_bits, dry_after)
    return _of_examples(deck, ground, table_bits, dry_after)


def _table_bits(deck: Deck) -> float:
    """The practised groups times the entropy of the answers (Shannon 1948)."""
    split = carry_out(deck.items, plan_split(deck.items, deck.held_out, _SEED))
    practised = int(np.bincount(split.part_of_group, minlength=3)[0])
    shares = np.array(list(Counter(deck.items.answer_codes.tolist()).values())) / len(deck.items)
    return practised * float(-(shares * np.log2(shares)).sum())


# A table: expressions.


def _of_table(items: TableItems, table_bits: float, dry_after: int | None) -> Depth:
    if len(items.answers) > 1:
        return Depth(table_bits, items.rule_bits, by_its_text=True, dry_after=dry_after)
    rng = np.random.default_rng(_SEED)
    rows = np.sort(rng.permutation(len(items))[:SAMPLED])
    variables = {name: column[rows] for name, column in items.variables.items()}
    found = small_rules(variables, items.answers[0][rows], _constants(items), items.rule_bits)
    return Depth(
        table_bits=table_bits,
        rule_bits=round(items.rule_bits if found.bits is None else found.bits, 1),
        by_its_text=found.bits is None,
        written=found.written,
        surviving={str(k): round(mean, 1) for k, mean in found.surviving.items()},
        alone_after=round(found.alone_after, 1),
        dry_after=dry_after,
    )


def _constants(items: TableItems) -> list[int]:
    """Small numbers, and the ends and sizes of what is shown and answered."""
    columns = [*items.variables.values(), items.answers[0]]
    ends = {end for column in columns for end in (int(column.max()), int(column.max()) + 1)}
    return sorted({*CONSTANTS, *(end for end in ends if end >= 0)})


# Everything else: models on examples.


def _of_examples(deck: Deck, ground: Measuring, table_bits: float, dry_after: int | None) -> Depth:
    rng = np.random.default_rng(_SEED)
    chosen = np.sort(rng.permutation(len(ground.sights))[:_MOST_LEARNT])
    sights = [ground.sights[int(k)] for k in chosen]
    groups = deck.items.group_of[ground.rows][chosen]
    words = is_text(plain_items(deck.items)) and not sights[0].values
    prompts = [sight.prompt for sight in sights]
    labels = best_classes(prompts, [sight.rights for sight in sights], groups).of_item
    sizes = [size for size in SIZES if size <= len(sights) * 4 // 5]
    if len(np.unique(labels[labels != RARE])) < 2 or not sizes:
        return Depth(table_bits, items_to=dict.fromkeys(map(str, PASSES)), dry_after=dry_after)
    found = matrix(sights, _word_features if words else _cue_features)
    curve = learning_curve(found, labels, groups, sizes, _SEED)
    reached = {
        str(share): next((n for n, got in zip(sizes, curve, strict=True) if got >= share), None) for share in PASSES
    }
    best = round(max(curve), _DECIMALS)
    return Depth(table_bits, items_to=reached, best_model=best, in_letters=words, dry_after=dry_after)


def _word_features(sight: Sight) -> Iterator[str]:
    yield from features(sight.prompt)


def _cue_features(sight: Sight) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in sight.cues.items())


# Shortcuts.


def _dry_after(ground: Measuring) -> int | None:
    """When the best shortcut from memory has given what it gives, on the first split."""
    told = ground.told[0]
    rng = np.random.default_rng(_SEED)
    known, asked = rng.permutation(np.flatnonzero(told)), rng.permutation(np.flatnonzero(~told))[:_ASKED]
    sizes = [size for size in SIZES if size < len(known)]
    curves = []
    for name, make in ground.from_memory().items():
        if name == NEAREST or not len(asked):
            continue
        curves.append([_worth(ground, make, known[:size], asked) for size in sizes])
    best = max(curves, key=lambda curve: curve[-1], default=None) if sizes else None
    if not best or best[-1] <= ground.guess + _DRY:
        return None
    return next(size for size, share in zip(sizes, best, strict=True) if share >= best[-1] - _DRY)


def _worth(ground: Measuring, make: Make, known: Rows, asked: Rows) -> float:
    strategy = make([ground.sights[k] for k in known])
    return math.fsum(success(strategy, ground.sights[k]) for k in asked) / len(asked)


# Kept beside the deck.


def depth_as_json(depth: Depth) -> dict[str, Any]:
    """As plain values."""
    return asdict(depth)


def depth_from_json(value: Any) -> Depth:
    """From plain values. Raises ValueError, TypeError or KeyError where they are none."""
    if value.keys() != {one.name for one in fields(Depth)}:
        raise ValueError("not the fields of a depth")
    return Depth(**value)
