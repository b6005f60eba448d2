"""Error analysis: answers laid out by what a deck is made of, once its seal is open."""

from __future__ import annotations

from random import Random

import pytest

from drillgrok.charts.catalogue import errors
from drillgrok.charts.chart import Chart, Grid, Plot
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.history.breakdown import Breakdown, GivenAnswer
from drillgrok.history.deck_errors import BANDS, MOST_ROWS, break_down
from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck, key_text
from drillgrok.model.head import DeckSource

TABLE = """
deck: sum-{size}
title: Sum
about: Two in, one out.
items:
  table: {{a: 0..{last}, b: 0..{last}}}
  where: a + b < {size}
  prompt: "{{a}} ∘ {{b}}"
  answer: a + b
  symbols: {symbols}
rule: Add.
"""
LIST = """
deck: pairs
title: Pairs
about: Left or right.
items:
  list: pairs.csv
match: rating
answers: choice
choices: [left, right]
rule: The larger one.
"""


def table(size: int = 5, symbols: str = "digits") -> Deck:
    text = TABLE.format(size=size, last=size - 1, symbols=symbols)
    return read_deck(DeckSource(main="deck.yaml", files={"deck.yaml": text}, path=None, domain="own", sealed=False))


def pairs(count: int = 60) -> Deck:
    rows = [f"question {k},{('left', 'right')[k % 2]},{1000 + 10 * k}" for k in range(count)]
    files = {"deck.yaml": LIST, "pairs.csv": "\n".join(["prompt,answer,rating", *rows]) + "\n"}
    return read_deck(DeckSource(main="deck.yaml", files=files, path=None, domain="own", sealed=False))


def tallies(deck: Deck, symbols: tuple[str, ...] = (), given: str | None = None, n: int = 4) -> list[GivenAnswer]:
    """Every item answered n times: rightly, or as `given`."""
    found = []
    for index, key in enumerate(deck.items.keys):
        right = next(iter(deck.items.item(index, symbols, Random(0)).accepts))
        answer = right if given is None else given
        found.append(GivenAnswer(key_text(int(key)), answer, n, n if answer == right else 0))
    return found


def by_id(breakdown: Breakdown) -> dict[str, Chart]:
    made = (make(breakdown) for make in (errors.by_values, errors.by_answers, errors.by_rating))
    return {chart.id: chart for chart in made if chart is not None}


def grid_of(chart: Chart) -> Grid:
    assert isinstance(chart.body, Grid)
    return chart.body


def test_a_table_is_laid_out_by_the_two_values_that_its_prompt_shows() -> None:
    deck = table()
    wrong = [GivenAnswer(t.key, "0", 3, 0) for t in tallies(deck, given="0") if not t.right]
    grid = grid_of(by_id(break_down(deck, (), [*tallies(deck), *wrong]))["errors_by_values"])
    assert grid.rows == grid.columns == ("0", "1", "2", "3", "4")
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    assert set(cells) == {(a, b) for a in range(5) for b in range(5) if a + b < 5}
    assert (cells[0, 0].value, cells[0, 0].n) == (1.0, 4)
    assert (cells[1, 2].value, cells[1, 2].n) == (pytest.approx(4 / 7), 7)


def test_values_are_written_in_the_symbols_of_the_run() -> None:
    deck = table(symbols="shuffled letters")
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, 7)
    values = break_down(deck, symbols, tallies(deck, symbols)).values
    assert values is not None
    assert values.rows == symbols[:5]


def test_a_large_table_shares_rows_among_neighbours_and_loses_no_answer() -> None:
    deck = table(size=97)
    values = break_down(deck, (), tallies(deck, n=1)).values
    assert values is not None
    assert len(values.rows) <= MOST_ROWS
    assert values.rows[0] == "0-3"
    assert sum(place.n for place in values.places) == len(deck.items)


def test_right_and_given_answers_are_set_against_each_other() -> None:
    deck = table()
    answered = [*tallies(deck), *tallies(deck, given="4", n=1), *tallies(deck, given="", n=1)]
    grid = grid_of(by_id(break_down(deck, (), answered))["errors_by_answer"])
    assert grid.rows == ("0", "1", "2", "3", "4")
    assert grid.columns == (*grid.rows, "none")
    cells = {(cell.row, cell.column): cell for cell in grid.cells}
    assert (cells[1, 1].n, cells[1, 4].n, cells[1, 5].n) == (8, 2, 2)
    for row in range(5):
        assert sum(cell.value or 0.0 for cell in grid.cells if cell.row == row) == pytest.approx(1)


def test_the_most_common_slip_is_named() -> None:
    deck = table()
    answered = [*tallies(deck), *tallies(deck, given="0", n=3)]
    says = by_id(break_down(deck, (), answered))["errors_by_answer"].says
    assert says == "The most common slip: 0 where 4 was right, 15 times."


def test_choices_keep_the_order_of_the_deck() -> None:
    deck = pairs()
    confusions = break_down(deck, (), tallies(deck)).confusions
    assert confusions is not None
    assert confusions.answers == ("left", "right")


def test_rated_items_fall_into_bands_that_hold_every_answer_once() -> None:
    deck = pairs()
    found = break_down(deck, (), tallies(deck, given="left"))
    assert len(found.bands) == BANDS
    assert sum(band.n for band in found.bands) == 240
    assert all(one.high < other.low for one, other in zip(found.bands, found.bands[1:], strict=False))
    plot = by_id(found)["errors_by_rating"].body
    assert isinstance(plot, Plot)
    assert plot.x.names[0] == "1,000 to 1,090"
    assert all(p.low is not None and p.y is not None and p.low < p.y for p in plot.series[0].points)


def test_a_deck_without_a_structure_has_no_chart() -> None:
    deck = table(size=40)
    found = break_down(deck, (), [])
    assert by_id(found) == {}


def test_items_that_the_deck_no_longer_has_are_left_out() -> None:
    deck = table()
    gone = GivenAnswer(key_text(1), "3", 50, 0)
    assert break_down(deck, (), [*tallies(deck), gone]) == break_down(deck, (), tallies(deck))


def test_answers_that_cannot_be_given_are_left_out_of_the_table_of_answers() -> None:
    deck = table()
    with_slip = break_down(deck, (), [*tallies(deck), *tallies(deck, given="99", n=1)])
    assert with_slip.confusions == break_down(deck, (), tallies(deck)).confusions
