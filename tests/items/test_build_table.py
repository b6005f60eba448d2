"""Tables: what a deck's expressions make of every combination of its variables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.expressions.grammar import Expression, ExpressionError, parse_expression
from drillgrok.items.build_table import (
    AnswerSpec,
    GroupSpec,
    RephrasingSpec,
    TableError,
    TableSpec,
    build_table,
)
from drillgrok.items.symbols import symbols_for
from drillgrok.items.table_items import TableItems
from drillgrok.items.template import parse_template
from drillgrok.model.deck import Items, SymbolKind
from drillgrok.model.item import AnswerForm, AnswerKind, Item

NAMES = ("a", "b", "c", "answer")
RNG = Random(0)


def say(*texts: str) -> tuple[Expression, ...]:
    return tuple(parse_expression(text, NAMES) for text in texts)


def table(
    answer: str | Sequence[str] = "(a + b) % 5",
    *,
    mode: Any = "one",
    prompt: str = "{a} ∘ {b}",
    where: str | None = None,
    rephrasings: Sequence[tuple[str, str]] = (),
    deck: str = "test-5",
    **rest: Any,
) -> TableItems:
    answers = (answer,) if isinstance(answer, str) else tuple(answer)
    rest.setdefault("variables", {"a": range(5), "b": range(5)})
    rest.setdefault("let", {})
    spec = TableSpec(
        where=None if where is None else parse_expression(where, NAMES),
        prompt=parse_template(prompt, NAMES),
        answer=AnswerSpec(mode, say(*answers)),
        rephrasings=tuple(RephrasingSpec(parse_template(p, NAMES), *say(a)) for p, a in rephrasings),
        **rest,
    )
    return build_table(deck, spec)


def every(items: TableItems) -> list[Item]:
    return [items.item(i, (), RNG) for i in range(len(items))]


def by_prompt(items: TableItems) -> dict[str, int]:
    return {item.prompt: i for i, item in enumerate(every(items))}


def test_a_table_holds_every_combination_with_its_answer() -> None:
    items: Items = table()
    assert len(items) == 25
    item = items.item(14, (), RNG)
    assert (item.prompt, item.accepts, item.right) == ("2 ∘ 4", {"1"}, "1")


def test_keys_survive_rewording_and_reordering_and_longer_ranges() -> None:
    before = {item.prompt: item.key for item in every(table())}
    reordered = table(prompt="{a} and {b}", variables={"b": range(7), "a": tuple(reversed(range(6)))})
    after = {item.prompt.replace("and", "∘"): item.key for item in every(reordered)}
    assert before.items() <= after.items()
    assert len(set(after.values())) == 42
    assert before["2 ∘ 4"] == "0ce835da66b1"


def test_another_deck_has_other_keys() -> None:
    assert not set(table().keys.tolist()) & set(table(deck="test-6").keys.tolist())


def test_where_leaves_combinations_out_before_anything_else_is_worked_out() -> None:
    items = table("a // b", where="b != 0", let={"c": say("a % b")[0]}, prompt="{a} {b} {c}")
    assert len(items) == 20
    assert "4 3 1" in by_prompt(items)


def test_let_may_use_what_was_let_before() -> None:
    items = table("c", let={"c": say("a * b")[0], "b": say("c + 1")[0]})
    assert items.item(6, (), RNG).prompt == "1 ∘ 2"


def test_an_expression_without_a_value_names_the_row() -> None:
    with pytest.raises(ExpressionError, match="where a = 0, b = 0"):
        table("a // b")


@pytest.mark.parametrize("unordered", [True, False])
def test_an_unordered_group_joins_both_orders_of_a_pair(unordered: bool) -> None:
    items = table(group=GroupSpec(unordered, say("a", "b")))
    at = by_prompt(items)
    assert (items.group_of[at["2 ∘ 4"]] == items.group_of[at["4 ∘ 2"]]) == unordered
    assert len(items.group_hashes) == (15 if unordered else 25)


def test_a_group_keeps_its_hash_when_items_are_added() -> None:
    small = table(group=GroupSpec(True, say("a", "b")))
    large = table(group=GroupSpec(True, say("a", "b")), variables={"b": range(9), "a": range(9)})
    hash_of = {prompt: large.group_hashes[large.group_of[i]] for prompt, i in by_prompt(large).items()}
    for prompt, i in by_prompt(small).items():
        assert hash_of[prompt] == small.group_hashes[small.group_of[i]]


def test_without_a_group_every_item_stands_alone() -> None:
    items = table()
    assert sorted(items.group_of.tolist()) == list(range(25))
    assert len(set(items.group_hashes.tolist())) == 25


def test_apart_gives_the_groups_of_one_value_one_hash() -> None:
    items = table(group=GroupSpec(True, say("a", "b")), apart=GroupSpec(False, say("answer")))
    hashes: dict[int, set[int]] = {}
    for code, group in zip(items.answer_codes.tolist(), items.group_of.tolist(), strict=True):
        hashes.setdefault(code, set()).add(int(items.apart_hashes[group]))
    assert all(len(each) == 1 for each in hashes.values())
    assert len(set(items.apart_hashes.tolist())) == 5
    assert len(items.apart_hashes) == len(items.group_hashes) == 15


def test_without_apart_each_group_is_kept_apart_by_itself() -> None:
    items = table(group=GroupSpec(True, say("a", "b")))
    assert np.array_equal(items.apart_hashes, items.group_hashes)


def test_a_group_with_two_values_of_apart_is_refused() -> None:
    with pytest.raises(TableError, match="one group"):
        table(group=GroupSpec(True, say("a", "b")), apart=GroupSpec(False, say("a")))


def test_parts_are_numbered_by_value_whichever_expression_gave_it() -> None:
    items = table(parts=say("a * 10", "b * 10", "answer"))
    assert items.parts.dtype == np.int32
    at = by_prompt(items)["2 ∘ 2"]
    assert items.parts[at, 0] == items.parts[at, 1] != items.parts[at, 2]
    assert set(items.parts.ravel().tolist()) == set(range(9))
    assert table().parts.shape == (25, 0)


def test_exceptions_and_the_balanced_column_are_read_off() -> None:
    items = table(exception=say("a == b")[0], match=say("a + answer")[0])
    assert items.exceptions.sum() == 5
    assert items.balance is not None
    assert items.balance[by_prompt(items)["2 ∘ 4"]] == 3.0
    assert not table().exceptions.any()
    assert table().balance is None


def test_chance_is_the_share_of_the_most_frequent_answer() -> None:
    years = {"variables": {"a": range(1, 401)}, "prompt": "{a}"}
    leap = table("1 if leap(a) else 2", kind=AnswerKind.CHOICE, choices=("yes", "no"), **years)
    assert leap.chance == 303 / 400
    assert table(chance=0.5).chance == 0.5
    assert table().item(3, (), RNG).chance == 0.2


def test_chance_of_several_right_answers_is_that_of_the_best_single_one() -> None:
    items = table(["0 * a", "a"], mode="any")
    assert items.chance == 1.0
    assert table(["a", "b"], mode="any").chance == 9 / 25
    assert table(["a", "b"], mode="set").chance == 2 / 25


def test_answer_codes_are_equal_for_equal_right_answers() -> None:
    for items in (table(), table(["a", "b"], mode="set"), table(["a", "b"], mode="any")):
        codes = items.answer_codes.tolist()
        accepts = [item.accepts for item in every(items)]
        assert len(set(codes)) == len(set(accepts)) == len(set(zip(codes, accepts, strict=True)))


def test_a_set_is_right_as_a_whole_and_read_with_commas() -> None:
    items = table(["a + 8", "b"], mode="set")
    item = items.item(by_prompt(items)["2 ∘ 4"], (), RNG)
    assert item.accepts == {"10 4"}
    assert item.right == "4, 10"
    assert items.field(()).form is AnswerForm.SET


def test_any_of_several_answers_is_right() -> None:
    items = table(["a", "b"], mode="any")
    item = items.item(by_prompt(items)["4 ∘ 2"], (), RNG)
    assert item.accepts == {"2", "4"}
    assert item.right == "2 or 4"


def test_a_choice_is_named_by_its_number_from_one() -> None:
    items = table("1 + (a > b)", kind=AnswerKind.CHOICE, choices=("not  more", "more"))
    item = items.item(by_prompt(items)["4 ∘ 2"], (), RNG)
    assert item.accepts == {"more"}
    assert item.choices == ("not more", "more")
    assert items.field(()).closed == {"1", "2"}


def test_the_numbers_of_choices_are_not_written_in_symbols() -> None:
    choices = ("p", "q", "r", "s")
    items = table(
        "a + b + 1",
        variables={"a": range(2), "b": range(3)},
        kind=AnswerKind.CHOICE,
        choices=choices,
        symbol_kind=SymbolKind.LETTERS,
    )
    symbols = symbols_for(SymbolKind.LETTERS, items.symbol_count, 0)
    assert symbols == ("a", "b", "c")
    assert items.field(symbols).closed == frozenset("1234")
    assert items.item(5, symbols, RNG).right == "s"


def test_the_field_takes_every_answer_of_every_wording() -> None:
    assert table().field(()).closed == frozenset("01234")
    asked = table(rephrasings=[("{a} ∘ ? = {answer}", "b")], variables={"a": range(5), "b": range(8)})
    assert asked.field(()).closed == frozenset("01234567")
    assert table("a - 3").field(()).alphabet == frozenset("-0123")


def test_a_field_of_many_answers_is_open() -> None:
    field = table("a * b - 1", variables={"a": range(50), "b": range(50)}).field(())
    assert field.closed is None
    assert field.alphabet == frozenset("-0123456789")
    assert table("a * b", variables={"a": range(50), "b": range(50)}).field(()).alphabet == frozenset("0123456789")


def test_values_are_written_in_the_runs_symbols() -> None:
    items = table(symbol_kind=SymbolKind.LETTERS)
    symbols = symbols_for(SymbolKind.LETTERS, items.symbol_count, 0)
    item = items.item(14, symbols, RNG)
    assert (item.prompt, item.right) == ("c ∘ e", "b")
    assert items.field(symbols).closed == frozenset("abcde")
    assert items.field(symbols).kind is AnswerKind.LETTERS


def test_symbols_reach_as_far_as_what_is_written_in_them() -> None:
    assert table().symbol_count == 0
    assert table("a * b", symbol_kind=SymbolKind.LETTERS).symbol_count == 17
    assert (
        table(
            "a", prompt="{a} {b:02}", variables={"a": range(3), "b": range(40)}, symbol_kind=SymbolKind.LETTERS
        ).symbol_count
        == 3
    )


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("has no values", {"variables": {"a": range(0)}, "answer": "a", "prompt": "{a}"}),
        ("has the value 3 twice", {"variables": {"a": (3, 1, 3), "b": (1,)}}),
        ("too large for 64 bits", {"variables": {"a": (2**63,), "b": (1,)}}),
        ("leaves no item", {"where": "a > 9"}),
        ("cannot be written as a letter", {"answer": "a - 3", "symbol_kind": SymbolKind.LETTERS}),
        ("in two letters", {"answer": "a * 1000", "symbol_kind": SymbolKind.LETTERS}),
        ("choices from 1 to 2", {"kind": AnswerKind.CHOICE, "choices": ("x", "y")}),
        ("more than one key", {"answer": "a + 8", "kind": AnswerKind.KEY}),
        ("more than one key", {"answer": "a * 9", "kind": AnswerKind.KEY, "symbol_kind": SymbolKind.LETTERS}),
        ("can only be typed", {"answer": ("a", "b"), "mode": "set", "kind": AnswerKind.KEY}),
        ("asks for b and shows it", {"rephrasings": [("{b}?", "b")]}),
    ],
)
def test_a_table_that_cannot_be_drilled_is_refused(words: str, options: dict[str, Any]) -> None:
    with pytest.raises(TableError, match=words) as caught:
        table(**options)
    assert caught.value.mend


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("64 bits", {"variables": {"a": range(10**30), "b": range(2)}}),
        ("combinations", {"variables": {"a": range(-(2**63), 2**63), "b": range(2)}}),
        ("combinations", {"variables": {"a": range(1500), "b": range(1500)}}),
        ("combinations", {"variables": {"a": range(5000), "b": range(5000)}, "where": "a < 0"}),
        ("leaves more than", {"variables": {"a": range(4000), "b": range(4000)}, "where": "a >= 0"}),
        ("too long", {"variables": {"a": range(4000), "b": range(4000)}, "where": "+".join("a" * 1000)}),
        ("too many expressions", {"variables": {"a": range(1400), "b": range(1400)}, "parts": say(*["a"] * 30)}),
    ],
)
def test_a_table_too_large_for_memory_or_patience_is_refused(words: str, options: dict[str, Any]) -> None:
    with pytest.raises(TableError, match=words):
        table(**options)


def test_columns_are_read_only() -> None:
    items = table(match=say("a")[0], parts=say("a"), group=GroupSpec(True, say("a", "b")))
    assert items.balance is not None
    for array in (items.keys, items.group_of, items.group_hashes, items.parts, items.exceptions, items.answer_codes):
        assert not array.flags.writeable
    assert not items.balance.flags.writeable


def test_a_rephrasing_accepts_whatever_makes_its_statement_true() -> None:
    items = table("a * b % 6", variables={"a": range(6), "b": range(6)}, rephrasings=[("{a} ∘ ? = {answer}", "b")])
    item = items.rephrased(by_prompt(items)["3 ∘ 1"], 0, (), RNG)
    assert item is not None
    assert (item.prompt, item.presentation, item.accepts) == ("3 ∘ ? = 3", "r1", {"1", "3", "5"})
    assert item.right == "1 or 3 or 5"
    assert item.chance == 0.5
    assert item.key == items.item(by_prompt(items)["3 ∘ 1"], (), RNG).key


def test_a_rephrasing_that_every_value_answers_is_not_asked() -> None:
    items = table("a * b", rephrasings=[("{a} ∘ ? = {answer}", "b")])
    assert items.rephrased(by_prompt(items)["0 ∘ 1"], 0, (), RNG) is None


def test_a_rephrasing_may_ask_for_an_expression() -> None:
    items = table(rephrasings=[("{answer} ∘ 1 = ?", "(answer + 1) % 5")])
    item = items.rephrased(by_prompt(items)["2 ∘ 4"], 0, (), RNG)
    assert item is not None
    assert (item.prompt, item.accepts, item.chance) == ("1 ∘ 1 = ?", {"2"}, 0.2)


def test_a_correction_names_only_some_of_many_right_answers() -> None:
    items = table("a % 2", variables={"a": range(20)}, prompt="{a}", rephrasings=[("? gives {answer}", "a")])
    item = items.rephrased(0, 0, (), RNG)
    assert item is not None
    assert len(item.accepts) == 10
    assert item.right == "0 or 2 or 4 or 6 or 8 or 10 or ..."


@given(st.data())
def test_a_rephrasings_right_answers_and_chance_are_those_of_an_exhaustive_search(data: st.DataObject) -> None:
    p, q = data.draw(st.integers(2, 4)), data.draw(st.integers(2, 5))
    rule = data.draw(st.sampled_from(["a * b % 4", "a * a + b", "(a if b else 2) % 3", "max(a, b) + c"]))
    mode = data.draw(st.sampled_from(["one", "any"]))
    shown = data.draw(st.sampled_from(["{a} {answer}", "{c} {answer}", "{a} {c} {answer}", "{answer}", "{a}"]))
    where = data.draw(st.sampled_from([None, "a != b", "c > 0 or b > 0"]))
    rules = [rule, "b"] if mode == "any" else [rule]
    variables = {"a": range(p), "b": range(q), "c": range(2)}
    items = table(rules, mode=mode, prompt="{a},{b},{c}", where=where, variables=variables, rephrasings=[(shown, "b")])
    rows = [tuple(map(int, item.prompt.split(","))) for item in every(items)]
    answers = [[int(column[i]) for column in items.answers] for i in range(len(rows))]

    def stated(i: int, answer: int) -> str:
        a, _, c = rows[i]
        return shown.format(a=a, c=c, answer=answer)

    true_of: dict[str, set[int]] = {}
    for i, row in enumerate(rows):
        for answer in answers[i]:
            true_of.setdefault(stated(i, answer), set()).add(row[1])
    values = {b for _, b, _ in rows}
    right = [true_of[stated(i, answers[i][0])] for i in range(len(rows))]
    best = max(Counter(b for accepted in right for b in accepted).values()) / len(rows)
    for i, accepted in enumerate(right):
        item = items.rephrased(i, 0, (), RNG)
        if accepted == values or best > 0.99:
            assert item is None
        else:
            assert item is not None
            assert item.accepts == set(map(str, accepted))
            assert item.chance == pytest.approx(max(best, len(accepted) / len(values)))
