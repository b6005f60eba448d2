"""Movement: sequences struck on a few keys, in time. The drills by name; everything else lies in the files beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from drillgrok.domains.movement import fingers, gaps, sticks
from drillgrok.domains.movement.judging import Rhythm
from drillgrok.domains.movement.phrases import PhraseItems
from drillgrok.domains.movement.stretches import StretchItems
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainItems, DomainOptions

FREE_TOLERANCE: Final = 0.3
"""Share of itself by which a gap may be off where a deck does not say: whoever keeps time within a tenth is in time."""
WIDEST: Final = 33
"""Per cent; beyond it a gap of one beat could be taken for one of two."""
SLOWEST_MS: Final = 2000
QUICKEST_MS: Final = 150

Make = Callable[[int | None, Rhythm | None], DomainItems]
"""A drill from the beat at which stems are flashed, or None, and how the rhythm is judged, or None."""


def _in_time(_flash_ms: int | None, rhythm: Rhythm | None) -> PhraseItems:
    return gaps.exchanged(rhythm or Rhythm(FREE_TOLERANCE))


DRILLS: Final[dict[str, tuple[frozenset[str], Make]]] = {
    "sticks-return": (frozenset(), lambda *_: sticks.returning()),
    "sticks-notes": (frozenset(), lambda *_: sticks.noted()),
    "fingers-walk": (frozenset({"flash", "rhythm"}), fingers.walking),
    "fingers-sort": (frozenset(), lambda *_: fingers.sorting()),
    "gaps": (frozenset({"rhythm"}), _in_time),
    "lamps": (frozenset(), lambda *_: StretchItems()),
}
"""Name of a drill -> the options that it takes besides, and what makes it."""


def items(options: DomainOptions) -> DomainItems:
    """The items of a deck that gives `drill`, one of DRILLS. Where the drill takes them, `flash` is the beat at which a
    stem is flashed, such as `450 ms`, and `rhythm` how far a gap may be off, such as `30%` of itself.

    Raises DrillgrokError for a missing or unknown drill, an option that it does not take, or a value out of bounds.
    """
    name = options.values.get("drill", "")
    if name not in DRILLS:
        raise DrillgrokError(f"Movement has no drill {name!r}.", mend=f"Choose one of: {', '.join(DRILLS)}.")
    taken, make = DRILLS[name]
    strange = sorted(set(options.values) - taken - {"drill"})
    if strange:
        raise DrillgrokError(
            f"The drill {name!r} has no option {strange[0]!r}.",
            mend=f"Give only {', '.join(sorted({'drill', *taken}))}.",
        )
    flash_ms = _flash_ms(options.values["flash"]) if "flash" in options.values else None
    rhythm = Rhythm(_share(options.values["rhythm"]), flash_ms) if "rhythm" in options.values else None
    return make(flash_ms, rhythm)


def _flash_ms(text: str) -> int:
    match = re.fullmatch(r"(\d{1,4}) ?ms", text)
    if match is None or not QUICKEST_MS <= int(match[1]) <= SLOWEST_MS:
        raise DrillgrokError(
            f"{text!r} is no beat for a flashed stem.",
            mend=f"Write {QUICKEST_MS} ms to {SLOWEST_MS} ms, such as 450 ms.",
        )
    return int(match[1])


def _share(text: str) -> float:
    match = re.fullmatch(r"(\d{1,2}) ?%", text)
    if match is None or not 5 <= int(match[1]) <= WIDEST:
        raise DrillgrokError(
            f"{text!r} is no tolerance for a rhythm.", mend=f"Write 5% to {WIDEST}% of a gap, such as 30%."
        )
    return int(match[1]) / 100
