"""Time of day: volume as it is, accuracy drawn towards the mean and silent while thin."""

from __future__ import annotations

from drillgrok.charts.catalogue import hours
from drillgrok.charts.chart import Chart, Plot
from drillgrok.history.figures import Hour


def plot_of(chart: Chart) -> Plot:
    assert isinstance(chart.body, Plot)
    return chart.body


def test_all_hours_have_their_answers() -> None:
    chart = hours.chart([Hour(7, 120, 0, 0), Hour(23, 300, 0, 0)])
    (series,) = plot_of(chart).series
    assert {p.x: p.y for p in series.points if p.y} == {7: 120, 23: 300}
    assert len(series.points) == 24
    assert chart.says == "Most answers fall between 23:00 and 00:00: 300 of all 420."


def test_what_all_fell_into_one_hour_is_said_to() -> None:
    assert hours.chart([Hour(22, 1, 0, 0)]).says == "The only answer so far fell between 22:00 and 23:00."
    assert hours.chart([Hour(22, 60, 0, 0)]).says == "All 60 answers so far fell between 22:00 and 23:00."


def test_one_hour_is_nothing_to_compare() -> None:
    assert hours.accuracy([Hour(8, 900, 400, 350), Hour(9, 30, 19, 18)]).body is None


def test_thin_hours_have_a_count_and_no_figure() -> None:
    (series,) = plot_of(
        hours.accuracy([Hour(8, 900, 400, 350), Hour(9, 40, 20, 18), Hour(10, 9, 3, 0), Hour(11, 5, 0, 0)])
    ).series
    assert [(p.x, p.n, p.y is None) for p in series.points] == [(8, 400, False), (9, 20, False), (10, 3, True)]


def test_hours_lie_between_their_own_share_and_the_mean() -> None:
    found = [Hour(8, 500, 400, 360), Hour(13, 500, 30, 20), Hour(21, 500, 200, 150)]
    mean = sum(one.settled_right for one in found) / sum(one.settled for one in found)
    (series,) = plot_of(hours.accuracy(found)).series
    for one, point in zip(found, series.points, strict=True):
        low, high = sorted((one.settled_right / one.settled, mean))
        assert point.y is not None
        assert low - 0.002 <= point.y <= high + 0.002


def test_overlapping_hours_do_not_stand_out_and_others_do() -> None:
    alike = hours.accuracy([Hour(8, 500, 400, 350), Hour(9, 500, 380, 335)])
    assert alike.says == "No hour stands out: the intervals of all 2 hours overlap (780 settled answers)."
    apart = hours.accuracy([Hour(8, 500, 400, 390), Hour(22, 500, 400, 240), Hour(9, 500, 400, 380)])
    assert "08:00 with 97 % right" in apart.says
    assert "22:00 with 61 % right" in apart.says
