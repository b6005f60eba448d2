"""How deep a deck is: shortest expressions beside known ones, and models' curves beside what lists hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from drillgrok.audit.depth import Depth, DepthBand, depth_as_json, depth_from_json, depth_of
from drillgrok.audit.depths import SHIPPED, finding, shipped_depth
from drillgrok.audit.small_rules import CONSTANTS, SAMPLED, small_rules
from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.expressions.description import NODE_BITS, name_bits, number_bits
from drillgrok.expressions.grammar import parse_expression
from drillgrok.library import catalog

REACHED = [
    ("(a + b) % 31", 31, 2 * NODE_BITS + 2 * name_bits(2) + number_bits(31)),
    ("(a * a + b * b) % 31", 31, 4 * NODE_BITS + 4 * name_bits(2) + number_bits(31)),
    ("a * max(b, 3) % 37", 36, None),
]


def rows_of(side: int) -> dict[str, np.ndarray[Any, Any]]:
    a, b = np.divmod(np.random.default_rng(0).permutation(side * side)[:SAMPLED], side)
    return {"a": a, "b": b}


@pytest.mark.parametrize(("text", "side", "bits"), REACHED)
def test_the_shortest_expression_is_no_longer_than_the_one_that_made_the_answers(
    text: str, side: int, bits: float | None
) -> None:
    rows = rows_of(side)
    made_by = parse_expression(text, rows)
    found = small_rules(rows, made_by.evaluate(rows), sorted({*CONSTANTS, side, 37}), made_by.bits + 1e-9)
    assert found.bits is not None
    assert found.bits <= made_by.bits + 1e-9
    if bits is not None:
        assert found.bits == pytest.approx(bits)


def test_answers_drawn_by_lot_have_no_short_expression() -> None:
    rows = rows_of(31)
    drawn = np.random.default_rng(5).integers(0, 31, SAMPLED)
    found = small_rules(rows, drawn, (*CONSTANTS, 31), 200.0)
    assert found.bits is None
    assert found.surviving == {10: 0.0, 30: 0.0, 100: 0.0}


def test_a_longer_way_to_write_the_same_takes_more_bits() -> None:
    names = ("a", "b")
    assert parse_expression("a + b", names).bits < parse_expression("a + b + 0", names).bits
    assert parse_expression("a % 3", names).bits < parse_expression("a % 97", names).bits


def test_a_table_deck_is_deeper_the_longer_its_rule(table_deck: Any) -> None:
    shallow = depth_of(table_deck("{a: 0..30, b: 0..30}", "max(a, b)"))
    deep = depth_of(table_deck("{a: 0..30, b: 0..30}", "(a * a + a * b) % 31"))
    assert shallow.order < deep.order
    assert shallow.table_bits < 31 * 31 * 5


def test_a_list_whose_last_letter_decides_is_learnt_sooner_than_one_drawn_by_lot(list_deck: Any) -> None:
    rng = np.random.default_rng(3)
    words = ["".join(rng.choice(list("klmnprst"), 4)) + str(rng.choice(list("aeiou"))) for _ in range(400)]
    words = sorted(set(words))
    ruled = depth_of(list_deck(*(f"{word},{'x' if word[-1] in 'ae' else 'y'}" for word in words)))
    drawn = depth_of(list_deck(*(f"{word},{rng.choice(['x', 'y'])}" for word in words)))
    assert ruled.span is DepthBand.MINUTES
    assert drawn.span is DepthBand.NEVER


@pytest.mark.parametrize("count", [1, 2, 12])
def test_a_list_too_small_for_models_is_measured_without_them(list_deck: Any, count: int) -> None:
    depth = depth_of(list_deck(*(f"w{k},b{k % 3}" for k in range(count))))
    assert depth.span is DepthBand.UNTOLD
    assert " -0 bits" not in finding(depth).says


def test_a_depth_goes_into_plain_values_and_back() -> None:
    depth = Depth(table_bits=10.0, rule_bits=3.5, surviving={"10": 1.0}, alone_after=2.0)
    assert depth_from_json(depth_as_json(depth)) == depth


def test_what_is_said_of_a_depth_names_no_expression() -> None:
    said = finding(Depth(table_bits=1452.0, rule_bits=39.4, alone_after=3.1)).says
    assert "39 bits" in said
    assert not set("%+*()") & set(said)


def test_it_says_how_soon_the_best_shortcut_runs_dry_or_that_there_is_none() -> None:
    told = finding(Depth(table_bits=10.0, rule_bits=3.5, alone_after=2.0, dry_after=80))
    assert "runs dry after 80 items" in told.says
    assert told.numbers["dry_after"] == 80
    none = finding(Depth(table_bits=10.0, rule_bits=3.5, alone_after=2.0))
    assert "No shortcut from memory" in none.says


def test_every_bundled_deck_has_its_depth_beside_it() -> None:
    assert (bundled("drillgrok") / "audit" / SHIPPED).is_file()
    missing = [
        path.stem
        for path in sorted(bundled("decks").glob("*/*.yaml"))
        if shipped_depth(read_deck(catalog.find(path.stem)).head.version) is None
    ]
    assert not missing, f"`python -m tools.depth` measures {', '.join(missing)}"
