"""What naming a phase claims of the answers to come, and how often that held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases.decision import Promise
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.phase import Phase


def held(promise: Promise, answers: Sequence[Evidence]) -> bool | None:
    """Whether it did over these; None where they are too few to say."""
    unseen = [one for one in answers[: promise.horizon] if one.kind is EvidenceKind.FIRST_SEEN]
    if len(answers) < promise.horizon or len(unseen) < promise.least:
        return None
    chance = sum(one.chance for one in unseen) / len(unseen)
    accuracy = (sum(one.correct for one in unseen) / len(unseen) - chance) / (1 - chance)
    return (accuracy >= promise.share) is promise.at_least


def outcomes(
    named: Sequence[Phase], answers: Sequence[Evidence], promises: Mapping[Phase, Promise], every: int
) -> list[tuple[Phase, bool]]:
    """Claims made at looks `every` so many answers, one of a kind at a time, and whether each held. `named` is the
    phase after each answer; claims that were never decided are left out."""
    free = dict.fromkeys(promises, 0)
    found = []
    for number in range(every, len(answers) + 1, every):
        phase = named[number - 1]
        if phase not in promises or number < free[phase]:
            continue
        free[phase] = number + promises[phase].horizon
        came_true = held(promises[phase], answers[number:])
        if came_true is not None:
            found.append((phase, came_true))
    return found
