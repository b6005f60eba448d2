"""What charts are made of: the runs that are meant, what is kept of them, and what their decks add."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drillgrok.console.wall_clock import this_day
from drillgrok.errors import DrillgrokError
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.library import catalog
from drillgrok.names import default_learner_name
from drillgrok.planning.passed import passed_words
from drillgrok.runs.finished import finished_runs
from drillgrok.runs.past_deck import PastDeck
from drillgrok.store.deck_records import deck_records
from drillgrok.store.engine import reading
from drillgrok.store.runs import runs

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.history.figures import FinishedRun
    from drillgrok.planning.history import DeckRecord
    from drillgrok.store.runs import RunRecord


def overview_inputs(engine: Engine, learner: str | None) -> tuple[ChartInputs, ...]:
    """The newest run of every deck, of one learner or of all."""
    titles = {head.id: head.title for head in catalog.heads()}
    newest = {(one.learner, one.deck): one for one in finished_runs(engine, learner=learner)}
    now = this_day()
    kept = _Keepings(engine, now)
    return tuple(ChartInputs(one, titles.get(one.deck, one.deck), now, kept=kept.of(one)) for one in newest.values())


class _Keepings:
    """What was kept of passed decks, read once for each learner."""

    def __init__(self, engine: Engine, now: int) -> None:
        self._database = Path(engine.url.database or "")
        self._now = now
        self._records: dict[str, Mapping[str, DeckRecord]] = {}

    def of(self, past: FinishedRun) -> str:
        """In a sentence; empty of a deck that was not passed, and of an imported run."""
        if past.learner not in self._records:
            self._records[past.learner] = deck_records(self._database, past.learner, self._now)
        record = self._records[past.learner].get(past.deck)
        return "" if record is None or past.imported else passed_words(record, self._now)


def deck_inputs(engine: Engine, deck: str, learner: str | None, run: int | None) -> ChartInputs:
    """One run of one deck: the newest unless `run` says which.

    Raises DrillgrokError where there is no such deck, run or learner, and where several learners could be meant.
    """
    titles = {head.id: head.title for head in catalog.heads()}
    deck_id = deck if deck in titles else _id_of(deck, engine)
    with reading(engine) as connection:
        records = runs(connection, learner=learner, deck_id=deck_id)
    whose = _whose(deck_id, sorted({record.learner.name for record in records}))
    record = _chosen([record for record in records if record.learner.name == whose], run)
    (past,) = finished_runs(engine, learner=whose, deck_id=deck_id, run=record.number, whole=True)
    past_deck = PastDeck(engine, record)
    return ChartInputs(
        past,
        titles.get(deck_id, deck_id),
        this_day(),
        prompt_of=past_deck.prompt,
        transitions=past_deck.transitions(),
        breakdown=past_deck.breakdown() if past.seal_open else None,
        kept=_Keepings(engine, this_day()).of(past),
    )


def _id_of(deck: str, engine: Engine) -> str:
    """The id of a deck that is no listed one: a path to a deck file, or a deck that is gone but was practised."""
    with reading(engine) as connection:
        if runs(connection, deck_id=deck):
            return deck
    from drillgrok.deckfile.read_deck import read_deck

    return read_deck(catalog.find(deck)).id


def _whose(deck_id: str, names: Sequence[str]) -> str:
    own = default_learner_name()
    if not names:
        raise DrillgrokError(
            f"Nothing of {deck_id} has been practised yet.", mend=f"`drillgrok practice {deck_id}` starts it."
        )
    if len(names) > 1 and own not in names:
        raise DrillgrokError(
            f"Several learners practise {deck_id}.", where="--learner", mend=f"Choose one of: {', '.join(names)}."
        )
    return own if own in names else names[0]


def _chosen(records: Sequence[RunRecord], number: int | None) -> RunRecord:
    """The newest of a learner's runs of a deck unless `number` says which. Raises DrillgrokError where it is none."""
    record = next((one for one in reversed(records) if number in {None, one.number}), None)
    if record is None:
        numbers = ", ".join(str(one.number) for one in records)
        raise DrillgrokError(
            f"{records[0].learner.name} has no run {number} of {records[0].deck_id}.",
            where="--run",
            mend=f"There {'is run' if len(records) == 1 else 'are runs'} {numbers}.",
        )
    return record
