"""The small plot puts every share in its row and says the same in words."""

from __future__ import annotations

from drillgrok.charts.small_plot import BOTH_SIGN, PRACTISED_SIGN, UNSEEN_SIGN, Stretch, plot


def text(points: list[Stretch], width: int = 20, height: int = 5) -> list[str]:
    return ["".join(span.text for span in line) for line in plot(points, width=width, height=height).lines]


def test_a_hundred_percent_is_at_the_top_and_nothing_at_the_bottom() -> None:
    lines = text([Stretch(1.0, 0.0), Stretch(0.5, None), Stretch(1.0, 1.0)])
    assert lines[0] == f"100 % {PRACTISED_SIGN} {BOTH_SIGN}"
    assert lines[2] == f"       {PRACTISED_SIGN} "
    assert lines[4] == f"  0 % {UNSEEN_SIGN}  "


def test_the_newest_stretches_stay_where_there_are_more_than_columns() -> None:
    points = [Stretch(0.0, None)] * 30 + [Stretch(1.0, None)] * 14
    assert text(points)[0] == "100 % " + PRACTISED_SIGN * 14


def test_the_words_hold_every_point() -> None:
    drawing = plot([Stretch(0.9, 0.05), Stretch(0.8, None)], width=20, height=5)
    assert "90% and 5%; 80% and none" in drawing.spoken
