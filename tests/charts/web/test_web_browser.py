"""The page in a real browser: it draws, answers, fits a phone, and asks nothing of the network."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from drillgrok.charts.chart import Chart, Grid, Plot
from drillgrok.charts.web.page import page
from tests.helpers.contrast import luminance, ratio

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
DESKTOP: Final[ViewportSize] = {"width": 1280, "height": 900}
PHONE: Final[ViewportSize] = {"width": 375, "height": 700}
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark", "light")
Open = Callable[[Sequence[Chart]], Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console says, and every request but that for the page itself."""
    return []


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path, complaints: list[str]) -> Iterator[Open]:
    """Opens a page of some charts on a desktop, and waits until all are drawn."""
    context = browser.new_context(viewport=DESKTOP, color_scheme="light")

    def open_page(charts: Sequence[Chart]) -> Page:
        path = tmp_path / "page.html"
        path.write_text(page(charts, title="Lantern", subtitle="Run 1"), encoding="utf-8")
        opened = context.new_page()
        opened.on("console", lambda message: complaints.append(message.text))
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.on("dialog", lambda dialog: complaints.append(dialog.message))
        opened.on("request", lambda request: complaints.append(request.url) if request.url != path.as_uri() else None)
        opened.goto(path.as_uri())
        opened.evaluate("window.drawn")
        return opened

    yield open_page
    context.close()


@pytest.fixture
def grokking(open_page: Open, charts: tuple[Chart, ...]) -> Locator:
    """The figure of the first chart, alone on its page."""
    return open_page(charts[:1]).locator("#grokking")


def _x_labels(figure: Locator) -> list[str]:
    labels = figure.locator(".role-axis-label text").all_text_contents()
    return sorted(label for label in labels if label and "%" not in label)


def _moved(figure: Locator, before: list[str]) -> list[str]:
    """The labels of the x axis once they are others."""
    figure.page.wait_for_function(
        """([id, before]) => {
            const labels = [...document.querySelectorAll(`#${id} .role-axis-label text`)].map((e) => e.textContent);
            return labels.filter((label) => label && !label.includes("%")).sort().join() !== before.join();
        }""",
        arg=[figure.get_attribute("id"), sorted(before)],
    )
    return _x_labels(figure)


