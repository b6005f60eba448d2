"""What a blind answer is worth, and whether items can be asked and answered at all."""

from __future__ import annotations

from typing import Any

import pytest

from drillgrok.audit.chance import answers_needed
from drillgrok.audit.finding import Severity


@pytest.mark.parametrize(("chance", "most"), [(0.1, 5), (0.25, 8), (0.5, 21)])
def test_a_better_guess_needs_more_unseen_answers(chance: float, most: int) -> None:
    assert answers_needed(chance) <= most < answers_needed(chance + 0.2)


def test_answers_needed_stay_finite_where_guessing_is_as_good_as_knowing() -> None:
    assert answers_needed(0.99) == answers_needed(0.89) > 1000


def test_many_answers_are_in_order_two_are_worth_a_note_and_a_lopsided_pair_a_warning(
    table_deck: Any, found: Any
) -> None:
    for answer, severity in (("(a + b) % 31", "ok"), ("(a + b) % 2", "note"), ("1 if a == b else 0", "warn")):
        finding = found(table_deck("{a: 0..30, b: 0..30}", answer))["chance.guess"]
        assert finding.severity == severity
        assert bool(finding.mend) is (severity != "ok")


def test_one_answer_for_everything_is_no_drill(table_deck: Any, found: Any) -> None:
    commonest = found(table_deck("{a: 0..30, b: 0..30}", "0 * a + 7"))["chance.commonest"]
    assert commonest.severity is Severity.WARN
    assert commonest.numbers == {"answers": 1, "commonest": 1.0}


def test_a_stated_chance_below_the_commonest_answer_is_a_warning(table_deck: Any, found: Any) -> None:
    said = found(table_deck("{a: 0..30, b: 0..30}", "(a + b) % 2", more="chance: 0.1"))["chance.commonest"]
    assert said.severity is Severity.WARN
    assert said.numbers["stated"] == pytest.approx(0.1)
    worked_out = found(table_deck("{a: 0..30, b: 0..30}", "(a + b) % 2"))["chance.commonest"]
    assert worked_out.severity is Severity.OK


def test_prompts_that_hide_a_value_the_answer_needs_conflict(table_deck: Any, found: Any) -> None:
    hidden = found(table_deck("{a: 0..9, b: 0..9}", "(a + b) % 10", prompt="{a}"))["chance.prompts"]
    assert hidden.severity is Severity.WARN
    assert hidden.numbers == {"repeated": 90, "conflicting": 90}
    idle = found(table_deck("{a: 0..9, b: 0..9}", "a", prompt="{a}"))["chance.prompts"]
    assert (idle.severity, idle.numbers["conflicting"]) == (Severity.NOTE, 0)
    whole = found(table_deck("{a: 0..9, b: 0..9}", "(a + b) % 10"))["chance.prompts"]
    assert whole.severity is Severity.OK


def test_prompts_that_differ_in_case_alone_conflict_when_their_answers_differ(list_deck: Any, found: Any) -> None:
    rows = [f"word {'abcdefghij'[k]},{k}" for k in range(10)]
    assert found(list_deck(*rows, "WORD a,0"))["chance.prompts"].severity is Severity.NOTE
    assert found(list_deck(*rows, "WORD a,3"))["chance.prompts"].severity is Severity.WARN


def test_answers_that_no_key_gives_are_named(list_deck: Any, found: Any) -> None:
    rows = [f"word {sign},{sign}" for sign in "abcdefgh"]
    assert found(list_deck(*rows))["chance.keys"].severity is Severity.OK
    zero_width = found(list_deck(*rows, "word i,x\u200by"))["chance.keys"]
    assert zero_width.severity is Severity.WARN
    assert zero_width.numbers["never"] == 1


def test_answers_with_rare_signs_are_noted_unless_a_plain_spelling_is_accepted(list_deck: Any, found: Any) -> None:
    noted = found(list_deck("sun,şems", "moon,ay"))["chance.keys"]
    assert (noted.severity, noted.numbers["strange"]) == (Severity.NOTE, 1)
    assert "ş" in noted.says
    assert found(list_deck("sun,şems,sems", "moon,ay,", header="prompt,answer,accept"))["chance.keys"].severity == "ok"


def test_long_answers_are_noted(list_deck: Any, found: Any) -> None:
    assert found(list_deck("sun,the star that we see by day", "moon,m"))["chance.keys"].numbers["long"] == 1
