"""The skies of dots: their contract, and that nothing about rows, columns, halves or numbers tells their sort."""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.domains import domain_items
from drillgrok.domains.dots import RULES, SIDE, SKIES, SkyItems, is_a, sky
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions
from drillgrok.model.drawing import Drawing
from drillgrok.model.item import AnswerKind, Item, ItemKey

WORDS = list(RULES)
COUNT = 4000
TOO_STRONG = 0.06
"""Correlation with the sort; by luck alone its standard error is .016."""
unhurried = settings(deadline=None)
every_rule = pytest.mark.parametrize("word", WORDS)


def skies(word: str) -> SkyItems:
    made = domain_items(DomainOptions("dots", {"rule": word}))
    assert isinstance(made, SkyItems)
    return made


def shown(word: str, number: int, seed: int) -> Drawing:
    item = Item(ItemKey("0" * 12), "", frozenset(), "", 0.5)
    drawing = skies(word).dress(number, item, Random(seed)).drawing
    assert drawing is not None
    return drawing


def grids(word: str) -> tuple[np.ndarray, np.ndarray]:
    """(skies, rows, columns) 1 for a dot; the same with 1 for a full and -1 for an open dot, where that counts."""
    dots, signs = np.zeros((2, COUNT, SIDE, SIDE), int)
    for number in range(COUNT):
        for (row, column), sign in sky(word, number).items():
            dots[number, row, column] = 1
            signs[number, row, column] = {"●": 1, "○": -1, "": 0}[sign]
    return dots, signs


@every_rule
def test_a_sky_is_answered_by_one_of_two_keys(word: str) -> None:
    made = skies(word)
    assert made.field.kind is AnswerKind.KEY
    assert made.field.closed == made.field.alphabet == frozenset("ab")
    assert (len(made), made.traits(0).chance) == (SKIES, 0.5)
    assert domain_items(DomainOptions("dots", {"rule": word})) == made
    assert made.rephrased(0, 0) == made.item(0)


@every_rule
@unhurried
@given(number=st.integers(0, SKIES - 1), seed=st.integers(0, 2**32))
def test_the_picture_shows_the_dots_that_are_told(word: str, number: int, seed: int) -> None:
    drawing = shown(word, number, seed)
    lines = ["".join(span.text for span in line) for line in drawing.lines]
    assert (len(lines), {len(line) for line in lines}) == (14, {38})
    drawn = {
        (row, column, lines[row][3 * column - 1])
        for row in range(1, SIDE + 1)
        for column in range(1, SIDE + 1)
        if lines[row][3 * column - 1] != " "
    }
    one_sign = len({sign for _, _, sign in drawn}) == 1
    words = {"●": " full", "○": " open"}
    told = {f"{row}-{column}{'' if one_sign else words[sign]}" for row, column, sign in drawn}
    assert set(drawing.spoken.split(": ")[1].rstrip(".").split(", ")) == told


@every_rule
def test_either_sort_is_as_frequent_as_the_other(word: str) -> None:
    assert sum(is_a(word, number) for number in range(SKIES)) == SKIES // 2
    assert {is_a(word, number) for number in range(0, 200, 2)} == {True, False}


@every_rule
def test_the_sort_stays_when_a_sky_is_shown_again_and_no_two_skies_are_alike(word: str) -> None:
    assert shown(word, 3, 1).spoken == shown(word, 3, 2).spoken or word == "cedar"
    assert sky(word, 3) == sky(word, 3)
    assert len({frozenset(sky(word, number).items()) for number in range(2000)}) == 2000


