"""The dial: which step is offered after a pass, and which beside a deck that shows nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillgrok.planning.history import ChoiceKind, DayCount, DeckHistory
from drillgrok.planning.plan import Budget, LineKind
from drillgrok.planning.reasons import of_next_step
from drillgrok.planning.steps import after_this_pass
from drillgrok.planning.today import plan_day
from tests.planning.conftest import TODAY

Make = Callable[..., DeckHistory]
NAMES = ("moss", "fern", "reed", "sedge", "rush")
CHECKED = (DayCount(TODAY, 20, 60_000, 20, 18),)
"""Its check is behind it, and says nothing here."""


def dial(deck: Make, name: str = "Plants", names: tuple[str, ...] = NAMES, **known: dict) -> list[DeckHistory]:
    """Five steps, each with what is known of it."""
    return [
        deck(one, **{"dial": name, "step": step, "domain": "signs"} | known.get(one, {}))
        for step, one in enumerate(names, start=1)
    ]


def passed(answers: int, days_ago: int = 1, **known: object) -> dict:
    """A deck that was passed after so many answers."""
    return {
        "answers": {days_ago: answers},
        "passed": TODAY - days_ago,
        "answers_to_pass": answers,
        "checks": CHECKED,
    } | known


def offered(decks: list[DeckHistory]) -> tuple[str, str]:
    first = plan_day(decks, Budget(), TODAY).first
    assert first is not None
    return first.deck, first.reason


@pytest.mark.parametrize(
    ("answers", "deck_id", "how"),
    [
        (250, "reed", "Two steps up from Moss, passed yesterday within 300 answers."),
        (400, "fern", "One step up from Moss, which you passed yesterday."),
    ],
)
def test_after_a_pass_one_step_up_is_offered_and_two_after_a_quick_one(
    deck: Make, answers: int, deck_id: str, how: str
) -> None:
    found, reason = offered(dial(deck, moss=passed(answers)))
    assert found == deck_id
    assert reason == how


def test_three_hundred_answers_and_the_longest_exam_are_quick_still(deck: Make) -> None:
    assert offered(dial(deck, moss=passed(360)))[0] == "reed"
    assert offered(dial(deck, moss=passed(361)))[0] == "fern"


def test_nobody_goes_beyond_the_last_step(deck: Make) -> None:
    found, reason = offered(dial(deck, sedge=passed(250)))
    assert found == "rush"
    assert "One step up from Sedge" in reason


def test_past_the_last_step_comes_the_first_of_another_dial_of_the_same_domain(deck: Make) -> None:
    stones = ("flint", "slate")
    decks = [
        *dial(deck, "Far", ("owl", "crow"), owl={"domain": "words"}),
        *dial(deck, rush=passed(900)),
        *dial(deck, "Stones", stones),
    ]
    found, reason = offered(decks)
    assert found == "flint"
    assert reason == "New to you: the first step of Stones, after Rush, which you passed yesterday."


def test_a_dial_of_which_something_was_begun_is_not_begun_from_below(deck: Make) -> None:
    decks = [*dial(deck, rush=passed(900)), *dial(deck, "Stones", ("flint", "slate"), slate=passed(500, days_ago=9))]
    assert offered([*decks, *dial(deck, "Far", ("owl", "crow"))])[0] == "owl"


def test_the_newest_pass_decides_where_the_dial_stands(deck: Make) -> None:
    assert offered(dial(deck, moss=passed(250, days_ago=5), reed=passed(800)))[0] == "sedge"


def test_what_is_set_aside_is_not_offered(deck: Make) -> None:
    aside = {"chosen": ChoiceKind.SET_ASIDE}
    assert offered(dial(deck, moss=passed(250), reed=aside))[0] == "sedge"
    assert offered(dial(deck, moss=passed(400), fern=aside))[0] == "reed"
    assert offered(dial(deck, reed=passed(250), sedge={}, rush=aside))[0] == "sedge"


def test_a_deck_without_a_dial_leads_to_the_one_that_it_names(deck: Make) -> None:
    decks = [deck("lantern-31", next="lantern-97", **passed(250)), deck("lantern-97"), *dial(deck)]
    assert offered(decks) == ("lantern-97", "New to you: it follows Lantern-31, which you passed yesterday.")


def test_the_end_of_an_exam_says_what_its_pass_leads_to(deck: Make) -> None:
    quick = dial(deck, moss={"answers": {0: 300}})
    slow = dial(deck, moss={"answers": {0: 331}})
    said = [after_this_pass(decks, "moss", 30, TODAY) for decks in (quick, slow)]
    assert [of_next_step(one) for one in said if one] == [
        "Next, if you like: Reed, two steps up.",
        "Next, if you like: Fern, one step up.",
    ]
    assert after_this_pass([deck("lone", {0: 300})], "lone", 30, TODAY) is None


# Beside a deck that shows nothing.


def long_without(answers: int, **known: object) -> dict:
    return {"answers": {3: answers - 300, 1: 300}, "phase": "plateau"} | known


def beside(decks: list[DeckHistory]) -> list[tuple[str, LineKind]]:
    return [(line.deck, line.kind) for line in plan_day(decks, Budget(), TODAY).offers]


def test_after_ten_thousand_answers_without_a_sign_one_step_down_is_offered_beside_the_deck(deck: Make) -> None:
    decks = dial(deck, reed=long_without(10_000))
    plan = plan_day(decks, Budget(), TODAY)
    assert [(line.deck, line.kind) for line in plan.lines] == [("reed", LineKind.MAIN)]
    assert [(line.deck, line.kind, line.answers) for line in plan.offers] == [("fern", LineKind.SISTER, 100)]
    assert plan.offers[0].reason == (
        "Or one step down: 10,000 answers on Reed have shown nothing yet. It waits as it is."
    )
    assert beside(dial(deck, reed=long_without(9_999))) == []


def test_the_offer_is_nothing_that_waits(deck: Make) -> None:
    tired = dial(deck, reed=long_without(10_400, told_to_rest=TODAY))
    plan = plan_day(tired, Budget(), TODAY)
    assert (plan.lines, plan.is_open) == ((), False)


@pytest.mark.parametrize("phase", ["shifting", "grokked"])
def test_a_sign_of_the_rule_keeps_the_offer_away(deck: Make, phase: str) -> None:
    assert beside(dial(deck, reed=long_without(12_000, phase=phase))) == []


def test_the_offer_leaves_out_what_is_passed_set_aside_or_put_off_and_ends_at_the_first_step(deck: Make) -> None:
    stuck = long_without(10_000)
    assert beside(dial(deck, reed=stuck, fern=passed(500, days_ago=40))) == [("moss", LineKind.SISTER)]
    assert beside(dial(deck, reed=stuck, fern={"chosen": ChoiceKind.SET_ASIDE})) == [("moss", LineKind.SISTER)]
    assert beside(dial(deck, reed=stuck, fern={"skipped": TODAY})) == [("moss", LineKind.SISTER)]
    assert beside(dial(deck, moss=stuck)) == []
    assert beside([deck("lone", **stuck)]) == []


def test_a_deck_of_the_same_rule_is_not_offered_for_the_same_day(deck: Make) -> None:
    decks = [deck("twin-1", dial="Twins", step=1), deck("twin-2", dial="Twins", step=2, **long_without(10_000))]
    assert beside(decks) == []
