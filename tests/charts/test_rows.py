"""Every chart's figures as rows: the same columns for all, and nothing lost."""

from __future__ import annotations

import csv
import io
import json

from drillgrok.charts.chart import (
    Cell,
    Chart,
    Grid,
    Listing,
    Plot,
    Point,
    Scale,
    Series,
    Shape,
    Sign,
    SignKind,
    Unit,
    Voice,
    Zone,
)
from drillgrok.charts.rows import COLUMNS, as_csv, as_json, records

PLOT = Chart(
    "levels",
    "Levels",
    "Two.",
    Plot(
        Scale("answer", Unit.COUNT),
        Scale("right", Unit.SHARE),
        (
            Series(
                "unseen", Voice.UNSEEN, Shape.STEPS, (Point(40, 0.1, 10, 0.02, 0.4, 1), Point(60, None, 3, x_from=40))
            ),
        ),
        (Zone(1, 60, "plateau", Voice.PLATEAU),),
        (Sign(40, SignKind.AHA, "felt it click"),),
    ),
)
NAMED = Chart(
    "hours",
    "Hours",
    "",
    Plot(
        Scale("hour", Unit.NAME, names=("00", "01")),
        Scale("answers", Unit.COUNT),
        (Series("answers", Voice.VOLUME, Shape.BARS, (Point(1, 7, 7),)),),
    ),
)
GRID = Chart("days", "Days", "", Grid(("Mon", "Tue"), ("Jan", ""), (Cell(1, 0, 5, 5, "2026-01-06"),), Unit.COUNT))
LISTING = Chart("list", "List", "", Listing(("item", "n"), (("a, b", 3), ("c", None))))
NOTHING = Chart("none", "None", "Too few.", None)


def test_points_keep_their_stretch_interval_and_n_and_zones_and_signs_follow() -> None:
    assert [tuple(record.values()) for record in records(PLOT)] == [
        ("levels", "unseen", 1, 40, 0.1, 0.02, 0.4, 10, None),
        ("levels", "unseen", 40, 60, None, None, None, 3, None),
        ("levels", "phase", 1, 60, None, None, None, None, "plateau"),
        ("levels", "aha", None, 40, None, None, None, None, "felt it click"),
    ]


def test_named_places_cells_and_entries_keep_their_names() -> None:
    assert [tuple(record.values()) for record in records(NAMED)] == [
        ("hours", "answers", None, 1, 7, None, None, 7, "01")
    ]
    assert [tuple(record.values()) for record in records(GRID)] == [
        ("days", "Tue", None, 0, 5, None, None, 5, "2026-01-06")
    ]
    assert [(record["series"], record["x"], record["y"], record["name"]) for record in records(LISTING)] == [
        ("item", 0, None, "a, b"),
        ("n", 0, 3, None),
        ("item", 1, None, "c"),
        ("n", 1, None, None),
    ]


def test_csv_has_one_header_and_every_record() -> None:
    charts = [PLOT, NAMED, GRID, LISTING, NOTHING]
    found = list(csv.DictReader(io.StringIO(as_csv(charts))))
    assert len(found) == sum(len(records(chart)) for chart in charts)
    assert tuple(found[0]) == COLUMNS
    assert found[-4]["name"] == "a, b"


def test_json_holds_the_words_beside_the_records() -> None:
    levels, nothing = json.loads(as_json([PLOT, NOTHING]))
    assert levels == {"chart": "levels", "title": "Levels", "says": "Two.", "note": "", "records": records(PLOT)}
    assert nothing["records"] == []