@pytest.mark.parametrize("word", [word for word in WORDS if word != "tuff"])
def test_nothing_about_rows_columns_halves_or_numbers_tells_the_sort(word: str) -> None:
    dots, signs = grids(word)
    sorts = np.array([is_a(word, number) for number in range(COUNT)], float)
    rows, columns = dots.sum(2), dots.sum(1)
    places = np.arange(SIDE)
    total = dots.sum((1, 2))
    mean_row, mean_column = (rows * places).sum(1) / total, (columns * places).sum(1) / total
    features = {
        "total": total,
        "odd total": total % 2,
        "upper half": rows[:, :6].sum(1),
        "left half": columns[:, :6].sum(1),
        "mean row": mean_row,
        "mean column": mean_column,
        "spread down": (rows * (places - mean_row[:, None]) ** 2).sum(1) / total,
        "spread across": (columns * (places - mean_column[:, None]) ** 2).sum(1) / total,
        "fullest row": rows.max(1),
        "fullest column": columns.max(1),
        "empty rows": (rows == 0).sum(1),
        "empty columns": (columns == 0).sum(1),
        "alike left and right": (dots & dots[:, :, ::-1]).sum((1, 2)),
        "alike above and below": (dots & dots[:, ::-1]).sum((1, 2)),
        "neighbours": (dots[:, 1:] & dots[:, :-1]).sum((1, 2)) + (dots[:, :, 1:] & dots[:, :, :-1]).sum((1, 2)),
        "full less open": signs.sum((1, 2)),
        "full less open above": signs[:, :6].sum((1, 2)),
        **{f"row {place}": rows[:, place] for place in places},
        **{f"column {place}": columns[:, place] for place in places},
    }
    for name, values in features.items():
        strength = 0.0 if values.std() == 0 else abs(np.corrcoef(values, sorts)[0, 1])
        assert strength < TOO_STRONG, name


def test_skies_never_change_whatever_the_python() -> None:
    sorts = {word: "".join(skies(word).item(number).right for number in range(24)) for word in WORDS}
    assert sorts == GOLDEN_SORTS
    assert ["".join(span.text for span in line) for line in shown("cedar", 7, 7).lines] == GOLDEN_PICTURE


@every_rule
def test_a_sky_by_day_has_its_dots_in_the_same_places(word: str) -> None:
    made = skies(word)
    for number in range(20):
        item = Item(ItemKey("0" * 12), "", frozenset(), "", 0.5)
        night, day = (made.dress(number, replace(item, presentation=p), Random(1)).drawing for p in ("plain", "r1"))
        assert night is not None
        assert day is not None
        assert day.spoken == night.spoken
        lines = [line[1].text for line in day.lines[1:-1]]
        lit = {(row, at // 3) for row, text in enumerate(lines) for at, char in enumerate(text) if char == "["}
        assert lit == set(sky(word, number))
        assert {len("".join(span.text for span in line)) for line in day.lines} == {38}


GOLDEN_SORTS = {
    "basalt": "ababababababbaababbaabba",
    "linen": "baabababababbabaababbaab",
    "cedar": "babaababbababababaababba",
    "marl": "abbabaabababbababaababba",
    "tuff": "abbaabababababababbababa",
}
GOLDEN_PICTURE = [
    "╭────────────────────────────────────╮",
    "│                                    │",
    "│                                  ● │",
    "│                                    │",
    "│                      ○        ●    │",
    "│          ○     ○                   │",
    "│    ○                    ●          │",
    "│    ○                       ●       │",
    "│                                    │",
    "│ ●                       ●          │",
    "│                                    │",
    "│                                    │",
    "│             ○                      │",
    "╰────────────────────────────────────╯",
]


def test_where_signs_mean_nothing_all_dots_of_a_sky_have_the_same() -> None:
    signs = Counter(
        sign
        for seed in range(200)
        for sign in {char for line in shown("linen", 5, seed).lines[1:-1] for char in line[1].text} - {" "}
    )
    assert set(signs) == set("●○∙+*")
    assert signs.total() == 200


@pytest.mark.parametrize("values", [{}, {"rule": "granite"}, {"rule": "cedar", "size": "3"}])
def test_strange_options_are_refused_with_what_to_do(values: dict[str, str]) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        domain_items(DomainOptions("dots", values))
    assert refusal.value.mend
