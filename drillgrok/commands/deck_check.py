"""`drillgrok deck check`: whether a deck is sound. By id nothing sealed is said; a path is its author's."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from drillgrok.deckfile import catalog
from drillgrok.deckfile.deck import Deck
from drillgrok.deckfile.read import read_deck
from drillgrok.deckfile.symbols import symbols_for
from drillgrok.practice.split import carry_out, plan_split

HELD_OUT_ENOUGH = 120
"""Held-out groups that forty days of three probes a day need."""
_ANY_SEED = 1
_LOOKED_AT = 300


def check(name: str) -> str:
    """What a learner of this deck would meet. Raises DeckFlaws with every mistake in it."""
    source = catalog.find(name)
    deck = read_deck(source)
    return "\n".join(_findings(deck, authoring=not source.sealed))


def _findings(deck: Deck, *, authoring: bool) -> Iterator[str]:
    items = deck.items
    split = carry_out(items, plan_split(items, deck.held_out, _ANY_SEED))
    held_out = int((split.part_of_group > 0).sum())
    yield f"{deck.head.title} ({deck.id}): no mistakes."
    yield f"{len(items):,} items in {len(items.group_hashes):,} groups, {held_out:,} of them held out."
    if held_out < HELD_OUT_ENOUGH:
        yield (
            f"That is fewer than {HELD_OUT_ENOUGH}, which forty days of three unseen items a day need:"
            " they will run short. A larger table or a larger held-out share lasts longer."
        )
    low, high = _chances(deck)
    yield f"The best guess without the rule is right {low:.0%} of the time" + (
        f" to {high:.0%}." if high > low else "."
    )
    if authoring:
        yield from _example(deck)


def _chances(deck: Deck) -> tuple[float, float]:
    """The lowest and highest chance among a few hundred items."""
    step = max(1, len(deck.items) // _LOOKED_AT)
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED)
    chances = [deck.items.item(k, symbols, Random(_ANY_SEED)).chance for k in range(0, len(deck.items), step)]
    return min(chances), max(chances)


def _example(deck: Deck) -> Iterator[str]:
    """One item as the learner will see it, with its answer: for the author only."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED)
    rng = Random(_ANY_SEED)
    index = rng.randrange(len(deck.items))
    worded = [deck.items.item(index, symbols, rng)]
    worded += [r for k in range(deck.rephrasings) if (r := deck.items.rephrased(index, k, symbols, rng))]
    yield "For example:"
    for item in worded:
        yield f"  {item.drawing.spoken if item.drawing else item.prompt}  ->  {item.right}"
