"""The frozen three-way split: which groups are practised, which are probes, which wait for exams. No picking."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from drillgrok.items.hashing import uniform
from drillgrok.model.deck import Items
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Part

RESERVE_GROUPS = 30
"""What an exam asks; a third of the held-out groups where there are fewer."""
_CANDIDATES = 16
_LARGE = 5_000
"""Above so many groups one draw is balanced by the law of large numbers."""
_EMPTY = 10.0
"""Farther from fair than any draw that leaves no part empty."""
_PARTS = (Part.PRACTISED, Part.PROBE, Part.RESERVE)


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """All that has to be kept of a split: a part follows from these and the hash of what a group is kept apart by."""

    salt: int
    held_out: float
    """Share of groups never practised."""
    reserve: float
    """Share of groups kept for exams, part of `held_out`."""


@dataclass(frozen=True, eq=False)
class Split:
    """A plan carried out on a deck's items."""

    items: Items
    plan: SplitPlan
    part_of_group: npt.NDArray[np.int8]
    """(groups,) 0 practised, 1 probe, 2 reserve."""

    def part(self, index: int) -> Part:
        """The part that item `index` lies in."""
        return _PARTS[self.part_of_group[self.items.group_of[index]]]

    @cached_property
    def practised(self) -> npt.NDArray[np.int64]:
        """Item numbers that may be practised, in increasing order."""
        return np.flatnonzero(self.part_of_group[self.items.group_of] == 0)

    @cached_property
    def probes(self) -> npt.NDArray[np.int64]:
        """Item numbers held out as probes, in increasing order."""
        return np.flatnonzero(self.part_of_group[self.items.group_of] == 1)

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


def plan_split(items: Items, held_out: float, seed: int) -> SplitPlan:
    """The plan for a new run: of a few seeded draws the one that is best balanced over answers and the `match` column
    (rerandomisation: Morgan and Rubin 2012)."""
    groups, blocks = len(items.group_hashes), len(np.unique(items.apart_hashes))
    reserve = min(max(RESERVE_GROUPS / groups, 1 / blocks), held_out / 3)
    candidates = 1 if blocks > _LARGE else _CANDIDATES
    plans = [SplitPlan(seed * _CANDIDATES + k, held_out, reserve) for k in range(candidates)]
    return min(plans, key=lambda plan: _imbalance(items, plan)) if candidates > 1 else plans[0]


def carry_out(items: Items, plan: SplitPlan) -> Split:
    """Put every block of groups that are kept apart together into its part; without `apart` each group is a block by
    itself. A block with an exception is practised, and every part that would have no practised block gets the one
    nearest to it."""
    hashes, block_of_group = np.unique(items.apart_hashes, return_inverse=True)
    block_of = block_of_group[items.group_of]
    place = uniform(plan.salt, hashes)
    part = np.zeros(len(place), dtype=np.int8)
    part[place < plan.held_out] = 1
    part[place < plan.reserve] = 2
    part[block_of[items.exceptions]] = 0
    if items.parts.shape[1]:
        _give_every_part_a_block(items.parts, block_of, place, part)
    part_of_group = part[block_of_group]
    part_of_group.setflags(write=False)
    return Split(items, plan, part_of_group)


def _give_every_part_a_block(
    parts: npt.NDArray[np.int32],
    block_of: npt.NDArray[np.int64],
    place: npt.NDArray[np.float64],
    part: npt.NDArray[np.int8],
) -> None:
    met = np.zeros(int(parts.max()) + 1, dtype=np.bool_)
    met[parts[part[block_of] == 0]] = True
    used = np.zeros_like(met)
    used[parts] = True
    for missing in np.flatnonzero(used & ~met):
        if met[missing]:
            continue
        blocks = block_of[(parts == missing).any(axis=1)]
        chosen = blocks[np.argmax(place[blocks])]
        part[chosen] = 0
        met[parts[block_of == chosen]] = True


def _imbalance(items: Items, plan: SplitPlan) -> float:
    """How far a draw is from fair: share held out overall and by answer, and the shift of the `match` column in
    standard deviations; where groups are kept apart together, so that few draws decide, the share in reserve too, and
    whether it or the probes come out empty."""
    place = uniform(plan.salt, items.apart_hashes)[items.group_of]
    out = place < plan.held_out
    score = abs(float(out.mean()) - plan.held_out)
    codes = items.answer_codes
    sizes = np.bincount(codes)
    score += float(
        np.mean(np.abs(np.bincount(codes, weights=out, minlength=len(sizes)) / np.maximum(sizes, 1) - plan.held_out))
    )
    if items.balance is not None and 0 < out.sum() < len(out):
        spread = float(items.balance.std()) or 1.0
        score += abs(float(items.balance[out].mean()) - float(items.balance[~out].mean())) / spread
    if len(np.unique(items.apart_hashes)) < len(items.group_hashes):
        reserved = float((place < plan.reserve).mean())
        score += abs(reserved - plan.reserve) + (0 if 0 < reserved < out.mean() else _EMPTY)
    return score
