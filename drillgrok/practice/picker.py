"""Which item is asked next, in which role and on which clock. Reads the standing and the split; keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

import numpy as np
import numpy.typing as npt

from drillgrok.model.log import Clock, Flag, Role
from drillgrok.practice.contrast import WantedClass, wanted_class
from drillgrok.practice.split import Split
from drillgrok.practice.standing import GroupMemory, ItemMemory, Standing, is_akin

ACTIVE_LEAST = 12
ACTIVE_MOST = 20
ACTIVE_FEW = 6
"""When no new ones may come and so few are left, returns take their place: asking the same few again teaches little."""
RETURN_SHARE = 0.4
STAIRCASE_FROM_EXPOSURE = 3
SETTLED_GATE = 0.75
RECENT_GATE = 0.70
SETTLED_NEEDED = 23
"""Settled answers that support a claim (the same number that a plateau needs)."""
PROBE_DAYS = 40
PROBES_A_DAY = 10
"""While nothing moves; fewer where the supply is short."""
MOVING_PROBE_SHARE = 0.2
REPROBE_SHARE = 0.01
REWORDED_SHARE = 0.03
"""Of returns on the plateau."""
_SAME_AGAIN_GAP = 4
_SAMPLE = 4096
_COMPARED = 8
"""Items of a class that are compared for new parts, where each has to be made to know its class."""


@dataclass(frozen=True, slots=True)
class Pick:
    """What to ask next."""

    index: int
    role: Role
    clock: Clock
    flags: frozenset[Flag] = frozenset()
    reworded: bool = False
    """Asked in other words, where the deck has any."""


@dataclass(frozen=True, slots=True)
class Mood:
    """What the coach and the run add to the picture."""

    moving: bool = False
    """Ask more probes."""
    tired: bool = False
    """Ask none."""
    plateau: bool = False
    """Now and then ask a practised item in other words."""
    contrast: tuple[int, ...] = ()
    """Unseen items on which a shortcut and the rule differ: ask some of them."""
    narrated: bool = False
    """The rule was read: every second probe is on the quick clock, to tell reciting from using."""


NO_MOOD = Mood()


def pick(standing: Standing, split: Split, rng: Random, *, daily_goal: int, mood: Mood = NO_MOOD) -> Pick:
    """The next item. The same standing, split, mood and generator state give the same pick."""
    if not standing.baseline_done:
        first = _baseline(standing, split, rng)
        if first is not None:
            return first
    probe = None
    if not mood.tired:
        probe = _contrast(standing, split, rng, mood) or _probe(standing, split, rng, daily_goal, mood)
    return probe or _practise(standing, split, rng, mood)


def _baseline(standing: Standing, split: Split, rng: Random) -> Pick | None:
    """A first-seen item. Where the deck keeps groups apart, one of a block of which nothing was told, and a held-out
    one when there is none: a table would know the others."""
    wanted = wanted_class(standing, split, rng)
    for sought in (wanted,) if wanted is None else (wanted, None):
        index = _unmet(standing, split, rng, sought, akin=False)
        if index is not None:
            return Pick(index, Role.PRACTISED, Clock.CALM, frozenset({Flag.BASELINE}))
        if split.keeps_apart:
            index = _first_seen_probe(standing, split, rng, sought)
            if index is not None:
                return Pick(index, Role.PROBE, Clock.CALM, frozenset({Flag.BASELINE}))
    return None


def _practise(standing: Standing, split: Split, rng: Random, mood: Mood) -> Pick:
    room = _active_size(standing)
    wanted = wanted_class(standing, split, rng)
    due = [index for index, memory in standing.items.items() if memory.earned and memory.due <= standing.count]
    if due and (rng.random() < RETURN_SHARE or (len(standing.active) < ACTIVE_FEW and room == 0)):
        fitting = _of_class(due, wanted, split)
        if fitting:
            return _return(standing, fitting, rng, mood)
    if len(standing.active) < room:
        unmet = _unmet(standing, split, rng, wanted)
        if unmet is not None:
            return Pick(unmet, Role.PRACTISED, _learning_clock(standing, split, unmet))
    index = _met_before(standing, split, rng, wanted)
    if index is None:
        index = _unmet(standing, split, rng, wanted)
    if index is None:
        index = _any(standing, split, rng)
    memory = standing.items.get(index)
    earned = memory is not None and memory.earned
    clock = _return_clock(standing.items[index]) if earned else _learning_clock(standing, split, index)
    return Pick(index, Role.PRACTISED, clock)


def _any(standing: Standing, split: Split, rng: Random) -> int:
    """Whatever there is to ask, where no item fits."""
    met = standing.active or tuple(standing.items)
    if met:
        return _from_active(standing, met, rng)
    unmet = _unmet(standing, split, rng, None)
    if unmet is None:
        raise AssertionError("a deck has something to practise")
    return unmet


def _of_class(indexes: Sequence[int], wanted: WantedClass | None, split: Split) -> Sequence[int]:
    """Those of the wanted class; all of them where any will do."""
    return indexes if wanted is None else [i for i in indexes if wanted.fits(split.classes.of(i))]


def _return(standing: Standing, due: Sequence[int], rng: Random, mood: Mood) -> Pick:
    """The item that waits longest."""
    index = min(due, key=lambda i: standing.items[i].last)
    reworded = mood.plateau and rng.random() < REWORDED_SHARE
    return Pick(index, Role.PRACTISED, _return_clock(standing.items[index]), reworded=reworded)


def _met_before(standing: Standing, split: Split, rng: Random, wanted: WantedClass | None) -> int | None:
    """An active item of the class; where none is active, the one met before that was not asked for longest."""
    active = _of_class(standing.active, wanted, split)
    if active or wanted is None:
        return _from_active(standing, active, rng) if active else None
    met = _of_class(tuple(standing.items), wanted, split)
    return min(met, key=lambda i: standing.items[i].last) if met else None


def _learning_clock(standing: Standing, split: Split, index: int) -> Clock:
    """Calm for the first three exposures of the group; a new item of a group that is well known is no settled one."""
    seen = standing.groups.get(int(split.items.group_of[index]), GroupMemory()).seen
    return Clock.STAIRCASE if seen >= STAIRCASE_FROM_EXPOSURE else Clock.CALM


def _return_clock(memory: ItemMemory) -> Clock:
    """Every second return is on the staircase; the others stay calm, so that settled answers are measured alike."""
    return Clock.STAIRCASE if memory.returns % 2 else Clock.CALM


def _active_size(standing: Standing) -> int:
    """How many active items memory can carry now: none are added while what was earned is being lost."""
    if len(standing.settled) >= SETTLED_NEEDED:
        rate, gate = sum(standing.settled) / len(standing.settled), SETTLED_GATE
    else:
        rate = sum(standing.recent) / len(standing.recent) if standing.recent else 1.0
        gate = RECENT_GATE
    if rate < gate:
        return 0
    return min(ACTIVE_LEAST + int((rate - gate) / (1 - gate) * (ACTIVE_MOST - ACTIVE_LEAST + 1)), ACTIVE_MOST)


def _from_active(standing: Standing, among: Sequence[int], rng: Random) -> int:
    """One of these that was not asked just now; if all were, the one asked longest ago."""
    rested = [i for i in among if standing.items[i].last <= standing.count - _SAME_AGAIN_GAP]
    if rested:
        return rng.choice(rested)
    return min(among, key=lambda i: standing.items[i].last)


def _unmet(
    standing: Standing, split: Split, rng: Random, wanted: WantedClass | None, *, akin: bool = True
) -> int | None:
    """A practised item of the class never met, of a group never shown while there is one: the fewest new parts first,
    so that the parts met so far are covered densely before others enter. None where all of the class were met, or,
    unless one that is `akin` will do, where nothing else is left."""

    def is_fresh(index: int) -> bool:
        shown = int(split.items.group_of[index]) in standing.groups
        return not shown and (akin or not is_akin(standing, split, index))

    fresh = list(filter(is_fresh, _sample(split.practised, rng).tolist()))
    fitting = _some_of_class(fresh, wanted, split, rng)
    if not fitting:
        fitting = _some_of_class(list(filter(is_fresh, split.practised.tolist())), wanted, split, rng)
    if not fitting and akin:
        unmet = [i for i in split.practised.tolist() if i not in standing.items]
        fitting = _some_of_class(unmet, wanted, split, rng)
    if not fitting:
        return None
    return _fewest_new_parts(np.asarray(fitting, dtype=np.int64), standing, split, rng)


def _some_of_class(indexes: Sequence[int], wanted: WantedClass | None, split: Split, rng: Random) -> Sequence[int]:
    """Those of the wanted class, or as many of them as are worth comparing where a class takes time to find out."""
    if wanted is None:
        return indexes
    if split.classes.in_columns:
        return _of_class(indexes, wanted, split)
    shuffled = rng.sample(indexes, len(indexes))
    return list(islice((i for i in shuffled if wanted.fits(split.classes.of(i))), _COMPARED))


def _fewest_new_parts(candidates: npt.NDArray[np.int64], standing: Standing, split: Split, rng: Random) -> int:
    if split.items.parts.shape[1] == 0:
        return int(candidates[rng.randrange(len(candidates))])
    unmet = _parts_unmet(standing, split)
    new_parts = unmet[split.items.parts[candidates]].sum(axis=1)
    least = candidates[new_parts == new_parts.min()]
    return int(least[rng.randrange(len(least))])


def _parts_unmet(standing: Standing, split: Split) -> npt.NDArray[np.bool_]:
    unmet = np.ones(int(split.items.parts.max()) + 1, dtype=np.bool_)
    unmet[list(standing.parts_met)] = False
    return unmet


def _sample(indices: npt.NDArray[np.int64], rng: Random) -> npt.NDArray[np.int64]:
    """At most a few thousand of them, so that a table of a million items costs no more than a small one."""
    if len(indices) <= _SAMPLE:
        return indices
    return indices[[rng.randrange(len(indices)) for _ in range(_SAMPLE // 16)]]


def _probe(standing: Standing, split: Split, rng: Random, daily_goal: int, mood: Mood) -> Pick | None:
    left = split.probe_groups - standing.probe_groups
    if left == 0:
        return _reprobe(standing, split, rng) if rng.random() < REPROBE_SHARE else None
    if rng.random() >= probe_share(standing, left, daily_goal, moving=mood.moving):
        return None
    index = _first_seen_probe(standing, split, rng)
    clock = Clock.QUICK if mood.narrated and standing.probes % 2 else Clock.CALM
    return None if index is None else Pick(index, Role.PROBE, clock)


def _contrast(standing: Standing, split: Split, rng: Random, mood: Mood) -> Pick | None:
    """One of the unseen items that tell a shortcut from the rule: chosen for that, it measures nothing else."""
    if not mood.contrast or rng.random() >= MOVING_PROBE_SHARE:
        return None
    fresh = [index for index in mood.contrast if int(split.items.group_of[index]) not in standing.groups]
    return Pick(rng.choice(fresh), Role.PROBE, Clock.CALM, frozenset({Flag.CONTRAST})) if fresh else None


def probe_share(standing: Standing, left: int, daily_goal: int, *, moving: bool) -> float:
    """The share of showings that are probes: rationed to last 40 days; one in five while unseen answers move."""
    if moving:
        return MOVING_PROBE_SHARE
    days_left = max(PROBE_DAYS - standing.days, PROBE_DAYS // 4)
    today = min(left / days_left, PROBES_A_DAY)
    if standing.probes_today >= max(today, 1):
        return 0.0
    return min(today / daily_goal, MOVING_PROBE_SHARE)


def _first_seen_probe(standing: Standing, split: Split, rng: Random, wanted: WantedClass | None = None) -> int | None:
    """A probe whose group was never shown and whose parts were all met with feedback."""
    candidates = _sample(split.probes, rng)
    if split.items.parts.shape[1] and len(candidates):
        unmet = _parts_unmet(standing, split)
        candidates = candidates[~unmet[split.items.parts[candidates]].any(axis=1)]
    fresh = [i for i in candidates.tolist() if int(split.items.group_of[i]) not in standing.groups]
    fitting = _some_of_class(fresh, wanted, split, rng)
    return rng.choice(fitting) if fitting else None


def _reprobe(standing: Standing, split: Split, rng: Random) -> Pick | None:
    """A probe asked before, when no first-seen one is left."""
    candidates = _sample(split.probes, rng).tolist()
    if not candidates:
        return None
    index = min(candidates, key=lambda i: standing.groups[int(split.items.group_of[i])].shown)
    return Pick(index, Role.PROBE, Clock.CALM, frozenset({Flag.REPROBE}))
