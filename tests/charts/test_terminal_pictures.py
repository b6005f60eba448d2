"""Charts in the terminal keep the looks that were looked at: those that no run of one's own shows so soon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from rich.cells import cell_len

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
from drillgrok.charts.statistics.interval import share
from drillgrok.charts.terminal import draw, sparkline, spoken
from drillgrok.model.drawing import Tone
from tests.helpers.goldens import Goldens

KEPT = Path(__file__).parent / "goldens" / "terminal"
ANSWERS = Scale("answers", Unit.COUNT, may_be_log=True)
RIGHT = Scale("right answers", Unit.SHARE)


def block(first: int, last: int, n: int, p: float, rng: Random) -> Point:
    """A block of n answers that are right with probability p."""
    counted = share(sum(rng.random() < p for _ in range(n)), n)
    return Point(x=last, y=counted.mean, n=n, low=counted.low, high=counted.high, x_from=first)


def thin(first: int, last: int, n: int) -> Point:
    return Point(x=last, y=None, n=n, x_from=first)


def grokking(chart_id: str, says: str, series: tuple[Series, ...], zones: list[Zone], signs: list[Sign]) -> Chart:
    plot = Plot(ANSWERS, RIGHT, series, tuple(zones), tuple(signs))
    return Chart(
        chart_id, "Practised and unseen", says, plot, "Levels are blocks as they were answered; bands hold 90 %."
    )


def three(practised: tuple[Point, ...], unseen: tuple[Point, ...], last: int) -> tuple[Series, ...]:
    guess = Point(x=last, y=1 / 31, n=0, x_from=1)
    return (
        Series("practised", Voice.PRACTISED, Shape.STEPS, practised),
        Series("unseen", Voice.UNSEEN, Shape.STEPS, unseen),
        Series("guess", Voice.GUESS, Shape.STEPS, (guess,)),
    )


def zones(*ends: tuple[float, Voice]) -> list[Zone]:
    return [
        Zone(start, end, voice.value, voice) for (start, _), (end, voice) in pairwise([(1.0, Voice.UNCLEAR), *ends])
    ]


def memoriser() -> Chart:
    rng = Random(3)
    practised = (
        thin(1, 70, 8),
        *(block(1 + 70 * k, 70 * k + 70, 20, min(0.4 + 0.08 * k, 0.95), rng) for k in range(1, 24)),
    )
    unseen = (thin(1, 140, 9), *(block(141 + 105 * k, 245 + 105 * k, 10, 0.03, rng) for k in range(14)))
    says = (
        "Practised 97 of the last 100, unseen 3 of 60, where blind guessing gives 2: the two lines are far apart. "
        "That is the plateau. 300 more tomorrow."
    )
    ribbon = zones((320, Voice.UNCLEAR), (700, Voice.MEMORISING), (1680, Voice.PLATEAU))
    signs = [Sign(float(x), SignKind.SESSION, "sitting") for x in (1, 300, 640, 930, 1250, 1520)]
    signs += [Sign(700, SignKind.VERDICT, "plateau")]
    return grokking("memoriser", says, three(practised, unseen, 1680), ribbon, signs)


def step_at_1200() -> Chart:
    rng = Random(4)
    practised = (
        thin(1, 60, 8),
        *(block(61 + 48 * k, 108 + 48 * k, 20, min(0.5 + 0.07 * k, 0.96), rng) for k in range(45)),
    )
    unseen = (
        thin(1, 100, 9),
        *(block(101 + 60 * k, 160 + 60 * k, 10, 0.03 if 160 + 60 * k <= 1200 else 0.94, rng) for k in range(34)),
    )
    says = "Unseen 29 of the last 30 on the calm clock, settled 97 of 100. The exam is open: 30 items, 26 to pass."
    ribbon = zones(
        (250, Voice.UNCLEAR),
        (430, Voice.MEMORISING),
        (1200, Voice.PLATEAU),
        (1290, Voice.SHIFTING),
        (2240, Voice.GROKKED),
    )
    signs = [Sign(float(x), SignKind.SESSION, "sitting") for x in (1, 410, 800, 1180, 1560, 1900)]
    signs += [
        Sign(430, SignKind.VERDICT, "plateau"),
        Sign(1215, SignKind.VERDICT, "shifting"),
        Sign(1232, SignKind.AHA, "aha"),
        Sign(1330, SignKind.VERDICT, "grokked"),
        Sign(2100, SignKind.EXAM, "exam passed"),
    ]
    return grokking("step", says, three(practised, unseen, 2240), ribbon, signs)


def thin_data() -> Chart:
    practised = (thin(1, 60, 12), block(61, 104, 10, 0.4, Random(5)))
    says = "Practised 16 of 22, unseen 1 of 11. I need 12 unseen answers before I name a phase, so today I name none."
    return grokking("thin", says, three(practised, (thin(1, 104, 7),), 104), zones((104, Voice.UNCLEAR)), [])


def relapse() -> Chart:
    rng = Random(6)
    practised = tuple(block(1 + 80 * k, 80 + 80 * k, 20, 0.5 if k < 3 else 0.93, rng) for k in range(40))
    unseen = tuple(
        block(1 + 80 * k, 80 + 80 * k, 10, 0.9 if 16 <= k < 24 else 0.3 if k >= 24 else 0.05, rng) for k in range(40)
    )
    says = "Unseen was 9 of 10 for a while and is 21 of the last 80: it fell back. Nothing is lost; carry on."
    ribbon = zones(
        (250, Voice.MEMORISING),
        (1290, Voice.PLATEAU),
        (1500, Voice.SHIFTING),
        (1950, Voice.GROKKED),
        (3200, Voice.SHIFTING),
    )
    signs = [
        Sign(1980, SignKind.VERDICT, "shifting"),
        Sign(1310, SignKind.AHA, "aha"),
        Sign(2500, SignKind.EXAM, "exam failed"),
    ]
    return grokking("relapse", says, three(practised, unseen, 3200), ribbon, signs)


def empty() -> Chart:
    return Chart("empty", "Practised and unseen", "Nothing answered yet: 10 unseen answers make the first level.", None)


def latency() -> Chart:
    def series(name: str, voice: Voice, start: float, end: float) -> Series:
        levels = [start * (end / start) ** (k / 19) for k in range(20)]
        points = tuple(
            Point(x=100 * (k + 1), y=y, n=30, low=y / 1.15, high=y * 1.15, x_from=100 * k) for k, y in enumerate(levels)
        )
        return Series(name, voice, Shape.LINE, points)

    lines = (series("practised", Voice.PRACTISED, 4.0, 1.1), series("unseen", Voice.UNSEEN, 7.5, 2.4))
    y = Scale("seconds for a right answer", Unit.SECONDS, may_be_log=True)
    return Chart("latency", "How long a right answer takes", "Unseen takes 2.2 times as long.", Plot(ANSWERS, y, lines))


def calendar() -> Chart:
    rng = Random(9)
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    columns = tuple(months[min(week * 12 // 53, 11)] for week in range(53))
    cells = []
    for week in range(53):
        for day in range(7):
            n = 0 if rng.random() < 0.4 else rng.randrange(20, 420)
            cells.append(Cell(day, week, n, n, f"week {week + 1}, day {day + 1}"))
    grid = Grid(("Mon", "", "Wed", "", "Fri", "", "Sun"), columns, tuple(cells), Unit.COUNT)
    return Chart("calendar", "Days", "216 days with practice in a year.", grid)


def table_errors() -> Chart:
    rng = Random(10)
    size = 31
    cells = tuple(
        Cell(a, b, None if rng.random() < 0.3 else min(1.0, 0.3 + rng.random() * (0.2 + b / size)), 4)
        for a in range(size)
        for b in range(size)
    )
    names = tuple(str(a) for a in range(size))
    return Chart("errors", "Where the misses are", "The seal is open.", Grid(names, names, cells, Unit.SHARE))


CHARTS = (memoriser, step_at_1200, thin_data, relapse, empty, table_errors)


def picture(chart: Chart, width: int, *, log: bool = False, height: int | None = None) -> str:
    lines = draw(chart, width=width, log=log, height=height).lines
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("make", CHARTS)
@pytest.mark.parametrize("width", [80, 140])
def test_each_chart_looks_as_it_did(make: Callable[[], Chart], width: int, goldens: Goldens) -> None:
    goldens.hold(KEPT / f"{make.__name__}-{width}.txt", picture(make(), width))


@pytest.mark.parametrize("make", [step_at_1200, latency])
def test_each_chart_looks_as_it_did_in_powers_of_ten(make: Callable[[], Chart], goldens: Goldens) -> None:
    goldens.hold(KEPT / f"{make.__name__}-80-log.txt", picture(make(), 80, log=True))


def test_the_small_plot_of_a_summary_looks_as_it_did(goldens: Goldens) -> None:
    small = replace(step_at_1200(), title="", says="", note="")
    goldens.hold(KEPT / "step_at_1200-small.txt", picture(small, 72, height=12))


@pytest.mark.parametrize("make", CHARTS)
def test_each_chart_says_what_it_said(make: Callable[[], Chart], goldens: Goldens) -> None:
    goldens.hold(KEPT / f"{make.__name__}-spoken.txt", spoken(make()) + "\n")


@pytest.mark.parametrize("make", CHARTS)
def test_a_chart_fits_the_smallest_usual_terminal(make: Callable[[], Chart]) -> None:
    wide = picture(make(), 80)
    assert all(cell_len(line) <= 80 for line in wide.splitlines())
    if make is not table_errors:
        assert len(wide.splitlines()) <= 23


def test_a_step_is_drawn_in_a_single_column() -> None:
    lines = picture(step_at_1200(), 80).splitlines()
    uprights = {line.index("┃") for line in lines if "┃" in line and "50 %" in line}
    assert len(uprights) == 1
    column = uprights.pop()
    assert sum(len(line) > column and line[column] in "┃┏┛" for line in lines) == 11


def test_practised_and_unseen_are_told_apart_by_the_shape_of_their_lines() -> None:
    text = picture(memoriser(), 80)
    assert "○ practised 95 %" in text
    assert "● unseen 10 %" in text
    assert "╭" in text
    assert "┏" in text


def test_every_tone_has_an_ink_of_the_screens() -> None:
    tones = {span.tone for make in CHARTS for line in draw(make(), width=80).lines for span in line}
    assert {Tone(tone) for tone in tones} <= set(Tone)


def test_a_long_stretch_without_a_number_says_so() -> None:
    text = picture(thin_data(), 80)
    assert "● unclear" in text
    assert "● unseen unclear" in text
    assert "n 7" in text


def test_below_sixty_columns_the_numbers_are_said() -> None:
    drawing = draw(memoriser(), width=59)
    text = " ".join("".join(span.text for span in line) for line in drawing.lines)
    assert text == " ".join(drawing.spoken.split())


@pytest.mark.parametrize("height", [16, 18, 20, 24, 40])
def test_a_chart_keeps_to_the_lines_that_it_is_given(height: int) -> None:
    assert len(draw(step_at_1200(), width=80, height=height).lines) <= height


def test_the_note_goes_before_the_picture_does() -> None:
    chart = step_at_1200()
    assert chart.note in picture(chart, 80, height=18)
    assert chart.note not in picture(chart, 80, height=15)


def test_names_from_decks_cannot_steer_the_terminal_and_keep_their_width() -> None:
    listing = Listing(("prompt", "right"), (("\x1b[31m日本語\n", 0.5), ("e\u0301", None)))
    lines = picture(Chart("weak", "Weak \x07items", "", listing), 60).splitlines()
    assert not any(char < " " for line in lines for char in line)
    assert cell_len(lines[4].rstrip("0.5")) == cell_len(lines[2][: lines[2].index("right")]) + 2


def test_neighbours_share_a_cell_where_a_grid_is_too_large() -> None:
    names = tuple(str(k) for k in range(97))
    cells = tuple(Cell(a, b, 1.0 if a < 50 else 0.0, 4) for a in range(97) for b in range(97))
    text = picture(Chart("errors", "Grid", "", Grid(names, names, cells, Unit.SHARE)), 80)
    assert "3 × 2 together in a cell" in text
    assert all(cell_len(line) <= 80 for line in text.splitlines())


def test_months_stand_once_above_their_weeks() -> None:
    months = picture(calendar(), 80).splitlines()[3]
    assert months.split() == ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def test_a_sparkline_keeps_its_gaps_and_its_eight_levels() -> None:
    levels = [None, 0.0, 0.13, 0.26, 0.38, 0.51, 0.63, 0.76, 0.88, 1.0, None]
    points = tuple(Point(x=k, y=y, n=10) for k, y in enumerate(levels))
    series = Series("unseen", Voice.UNSEEN, Shape.STEPS, points)
    assert sparkline(series, 20).text == " ▁▂▃▄▅▆▇██ "
    assert len(sparkline(series, 4).text) == 4
    assert sparkline(replace(series, points=()), 4).text == ""


def test_a_listing_counts_the_rows_that_have_no_room() -> None:
    listing = Listing(("item", "n"), tuple((f"item {k}", k) for k in range(50)))
    text = picture(Chart("weak", "Weak", "", listing), 80, height=12)
    assert len(text.splitlines()) <= 12
    assert "more" in text.splitlines()[-1]
