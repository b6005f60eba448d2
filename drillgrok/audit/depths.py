"""What the audit says of a deck's depth: shipped for the bundled decks, measured for an author who asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from drillgrok.audit.depth import DEPTH_VERSION, PASSES, Depth, depth_from_json, depth_of
from drillgrok.audit.finding import Finding, Severity
from drillgrok.model.deck import Deck
from drillgrok.shortcuts.measure import Measuring

SHIPPED: Final = "depths.json"
_UNREADABLE: Final = (OSError, ValueError, TypeError, KeyError, AttributeError)


def shipped_depth(version: str) -> Depth | None:
    """Of the bundled deck of this version; None where it was not measured."""
    with suppress(*_UNREADABLE):
        return depth_from_json(_rows()[version])
    return None


@lru_cache(maxsize=1)
def _rows() -> dict[str, Any]:
    value = json.loads(files("drillgrok.audit").joinpath(SHIPPED).read_bytes())
    return dict(value["decks"]) if value["depth_version"] == DEPTH_VERSION else {}


def depth_found(deck: Deck, ground: Measuring) -> Iterator[Finding]:
    """The depth of an author's deck, measured here on what is seen of it."""
    yield finding(shipped_depth(deck.head.version) or depth_of(deck, ground))


def shipped_depth_found(deck: Deck) -> Iterator[Finding]:
    """The same without measuring anything: nothing where it is not shipped."""
    depth = shipped_depth(deck.head.version)
    if depth is not None:
        yield finding(depth)


def finding(depth: Depth) -> Finding:
    """A depth in words. Numbers alone: they give no rule away."""
    numbers = {"table_bits": depth.table_bits}
    if depth.rule_bits is not None:
        numbers["rule_bits"] = depth.rule_bits
    if depth.dry_after is not None:
        numbers["dry_after"] = float(depth.dry_after)
    says = f"{_rule(depth)} A list of the practised answers takes {depth.table_bits:,.0f} bits."
    return Finding(
        "depth.valley",
        Severity.OK,
        f"Depth, as machines order decks: {depth.span}. {says} {_dry(depth.dry_after)}",
        numbers,
        open=True,
    )


def _dry(after: int | None) -> str:
    """How soon there is nothing more to be had without the rule."""
    if after is None:
        return "No shortcut from memory gains anything on items that are held out."
    return f"The best shortcut from memory runs dry after {after:,} items: more of them make it no better."


def _rule(depth: Depth) -> str:
    if depth.rule_bits is not None:
        if depth.by_its_text:
            return f"The rule takes at most {depth.rule_bits:.0f} bits; no shorter expression than its own was reached."
        return (
            f"The shortest expression found takes {depth.rule_bits:.0f} bits, and after {depth.alone_after:g} random"
            " items no shorter one agrees."
        )
    reached = [(float(share), depth.items_to.get(str(share))) for share in PASSES]
    said = [f"{share:.0%} of held-out items after {items:,}" for share, items in reached if items is not None]
    if said:
        return f"Models are right on {' and on '.join(said)}."
    if depth.in_letters:
        return "Models stay below 60% on held-out items."
    return "Models do not see what a learner sees of these items."
