"""Several learners side by side: rows, plots over the same axes, and words about them."""

from __future__ import annotations

from dataclasses import replace

from drillgrok.charts.catalogue import learners, overview
from drillgrok.charts.chart import Listing, Plot
from drillgrok.charts.terminal import draw
from drillgrok.history.chart_inputs import ChartInputs


def material(rehearsed, name, kind, days, **changed):
    past = replace(rehearsed(kind, days)[0], learner=name, imported=True, told=(), **changed)
    return ChartInputs(past, past.deck.title(), today=20_000)


def two(rehearsed):
    return [material(rehearsed, "anna", "step", 6), material(rehearsed, "ben", "never", 2)]


def test_all_plots_have_the_same_axis_of_answers(rehearsed):
    runs = two(rehearsed)
    bodies = [chart.body for chart in learners.plots(runs)]
    assert all(isinstance(body, Plot) for body in bodies)
    assert {body.x.high for body in bodies} == {runs[0].past.history.number}


def test_the_axes_of_aligned_plots_lie_in_the_same_columns(rehearsed):
    drawn = [draw(chart, width=80, height=14, aligned=True) for chart in learners.plots(two(rehearsed))]
    lines = [["".join(span.text for span in line) for line in one.lines] for one in drawn]
    grounds = [next(line for line in one if line.lstrip().startswith("└")) for one in lines]
    assert grounds[0] == grounds[1]


def test_a_plot_is_headed_by_who_it_is_and_the_phase(rehearsed):
    assert [chart.title for chart in learners.plots(two(rehearsed))] == ["anna: grokked", "ben: plateau"]
    mixed = [*two(rehearsed), material(rehearsed, "ben", "never", 2, deck="heron-24", number=2)]
    assert learners.plots(mixed)[2].title == "ben, Heron-24, run 2: plateau"


def test_the_words_speak_of_learners_and_not_to_them(rehearsed):
    assert all(
        "go on" not in chart.says and "you" not in chart.says.lower() for chart in learners.plots(two(rehearsed))
    )


def test_the_list_for_a_page_has_a_row_each(rehearsed):
    chart = learners.listing(overview.rows(two(rehearsed)))
    assert chart.says == "2 learners, 1 deck."
    assert isinstance(chart.body, Listing)
    assert [row[:5] for row in chart.body.rows] == [
        ("anna", "Rehearsal-30", "grokked", two(rehearsed)[0].past.history.volume, 6),
        ("ben", "Rehearsal-30", "plateau", two(rehearsed)[1].past.history.volume, 2),
    ]
