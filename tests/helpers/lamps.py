"""Made-up answers to stretches of lamps, as the log stores them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from drillgrok.domains.movement.contrast import StretchKind
from drillgrok.domains.movement.stretches import StretchItems
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Clock, Moment, Outcome, Pressure, Response, Role

TAPS = 12
_SLOWER_MS = {StretchKind.LEADING: 0, StretchKind.STRAY: 150}


def lamp_answers(first: int, count: int, key_of: Callable[[int], ItemKey], *, start_ms: int = 0) -> list[Response]:
    """Answers to any stretches, numbered from `first`, the stray ones followed more slowly."""
    domain, rng = StretchItems(), Random(first)
    found = []
    for seq in range(first, first + count):
        index = rng.randrange(len(domain))
        gaps_ms = [rng.randint(300, 500) + _SLOWER_MS[domain.kind(index)] for _ in range(TAPS - 1)]
        found.append(
            Response(
                seq=seq,
                at=Moment(start_ms + 6000 * (seq - first), 0),
                item=key_of(index),
                presentation="plain",
                role=Role.PRACTISED,
                seen=1,
                shown=1,
                chance=1 / 256,
                outcome=Outcome.ANSWERED,
                answer=" ".join(f"d+{sum(gaps_ms[:tap])}" for tap in range(TAPS)),
                correct=False,
                rt_ms=5000,
                first_key_ms=900,
                deadline_ms=9000,
                clock=Clock.CALM,
                pressure=Pressure.FIRM,
            )
        )
    return found
