"""The frozen three-way split: which groups are practised, which are probes, which wait for exams. No picking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from drillgrok.items.hashing import uniform
from drillgrok.model.deck import Items
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Part, SplitPlan
from drillgrok.practice.exam_plan import LENGTHS
from drillgrok.practice.unmet import Unmet
from drillgrok.shortcuts.classes import NO_CLASSES, ItemClasses

MOST_RESERVED = 0.85
"""Of the held-out groups: an exam that asks more draws on the probes."""
SPARE = 1.25
"""Groups fall into the reserve by their hashes, sometimes a few less than asked for: so many times as many are."""
_CANDIDATES = 16
_LARGE = 5_000
"""Above so many groups one draw is balanced by the law of large numbers."""
_COUNTED = 160
"""Up to so many items are told apart one by one, in some hundredths of a second: among so few the share of a class is
no sign of how many there are."""
_PARTS = (Part.PRACTISED, Part.PROBE, Part.RESERVE)


@dataclass(frozen=True, eq=False)
class Split:
    """A plan carried out on a deck's items."""

    items: Items
    plan: SplitPlan
    part_of_group: npt.NDArray[np.int8]
    """(groups,) 0 practised, 1 probe, 2 reserve."""
    classes: ItemClasses
    """Which class each item belongs to, for contrast."""

    def part(self, index: int) -> Part:
        """The part that item `index` lies in."""
        return _PARTS[self.part_of_group[self.items.group_of[index]]]

    @property
    def keeps_apart(self) -> bool:
        """The deck keeps groups apart together, in blocks."""
        return self.items.apart_hashes is not self.items.group_hashes

    @cached_property
    def block_of_group(self) -> npt.NDArray[np.int64]:
        """(groups,) the number of the block that each group lies in."""
        return _blocks(self.items)[1]

    @cached_property
    def practised(self) -> npt.NDArray[np.int64]:
        """Item numbers that may be practised, in increasing order."""
        return np.flatnonzero(self.part_of_group[self.items.group_of] == 0)

    @cached_property
    def practised_classes(self) -> Mapping[int, float]:
        """How many items of each common class may be practised: counted where classes stand in columns or items are
        few, else as many as the deck's share lets expect."""
        column, shares = self.classes.column, self.classes.shares
        if column is not None:
            found, counts = np.unique(column[self.practised], return_counts=True)
            by_class = dict(zip(found.tolist(), counts.tolist(), strict=True))
        elif len(self.practised) <= _COUNTED:
            by_class = Counter(map(self.classes.of, self.practised.tolist()))
        else:
            by_class = {each: share * len(self.practised) for each, share in shares.items()}
        return {each: float(by_class.get(each, 0)) for each in shares}

    @cached_property
    def fresh(self) -> Unmet:
        """The practised items before any group was shown."""
        return Unmet.of(self.practised, len(self.part_of_group), self.items.group_of)

    @cached_property
    def unmet(self) -> Unmet:
        """The practised items before any was met."""
        return Unmet.of(self.practised, len(self.items.group_of))

    @cached_property
    def probes(self) -> npt.NDArray[np.int64]:
        """Item numbers held out as probes, in increasing order."""
        return np.flatnonzero(self.part_of_group[self.items.group_of] == 1)

    @cached_property
    def part_count(self) -> int:
        """How many parts the items are made of."""
        return int(self.items.parts.max()) + 1 if self.items.parts.size else 0

    @cached_property
    def probe_groups(self) -> int:
        """How many groups are held out as probes: the supply of first-seen probes."""
        return int(np.count_nonzero(self.part_of_group == 1))

    @cached_property
    def _by_key(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
        order = np.argsort(self.items.keys, kind="stable")
        return self.items.keys[order], order

    def find(self, key: ItemKey) -> int | None:
        """The item with this key, or None when the deck no longer has it."""
        keys, order = self._by_key
        wanted = np.uint64(int(key, 16))
        at = int(np.searchsorted(keys, wanted))
        return int(order[at]) if at < len(keys) and keys[at] == wanted else None


def plan_split(items: Items, held_out: float, seed: int, *, reserved: int = LENGTHS[0]) -> SplitPlan:
    """The plan for a new run: of a few seeded draws the one that is best balanced over answers and the `match` column
    (rerandomisation: Morgan and Rubin 2012). `reserved` groups are kept for exams."""
    reserve = min(SPARE * reserved / len(items.group_hashes), held_out * MOST_RESERVED)
    candidates = 1 if len(_blocks(items)[0]) > _LARGE else _CANDIDATES
    plans = [SplitPlan(seed * _CANDIDATES + k, held_out, reserve) for k in range(candidates)]
    return min(plans, key=lambda plan: _imbalance(items, plan)) if candidates > 1 else plans[0]


def carry_out(items: Items, plan: SplitPlan, classes: ItemClasses = NO_CLASSES) -> Split:
    """Put every group into its part. Groups that are kept apart together are practised or held out together: without
    `apart` each is such a block by itself. A block with an exception is practised, and every part that would have no
    practised block gets the one nearest to it."""
    hashes, block_of_group = _blocks(items)
    place = uniform(plan.salt, hashes)
    out = place < plan.held_out
    block_of = block_of_group[items.group_of]
    out[block_of[items.exceptions]] = False
    if out.all():
        out[np.argmax(place)] = False  # a deck of a few groups has something to practise, whatever is to be held out
    if items.parts.shape[1]:
        _give_every_part_a_block(items.parts, block_of, place, out)
    part = np.where(_reserved(items, plan), 2, 1) * out[block_of_group]
    part = part.astype(np.int8)
    part.setflags(write=False)
    return Split(items, plan, part, classes)


def _blocks(items: Items) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    """(blocks,) the hash of each, and (groups,) the block that each group lies in."""
    if items.apart_hashes is items.group_hashes:
        return items.group_hashes, np.arange(len(items.group_hashes))
    hashes, block_of_group = np.unique(items.apart_hashes, return_inverse=True)
    return hashes, block_of_group.ravel()


def _reserved(items: Items, plan: SplitPlan) -> npt.NDArray[np.bool_]:
    """(groups,) which of the held-out groups wait for exams. Nothing is told of any of them, so that they need not be
    kept apart from each other: a reserve of one block may have one answer, and would be passed by one key."""
    place = uniform(plan.salt, items.group_hashes)
    if len(_blocks(items)[0]) < len(items.group_hashes):
        place *= plan.held_out  # drawn afresh, among the held-out ones alone
    return place < plan.reserve


def _give_every_part_a_block(
    parts: npt.NDArray[np.int32],
    block_of: npt.NDArray[np.int64],
    place: npt.NDArray[np.float64],
    out: npt.NDArray[np.bool_],
) -> None:
    met = np.zeros(int(parts.max()) + 1, dtype=np.bool_)
    met[parts[~out[block_of]]] = True
    used = np.zeros_like(met)
    used[parts] = True
    for missing in np.flatnonzero(used & ~met):
        if met[missing]:
            continue
        blocks = block_of[(parts == missing).any(axis=1)]
        chosen = blocks[np.argmax(place[blocks])]
        out[chosen] = False
        met[parts[block_of == chosen]] = True


def _imbalance(items: Items, plan: SplitPlan) -> float:
    """How far a draw is from fair: share held out overall and by answer, and the shift of the `match` column in
    standard deviations."""
    out = (uniform(plan.salt, items.apart_hashes) < plan.held_out)[items.group_of]
    score = abs(float(out.mean()) - plan.held_out)
    codes = items.answer_codes
    sizes = np.bincount(codes)
    score += float(
        np.mean(np.abs(np.bincount(codes, weights=out, minlength=len(sizes)) / np.maximum(sizes, 1) - plan.held_out))
    )
    if items.balance is not None and 0 < out.sum() < len(out):
        spread = float(items.balance.std()) or 1.0
        score += abs(float(items.balance[out].mean()) - float(items.balance[~out].mean())) / spread
    return score
