"""`python -m tools.shortcuts [DECK ...]`: what shortcuts are worth on each bundled deck. Without names it writes the
profiles that are shipped, and measures those alone that are of another version; with names it only prints."""

from __future__ import annotations

import sys
from typing import Any

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.library.profiles import SHIPPED, as_text, shipped_profiles
from drillgrok.shortcuts.measure import Measuring, measured_on
from drillgrok.shortcuts.profile import profile_as_json, profiled
from tools.named import named_decks

_SHOWN = 5


def main(names: list[str]) -> None:
    """A row a deck: how it is guessed, the best shortcut of either kind, and what else was tried."""
    asked = named_decks(names, __doc__)
    print("| deck | items | guess | without memory | from memory | best five |\n|---|---|---|---|---|---|")
    shipped: dict[str, Any] = {} if names else shipped_profiles()
    rows: dict[str, Any] = {}
    for deck_id in asked:
        deck = read_deck(catalog.find(deck_id))
        if deck.head.version in shipped:
            rows[deck.head.version] = shipped[deck.head.version]
            continue
        ground = Measuring(deck)
        found = measured_on(ground, deck.reads)
        free, learnt = found.without_memory, found.from_memory
        best = ", ".join(
            f"{one.name} {one.success:.2f}{' (reads)' * (one.name in deck.reads)}" for one in found.tried[:_SHOWN]
        )
        print(
            f"| {deck.id} | {len(deck.items):,} | {found.guess:.3f} | {free.name} {free.success:.3f} "
            f"| {learnt.name} {learnt.success:.3f} | {best} |",
            flush=True,
        )
        rows[deck.head.version] = profile_as_json(profiled(ground, found))
    if not names:
        file = bundled("drillgrok") / "library" / SHIPPED
        file.write_text(as_text(rows), encoding="utf-8")
        print(f"Written to {file.relative_to(file.parents[2])}.")


if __name__ == "__main__":
    main(sys.argv[1:])
