"""`drillgrok stats`: figures from the store, drawn by the charts."""

from __future__ import annotations

from enum import Enum, auto

from drillgrok import places
from drillgrok.charts import overview
from drillgrok.deckfile import catalog
from drillgrok.errors import DrillgrokError
from drillgrok.store.engine import open_store
from drillgrok.store.figures import RunFigures, run_figures


class Form(Enum):
    """How the figures are written."""

    TABLE = auto()
    PLAIN = auto()
    JSON = auto()
    CSV = auto()


def show(deck: str | None, learner: str | None, form: Form) -> str:
    """The overview as text: the newest run of every deck, or every run of one deck.

    Raises DrillgrokError for a deck that was never practised and does not exist.
    """
    with open_store(places.database()) as engine:
        figures = run_figures(engine, learner=learner, deck_id=deck)
    titles = {head.id: head.title for head in catalog.heads()}
    if deck is not None and not figures and deck not in titles:
        raise DrillgrokError(f"There is no deck {deck!r}.", mend="'drillgrok deck list' names them all.")
    found = overview.rows(figures if deck else _newest(figures), titles)
    if form is Form.JSON:
        return overview.as_json(found)
    if form is Form.CSV:
        return overview.as_csv(found)
    if not found:
        return "Nothing practised yet. `drillgrok practice` starts."
    if form is Form.PLAIN:
        return overview.as_lines(found)
    return _drawn(found)


def _newest(figures: tuple[RunFigures, ...]) -> tuple[RunFigures, ...]:
    return tuple({(one.run.learner.id, one.run.deck_id): one for one in figures}.values())


def _drawn(found: tuple[overview.Row, ...]) -> str:
    from rich.console import Console

    console = Console(highlight=False)
    with console.capture() as capture:
        console.print(overview.as_table(found))
        console.print("Unseen: items answered before anything was said about them. Ranges hold 90 %.", style="dim")
    return capture.get().rstrip("\n")
