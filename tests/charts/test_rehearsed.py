"""The charts of rehearsed learners: what they show is what the log holds, and none tells more than it may."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import groupby

import pytest

from drillgrok.charts import table, totals
from drillgrok.charts.catalogue import grokking, never
from drillgrok.charts.chart import Chart, Listing, Plot
from drillgrok.charts.rows import as_json, records
from drillgrok.history.chart_inputs import ChartInputs
from drillgrok.history.figures import FinishedRun
from drillgrok.model.log import Clock, Response, Role

Rehearsed = Callable[..., tuple[FinishedRun, tuple[Response, ...]]]
LEARNERS = pytest.mark.parametrize("name", ["step", "never", "tired"])


def material(past: FinishedRun, log: tuple[Response, ...]) -> ChartInputs:
    today = log[-1].at.day
    return ChartInputs(past, "Rehearsal", today, {item.item: f"prompt of {item.first}" for item in past.items}.get)


def charts_of(past: FinishedRun, log: tuple[Response, ...]) -> dict[str, Chart]:
    return {chart.id: chart for chart in table.of_run(material(past, log))}


def tens(responses: list[Response]) -> list[tuple[int, float]]:
    """Response number and share right at the end of each ten."""
    whole = responses[: len(responses) // 10 * 10]
    return [
        (ten[-1].seq, sum(bool(r.correct) for r in ten) / 10)
        for ten in (whole[k : k + 10] for k in range(0, len(whole), 10))
    ]


@LEARNERS
def test_both_lines_are_those_of_the_log(rehearsed: Rehearsed, name: str) -> None:
    past, log = rehearsed(name)
    calm = [r for r in log if r.is_evidence and r.clock is Clock.CALM and r.presentation == "plain"]
    settled = [r for r in calm if r.role is Role.PRACTISED and r.seen >= 6]
    unseen = [r for r in calm if r.first_seen]
    practised_points = grokking.practised(past.history).points
    assert [(p.x, p.y) for p in practised_points][:-1] == tens(settled)[: len(practised_points) - 1]
    assert [(p.x, p.y) for p in grokking.unseen(past.history).points] == tens(unseen)
    assert sum(p.n for p in practised_points) == len(settled)


@LEARNERS
def test_every_chart_has_an_id_a_title_and_something_to_say(rehearsed: Rehearsed, name: str) -> None:
    for id_, chart in charts_of(*rehearsed(name)).items():
        assert chart.id == id_
        assert chart.title
        assert chart.says.endswith(".")


@LEARNERS
def test_points_hold_their_intervals_and_rest_on_answers(rehearsed: Rehearsed, name: str) -> None:
    for chart in charts_of(*rehearsed(name)).values():
        for series in chart.body.series if isinstance(chart.body, Plot) else ():
            for point in series.points:
                assert point.n >= 0
                if point.low is not None and point.high is not None and point.y is not None:
                    assert point.low <= point.y <= point.high
                assert point.x_from is None or point.x_from <= point.x


@LEARNERS
def test_no_unseen_figure_rests_on_fewer_than_ten(rehearsed: Rehearsed, name: str) -> None:
    charts = charts_of(*rehearsed(name))
    for id_ in ("grokking", "latency", "gap"):
        body = charts[id_].body
        for series in body.series if isinstance(body, Plot) else ():
            assert all(point.n >= 10 for point in series.points if point.y is not None)


@LEARNERS
def test_hidden_items_are_named_nowhere(rehearsed: Rehearsed, name: str) -> None:
    past, log = rehearsed(name)
    held_out = {r.item for r in log if r.role is Role.PROBE}
    text = as_json(list(charts_of(past, log).values()))
    assert held_out
    assert not [key for key in held_out if key in text]
    assert not [chart for chart in json.loads(text) if chart["chart"].startswith("errors")]


def test_a_step_shows_as_a_step(rehearsed: Rehearsed) -> None:
    past, _ = rehearsed("step")
    before = [p.y for p in grokking.unseen(past.history).points if p.x < 1200 and p.y is not None]
    after = [p.y for p in grokking.unseen(past.history).points if (p.x_from or 0) > 1200 and p.y is not None]
    assert max(before) <= 0.2
    assert min(after) >= 0.8


def test_the_plot_alone_tells_what_to_do_tomorrow(rehearsed: Rehearsed) -> None:
    assert "the plateau: only more answers can tell" in charts_of(*rehearsed("never"))["grokking"].says
    assert "take the exam when it opens" in charts_of(*rehearsed("step"))["grokking"].says
    past, _ = rehearsed("tired")
    tired = next(one for one in past.told if one.kind == "tired")
    assert "rest today" in grokking.chart(past.history, verdicts=[tired.kind]).says


def test_whether_it_comes_at_all_is_asked_of_those_who_have_not_moved(rehearsed: Rehearsed) -> None:
    assert isinstance(charts_of(*rehearsed("never"))["never"].body, Listing)
    assert charts_of(*rehearsed("step"))["never"].body is None
    assert never.chart(rehearsed("never")[0].history).body is not None


def test_a_record_has_one_row_for_each_claim(rehearsed: Rehearsed) -> None:
    past, log = rehearsed("step")
    body = charts_of(past, log)["record"].body
    assert isinstance(body, Listing)
    assert [row[0] for row in body.rows] == [claim.number for claim in past.history.claims]


def test_verdicts_are_signs_only_where_they_change(rehearsed: Rehearsed) -> None:
    past, log = rehearsed("step")
    signs = [r["name"] for r in records(charts_of(past, log)["grokking"]) if r["series"] == "verdict"]
    assert signs == [kind.replace("_", " ") for kind, _ in groupby(one.kind for one in past.told)]


def test_all_runs_together_are_the_sum_of_each(rehearsed: Rehearsed) -> None:
    (one, log), (other, _) = rehearsed("step"), rehearsed("never")
    days = totals.days([one.history.days, other.history.days])
    assert sum(day.responses for day in days) == one.history.volume + other.history.volume
    hours = totals.hours([one.history.hours, other.history.hours])
    assert sum(hour.settled for hour in hours) == sum(
        hour.settled for past in (one, other) for hour in past.history.hours
    )
    calendar, _, volume = table.of_all([material(one, log), material(other, log)])
    assert volume.says.startswith("3,600 answers")
    assert sum(r["y"] for r in records(calendar)) == 3600
    assert table.of_all([]) == ()
