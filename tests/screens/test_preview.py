"""A preview at the screen: the drill's own page, keys that turn it, and files that are saved meanwhile."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest

from drillgrok.bundled import bundled
from drillgrok.commands.deck.preview import WatchedFolder, specimens
from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Moment, Stamp
from drillgrok.screens.drill.page import drill_page
from drillgrok.screens.kit import words
from drillgrok.screens.kit.hearing import Hearing
from drillgrok.screens.preview.page import Specimens, asking
from drillgrok.screens.preview.scene import PreviewScene
from tests.helpers.pages import plain_text

WIDTH, HEIGHT = 80, 24
TIDES = """
deck: tides-23
title: Tides
items:
  table: {a: 0..22, b: 0..22}
  prompt: "{a} ~ {b}"
  answer: max(a, b) + 3 * min(a, b)
rephrased:
  - {prompt: "With {a}, what makes {answer}?", answer: b}
pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}
rule: The larger number, and three times the smaller one.
"""
NS = 1_000_000


def at(ms: int) -> Stamp:
    return Stamp(ms * NS, Moment(ms, 0))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "tides.yaml"
    file.write_text(TIDES, encoding="utf-8")
    return file


@dataclass
class Author:
    """Somebody before a preview; half a second goes by between two things."""

    scene: PreviewScene
    ms: int = 0

    def now(self) -> Stamp:
        self.ms += 500
        return at(self.ms)

    def press(self, *names: str) -> str:
        for name in names:
            self.scene.key(name, name if len(name) == 1 else None, self.now())
        return self.see()

    def see(self) -> str:
        self.scene.fit(WIDTH, HEIGHT, self.now())
        if self.scene.awaits_paint:
            self.scene.painted(at(self.ms))
        return plain_text(self.scene.page(WIDTH, HEIGHT, self.ms * NS))

    def wait(self) -> str:
        self.scene.tick(self.now())
        return self.see()


@pytest.fixture
def author(path: Path) -> Author:
    return Author(PreviewScene(lambda: specimens(str(path)), WatchedFolder(path.parent), Hearing(None), at(0)))


def body(page: str) -> list[str]:
    """What is asked, and not how much time is left."""
    return [line.strip() for line in page.splitlines()[1:-1] if line.strip(" ━┄")]


def test_what_is_seen_is_the_drills_own_page(path: Path, author: Author) -> None:
    found = specimens(str(path))
    item = found.item(0, 0, 1)
    assert item is not None
    drilled = drill_page(asking(found, 0, item, 1, at(0)), now_ns=0, width=WIDTH, height=HEIGHT)
    author.scene.fit(WIDTH, HEIGHT, at(0))
    assert plain_text(author.scene.page(WIDTH, HEIGHT, 0)).splitlines()[1:-1] == plain_text(drilled).splitlines()[1:-1]


def test_space_goes_on_and_p_goes_back_round_the_whole_deck(author: Author) -> None:
    first = author.see()
    assert "1 of 529" in first
    assert "2 of 529" in author.press("space")
    assert body(author.press("p")) == body(first)
    assert "529 of 529" in author.press("p")


def test_a_shows_the_answer_and_hides_it_again(author: Author) -> None:
    assert "right answer" not in author.see()
    assert "right answer" in author.press("a")
    assert "right answer" not in author.press("a")
    author.press("a")
    assert "2 of 529" in author.press("x")


def test_r_turns_the_words_round_and_back(author: Author) -> None:
    plain = author.see()
    other = author.press("r")
    assert "other words, 1 of 529" in other
    assert ", what makes " in other
    assert body(author.press("r")) == body(plain)
    assert " 2 of 529" in author.press("r", "space")


@pytest.mark.parametrize("key", ["q", "escape"])
def test_a_preview_is_left_by_q_or_escape(author: Author, key: str) -> None:
    author.press(key)
    assert author.scene.left


def test_the_clock_runs_as_in_the_drill_and_then_stands_still(author: Author) -> None:
    full = author.see().count("━")
    author.ms += 4000
    half = author.see().count("━")
    assert 0 < half < full
    author.ms += 60_000
    assert "━" not in author.see()


def save(path: Path, text: str, stamps: count = count(1)) -> None:  # noqa: B008
    """As an editor does, at a time of its own: file times of two saves in one test may be too close to differ."""
    path.write_text(text, encoding="utf-8")
    time_ns = 1_900_000_000 * 10**9 + next(stamps) * 10**9
    os.utime(path, ns=(time_ns, time_ns))


def test_a_saved_file_is_shown_at_the_same_place(path: Path, author: Author) -> None:
    author.press("space", "r")
    save(path, TIDES.replace("what makes", "and what is"))
    page = author.wait()
    assert "and what is" in page
    assert "other words, 2 of 529" in page


def test_a_mistake_stands_on_the_screen_with_its_line_until_it_is_mended(path: Path, author: Author) -> None:
    save(path, TIDES.replace("max(a, b)", "max(a, c)").replace("calm: 8 s", "calm: 8"))
    page = author.wait()
    assert re.findall(r"tides\.yaml:(\d+):", "".join(page.split())) == ["7", "10"]
    assert author.press("space", "a", "r") == page
    save(path, TIDES)
    assert "1 of 529" in author.wait()


def test_a_deck_that_shrinks_is_shown_up_to_its_end(path: Path, author: Author) -> None:
    author.press("p")
    save(path, TIDES.replace("0..22", "0..2"))
    assert "9 of 9" in author.wait()


def test_a_deck_with_a_mistake_is_refused_where_nobody_watches(path: Path) -> None:
    path.write_text(TIDES.replace("max(a, b)", "max(a, c)"), encoding="utf-8")
    with pytest.raises(DrillgrokError):
        PreviewScene(lambda: specimens(str(path)), None, Hearing(None), at(0))


def test_a_small_terminal_is_told_how_much_room_is_needed(author: Author) -> None:
    author.scene.fit(40, 10, at(0))
    assert not author.scene.awaits_paint
    assert "60 columns and 16 rows" in plain_text(author.scene.page(40, 10, 0))


def test_of_a_sealed_deck_neither_answers_nor_other_words_are_shown(path: Path) -> None:
    def sealed() -> Specimens:
        return replace(specimens(str(path)), sealed=True)

    author = Author(PreviewScene(sealed, None, Hearing(None), at(0)))
    page = author.see()
    assert body(author.press("a")) == body(page)
    assert body(author.press("r")) == body(page)
    assert "answer" not in page


def test_what_is_heard_can_be_heard_again() -> None:
    (path,) = bundled("decks").glob("*/loire-by-ear.yaml")
    hearing = Hearing(60)
    try:
        author = Author(PreviewScene(lambda: specimens(str(path)), None, hearing, at(0)))
        author.see()
        assert words.NO_LOUDSPEAKER in author.see() or words.hear_again(60) in author.see()
        author.press("ctrl+down", "tab")
        assert "1 of 864" in author.see()
    finally:
        hearing.close()