def _corner(figure: Locator) -> tuple[float, float]:
    drawing = figure.locator(".drawing svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    return box["x"], box["y"]


def _hover(figure: Locator, selector: str, index: int = 0) -> str:
    mark, mouse = figure.locator(selector).nth(index), figure.page.mouse
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    for aside in (1, 0):
        mouse.move(box["x"] + box["width"] / 2 - aside, box["y"] + box["height"] / 2)
    tooltip = figure.page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()
    return tooltip.inner_text()


def test_every_plot_and_grid_is_drawn_and_nobody_complains(
    open_page: Open, charts: tuple[Chart, ...], complaints: list[str]
) -> None:
    opened = open_page(charts)
    for chart in charts:
        marks = opened.locator(f"#{chart.id} .drawing svg .role-mark path")
        assert (marks.count() > 0) == isinstance(chart.body, Plot | Grid), chart.id
    assert opened.evaluate("[...document.querySelectorAll('svg path')].every(p => !/NaN|Infinity/.test(p.outerHTML))")
    assert complaints == []


def test_a_step_is_drawn_level_by_level(grokking: Locator) -> None:
    lines = grokking.locator(".mark-line path").evaluate_all("paths => paths.map(p => p.getAttribute('d'))")
    unseen = [tuple(map(float, corner.split(","))) for corner in lines[1][1:].split("L")]
    assert len(unseen) == 20
    assert all(x == x2 or y == y2 for (x, y), (x2, y2) in pairwise(unseen))


def test_the_pointer_finds_points_signs_and_cells(open_page: Open, charts: tuple[Chart, ...]) -> None:
    opened = open_page([chart for chart in charts if chart.id in ("grokking", "mixed_up")])
    grokking = opened.locator("#grokking")
    assert _hover(grokking, ".mark-symbol path[aria-roledescription=point]", 1).split("\n") == [
        "practised",
        "right\t95 %",
        "90 % interval\t85 to 100 %",
        "answer number\t81 to 120",
        "n\t40",
    ]
    assert grokking.locator(".mark-symbol").last.locator("path").count() == 5
    assert "exam passed, 28 of 30" in _hover(grokking, ".mark-symbol >> nth=-1 >> path", 4)
    assert _hover(opened.locator("#mixed_up"), ".mark-rect >> nth=-1 >> path").startswith("a, a\nvalue\t80 %")


def test_the_x_axis_zooms_drags_and_comes_back(grokking: Locator) -> None:
    whole = _x_labels(grokking)
    grokking.get_by_role("button", name="Look closer").click()
    closer = _moved(grokking, whole)
    x, y = _corner(grokking)
    mouse = grokking.page.mouse
    mouse.move(x + 500, y + 200)
    mouse.down()
    mouse.move(x + 250, y + 200, steps=3)
    mouse.up()
    dragged = _moved(grokking, closer)
    grokking.get_by_role("button", name="whole").click()
    assert _moved(grokking, dragged) == whole


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(grokking: Locator) -> None:
    opened, whole = grokking.page, _x_labels(grokking)
    opened.set_viewport_size({"width": 1280, "height": 500})
    x, y = _corner(grokking)
    opened.mouse.move(x + 400, y + 150)
    opened.keyboard.down("Control")
    opened.mouse.wheel(0, -400)
    opened.keyboard.up("Control")
    zoomed = _moved(grokking, whole)
    scrolled = opened.evaluate("scrollY")
    opened.mouse.wheel(0, 100)
    opened.wait_for_function("before => scrollY > before", arg=scrolled)
    assert _x_labels(grokking) == zoomed


def test_axes_turn_logarithmic_and_back(open_page: Open, charts: tuple[Chart, ...], complaints: list[str]) -> None:
    latency = open_page([chart for chart in charts if chart.id == "latency"]).locator("#latency")
    for name, state in (("log seconds", "y"), ("log answer number", "xy")):
        latency.get_by_label(name).check()
        latency.locator(f'.drawing[data-drawn="{state}"]').wait_for()
    assert {"100", "200", "500", "1,000", "2 s", "5 s"} <= set(_x_labels(latency))
    latency.get_by_label("log answer number").uncheck()
    latency.locator('.drawing[data-drawn="y"]').wait_for()
    assert complaints == []


def test_a_phone_needs_no_sideways_scrolling(open_page: Open, charts: tuple[Chart, ...]) -> None:
    opened = open_page(charts)
    opened.set_viewport_size(PHONE)
    opened.reload()
    opened.evaluate("window.drawn")
    opened.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    assert opened.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert opened.evaluate(
        "[...document.querySelectorAll('.drawing svg')].every(s => s.getBoundingClientRect().right <= innerWidth)"
    )


def test_words_of_page_and_drawing_are_readable_and_follow_the_reader_from_light_to_dark(grokking: Locator) -> None:
    opened, style = grokking.page, "(e, name) => getComputedStyle(e)[name]"
    for scheme in SCHEMES:
        opened.emulate_media(color_scheme=scheme)
        ground = luminance(opened.locator("body").evaluate(style, "backgroundColor"))
        assert (ground < 0.05) == (scheme == "dark")
        words = [
            opened.locator("h1").evaluate(style, "color"),
            grokking.locator(".note").evaluate(style, "color"),
            grokking.locator(".drawing .role-axis-label text").first.evaluate(style, "fill"),
        ]
        for word in words:
            assert ratio(luminance(word), ground) > 4.5


def test_on_paper_it_is_dark_on_white_without_buttons(grokking: Locator) -> None:
    opened = grokking.page
    opened.emulate_media(media="print", color_scheme="dark")
    assert luminance(opened.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")) > 0.9
    assert not grokking.locator(".tools").is_visible()
    assert grokking.locator(".drawing svg").is_visible()


def test_hostile_words_neither_run_nor_load(open_page: Open, hostile: tuple[Chart, ...], complaints: list[str]) -> None:
    opened = open_page(hostile)
    said = _hover(opened.locator("#grid"), ".mark-rect >> nth=-1 >> path")
    assert said.startswith("</script><img src=http://evil.example")
    assert opened.locator("img").count() == 0
    assert complaints == []
