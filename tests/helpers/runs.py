"""Runs as a new learner's are laid out, without what is known of the deck's shortcuts."""

from __future__ import annotations

from drillgrok.model.deck import Deck
from drillgrok.practice.begin import lay_out
from drillgrok.practice.split import plan_split
from drillgrok.practice.state import Run


def laid_out(deck: Deck, seed: int = 7) -> Run:
    """A run of the deck; the same seed gives the same split, letters and order."""
    plan = plan_split(deck.items, deck.held_out, seed)
    return lay_out(deck, seed=seed, plan=plan, pace=deck.pace, primed=False)
