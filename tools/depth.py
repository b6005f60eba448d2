"""`python -m tools.depth [DECK ...]`: how deep each bundled deck's valley is. Without names it writes the figures that
are shipped and the table in benchmarks/figures, and measures those decks alone that are of another version; with names
it only prints."""

from __future__ import annotations

import json
import sys

from drillgrok.audit.depth import DEPTH_VERSION, PASSES, Depth, depth_as_json, depth_of
from drillgrok.audit.depths import SHIPPED, shipped_depth
from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from tools.named import named_decks

_FIGURES = "depth.md"
_HEAD = (
    "| deck | span | rule, bits | practised answers, bits | one left after | shorter ones left after 10, 30, 100 |"
    " items to .6, to .9 | best model | shortcut dry after |\n|---|---|---|---|---|---|---|---|---|"
)
_ABOUT = """# How deep each deck's valley is

Written by `python -m tools.depth`. Machines alone were asked: an order among decks, no forecast for a person. A rule's
bits are those of the shortest expression found that makes all answers of a sample (`<=`: none was reached, and these
are the bits of its own text). Models learn from features that a learner could see: letters, or what the domain names.
"""


def main(names: list[str]) -> None:
    """A row a deck, the easiest first."""
    found: dict[str, Depth] = {}
    versions: dict[str, str] = {}
    for deck_id in named_decks(names, __doc__):
        deck = read_deck(catalog.find(deck_id))
        shipped = None if names else shipped_depth(deck.head.version)
        found[deck.id], versions[deck.id] = shipped or depth_of(deck), deck.head.version
        if shipped is None:
            print(_row(deck.id, found[deck.id]), file=sys.stderr, flush=True)
    table = "\n".join([_HEAD, *(_row(deck, found[deck]) for deck in sorted(found, key=lambda d: (found[d].order, d)))])
    print(table)
    if names:
        return
    root = bundled("drillgrok")
    rows = {versions[deck]: depth_as_json(depth) for deck, depth in found.items()}
    text = json.dumps({"depth_version": DEPTH_VERSION, "decks": rows}, sort_keys=True, indent=0)
    (root / "audit" / SHIPPED).write_text(text + "\n", encoding="utf-8")
    figures = root.parent / "benchmarks" / "figures" / _FIGURES
    figures.write_text(f"{_ABOUT}\n{table}\n", encoding="utf-8")


def _row(deck: str, depth: Depth) -> str:
    bits = "" if depth.rule_bits is None else f"{'<= ' * depth.by_its_text}{depth.rule_bits:.0f}"
    survivors = ", ".join(f"{mean:g}" for mean in depth.surviving.values())
    to = ", ".join(str(n or "-") for n in map(depth.items_to.get, map(str, PASSES))) if depth.items_to else ""
    alone = "" if depth.alone_after is None else f"{depth.alone_after:g}"
    best = "" if depth.best_model is None else f"{depth.best_model:.2f}"
    cells = (deck, depth.span, bits, f"{depth.table_bits:,.0f}", alone, survivors, to, best, depth.dry_after or "")
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main(sys.argv[1:])
