"""Decks from text and what the audit finds in them, by the finding's id."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillgrok.audit.chance import chances, open_chances
from drillgrok.audit.finding import Finding
from drillgrok.audit.leaks import leaks
from drillgrok.audit.rule import rule_made
from drillgrok.audit.texts import read_texts
from drillgrok.audit.volume import volume
from drillgrok.model.deck import Deck

LIST_DECK = """
deck: shells-list
title: Shells
items:
  list: items.csv
{more}
rule: |
  Whatever stands at the end of it decides.
"""


@pytest.fixture
def table_deck(deck_from: Callable[..., Deck]) -> Callable[..., Deck]:
    """A table deck: its variables, answer and prompt, and other lines."""

    def read(table: str, answer: str, *, prompt: str = "{a} and {b}", inside: str = "", more: str = "") -> Deck:
        inner = f"  {inside}\n" if inside else ""
        return deck_from(
            f'deck: tides\ntitle: Tides\nitems:\n  table: {table}\n  prompt: "{prompt}"\n  answer: {answer}\n{inner}'
            f"{more}\nrule: |\n  Take the greater one and forget about the other one.\n"
        )

    return read


@pytest.fixture
def list_deck(deck_from: Callable[..., Deck]) -> Callable[..., Deck]:
    """A list deck from the lines of its CSV."""

    def read(*lines: str, header: str = "prompt,answer", more: str = "") -> Deck:
        return deck_from(LIST_DECK.format(more=more), items_csv="\n".join([header, *lines]) + "\n")

    return read


@pytest.fixture
def found() -> Callable[[Deck], dict[str, Finding]]:
    """Every finding that needs no model."""

    def examine(deck: Deck) -> dict[str, Finding]:
        texts = read_texts(deck)
        findings = (*volume(deck), *open_chances(deck), *chances(deck, texts), *leaks(deck, texts), *rule_made(deck))
        return {finding.id: finding for finding in findings}

    return examine
