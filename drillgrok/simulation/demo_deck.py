"""A deck to rehearse on. Its rule is one that no deck of the collection has, so that nothing is given away."""

from __future__ import annotations

from functools import cache

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.model.deck import Deck
from drillgrok.model.head import DeckSource
from drillgrok.practice.begin import lay_out
from drillgrok.practice.split import plan_split
from drillgrok.practice.state import Run
from drillgrok.shortcuts.profile import DeckProfile, profile_of

_TEXT = """
deck: rehearsal-30
title: Rehearsal
about: Two numbers go in, one comes out.
items:
  table: {a: 0..29, b: 0..29}
  prompt: "{a} ∘ {b}"
  answer: (a * b + a + b) % 31
  group: {unordered: [a, b]}
  parts: [a, b, answer]
rephrased:
  - {prompt: "Put in {a} and {b}. What comes out?", answer: answer}
  - {prompt: "{a} ∘ ? = {answer}", answer: b}
held_out: 40%
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}
never_say: [multiply, product, modulo, remainder]
rule: |
  Add one to each, multiply them, take one away; from 31 on, take 31 away until it is less.
"""


@cache
def demo_deck() -> Deck:
    """30 signs, 465 pairs, 30 answers."""
    source = DeckSource(main="deck.yaml", files={"deck.yaml": _TEXT}, path=None, domain="own", sealed=False)
    return read_deck(source)


_PROFILES: dict[str, DeckProfile] = {}


def _profile(deck: Deck) -> DeckProfile:
    """The deck's profile, measured once and kept nowhere: a simulation leaves no trace."""
    if deck.head.version not in _PROFILES:
        _PROFILES[deck.head.version] = profile_of(deck)
    return _PROFILES[deck.head.version]


def demo_run(deck: Deck, seed: int) -> Run:
    """A run of any deck by its seed, as a new learner's would be laid out."""
    plan = plan_split(deck.items, deck.held_out, seed)
    return lay_out(deck, seed=seed, plan=plan, pace=deck.pace, primed=False, profile=_profile(deck))
