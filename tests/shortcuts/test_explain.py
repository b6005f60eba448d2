"""A shortcut explains a learner only where its answers are the learner's, also where they are wrong."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from benchmarks.decks import bundled_deck
from drillgrok.domains.movement.taps import Tap, written
from drillgrok.shortcuts.explain import UnseenAnswer, explained
from drillgrok.shortcuts.explanation import DIFFERING_LEAST, Explanation, HandHabit
from drillgrok.shortcuts.readings import Reading
from drillgrok.shortcuts.sights import Sight, Sights
from drillgrok.shortcuts.strategies import AnswerTable

WORDS = Reading()


def sights(count: int, seed: int) -> list[Sight]:
    """Words whose answer is told by the vowel, and in four of five by the last letter, too."""
    rng = Random(seed)
    made = []
    for _ in range(count):
        vowel = rng.choice("ae")
        last = ("k" if vowel == "a" else "t") if rng.random() < 0.8 else rng.choice("kt")
        before, after = ("".join(rng.choice("bdgmnlrszp") for _ in range(size)) for size in (4, 5))
        prompt = before + vowel + after + last
        made.append(Sight(prompt, (vowel,), cues={"vowel": vowel, "last letter": last}))
    return made


def verdict_on(answer: Callable[[Sight, Random], str], count: int = 100, seed: int = 1) -> Explanation | None:
    """What is found of somebody who answers so."""
    told, asked, rng = sights(200, seed), sights(count, seed + 1000), Random(seed)
    given = [answer(one, rng) for one in asked]
    answers = [
        UnseenAnswer(one, text, text in one.rights, given_before=(given[k - 1], given[k - 2]), right_before="")
        for k, (one, text) in enumerate(zip(asked, given, strict=True))
    ]
    return explained(answers, told, WORDS, guess=0.5, reads=frozenset({"vowel"}))


def by_rule(one: Sight, rng: Random) -> str:
    return one.rights[0] if rng.random() > 0.1 else rng.choice("ae")


def by_table(one: Sight, _rng: Random) -> str:
    return AnswerTable("last letter", WORDS, sights(200, 1)).answers(one)[0]


def test_a_table_that_is_right_in_nine_of_ten_explains_whoever_goes_by_it() -> None:
    found = verdict_on(by_table, count=200)
    assert found is not None
    assert (found.name, found.matches, found.holds_back, found.explains) == ("last letter", 200, True, True)


@pytest.mark.parametrize("seed", range(20))
def test_a_rule_holder_with_slips_is_told_from_the_table_after_some_differing_answers(seed: int) -> None:
    found = verdict_on(by_rule, count=200, seed=seed)
    assert found is None or (found.differing >= DIFFERING_LEAST and not found.holds_back and not found.explains)


def test_too_few_differing_answers_hold_back_and_say_how_many_are_missing() -> None:
    found = verdict_on(by_rule, count=20)
    assert found is not None
    assert found.holds_back
    assert not found.explains
    assert found.missing == DIFFERING_LEAST - found.differing > 0


def test_a_table_over_what_the_rule_reads_bars_nothing() -> None:
    found = verdict_on(lambda one, _rng: one.cues["vowel"], count=200)
    assert found is None or not found.holds_back


def test_one_key_is_a_habit_of_the_hand() -> None:
    found = verdict_on(lambda _one, _rng: "a")
    assert found is not None
    assert found.hand is HandHabit.ONE_KEY
    assert found.explains


def test_alternating_is_a_habit_of_the_hand() -> None:
    turn = iter("ae" * 100)
    found = verdict_on(lambda _one, _rng: next(turn))
    assert found is not None
    assert found.hand is HandHabit.ALTERNATING


@pytest.mark.parametrize("seed", range(10))
def test_a_coin_is_no_shortcut(seed: int) -> None:
    assert verdict_on(lambda _one, rng: rng.choice("ae"), seed=seed) is None


# Answers that are stored in another form than they are written in.


def tapped(keys: str, rng: Random) -> str:
    """Taps as a hand stores them, each at its own time."""
    return written(tuple(Tap(key, at * 240 + (rng.randrange(60) if at else 0)) for at, key in enumerate(keys)))


def taps_explained(answer: Callable[[Sight], str], name: str = "monsoon") -> Explanation | None:
    """What is found of somebody who taps so, in the deck's own items."""
    deck, rng = bundled_deck(name), Random(3)
    sights = Sights(deck, ())
    chosen = [sights.of(index) for index in rng.sample(range(len(deck.items)), 200)]
    asked = [(one, tapped(answer(one), rng)) for one in chosen[120:]]
    answers = [UnseenAnswer(one, text, one.is_right(text)) for one, text in asked]
    return explained(answers, chosen[:120], WORDS, guess=0.08, reads=frozenset())


@pytest.mark.parametrize("turns", ["fj", "jf"])
def test_tapping_two_keys_by_turns_is_seen_whatever_the_time_between_taps(turns: str) -> None:
    found = taps_explained(lambda one: (turns * 9)[: len(one.rights[0].replace(".", ""))])
    assert found is not None
    assert (found.matches, found.explains) == (80, True)
    assert found.tried < 60


def test_who_taps_what_is_right_is_explained_by_no_habit() -> None:
    found = taps_explained(lambda one: one.rights[0].replace(".", ""))
    assert found is None or not found.holds_back


@pytest.mark.parametrize("name", ["mistral", "monsoon", "passat", "sirocco", "sirocco-in-time", "zephyr"])
def test_taps_and_the_line_they_make_are_said_alike(name: str) -> None:
    deck, rng = bundled_deck(name), Random(5)
    for index in rng.sample(range(len(deck.items)), 5):
        sight = Sights(deck, ()).of(index)
        line = sight.rights[0]
        assert sight.said(tapped(line.replace(".", ""), rng)) == sight.said(line)
        assert sight.said("") == ""
