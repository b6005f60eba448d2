"""What holds for any chart drawn in the terminal, whatever its figures are."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
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
from drillgrok.charts.terminal import draw, spoken
from drillgrok.charts.terminal.columns import columns_of, pooled
from drillgrok.charts.terminal.looks import looks_of
from drillgrok.charts.terminal.ruler import ruler

VALUES = st.floats(-1e9, 1e9) | st.integers(-3, 3000).map(float) | st.floats(0, 1)
TEXTS = st.text(max_size=12) | st.sampled_from(["practised", "日本語", "e\u0301", "❤\ufe0f", "\x1b[31m", "a b\nc"])
COUNTS = st.integers(0, 5000)


def maybe(values: st.SearchStrategy[float]) -> st.SearchStrategy[float | None]:
    return st.none() | values


POINTS = st.builds(
    Point, x=VALUES, y=maybe(VALUES), n=COUNTS, low=maybe(VALUES), high=maybe(VALUES), x_from=maybe(VALUES)
)
SERIES = st.builds(
    Series,
    name=TEXTS,
    voice=st.sampled_from(Voice),
    shape=st.sampled_from(Shape),
    points=st.lists(POINTS, max_size=12).map(tuple),
)
SCALES = st.builds(
    Scale,
    title=TEXTS,
    unit=st.sampled_from(Unit),
    low=maybe(VALUES),
    high=maybe(VALUES),
    may_be_log=st.booleans(),
    names=st.lists(TEXTS, max_size=30).map(tuple),
)
PLOTS = st.builds(
    Plot,
    x=SCALES,
    y=SCALES,
    series=st.lists(SERIES, max_size=8).map(tuple),
    zones=st.lists(st.builds(Zone, VALUES, VALUES, TEXTS, st.sampled_from(Voice)), max_size=4).map(tuple),
    signs=st.lists(st.builds(Sign, VALUES, st.sampled_from(SignKind), TEXTS), max_size=6).map(tuple),
)
CELLS = st.builds(Cell, st.integers(-1, 12), st.integers(-1, 200), maybe(VALUES), COUNTS, TEXTS)
GRIDS = st.builds(
    Grid,
    rows=st.lists(TEXTS, max_size=12).map(tuple),
    columns=st.lists(TEXTS, max_size=200).map(tuple),
    cells=st.lists(CELLS, max_size=20).map(tuple),
    unit=st.sampled_from([Unit.SHARE, Unit.COUNT]),
)
LISTINGS = st.lists(TEXTS, min_size=1, max_size=30).flatmap(
    lambda heads: st.builds(
        Listing,
        columns=st.just(tuple(heads)),
        rows=st.lists(st.tuples(*[st.none() | TEXTS | COUNTS | VALUES for _ in heads]), max_size=15).map(tuple),
    )
)
CHARTS = st.builds(
    Chart, id=st.just("any"), title=TEXTS, says=TEXTS, body=st.none() | PLOTS | GRIDS | LISTINGS, note=TEXTS
)


@settings(max_examples=150, deadline=None)
@given(chart=CHARTS, width=st.integers(1, 200), log=st.booleans(), height=st.none() | st.integers(1, 60))
def test_any_chart_is_drawn_and_no_line_is_wider_than_it_may_be(
    chart: Chart, width: int, log: bool, height: int | None
) -> None:
    for line in draw(chart, width=width, log=log, height=height).lines:
        text = "".join(span.text for span in line)
        assert cell_len(text) <= width
        assert text == "".join(char if char.isprintable() else "?" for char in text)


@settings(max_examples=100, deadline=None)
@given(plot=PLOTS)
def test_the_words_give_the_n_of_every_series(plot: Plot) -> None:
    said = spoken(Chart("any", "Any", "", plot))
    for series in plot.series[:6]:
        clear = [point for point in series.points if point.y is not None]
        last = clear[-1].n if clear else sum(point.n for point in series.points)
        assert not last or f"n {last:,}" in said
    assert len(said.split("\n")) <= 12


@settings(max_examples=100, deadline=None)
@given(series=st.lists(SERIES, max_size=20))
def test_no_two_series_share_a_sign(series: list[Series]) -> None:
    signs = [look.sign for look in looks_of(series)]
    assert len(set(signs)) == len(signs)
    assert all(cell_len(sign) == 1 for sign in signs)


@settings(max_examples=100, deadline=None)
@example(values=[0.001, 0.0010000000000000002], cells=5, log=False)
@given(values=st.lists(st.floats(0.001, 1e6), min_size=2, max_size=20), cells=st.integers(5, 200), log=st.booleans())
def test_round_numbers_lie_on_their_axis_in_order(values: list[float], cells: int, log: bool) -> None:
    axis = ruler(Scale("answers", Unit.SECONDS, may_be_log=True), values, cells, log=log)
    for most in (2, 5, 10):
        named = axis.named(most)
        assert len(named) <= most + 1
        assert named == sorted(set(named))
        assert all(0 <= axis.column(value) < cells and 0 <= axis.row(value) < cells for value in named)
    assert [axis.column(value) for value in sorted(values)] == sorted(axis.column(value) for value in values)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), min_size=1, max_size=20))
def test_blocks_put_together_are_the_share_of_all_their_answers(counts: list[tuple[int, int]]) -> None:
    points = [
        Point(x=k, y=min(right, n) / n, n=n, low=max(min(right, n) / n - 0.2, 0), high=min(right, n) / n + 0.1)
        for k, (right, n) in enumerate(counts)
    ]
    whole = pooled(points)
    assert whole.y is not None
    assert abs(whole.y - sum(min(right, n) for right, n in counts) / sum(n for _, n in counts)) < 1e-9
    assert whole.low is not None
    assert whole.high is not None
    assert whole.low <= whole.y <= whole.high
    assert whole.high - whole.y <= 0.1 + 1e-9


@settings(max_examples=100, deadline=None)
@given(at=st.integers(2, 59), cells=st.integers(20, 150))
def test_a_step_never_shows_a_level_that_was_not_answered(at: int, cells: int) -> None:
    points = tuple(
        Point(
            x=20 * (k + 1),
            y=0.0 if k < at else 1.0,
            n=20,
            low=0.0 if k < at else 0.88,
            high=0.12 if k < at else 1.0,
            x_from=20 * k + 1,
        )
        for k in range(60)
    )
    series = Series("unseen", Voice.UNSEEN, Shape.STEPS, points)
    shown = columns_of(series, ruler(Scale("answers", Unit.COUNT), [0, 1200], cells, log=False))
    levels = [point.y for point in shown if point is not None]
    assert len(levels) >= cells - 1
    assert set(levels) <= {0.0, 1.0}
    assert levels == sorted(levels)
