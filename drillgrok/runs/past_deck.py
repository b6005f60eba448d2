"""The deck of a run as it was when the run began, and what a chart wants of it: prompts, errors by part, transitions.
Read only when something is asked, and once."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from drillgrok.domains import CHART_INPUTS, chart_inputs
from drillgrok.errors import DrillgrokError
from drillgrok.library.pack import open_pack
from drillgrok.store.answer_tallies import answer_tallies
from drillgrok.store.engine import reading
from drillgrok.store.failures import HELP, DamagedError
from drillgrok.store.journal import read_rows
from drillgrok.store.runs import deck_version

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.history.breakdown import Breakdown
    from drillgrok.model.domain import SessionContrast
    from drillgrok.model.head import DeckSource
    from drillgrok.model.item import ItemKey
    from drillgrok.practice.state import Run
    from drillgrok.store.runs import DeckVersion, RunRecord


def stored_source(version: DeckVersion) -> DeckSource:
    """The texts of a deck as a database holds it. Raises DamagedError where they cannot be read any more."""
    try:
        return open_pack(version.pack, version.deck_id)
    except (DrillgrokError, TypeError):
        raise DamagedError(f"What is kept of the deck {version.deck_id} is damaged.", mend=HELP) from None


class PastDeck:
    """A stored run's deck. Of an imported run there is none, and then nothing can be told."""

    def __init__(self, engine: Engine, record: RunRecord) -> None:
        self._engine = engine
        self._record = record

    @cached_property
    def _source(self) -> DeckSource | None:
        plan = self._record.plan
        stored = deck_version(self._engine, plan.deck_hash) if plan else None
        return None if stored is None else stored_source(stored)

    @cached_property
    def _run(self) -> Run | None:
        plan, source = self._record.plan, self._source
        if plan is None or source is None:
            return None
        from drillgrok.deckfile.read_deck import read_deck
        from drillgrok.practice.begin import lay_out

        deck = read_deck(source)
        return lay_out(deck, seed=plan.seed, plan=plan.split, pace=deck.pace, primed=plan.primed)

    def prompt(self, key: ItemKey) -> str | None:
        """The prompt of an item; None where the deck does not have it."""
        index = self._run.split.find(key) if self._run else None
        return None if self._run is None or index is None else self._run.item(index).prompt

    def breakdown(self) -> Breakdown | None:
        """Where the run's answers went wrong, by what the deck's items are made of."""
        if self._run is None:
            return None
        from drillgrok.history.breakdown import GivenAnswer
        from drillgrok.history.deck_errors import break_down

        with reading(self._engine) as connection:
            tallies = answer_tallies(connection, self._record.id)
        answers = [GivenAnswer(one.item, one.answer, one.n, one.right) for one in tallies]
        return break_down(self._run.deck, self._run.symbols, answers)

    def transitions(self) -> tuple[SessionContrast, ...] | None:
        """What the deck's domain tells of each session; None where it tells nothing of the kind."""
        name = self._domain_name()
        if name not in CHART_INPUTS or self._run is None:
            return None
        from drillgrok.items.domain_items import DomainDeckItems
        from drillgrok.model.deck import key_text

        items = self._run.deck.items
        if not isinstance(items, DomainDeckItems):
            return None
        index_of = {key_text(int(key)): index for index, key in enumerate(items.keys)}
        rows = groupby(read_rows(self._engine, self._record.id), key=lambda row: row[0])
        sessions = [[response for _, response in session] for _, session in rows]
        return chart_inputs(name)(items.domain, index_of, sessions)

    def _domain_name(self) -> str:
        """Of the domain that makes the deck's items, from the deck's text alone; empty where that names none."""
        text = self._source.files[self._source.main] if self._source else ""
        if not any(name in text for name in CHART_INPUTS):
            return ""  # most decks: not even YAML is loaded for them
        from drillgrok.deckfile.source import named_domain

        return named_domain(text)
