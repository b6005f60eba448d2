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
    assert in_its_script("atte", {"atte"}, "あう") == "atte"
    assert in_its_script("7", {"7"}, "3 + 4") == "7"
