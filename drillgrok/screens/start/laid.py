"""A page of the first screen, and what a click on each of its rows means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from drillgrok.model.drawing import Span, Tone
from drillgrok.screens.kit.page import EMPTY, Page, Row, centred, filled

MARGIN: Final = 3
ENTER: Final = -1
"""The target of a click that does what Enter does."""
ROOMY: Final = 20
"""Rows from which there is air, and a button that looks like one."""

Targeted = tuple[Row, int | None]
"""A row, and the number of what stands there, if a click means anything."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page with its clickable rows."""

    page: Page
    targets: Mapping[int, int] = field(default_factory=dict)
    """Row of the page -> the number of the offer or deck there, or ENTER."""


def laid(body: Iterable[Targeted], button: Iterable[Row], hint: str, width: int, height: int) -> Laid:
    """The body from the top, the button and the hint below it; where there is too little room the body gives up its
    empty rows first, the lowest one before the others so that nothing jumps under the mouse, then its last ones."""
    last = centred((Span(hint, Tone.FAINT),), width)
    low = tuple(button)
    kept = _packed(list(body), height - len(low) - 1)
    rows = [row for row, _ in kept]
    targets = {place: target for place, (_, target) in enumerate(kept) if target is not None}
    targets |= {len(rows) + place: ENTER for place in range(len(low))}
    return Laid((*filled((*rows, *low), height - 1), last), targets)


def _packed(rows: list[Targeted], height: int) -> list[Targeted]:
    air = [place for place, row in enumerate(rows) if row == (EMPTY, None)]
    while len(rows) > height and air:
        del rows[air.pop()]
    return rows[:height]


def untargeted(rows: Iterable[Row]) -> Iterator[Targeted]:
    """Rows on which a click means nothing."""
    return ((row, None) for row in rows)
