"""Which item is asked next, in which role and on which clock. Reads the standing and the split; keeps nothing, and
looks through no more of them however many items were met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from random import Random

import numpy as np
import numpy.typing as npt

from drillgrok.model.evidence import SETTLED_NEEDED
from drillgrok.model.log import Clock, Flag, Role
from drillgrok.practice.contrast import WantedClass, wanted_class
from drillgrok.practice.split import Split
from drillgrok.practice.standing import GroupMemory, ItemMemory, Queue, Standing
from drillgrok.practice.unmet import Numbers, Unmet, drawn

ACTIVE_LEAST = 12
ACTIVE_MOST = 20
ACTIVE_FEW = 6
"""When no new ones may come and so few are left, returns take their place: asking the same few again teaches little."""
RETURN_SHARE = 0.4
STAIRCASE_FROM_EXPOSURE = 3
SETTLED_GATE = 0.75
RECENT_GATE = 0.70
PROBE_DAYS = 40
PROBES_A_DAY = 10
"""While nothing moves; fewer where the supply is short."""
MOVING_PROBE_SHARE = 0.2
REPROBE_SHARE = 0.01
LEXEME_SHARE = 0.02
"""Of all showings, where a deck has new words for what was practised: six in a day of 300."""
REWORDED_SHARE = 0.03
"""Of returns on the plateau."""
_SAME_AGAIN_GAP = 4
_LOOKED_AT = 64
"""Active items that are looked through; a flood leaves more of them than memory could carry."""
_FLOODED = frozenset({Flag.FLOOD})
_DRAWS = 64
"""Tries at drawing an item that fits."""
_COMPARED, _MADE = 8, 512
"""Items of a class that are compared for new parts, where each has to be made to know its class, and items made at
most until these are found: a class that is worth watching is missed by so many once in 10**11 times."""


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
    new_words: bool = False
    """The deck can ask a practised item in words that nobody has met: do so now and then."""
    passed: bool = False
    """What is unseen is kept for checks, and every second return is on the quick clock."""
    narrated: bool = False
    """The rule was read: every second probe is on the quick clock, to tell reciting from using."""
    flood: float = 0.0
    """The share of practised showings that go to unmet items, whatever memory holds; 0: they wait until it has room."""


NO_MOOD = Mood()


def pick(standing: Standing, split: Split, rng: Random, *, daily_goal: int, mood: Mood = NO_MOOD) -> Pick:
    """The next item. The same standing, split, mood and generator state give the same pick."""
    if not standing.baseline_done:
        first = _baseline(standing, split, rng)
        if first is not None:
            return first
    probe = None
    if not (mood.tired or mood.passed):
        probe = (
            _lexeme(standing, rng, mood)
            or _contrast(standing, split, rng, mood)
            or _probe(standing, split, rng, daily_goal, mood)
        )
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
    return _flooded(standing, split, rng, mood) if mood.flood else _carried(standing, split, rng, mood)


def _flooded(standing: Standing, split: Split, rng: Random, mood: Mood) -> Pick:
    """An unmet item, as often as the flood says, else one of the core that is due, else what memory is left to carry.
    All but the core is marked: it says nothing of what is held."""
    if rng.random() < mood.flood:
        unmet = _unmet(standing, split, rng, wanted_class(standing, split, rng))
        if unmet is not None:
            return Pick(unmet, Role.PRACTISED, _learning_clock(standing, split, unmet), _FLOODED)
    if rng.random() < RETURN_SHARE:
        returning = _core_due(standing, wanted_class(standing, split, rng), split)
        if returning is not None:
            return _return(standing, returning, rng, mood)
    picked = _carried(standing, split, rng, mood)
    return picked if picked.index in standing.core else replace(picked, flags=picked.flags | _FLOODED)


def _core_due(standing: Standing, wanted: WantedClass | None, split: Split) -> int | None:
    """The item of the core that waits longest, of those that may be asked again."""
    due = [i for i in standing.core if standing.items[i].due <= standing.count]
    fitting = [i for i in due if wanted is None or wanted.fits(split.classes.of(i))]
    return min(fitting, key=lambda i: standing.items[i].last, default=None)


def _carried(standing: Standing, split: Split, rng: Random, mood: Mood) -> Pick:
    room = _active_size(standing)
    wanted = wanted_class(standing, split, rng)
    if standing.longest_waiting(standing.waiting, due=True) is not None and (
        rng.random() < RETURN_SHARE or (len(standing.active) < ACTIVE_FEW and room == 0)
    ):
        returning = standing.longest_waiting(_queues(standing, wanted), due=True)
        if returning is not None:
            return _return(standing, returning, rng, mood)
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
    clock = _return_clock(standing.items[index], mood) if earned else _learning_clock(standing, split, index)
    return Pick(index, Role.PRACTISED, clock)


def _any(standing: Standing, split: Split, rng: Random) -> int:
    """Whatever there is to ask, where no item fits."""
    if standing.active:
        return _from_active(standing, standing.active, rng)
    if standing.items:
        return _from_earned(standing, split, rng)
    unmet = _unmet(standing, split, rng, None)
    if unmet is None:
        raise AssertionError("a deck has something to practise")
    return unmet


def _from_earned(standing: Standing, split: Split, rng: Random) -> int:
    """One that was not asked just now; where drawing finds none, the one asked longest ago."""
    for _ in range(_DRAWS):
        index = int(split.practised[rng.randrange(len(split.practised))])
        memory = standing.items.get(index)
        if memory is not None and memory.last <= standing.count - _SAME_AGAIN_GAP:
            return index
    longest = standing.longest_waiting(standing.waiting, due=False)
    if longest is None:
        raise AssertionError("nothing is active, so all that was met is earned")
    return longest


def _queues(standing: Standing, wanted: WantedClass | None) -> Sequence[Queue]:
    """Those of the wanted class; all of them where any will do."""
    return [queue for queue in standing.waiting if wanted is None or wanted.fits(queue[0])]


def _return(standing: Standing, index: int, rng: Random, mood: Mood) -> Pick:
    """The item that waits longest."""
    reworded = mood.plateau and rng.random() < REWORDED_SHARE
    return Pick(index, Role.PRACTISED, _return_clock(standing.items[index], mood), reworded=reworded)


def _met_before(standing: Standing, split: Split, rng: Random, wanted: WantedClass | None) -> int | None:
    """An active item of the class; where none is active, the one met before that was not asked for longest."""
    among = standing.active if len(standing.active) <= _LOOKED_AT else rng.sample(standing.active, _LOOKED_AT)
    active = [i for i in among if wanted is None or wanted.fits(split.classes.of(i))]
    if active:
        return _from_active(standing, active, rng)
    return None if wanted is None else standing.longest_waiting(_queues(standing, wanted), due=False)


def _learning_clock(standing: Standing, split: Split, index: int) -> Clock:
    """Calm for the first three exposures of the group; a new item of a group that is well known is no settled one."""
    seen = standing.groups.get(int(split.items.group_of[index]), GroupMemory()).seen
    return Clock.STAIRCASE if seen >= STAIRCASE_FROM_EXPOSURE else Clock.CALM


def _return_clock(memory: ItemMemory, mood: Mood) -> Clock:
    """Every second return is on the staircase, of a passed deck on the quick clock, where times can be set side by
    side; the others stay calm, so that settled answers are measured alike."""
    if memory.returns % 2 == 0:
        return Clock.CALM
    return Clock.QUICK if mood.passed else Clock.STAIRCASE


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
    fresh = standing.fresh or split.fresh
    for left in (fresh, standing.unmet or split.unmet) if akin else (fresh,):
        fitting = _some_of_class(left, wanted, split, rng, told=frozenset() if akin else standing.blocks_told)
        if len(fitting):
            return _fewest_new_parts(fitting, standing, split, rng)
    return None


def _some_of_class(
    left: Unmet, wanted: WantedClass | None, split: Split, rng: Random, *, told: frozenset[int]
) -> Numbers:
    """Those of the wanted class and of no block that was `told`, or as many of them as are worth comparing. Where a few
    do not hold one, all are looked through, as far as classes stand in columns."""
    for items in (left.some(rng), left.all()):
        blocks = split.block_of_group[split.items.group_of[items]] if told else None
        untold = items if blocks is None else items[~np.isin(blocks, list(told))]
        fitting = _of_class(untold, wanted, split, rng)
        if len(fitting) or not len(left.pool):
            return fitting
    return fitting


def _of_class(items: Numbers, wanted: WantedClass | None, split: Split, rng: Random) -> Numbers:
    if wanted is None:
        return items
    if split.classes.column is not None:
        return items[wanted.fit(split.classes.column[items])]
    made = rng.sample(range(len(items)), min(len(items), _MADE))
    fitting = (place for place in made if wanted.fits(split.classes.of(int(items[place]))))
    return items[list(islice(fitting, _COMPARED))]


def _fewest_new_parts(candidates: Numbers, standing: Standing, split: Split, rng: Random) -> int:
    if split.part_count:
        new_parts = _parts_unmet(standing.parts_met, split.part_count)[split.items.parts[candidates]].sum(axis=1)
        candidates = candidates[new_parts == new_parts.min()]
    return int(candidates[rng.randrange(len(candidates))])


@lru_cache(maxsize=4)
def _parts_unmet(met: frozenset[int], count: int) -> npt.NDArray[np.bool_]:
    """(parts,) made once for each set of parts met: it stays the same for hundreds of answers."""
    unmet = np.ones(count, dtype=np.bool_)
    unmet[list(met)] = False
    unmet.setflags(write=False)
    return unmet


def _probe(standing: Standing, split: Split, rng: Random, daily_goal: int, mood: Mood) -> Pick | None:
    left = split.probe_groups - standing.probe_groups
    if left == 0:
        return _reprobe(standing, split, rng) if rng.random() < REPROBE_SHARE else None
    if rng.random() >= probe_share(standing, left, daily_goal, moving=mood.moving):
        return None
    index = _first_seen_probe(standing, split, rng)
    clock = Clock.QUICK if mood.narrated and standing.probes % 2 else Clock.CALM
    return None if index is None else Pick(index, Role.PROBE, clock)


def _lexeme(standing: Standing, rng: Random, mood: Mood) -> Pick | None:
    """The item that waits longest, in new words: what was earned may be its words and not its structure."""
    if not mood.new_words or rng.random() >= LEXEME_SHARE:
        return None
    index = standing.longest_waiting(standing.waiting, due=True)
    return None if index is None else Pick(index, Role.PROBE, Clock.CALM, frozenset({Flag.LEXEME}))


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
    fresh = (standing.fresh or split.fresh).among(drawn(split.probes, rng))
    if split.part_count:
        fresh = fresh[~_parts_unmet(standing.parts_met, split.part_count)[split.items.parts[fresh]].any(axis=1)]
    fitting = _of_class(fresh, wanted, split, rng)
    return int(fitting[rng.randrange(len(fitting))]) if len(fitting) else None


def _reprobe(standing: Standing, split: Split, rng: Random) -> Pick | None:
    """A probe asked before, when no first-seen one is left: of some, the one whose group was shown least."""
    if not len(split.probes):
        return None
    some = [int(split.probes[rng.randrange(len(split.probes))]) for _ in range(_DRAWS)]
    index = min(some, key=lambda i: standing.groups[int(split.items.group_of[i])].shown)
    return Pick(index, Role.PROBE, Clock.CALM, frozenset({Flag.REPROBE}))
