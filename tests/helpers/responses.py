"""Responses as they come in a log, for tests that look at what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from drillgrok.model.item import ItemKey
from drillgrok.model.log import Clock, Moment, Outcome, Pressure, Response, Role

NOON = Moment(1_772_449_200_000, 60)
"""2026-03-02 12:00 at UTC+1."""


def right_answer(seq: int = 1, **changes: Any) -> Response:
    """A first right answer on the calm clock, three seconds after the one before; any field can be said otherwise."""
    right = Response(
        seq=seq,
        at=Moment(NOON.utc_ms + 3000 * seq, NOON.offset_min),
        item=ItemKey(f"{seq:012x}"),
        presentation="plain",
        role=Role.PRACTISED,
        seen=0,
        shown=0,
        chance=1 / 31,
        outcome=Outcome.ANSWERED,
        answer="17",
        correct=True,
        rt_ms=1500,
        first_key_ms=900,
        deadline_ms=8900,
        clock=Clock.CALM,
        pressure=Pressure.FIRM,
    )
    return replace(right, **changes)


@pytest.fixture(scope="session")
def response() -> Callable[..., Response]:
    """Makes right answers."""
    return right_answer
