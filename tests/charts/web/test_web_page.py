"""The page as text: all inside, all escaped, a table under every drawing."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from drillgrok.charts.chart import Chart, Grid, Listing, Plot
from drillgrok.charts.web.page import page
from drillgrok.charts.web.rows import datasets


class Elements(HTMLParser):
    """Every element with its attributes, and the text of each kind."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, dict(attrs)))
        self._inside = tag
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[self._inside][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.opened if name == tag]


def _near(value: object) -> object:
    return pytest.approx(value, rel=1e-6) if isinstance(value, float) else value


@pytest.fixture
def text(charts: tuple[Chart, ...]) -> str:
    return page(charts, title="Lantern", subtitle="Run 1")


def test_the_drawings_hold_the_rows_of_every_chart(charts: tuple[Chart, ...], text: str) -> None:
    held = json.loads(Elements(text).texts["script"][0])
    for chart in charts:
        for name, rows in datasets(chart).items():
            packed = held["packed"][name]
            for row, values, said in zip(rows, packed["rows"], packed["said"], strict=True):
                unpacked = dict(zip(packed["fields"], values, strict=True))
                unpacked["said"] = dict(zip(packed["lines"], said, strict=True))
                assert unpacked == {key: _near(value) for key, value in row.items()}


def test_a_chart_has_a_view_for_every_choice_of_logarithmic_axes(text: str) -> None:
    views = json.loads(Elements(text).texts["script"][0])["charts"]
    assert {name: set(of) for name, of in views.items()} == {
        "grokking": {"", "x"},
        "phases": {"", "x"},
        "latency": {"", "x", "y", "xy"},
        "hours": {""},
        "showings": {""},
        "calendar": {""},
        "mixed_up": {""},
    }


def test_every_figure_says_what_it_shows_and_has_its_numbers(charts: tuple[Chart, ...], text: str) -> None:
    figures = dict(re.findall(r'<figure id="(\w+)"(.*?)</figure>', text, re.DOTALL))
    for chart in charts:
        figure = figures[chart.id]
        assert chart.says.replace("'", "&#x27;") in figure
        assert chart.note in figure
        if isinstance(chart.body, Plot | Grid):
            assert "aria-label" in figure
            assert figure.count("<caption") == figure.count("<table>") > 0
            assert '<th scope="col"' in figure
        if isinstance(chart.body, Plot):
            points = [point for series in chart.body.series for point in series.points]
            events = [*chart.body.zones, *chart.body.signs]
            assert figure.count('<th scope="row"') == len(points) + len(events)
        if isinstance(chart.body, Grid):
            rows = chart.body.cells if "" in chart.body.columns else chart.body.rows
            assert figure.count('<th scope="row"') == len(rows)
        if isinstance(chart.body, Listing):
            assert "<details" not in figure
            assert figure.count('<th scope="row"') == len(chart.body.rows)


def test_a_thin_figure_is_called_unclear_and_has_its_n(text: str) -> None:
    assert '<td>1 to 40</td><td>unclear</td><td></td><td class="number">4</td>' in text


def test_a_grid_with_names_on_both_sides_is_a_table_of_the_same_form(text: str) -> None:
    assert '<th scope="row">a</th><td>80 % of 30</td><td>7 % of 30</td><td>7 % of 30</td><td>7 % of 30</td>' in text


def test_hostile_words_stay_words(hostile: tuple[Chart, ...], hostile_words: str) -> None:
    text = page(hostile, title=hostile_words, subtitle=hostile_words)
    elements = Elements(text)
    assert not elements.all("img")
    assert [attributes.get("type") for attributes in elements.all("script")] == ["application/json", None]
    assert not [name for _, attributes in elements.opened for name in attributes if name.startswith("on")]
    assert elements.texts["h1"][0] == hostile_words
    assert elements.texts["title"][0] == hostile_words
    data = elements.texts["script"][0]
    assert data.isascii()
    assert not set("<>&") & set(data)
    assert hostile_words in json.loads(data)["packed"]["plot_zones"]["rows"][0]


def test_the_policy_lets_two_texts_run_and_nothing_be_fetched(text: str) -> None:
    policy = next(a["content"] or "" for a in Elements(text).all("meta") if "http-equiv" in a)
    sources = dict(part.split(" ", 1) for part in policy.split("; "))
    script = text[text.rindex("<script>") + 8 : text.rindex("</script>")]
    style = text[text.index("<style>") + 7 : text.index("</style>")]
    for kind, source in (("script-src", script), ("style-src", style)):
        assert sources[kind] == f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"
    assert sources["default-src"] == "'none'"
    assert "http" not in policy
    assert "unsafe" not in policy


def test_nothing_is_referred_to_outside_the_page(text: str) -> None:
    elements = Elements(text)
    assert not elements.all("link")
    for attributes in (attributes for _, attributes in elements.opened):
        assert "src" not in attributes
        assert (attributes.get("href") or "#").startswith("#")


def test_the_page_is_the_same_for_the_same_charts(charts: tuple[Chart, ...], text: str) -> None:
    assert page(charts, title="Lantern", subtitle="Run 1") == text


def test_twenty_charts_of_two_hundred_points_stay_below_three_megabytes(charts: tuple[Chart, ...]) -> None:
    chart = charts[0]
    assert isinstance(chart.body, Plot)
    line = chart.body.series[0]
    points = tuple(replace(line.points[5], y=k / 101, x=700.5 * k + 700, x_from=700.5 * k) for k in range(100))
    plot = replace(chart.body, series=(replace(line, points=points), replace(chart.body.series[1], points=points)))
    many = [replace(chart, id=f"chart{k}", body=plot) for k in range(20)]
    assert len(page(many, title="Lantern", subtitle="Run 1").encode()) < 3_000_000
