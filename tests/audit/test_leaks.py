"""What would give an answer or the rule away: each leak in a deck that has it, and none in one that has not."""

from __future__ import annotations

from random import Random
from string import ascii_lowercase
from typing import Any

import pytest

from drillgrok.audit.finding import Severity
from drillgrok.audit.luck import beyond_luck

SIDE = "{a: 0..22, b: 0..22}"


@pytest.mark.parametrize(
    ("answer", "group"),
    [
        ("(a + b) % 23", "{unordered: [a, b]}"),
        ("(a * a + 3 * b) % 23", "[a * a % 23, b]"),
        ("(a * a + a * b * 3) % 23", "min(23 * a + b, 23 * ((23 - a) % 23) + (23 - b) % 23)"),
    ],
)
def test_a_swap_or_turned_signs_leak_until_the_groups_state_them(
    table_deck: Any, found: Any, answer: str, group: str
) -> None:
    leaking = found(table_deck(SIDE, answer))["leaks.twins"]
    assert leaking.severity is Severity.WARN
    assert leaking.numbers["known"] > 0.4
    assert "group" in leaking.mend
    assert found(table_deck(SIDE, answer, inside=f"group: {group}"))["leaks.twins"].severity is Severity.OK


KINDS = {
    "equal values in another place": (
        "{a: 0..10, b: 0..10, c: 0..10}",
        "(a * a * b + b * b * c + c * c * a) % 11",
        "a, b, c all moved on",
        "min(121 * a + 11 * b + c, min(121 * b + 11 * c + a, 121 * c + 11 * a + b))",
    ),
    "equal values in the opposite order": (
        "{a: 0..10, b: 0..10, c: 0..10, d: 0..10}",
        "(a * b ** 3 + d * c ** 3 + 2 * a * d + b + c) % 11",
        "a, b, c, d in the opposite order",
        "min(1331 * a + 121 * b + 11 * c + d, 1331 * d + 121 * c + 11 * b + a)",
    ),
    "a period": ("{a: 0..57, b: 0..22}", "(a * a * a + a * b) % 23", "a + 23 in the place of a", "[a % 23, b]"),
    "values that stand for each other": (
        "{a: [2, 3, 5, 9, 11, 4, 7], b: 0..22}",
        "(b * b * b + b * (5 if a == 9 else 4 if a == 11 else a)) % 23",
        "a 4 and 11, 5 and 9 in each other's place",
        "[5 if a == 9 else 4 if a == 11 else a, b]",
    ),
}
"""Kind of change -> a table, an answer that the change leaves, what is said of it, and the group that states it."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_near_copy_leaks_until_the_groups_or_apart_state_it(table_deck: Any, found: Any, kind: str) -> None:
    table, answer, words, group = KINDS[kind]
    prompt = " ".join(f"{{{name}}}" for name in "abcd" if f"{name}: " in table)
    leaking = found(table_deck(table, answer, prompt=prompt))["leaks.twins"]
    assert leaking.severity is Severity.WARN
    assert words in leaking.says
    assert leaking.numbers["known"] > 0.1
    for key in ("group", "apart"):
        stated = found(table_deck(table, answer, prompt=prompt, inside=f"{key}: {group}"))
        assert stated["leaks.twins"].severity is Severity.OK


def test_the_share_given_away_is_that_of_all_held_out_items(table_deck: Any, found: Any) -> None:
    """Two of seven values stand for each other, and about six of ten of their twins are practised."""
    table, answer = "{a: 0..6, b: 0..40}", "(b * b * b + b * (5 if a == 6 else a)) % 41"
    leaking = found(table_deck(table, answer))["leaks.twins"]
    assert 0.1 < leaking.numbers["known"] < 0.25
    assert leaking.numbers["together"] == leaking.numbers["known"]


def test_a_constant_moved_from_one_value_to_another_is_noted(table_deck: Any, found: Any) -> None:
    deck = table_deck(
        "{a: 0..9, b: 0..9, c: 0..9}",
        "(a + b + 3 * c) % 10",
        prompt="{a} {b} {c}",
        inside='group: ["min(a, b)", "max(a, b)", c]',
    )
    noted = found(deck)["leaks.twins"]
    assert noted.severity is Severity.NOTE
    assert "a + 1 and b - 1" in noted.says


@pytest.mark.parametrize("answer", ["(a + b) % 23", "(a - b) % 23", "a + b"])
def test_a_change_that_reaches_all_items_of_an_answer_is_the_rule_and_no_leak(
    table_deck: Any, found: Any, answer: str
) -> None:
    one_side = "min(23 * a + b, min(23 * b + a, min(23 * (22 - a) + 22 - b, 23 * (22 - b) + 22 - a)))"
    says = found(table_deck(SIDE, answer, inside=f"group: {one_side}"))["leaks.twins"].says
    assert "+ 1" not in says


def test_a_change_that_keeps_the_answer_in_some_rows_alone_is_no_symmetry(table_deck: Any, found: Any) -> None:
    answer = "(a + b) % 23 if a % 2 == b % 2 else (3 * a + b * b) % 23"
    assert found(table_deck(SIDE, answer))["leaks.twins"].severity is Severity.OK


def test_copying_what_is_nearly_the_same_is_noted_with_what_it_gets(table_deck: Any, found: Any) -> None:
    networks = "h - h % shl(1, 8 - p)"
    noted = found(table_deck("{h: 0..255, p: 1..7}", networks, prompt="{h}/{p}", inside="group: [p, answer]"))
    assert noted["leaks.copies"].severity is Severity.NOTE
    assert "p + 1 in the place of p" in noted["leaks.copies"].says
    assert noted["leaks.copies"].numbers["copied"] > 0.3
    stated = found(table_deck("{h: 0..255, p: 1..7}", networks, prompt="{h}/{p}", inside="group: answer"))
    assert stated["leaks.copies"].severity is Severity.OK
    assert found(table_deck(SIDE, "(a * a * a + a * b) % 23"))["leaks.copies"].severity is Severity.OK


def test_few_rows_that_agree_by_luck_are_no_symmetry() -> None:
    assert beyond_luck(20, 20, by_luck=0.1, tried=1000)
    assert not beyond_luck(3, 3, by_luck=0.1, tried=1000)
    assert not beyond_luck(170, 200, by_luck=0.1, tried=1000)
    assert not beyond_luck(20, 20, by_luck=0.6, tried=1000)


def test_what_only_those_see_who_know_the_rule_is_noted(table_deck: Any, found: Any) -> None:
    both_turned = "min(16 * a + b, 16 * ((16 - b) % 16) + (16 - a) % 16)"
    deck = table_deck("{a: 0..15, b: 0..15}", "(a + 15 * b) % 16", inside=f"group: {both_turned}")
    noted = found(deck)["leaks.twins"]
    assert noted.severity is Severity.NOTE
    assert "the answer give" in noted.says


def test_a_rule_without_symmetry_has_no_twins(table_deck: Any, found: Any) -> None:
    assert found(table_deck(SIDE, "(a * a * a + a * b) % 23"))["leaks.twins"].severity is Severity.OK


def test_a_deck_that_nearly_always_has_one_answer_is_not_called_symmetric(table_deck: Any, found: Any) -> None:
    assert found(table_deck(SIDE, "1 if 3 * a == b else 0"))["leaks.twins"].severity is Severity.OK


def names(count: int) -> list[str]:
    rng = Random(count)
    return ["".join(rng.choices(ascii_lowercase, k=6)) for _ in range(count)]


def test_rows_that_ask_the_same_in_another_order_are_twins_until_they_share_a_group(list_deck: Any, found: Any) -> None:
    pairs = [(left, right, str(k % 9)) for k, (left, right) in enumerate(zip(names(80), names(81)[1:], strict=True))]
    rows = [row for a, b, c in pairs for row in (f"{a} + {b},{c},{a}", f"{b} + {a},{c},{a}")]
    leaking = found(list_deck(*rows, header="prompt,answer,first"))["leaks.twins"]
    assert (leaking.severity, leaking.numbers["found"]) == (Severity.WARN, 80)
    assert found(list_deck(*rows, header="prompt,answer,group"))["leaks.twins"].severity is Severity.OK


def test_a_word_list_asked_both_ways_gives_itself_away(list_deck: Any, found: Any) -> None:
    pairs = list(zip(names(60), names(61)[1:], strict=True))
    both = list_deck(*(f"{a},{b}" for a, b in pairs), *(f"{b},{a}" for a, b in pairs))
    assert found(both)["leaks.twins"].numbers["found"] == 60
    assert found(list_deck(*(f"{a},{b}" for a, b in pairs)))["leaks.twins"].severity is Severity.OK


def test_words_to_be_kept_back_are_looked_for_in_all_that_is_shown(table_deck: Any, found: Any) -> None:
    deck = table_deck("{a: 0..9, b: 0..9}", "max(a, b)", prompt="Maxima of {a}, {b}", more="never_say: [maxim]")
    told = found(deck)["leaks.words"]
    assert told.severity is Severity.WARN
    assert "prompts: 'maxim'" in told.says
    kept = found(table_deck("{a: 0..9, b: 0..9}", "max(a, b)", more="never_say: [maxim]"))["leaks.words"]
    assert kept.severity is Severity.OK


def test_a_quotation_of_the_rule_is_found_and_missing_never_say_is_noted(table_deck: Any, found: Any) -> None:
    about = "about: Take the greater one and forget the rest."
    quoted = found(table_deck("{a: 0..9, b: 0..9}", "max(a, b)", more=about))["leaks.words"]
    assert quoted.severity is Severity.WARN
    assert "'take the greater one and'" in quoted.says
    assert found(table_deck("{a: 0..9, b: 0..9}", "max(a, b)"))["leaks.words"].severity is Severity.NOTE


def test_the_length_of_a_prompt_may_tell_the_answer(list_deck: Any, found: Any) -> None:
    words = names(200)
    by_length = [f"{word * (1 + k % 2)},{'ab'[k % 2]}" for k, word in enumerate(words)]
    told = found(list_deck(*by_length))["leaks.length"]
    assert (told.severity, told.numbers["by_length"]) == (Severity.WARN, 1.0)
    even = [f"{word},{'ab'[k % 2]}" for k, word in enumerate(words)]
    assert found(list_deck(*even))["leaks.length"].severity is Severity.OK


def test_a_file_sorted_by_answer_is_noted(list_deck: Any, found: Any) -> None:
    words = names(100)
    assert found(list_deck(*(f"{word},{'abcd'[k // 25]}" for k, word in enumerate(words))))["leaks.order"].mend
    assert not found(list_deck(*(f"{word},{'abcd'[k % 4]}" for k, word in enumerate(words))))["leaks.order"].mend


def test_the_place_or_length_of_the_right_choice_may_tell_it(list_deck: Any, found: Any) -> None:
    words, rng = names(120), Random(1)

    def deck(*, placed: bool, longest: bool) -> Any:
        rows = []
        for k, word in enumerate(words[:60]):
            offered = [word * (2 if longest else 1), words[60 + k], words[119 - k], "".join(reversed(word))]
            choices = offered if placed else rng.sample(offered, 4)
            rows.append(f"{word} is,{offered[0]},{'|'.join(choices)}")
        return list_deck(*rows, header="prompt,answer,choices", more="answers: choice")

    assert found(deck(placed=True, longest=False))["leaks.choices"].severity is Severity.WARN
    assert found(deck(placed=False, longest=True))["leaks.choices"].severity is Severity.WARN
    assert found(deck(placed=False, longest=False))["leaks.choices"].severity is Severity.OK


def test_prompts_of_signs_alone_are_no_twins(list_deck: Any, found: Any) -> None:
    rows = [f"{'~' * (k // 6 + 1)}{'*' * (k % 6)},{k % 2}" for k in range(60)]
    assert found(list_deck(*rows))["leaks.twins"].severity is Severity.OK


def test_very_large_values_are_no_mistake(table_deck: Any, found: Any) -> None:
    deck = table_deck("{a: [0, 999999999999, 888888888888], b: 0..9}", "(a + b) % 10")
    assert found(deck)["leaks.twins"].severity is Severity.OK
