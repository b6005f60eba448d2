"""What charts are made of, gathered: a run's past from the store and what its deck adds. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from drillgrok.console.clock import stamp
from drillgrok.days import local_day
from drillgrok.errors import DrillgrokError
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.library import catalog
from drillgrok.model.item import ItemKey
from drillgrok.names import default_learner_name
from drillgrok.runs.finished import pasts
from drillgrok.store.answer_tallies import answer_tallies
from drillgrok.store.engine import reading
from drillgrok.store.runs import deck_version, runs

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.history.breakdown import Breakdown
    from drillgrok.history.figures import FinishedRun
    from drillgrok.history.transitions import SessionContrast
    from drillgrok.practice.state import Run


def overview_material(engine: Engine, learner: str | None) -> tuple[ChartInputs, ...]:
    """The newest run of every deck, of one learner or of all."""
    titles = {head.id: head.title for head in catalog.heads()}
    newest = {(one.learner, one.deck): one for one in pasts(engine, learner=learner)}
    now = today()
    return tuple(ChartInputs(one, titles.get(one.deck, one.deck), now) for one in newest.values())


def deck_material(engine: Engine, deck: str, learner: str | None, run: int | None) -> ChartInputs:
    """One run of one deck: the newest unless `run` says which.

    Raises DrillgrokError where there is no such deck, run or learner, and where several learners could be meant.
    """
    titles = {head.id: head.title for head in catalog.heads()}
    deck_id = deck if deck in titles else _id_of(deck, engine)
    with reading(engine) as connection:
        records = runs(connection, learner=learner, deck_id=deck_id)
    whose = _whose(deck_id, sorted({record.learner.name for record in records}))
    numbers = [record.number for record in records if record.learner.name == whose]
    number = numbers[-1] if run is None else run
    if number not in numbers:
        raise DrillgrokError(
            f"{whose} has no run {number} of {deck_id}.",
            where="--run",
            mend=f"There {'is run' if len(numbers) == 1 else 'are runs'} {', '.join(map(str, numbers))}.",
        )
    (past,) = pasts(engine, learner=whose, deck_id=deck_id, run=number, whole=True)
    laid_out = _when_asked(engine, past)
    return ChartInputs(
        past,
        titles.get(deck_id, deck_id),
        today(),
        prompt_of=lambda key: _prompt(laid_out(), key),
        stretches=_stretches(engine, past, laid_out) if deck_id in _movement() else None,
        breakdown=_breakdown(engine, past, laid_out) if past.seal_open else None,
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


def today() -> int:
    """The learner's day, as `days.local_day` counts."""
    now = stamp().moment
    return local_day(now.utc_ms, now.offset_min)


def _when_asked(engine: Engine, past: FinishedRun) -> Callable[[], Run | None]:
    """The run over the deck as it was when it began; read once, and only where a chart names an item."""

    @cache
    def laid_out() -> Run | None:
        from drillgrok.deckfile.read_deck import read_deck
        from drillgrok.library.pack import open_pack
        from drillgrok.practice.begin import lay_out

        with reading(engine) as connection:
            record = runs(connection, learner=past.learner, deck_id=past.deck)
        plan = next(one.plan for one in record if one.number == past.number)
        stored = deck_version(engine, plan.deck_hash) if plan else None
        if plan is None or stored is None:
            return None
        deck = read_deck(open_pack(stored.pack, past.deck))
        return lay_out(deck, seed=plan.seed, plan=plan.split, pace=deck.pace, primed=plan.primed)

    return laid_out


def _prompt(run: Run | None, key: ItemKey) -> str | None:
    index = run.split.find(key) if run else None
    return None if run is None or index is None else run.item(index).prompt


def _breakdown(engine: Engine, past: FinishedRun, laid_out: Callable[[], Run | None]) -> Breakdown | None:
    run = laid_out()
    if run is None:
        return None
    from drillgrok.history.breakdown import GivenAnswer
    from drillgrok.history.deck_errors import break_down

    with reading(engine) as connection:
        records = runs(connection, learner=past.learner, deck_id=past.deck)
        run_id = next(one.id for one in records if one.number == past.number)
        tallies = [GivenAnswer(one.item, one.answer, one.n, one.right) for one in answer_tallies(connection, run_id)]
    return break_down(run.deck, run.symbols, tallies)


def _movement() -> frozenset[str]:
    """The decks that may have stretches of two kinds."""
    return frozenset(head.id for head in catalog.heads() if head.domain == "movement")


def _stretches(
    engine: Engine, past: FinishedRun, laid_out: Callable[[], Run | None]
) -> tuple[SessionContrast, ...] | None:
    """Each sitting's contrast, where the deck's domain knows two kinds."""
    from drillgrok.domains.movement.contrast import contrast
    from drillgrok.domains.movement.stretches import StretchItems
    from drillgrok.history.transitions import SessionContrast
    from drillgrok.items.domain_items import DomainDeckItems
    from drillgrok.model.deck import key_text
    from drillgrok.store.journal import read_sittings

    run = laid_out()
    items = run.deck.items if run else None
    if not isinstance(items, DomainDeckItems) or not isinstance(items.domain, StretchItems):
        return None
    kinds = {key_text(int(key)): items.domain.kind(index) for index, key in enumerate(items.keys)}
    with reading(engine) as connection:
        records = runs(connection, learner=past.learner, deck_id=past.deck)
    run_id = next(one.id for one in records if one.number == past.number)
    found = []
    for _, rows in groupby(read_sittings(engine, run_id), key=lambda row: row[0]):
        sitting = [response for _, response in rows]
        measured = [one for one in sitting if one.is_evidence and one.item in kinds]
        made = contrast((kinds[one.item], one.answer) for one in measured)
        if made is not None:
            ends = sitting[0].seq, sitting[-1].seq
            found.append(SessionContrast(*ends, made.d, made.low, made.high, made.leading + made.stray))
    return tuple(found)
