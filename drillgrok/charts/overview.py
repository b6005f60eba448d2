"""The overview: one row a run, practised and unseen kept apart. Unseen answers appear only in totals of ten or more."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drillgrok.charts.interval import Share, share
from drillgrok.practice.summary import UNSEEN_LEAST

if TYPE_CHECKING:
    from rich.table import Table

    from drillgrok.store.figures import RunFigures


@dataclass(frozen=True, slots=True)
class Row:
    """What the overview says of one run."""

    learner: str
    deck: str
    title: str
    run: int
    responses: int
    days: int
    practised: Share | None
    """Settled items on the calm clock."""
    practised_chance: float | None
    unseen: Share | None
    """First-seen items on the calm clock; None while there are fewer than ten."""
    unseen_n: int
    unseen_chance: float | None
    deadline_ms: int | None
    median_rt_ms: int | None


def rows(figures: Sequence[RunFigures], titles: dict[str, str]) -> tuple[Row, ...]:
    """The overview's rows, in the order of the figures; a deck that is no longer there goes by its id."""
    return tuple(_row(one, titles.get(one.run.deck_id, one.run.deck_id)) for one in figures)


def _row(one: RunFigures, title: str) -> Row:
    practised, unseen = one.practised, one.first_seen
    enough = unseen.n >= UNSEEN_LEAST
    return Row(
        learner=one.run.learner.name,
        deck=one.run.deck_id,
        title=title,
        run=one.run.number,
        responses=one.responses,
        days=one.days,
        practised=share(practised.right, practised.n) if practised.n else None,
        practised_chance=practised.chance,
        unseen=share(unseen.right, unseen.n) if enough else None,
        unseen_n=unseen.n,
        unseen_chance=unseen.chance,
        deadline_ms=one.deadline_ms,
        median_rt_ms=one.median_ms,
    )


def as_table(overview: Sequence[Row]) -> Table:
    """For a terminal of 80 columns and more."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("deck", max_width=24)
    for name in ("answers", "days"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in ("practised", "unseen", "guess", "clock", "typical"):
        table.add_column(name, no_wrap=True)
    several = len({row.learner for row in overview}) > 1
    for row in overview:
        who = f"\n{row.learner}" if several else ""
        again = f" (run {row.run})" if row.run > 1 else ""
        table.add_row(
            Text(f"{row.title}{again}{who}"),
            f"{row.responses:,}",
            str(row.days),
            _share_cell(row.practised, 0),
            _share_cell(row.unseen, row.unseen_n),
            _percent(row.unseen_chance),
            _seconds(row.deadline_ms),
            _seconds(row.median_rt_ms),
        )
    return table


def _share_cell(value: Share | None, n: int) -> str:
    if value is None:
        return f"not yet\n{n} of {UNSEEN_LEAST}" if n else "not yet"
    return f"{value.right} of {value.n}\n{value.low:.0%} to {value.high:.0%}".replace("% to", " to")


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.0%}"


def _seconds(ms: int | None) -> str:
    return "" if ms is None else f"{ms / 1000:.1f} s"


def as_lines(overview: Sequence[Row]) -> str:
    """In sentences, for a screen reader."""
    return "\n".join(_sentence(row) for row in overview)


def _sentence(row: Row) -> str:
    return (
        f"{row.title}, run {row.run}, {row.learner}: "
        f"{_counted(row.responses, 'answer')} on {_counted(row.days, 'day')}. "
        f"Practised: {_spoken(row.practised)}. Unseen: {_spoken(row.unseen)}. "
        f"Clock: {_seconds(row.deadline_ms) or 'not yet'}. Typical time: {_seconds(row.median_rt_ms) or 'not yet'}."
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _spoken(value: Share | None) -> str:
    if value is None:
        return "not enough yet"
    return f"{value.right} of {value.n} right, 90 percent interval {value.low:.0%} to {value.high:.0%}"


def as_records(overview: Sequence[Row]) -> list[dict[str, Any]]:
    """Plain values for other programs; shares between 0 and 1."""
    return [
        {
            "learner": row.learner,
            "deck": row.deck,
            "run": row.run,
            "responses": row.responses,
            "days": row.days,
            **_columns("practised", row.practised, row.practised.n if row.practised else 0, row.practised_chance),
            **_columns("unseen", row.unseen, row.unseen_n, row.unseen_chance),
            "deadline_ms": row.deadline_ms,
            "median_rt_ms": row.median_rt_ms,
        }
        for row in overview
    ]


def _columns(name: str, value: Share | None, n: int, chance: float | None) -> dict[str, Any]:
    return {
        f"{name}_right": value.right if value else None,
        f"{name}_n": n,
        f"{name}_low": round(value.low, 4) if value else None,
        f"{name}_high": round(value.high, 4) if value else None,
        f"{name}_chance": round(chance, 4) if chance is not None else None,
    }


def as_json(overview: Sequence[Row]) -> str:
    """One JSON array."""
    return json.dumps(as_records(overview), indent=2, ensure_ascii=False)


def as_csv(overview: Sequence[Row]) -> str:
    """One header and one line a run."""
    out = io.StringIO()
    records = as_records(overview)
    writer = csv.DictWriter(out, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return out.getvalue().rstrip("\n")


CSV_COLUMNS = (
    "learner",
    "deck",
    "run",
    "responses",
    "days",
    *(f"{name}_{part}" for name in ("practised", "unseen") for part in ("right", "n", "low", "high", "chance")),
    "deadline_ms",
    "median_rt_ms",
)
"""The header of `stats --csv`."""
