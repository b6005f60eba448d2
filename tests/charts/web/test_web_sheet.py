"""The sheet: every chart on one picture."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from drillgrok.charts.chart import Chart
from drillgrok.charts.web.sheet import PNG_SCALE, png, svg


def _words(text: str) -> str:
    return " ".join(
        "".join(element.itertext()) for element in ET.fromstring(text).iter("{http://www.w3.org/2000/svg}text")
    )


def test_all_charts_stand_on_the_sheet_under_their_titles(charts: tuple[Chart, ...]) -> None:
    text = svg(charts, title="Lantern", subtitle="Run 1")
    words = _words(text)
    for chart in charts:
        assert chart.title in words
        assert chart.says.split(".")[0][:60] in words
    assert "plateau: unseen below 25 %" in words
    assert "NaN" not in text
    assert "Infinity" not in text


def test_hostile_words_stay_words_on_the_sheet(hostile: tuple[Chart, ...], hostile_words: str) -> None:
    text = svg(hostile, title=hostile_words, subtitle="Run 1")
    assert not [element for element in ET.fromstring(text).iter() if element.tag.endswith(("image", "img", "script"))]


def test_the_picture_has_two_pixels_for_each_of_the_sheet(charts: tuple[Chart, ...]) -> None:
    some = charts[-3:]
    sheet = ET.fromstring(svg(some, title="Lantern", subtitle="Run 1"))
    picture = png(some, title="Lantern", subtitle="Run 1")
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[k : k + 4], "big") for k in (16, 20))
    assert (width, height) == tuple(round(float(sheet.attrib[name]) * PNG_SCALE) for name in ("width", "height"))
