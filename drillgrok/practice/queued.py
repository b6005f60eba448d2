"""What is asked before anything is picked: the way back into a deck after days away, and the check of a passed one.
Draws; asks nothing."""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import Final

from drillgrok.model.evidence import SETTLED_EXPOSURES
from drillgrok.model.log import Clock, Flag, Part, Role
from drillgrok.planning.coming_back import WARM_UPS
from drillgrok.practice.picker import Pick
from drillgrok.practice.questions import unseen_by_group
from drillgrok.practice.standing import Standing
from drillgrok.practice.state import Run

UNSEEN_AGAIN: Final = 12
SETTLED_AGAIN: Final = 20
"""Unseen and settled items that then measure what was kept."""
_PROBE: Final = list(Part).index(Part.PROBE)
_SPARE: Final = 2
"""So many items are drawn for each that a check wants: what is paused is spent."""


def back_again(run: Run, standing: Standing, rng: Random) -> tuple[Pick, ...]:
    """The way back: practised items to warm up with, then unseen and settled ones by turns. Fewer where the run has met
    few."""
    settled = [index for index in standing.latest_asked() if _is_settled(run, standing, index)]
    rng.shuffle(settled)
    warm = warm_up_picks(standing, rng)
    used = {pick.index for pick in warm}
    again = [Pick(index, Role.PRACTISED, Clock.CALM) for index in settled if index not in used][:SETTLED_AGAIN]
    new = [] if run.passed else _probes(run, standing, rng, UNSEEN_AGAIN, reserve=False)
    measured = [*again, *new]
    return (*warm, *rng.sample(measured, len(measured)))


def warm_up_picks(standing: Standing, rng: Random) -> tuple[Pick, ...]:
    """Practised items, those asked last among them, as exposures."""
    latest = list(islice(standing.latest_asked(), 2 * WARM_UPS))
    chosen = rng.sample(latest, min(WARM_UPS, len(latest)))
    return tuple(Pick(index, Role.PRACTISED, Clock.CALM, frozenset({Flag.WARMUP})) for index in chosen)


def check_picks(run: Run, standing: Standing, rng: Random, *, wanted: int, old_until: int) -> tuple[Pick, ...]:
    """Unseen items for a check that wants so many; where too few are left, items that were not met since response
    `old_until`. Empty where there are too few of either."""
    unseen = _probes(run, standing, rng, wanted * _SPARE, reserve=True)
    if len(unseen) < wanted:
        old = [index for index in standing.latest_asked() if standing.items[index].last <= old_until]
        chosen = rng.sample(old, min(wanted * _SPARE, len(old)))
        unseen = [Pick(index, Role.PROBE, Clock.CALM) for index in chosen]
    if len(unseen) < wanted:
        return ()
    return tuple(Pick(pick.index, pick.role, pick.clock, frozenset({Flag.CHECK})) for pick in unseen)


def _probes(run: Run, standing: Standing, rng: Random, count: int, *, reserve: bool) -> list[Pick]:
    """Items of groups that were never shown; those of the reserve only if that is said."""
    askable = unseen_by_group(run, standing, rng)
    parts = run.split.part_of_group
    groups = [group for group in sorted(askable) if reserve or parts[group] == _PROBE]
    return [Pick(askable[group], Role.PROBE, Clock.CALM) for group in rng.sample(groups, min(count, len(groups)))]


def _is_settled(run: Run, standing: Standing, index: int) -> bool:
    group = int(run.split.items.group_of[index])
    return standing.items[index].earned and standing.groups[group].seen >= SETTLED_EXPOSURES
