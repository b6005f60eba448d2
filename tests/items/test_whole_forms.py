"""A gap is filled with what the answer stands for, in the script of the prompt."""

import pytest

from drillgrok.items.whole_forms import in_its_script, whole_form


@pytest.mark.parametrize(
    ("prompt", "answer", "form"),
    [
        ("aamu → …ss_\n1 a · 2 ä", "2", "aamussä"),
        ("ad → adl_r", "a", "adlar"),
        ("ad → ad…", "dan", "addan"),
        ("börek → böreğ_m\n1 ı · 2 i", "2", "böreğim"),
        ("가게_\n1 은 · 2 는", "2", "가게는"),
        ("aamu → aamu…\n1 a · 3 ta", "3", "aamuta"),
        ("KKKP_", "T", "KKKPT"),
        ("abiru, abimasu → abi…", "te", "abite"),
        ("3 + 4", "7", "7"),
        ("a _ b _", "x", "x"),
        ("aamu → …ss_\n1 a · 2 ä", "9", "aamuss9"),
    ],
)
def test_a_gap_is_filled(prompt: str, answer: str, form: str) -> None:
    assert whole_form(prompt, answer) == form


def test_the_right_answer_is_written_as_the_prompt_is_where_it_can_be() -> None:
    assert in_its_script("atte", {"atte", "あって"}, "あう、あいます") == "あって"
    assert in_its_script("atte", {"atte"}, "あう") == "あって"
    assert in_its_script("7", {"7"}, "3 + 4") == "7"
    assert in_its_script("ate", (), "あう、あいます") == "あて"
    assert in_its_script("yes", (), "3 → 4") == "yes"


@pytest.mark.parametrize(
    ("latin", "hangul"),
    [
        ("eun", "은"),
        ("neun", "는"),
        ("i", "이"),
        ("ga", "가"),
        ("eul", "을"),
        ("reul", "를"),
        ("euro", "으로"),
        ("ro", "로"),
    ],
)
def test_a_romanised_ending_stands_in_hangul_beside_a_word_in_hangul(latin: str, hangul: str) -> None:
    assert in_its_script(latin, (), "가게") == hangul
    assert whole_form("가게 → 가게…", in_its_script(latin, (), "가게 → 가게…")) == f"가게{hangul}"


def test_what_is_no_romanisation_stays_as_it_is() -> None:
    assert in_its_script("xyz", (), "가게") == "xyz"
    assert in_its_script("yes", (), "가게가 — yes or no") == "yes"
