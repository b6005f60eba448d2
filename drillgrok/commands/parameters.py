"""What `drillgrok replay --parameters` says of a run beyond its phase: the change in unseen answers, the power to tell,
and simulated learners who looked the same. Values and words; the model stands elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from drillgrok.charts.catalogue.change import says
from drillgrok.phases.change import LEAST, Change, Power, change, power
from drillgrok.phases.evidence import MeasuredAnswer
from drillgrok.phases.reference import Alike, alike


@dataclass(frozen=True, slots=True)
class Parameters:
    """Of one run, at its end."""

    unseen: int
    change: Change | None
    power: Power | None
    alike: Alike | None


def parameters(answers: Sequence[MeasuredAnswer], moved: float) -> Parameters:
    """From all first-seen answers and the probability that unseen accuracy has left the ground."""
    chance = sum(one.chance for one in answers) / max(len(answers), 1)
    found = change([one.number for one in answers], [1] * len(answers), [int(one.right) for one in answers], chance)
    return Parameters(len(answers), found, None if found is None else power(found), alike(len(answers), moved))


def values(found: Parameters) -> dict[str, Any]:
    """As JSON; null where there is nothing to say."""
    return {
        "unseen": found.unseen,
        "change": found.change and _change(found.change),
        "power": found.power and asdict(found.power),
        "alike": found.alike and {"simulated": True, **asdict(found.alike), "share": found.alike.never / found.alike.n},
    }


def _change(found: Change) -> dict[str, Any]:
    return {
        "favours": found.shape or None,
        "odds": {"constant": 1.0, "step": found.step_odds, "ramp": found.ramp_odds},
        **{name: asdict(getattr(found, name)) for name in ("onset", "width", "before", "after")},
    }


def said(found: Parameters) -> str:
    """In a few sentences."""
    return " ".join([_of_change(found), *_of_alike(found.alike)])


def _of_change(found: Parameters) -> str:
    what, can = found.change, found.power
    if what is None or can is None:
        return f"{found.unseen} unseen answers: it takes {LEAST}, and a chance below certainty, to speak of a change."
    return (
        f"{says(what)} Of simulated learners with as many answers and such levels it tells clearly "
        f"{can.constant:.0%} of those who do not change, {can.step:.0%} of steps, {can.ramp:.0%} of ramps over a "
        "quarter of the answers."
    )


def _of_alike(found: Alike | None) -> list[str]:
    if found is None:
        return []
    return [
        f"Of {found.n:,} simulated learners who looked the same after {found.unseen} unseen answers {found.never:,} "
        f"never moved; {found.world:.0%} of all in that simulation never do, so this is its word, not people's."
    ]
