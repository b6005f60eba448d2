"""`drillgrok stats`: charts of what was practised, drawn for a terminal, written as a page, or handed out as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from drillgrok import places
from drillgrok.charts import rows, table
from drillgrok.charts.catalogue import overview
from drillgrok.console.files import check_free, written_whole
from drillgrok.console.terminal import columns, painted
from drillgrok.console.text import counted
from drillgrok.errors import DrillgrokError, visible
from drillgrok.runs.chart_inputs import deck_inputs, overview_inputs
from drillgrok.store.database import open_store

if TYPE_CHECKING:
    from drillgrok.charts.chart import Chart
    from drillgrok.history.chart_inputs import ChartInputs

NOTHING_YET = "Nothing practised yet. `drillgrok practice` starts."
_LOGS = (".csv", ".tsv", ".txt")
_WIDEST = 160
"""Cells beyond which a chart only gets thinner."""


class Form(Enum):
    """How the figures are written."""

    DRAWN = auto()
    PLAIN = auto()
    JSON = auto()
    CSV = auto()


class ChartFile(Enum):
    """What kind of file the charts are written to."""

    HTML = "page"
    SVG = "picture"
    PNG = "image"


def logs_and_deck(names: Sequence[str]) -> tuple[tuple[Path, ...], str | None]:
    """The response logs among these names, by their endings, and the deck, which is the other one.

    Raises DrillgrokError where several are no logs.
    """
    files = tuple(Path(name) for name in names if Path(name).suffix.lower() in _LOGS)
    others = [name for name in names if Path(name).suffix.lower() not in _LOGS]
    if len(others) > 1:
        ends = ", ".join(_LOGS)
        raise DrillgrokError(
            f"{others[1]!r} is one name too many.",
            mend=f"Name one deck, or response logs, whose names end in one of {ends}, and at most one deck with them.",
        )
    return files, others[0] if others else None


def show(deck: str | None, learner: str | None, run: int | None, form: Form, *, log: bool = False) -> str:
    """The overview of all decks, or all charts of one deck's run, as text.

    `log` draws response numbers by powers of ten. Raises DrillgrokError for a deck or run that does not exist.
    """
    with open_store(places.database(), only_read=True) as engine:
        if deck is None:
            return _overview(overview_inputs(engine, learner), form, log=log)
        found = deck_inputs(engine, deck, learner, run)
        charts = table.of_run(found)
    if form is Form.JSON:
        return rows.as_json(charts)
    if form is Form.CSV:
        return rows.as_csv(charts)
    heading = overview.as_lines(overview.rows([found]))
    return _plain([heading, found.last_words], charts) if form is Form.PLAIN else _drawn_run(found, charts, log=log)


def write(
    deck: str | None, learner: str | None, run: int | None, sheet: ChartFile, file: Path, *, overwrite: bool = False
) -> str:
    """Write the charts to a file and say so; the network is never asked for anything.

    Raises DrillgrokError where there is nothing to draw, a file is there that may not go, or it cannot be written.
    """
    check_free(file, overwrite=overwrite)
    with open_store(places.database(), only_read=True) as engine:
        if deck is None:
            inputs = overview_inputs(engine, learner)
            charts, title, subtitle = table.of_all(inputs), "All decks", counted(len(inputs), "deck")
        else:
            found = deck_inputs(engine, deck, learner, run)
            charts, title, subtitle = table.of_run(found), found.title, _subtitle(found)
    if not charts:
        raise DrillgrokError("There is nothing to draw yet.", mend="`drillgrok practice` starts.")
    return save(charts, title, subtitle, sheet, file)


def save(charts: Sequence[Chart], title: str, subtitle: str, sheet: ChartFile, file: Path) -> str:
    """Write charts to a file, whole or not at all, and say so. Raises DrillgrokError where it cannot be written."""
    try:
        data = _SHEETS[sheet](charts, title, subtitle)
    except ModuleNotFoundError:
        raise DrillgrokError(
            f"A {sheet.value} needs the package vl-convert-python, which is installed only where pictures are wanted.",
            mend="`pip install 'drillgrok[pictures]'` brings it; `--html`, `--plain`, `--json` and `--csv` do without.",
        ) from None
    try:
        with written_whole(file) as out:
            out.write(data)
    except OSError as error:
        raise DrillgrokError(
            f"The {sheet.value} cannot be written: {error.strerror}.", where=str(file), mend="Choose another place."
        ) from None
    return f"{len(charts)} charts written to {visible(file)}, {len(data):,} bytes."


def _subtitle(found: ChartInputs) -> str:
    past = found.past
    again = f", run {past.number}" if past.number > 1 else ""
    answers, days = past.history.volume, past.history.practice_days
    return f"{past.learner}{again}, {counted(answers, 'answer')} on {counted(days, 'day')}"


def _page(charts: Sequence[Chart], title: str, subtitle: str) -> bytes:
    from drillgrok.charts.web.page import page

    return page(charts, title=title, subtitle=subtitle).encode()


def _svg(charts: Sequence[Chart], title: str, subtitle: str) -> bytes:
    from drillgrok.charts.web.sheet import svg

    return svg(charts, title=title, subtitle=subtitle).encode()


def _png(charts: Sequence[Chart], title: str, subtitle: str) -> bytes:
    from drillgrok.charts.web.sheet import png

    return png(charts, title=title, subtitle=subtitle)


_SHEETS: dict[ChartFile, Callable[[Sequence[Chart], str, str], bytes]] = {
    ChartFile.HTML: _page,
    ChartFile.SVG: _svg,
    ChartFile.PNG: _png,
}


def _overview(inputs: Sequence[ChartInputs], form: Form, *, log: bool) -> str:
    found, charts = overview.rows(inputs), table.of_all(inputs)
    if form is Form.JSON:
        return overview.as_json(found)
    if form is Form.CSV:
        return overview.as_csv(found)
    if not found:
        return NOTHING_YET
    if form is Form.PLAIN:
        return _plain([overview.as_lines(found), overview.rhythm(inputs)], charts)
    from rich.text import Text

    drawn = _drawings(charts, log=log)
    lines = [Text(line, style="dim") for line in (overview.rhythm(inputs), overview.LEGEND) if line]
    return painted(overview.as_table(found), *lines, *drawn)


def _plain(heading: Sequence[str], charts: Sequence[Chart]) -> str:
    from drillgrok.charts.terminal import spoken

    return "\n\n".join(filter(None, (*heading, *map(spoken, charts))))


def _drawn_run(found: ChartInputs, charts: Sequence[Chart], *, log: bool) -> str:
    from rich.text import Text

    heading = Text.assemble((found.title, "bold"), f"   {_subtitle(found)}")
    words = [Text(found.last_words)] if found.last_words else []
    return painted(heading, *words, *_drawings(charts, log=log))


def _drawings(charts: Sequence[Chart], *, log: bool) -> list[object]:
    """The charts, a blank line before each."""
    from drillgrok.charts.terminal import draw

    width = min(columns(), _WIDEST)
    return [part for chart in charts for part in ("", draw(chart, width=width, log=log))]
