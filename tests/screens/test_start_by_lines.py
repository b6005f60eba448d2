"""The first screen by lines: a plan that is told, doors that are asked for, and silence on a pipe."""

from __future__ import annotations

from io import StringIO

from drillgrok.model.log import Goal
from drillgrok.screens.backend import Morning
from drillgrok.screens.start import words
from drillgrok.screens.start.plain import chosen_by_lines
from tests.screens.test_start import CARDS, DAY, EVERY, NAMED, NEW


def choose(morning: Morning, typed: str = "", *, is_terminal: bool = True) -> tuple[str, Goal, str]:
    out = StringIO()
    deck, goal = chosen_by_lines(morning, stdin=StringIO(typed), stdout=out, is_terminal=is_terminal)
    return deck, goal, out.getvalue()


def test_a_door_is_asked_for_by_its_number_and_enter_takes_the_first() -> None:
    for typed, deck in (("\n", "quill"), ("2\n", "larch"), (" 3 \n", "tray"), ("seven\n", "quill"), ("", "quill")):
        found, goal, said = choose(NEW, typed)
        assert (found, goal) == (deck, Goal(responses=300))
        assert "3 eyes and ears: Something to look at. Six coins." in said
        assert words.SHORT in said


def test_the_plan_is_told_with_its_reasons_and_nothing_is_asked() -> None:
    deck, goal, said = choose(DAY)
    assert (deck, goal) == ("larch", Goal(responses=20))
    assert "1 Lärch plurals, 20 answers. Kept 7 days ago" in said
    assert "2 Ember, 300 answers. Day 9 on it" in said
    assert "Tomorrow brings a second choice." in said


def test_on_a_pipe_nothing_is_said_or_read() -> None:
    for morning, deck in ((NEW, "quill"), (DAY, "larch"), (NAMED, "quill")):
        found, _, said = choose(morning, "2\n", is_terminal=False)
        assert (found, said) == (deck, "")


def test_a_named_deck_needs_no_plan() -> None:
    assert choose(NAMED) == ("quill", Goal(responses=300), "")


def test_where_nothing_is_planned_the_first_deck_is_drilled() -> None:
    deck, goal, said = choose(EVERY["nothing"])
    assert (deck, goal) == (CARDS[0].id, Goal(responses=300))
    assert words.NOTHING_PLANNED in said
