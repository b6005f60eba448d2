"""Is there a rule to grok? What is said of decks that have one, and of lists that have none."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.audit.examine import examine, examine_sealed, examine_work
from drillgrok.audit.finding import Finding, Severity
from drillgrok.audit.models import matrix, network_score, scores
from drillgrok.audit.rule import (
    GROUPS_LEAST,
    MOST_LEARNT,
    LabelledRows,
    RuleAnswer,
    RuleVerdict,
    drawn_rows,
    finding,
    rule_work,
    seek,
)
from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import plain_items
from drillgrok.model.deck import Deck

WORDS = Path(__file__).parents[2] / "oracles" / "words"


def rows_of(pairs: list[tuple[str, str]]) -> LabelledRows:
    return LabelledRows([prompt for prompt, _ in pairs], [[answer] for _, answer in pairs], np.arange(len(pairs)))


def judged(rows: LabelledRows) -> RuleVerdict:
    return seek(rows, lambda _items: None)


def bundled_rows(deck_id: str, groups: int = 200) -> LabelledRows:
    """So many groups of a bundled list."""
    deck = read_deck(load_source(next(bundled("decks").glob(f"*/{deck_id}.yaml"))))
    items = plain_items(deck.items)
    assert isinstance(items, ListItems)
    rows = drawn_rows(deck, items, seed=1)
    kept = np.flatnonzero(np.unique(rows.groups, return_inverse=True)[1] < groups)
    return LabelledRows([rows.prompts[k] for k in kept], [rows.rights[k] for k in kept], rows.groups[kept])


def shuffled(rows: LabelledRows) -> LabelledRows:
    return LabelledRows(rows.prompts, Random(1).sample(list(rows.rights), len(rows.rights)), rows.groups)


@pytest.fixture(scope="module")
def spanish() -> list[tuple[str, str]]:
    with (WORDS / "english-spanish.csv").open(encoding="utf-8", newline="") as file:
        return [(row["prompt"], row["answer"]) for row in csv.DictReader(file)]


# Tables and domains.


def test_a_table_has_a_rule_by_construction(table_deck: Any, found: Any) -> None:
    findings = found(table_deck("{a: 0..30, b: 0..30}", "(a + b) % 31"))
    assert findings["rule.made"].severity is Severity.OK
    assert findings["rule.length"].numbers == {"length": 7, "groups": 961, "groups_per_sign": pytest.approx(961 / 7)}


def test_helper_values_count_when_the_answer_uses_them(table_deck: Any, found: Any) -> None:
    deck = table_deck("{a: 0..30, b: 0..30}", "d % 31", inside='let: {c: a * b, d: c + 1, e: "9 * a"}')
    assert found(deck)["rule.length"].numbers["length"] == 3 + 3 + 3


def test_an_expression_as_long_as_its_table_is_a_list_in_disguise(table_deck: Any, found: Any) -> None:
    answer = "7 if a == 0 else 3 if a == 1 else 9 if a == 2 else 4 if a == 3 else 1"
    length = found(table_deck("{a: 0..5, b: 0..1}", answer))["rule.length"]
    assert length.severity is Severity.WARN
    assert "list in disguise" in length.says


def test_a_domain_makes_its_answers_by_its_own_rule(found: Any) -> None:
    deck = read_deck(load_source(bundled("decks") / "perception" / "counterfeit-coins.yaml"))
    assert found(deck)["rule.made"].severity is Severity.OK
    assert rule_work(deck) == 0


# Lists.


@pytest.mark.parametrize("deck_id", ["finnish-in", "japanese-te-kana", "arabic-the-whole", "spanish-mark"])
def test_a_bundled_list_is_found_to_hold_a_rule_and_its_shuffled_copy_none(deck_id: str) -> None:
    rows = bundled_rows(deck_id)
    verdict = judged(rows)
    assert verdict.answer is RuleAnswer.FOUND
    assert verdict.held_out > 0.85
    assert judged(shuffled(rows)).answer is RuleAnswer.NONE


def test_a_vocabulary_looks_like_a_word_list(spanish: list[tuple[str, str]]) -> None:
    said = finding(judged(rows_of(spanish)), len(spanish))
    assert said.severity is Severity.WARN
    assert "looks like a word list" in said.says
    assert "spaced-repetition" in said.mend


def test_of_too_few_words_nothing_can_be_said(spanish: list[tuple[str, str]]) -> None:
    few = judged(rows_of(spanish[: GROUPS_LEAST - 1]))
    assert few.answer is RuleAnswer.UNCLEAR
    assert str(GROUPS_LEAST) in finding(few, few.learnt.items).says


def test_of_dates_and_digits_it_is_never_said_that_they_hold_no_rule() -> None:
    rng = Random(3)
    days = [date(1950, 1, 1) + timedelta(days=rng.randrange(36_500)) for _ in range(200)]
    verdict = judged(rows_of([(f"{day.isoformat()} {k}", f"{day:%A}") for k, day in enumerate(days)]))
    assert verdict.answer is RuleAnswer.UNCLEAR
    assert "digits, dates" in finding(verdict, 200).says


def test_half_a_rule_is_no_rule_and_no_word_list() -> None:
    with (WORDS / "german-articles.csv").open(encoding="utf-8", newline="") as file:
        verdict = judged(rows_of([(row["prompt"], row["answer"]) for row in csv.DictReader(file)]))
    assert verdict.answer is RuleAnswer.UNCLEAR
    assert verdict.in_part
    assert "in part" in finding(verdict, verdict.learnt.items).says


def test_one_change_that_makes_every_answer_is_a_rule(spanish: list[tuple[str, str]]) -> None:
    verdict = judged(rows_of([(prompt, f"{prompt}ing") for prompt, _ in spanish]))
    assert (verdict.answer, verdict.held_out) == (RuleAnswer.FOUND, 1.0)


def test_one_answer_for_everything_is_no_rule_that_could_be_found(spanish: list[tuple[str, str]]) -> None:
    assert judged(rows_of([(prompt, "yes") for prompt, _ in spanish])).answer is RuleAnswer.UNCLEAR


def test_pictures_positions_and_sounds_cannot_be_told(list_deck: Any) -> None:
    deck = list_deck(
        "one,e2e4,rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1",
        "two,d2d4,rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 2",
        header="prompt,answer,fen",
        more="show: {board: fen}",
    )
    said = {finding.id: finding for finding in examine(deck, lambda _items: None)}["rule.sought"]
    assert said.severity is Severity.NOTE
    assert "cannot tell" in said.says.casefold()


# How it is done.


def test_the_same_seed_gives_the_same_verdict(spanish: list[tuple[str, str]]) -> None:
    rows = rows_of([(prompt, str(prompt[-1:] in "aeiou")) for prompt, _ in spanish])
    assert judged(rows) == judged(rows)


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=6), st.sampled_from("ab"), st.integers(0, 40)), max_size=60),
    st.booleans(),
)
def test_no_list_however_strange_ends_in_anything_but_a_verdict(rows: list[tuple[str, str, int]], apart: bool) -> None:
    prompts = [prompt for prompt, _, _ in rows]
    rights = [[f"{prompt}{answer}" if apart else answer] for prompt, answer, _ in rows]
    verdict = judged(LabelledRows(prompts, rights, np.asarray([group for _, _, group in rows], np.int64)))
    assert 0 <= verdict.held_out <= 1
    assert verdict.learnt.items == len(rows)
    assert finding(verdict, len(rows)).says


def test_a_class_that_one_fold_never_saw_is_simply_missed() -> None:
    rows = rows_of([(f"{'abcdefghij'[k % 10]}{k}", "rare" if k in {3, 7} else "usual") for k in range(40)])
    assert judged(rows).answer is RuleAnswer.UNCLEAR


def test_exceptions_are_not_learnt_and_a_large_list_is_sampled_by_whole_groups(list_deck: Any) -> None:
    lines = [f"w{k}x{side},{k % 3},{k},{'yes' if k % 10 == 0 else 'no'}" for k in range(1500) for side in "ab"]
    deck = list_deck(*lines, header="prompt,answer,group,odd", more="exception: odd")
    rows = drawn_rows(deck, deck.items, seed=1)
    assert len(rows.prompts) == MOST_LEARNT
    assert np.bincount(np.unique(rows.groups, return_inverse=True)[1]).tolist() == [2] * (MOST_LEARNT // 2)
    assert not [prompt for prompt in rows.prompts if int(prompt[1:-2]) % 10 == 0]
    assert drawn_rows(deck, deck.items, seed=1).prompts == rows.prompts != drawn_rows(deck, deck.items, seed=2).prompts


def test_progress_adds_up_to_what_was_announced(list_deck: Callable[..., Deck]) -> None:
    rng = Random(1)
    words = {"".join(rng.choices("abdeiklmno", k=7)) for _ in range(100)}
    deck = list_deck(*(f"{word},{rng.choice('xyz')}" for word in sorted(words)))
    told: list[int] = []
    examine(deck, told.append)
    assert sum(told) == examine_work(deck)


def test_models_see_nothing_in_shuffled_classes_and_everything_in_a_plain_feature() -> None:
    classes = np.repeat(np.arange(3), 100)
    rng = Random(1)
    prompts = [f"{'abc'[kind]} {' '.join(rng.choices('opqrstuvwxyz', k=4))}" for kind in classes.tolist()]
    found, groups = matrix(prompts, lambda prompt: iter(prompt.split(" "))), np.arange(300)
    tried = [
        *scores(found, classes, groups, 1, lambda _: None),
        network_score(found, classes, groups, 1, lambda _: None),
    ]
    assert {score.model for score in tried} == {"linear", "neighbours", "tree", "network"}
    assert all(score.found > 0.8 for score in tried)
    assert all(share < 0.6 for score in tried for share in score.shuffled)


# What may be said of a sealed deck.


def said_of(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.id for finding in findings}


def test_of_a_sealed_deck_only_supply_chance_and_a_made_rule_are_told(table_deck: Any, list_deck: Any) -> None:
    open_ones = {"volume.probes", "volume.claims", "chance.guess"}
    assert said_of(examine_sealed(table_deck("{a: 0..9, b: 0..9}", "a + b"))) == open_ones | {"rule.made"}
    rows = [f"word {sign},{sign}" for sign in "abcdefghijklmnopqrstuvwxyz"]
    assert said_of(examine_sealed(list_deck(*rows))) == open_ones


def test_every_open_finding_is_the_same_for_the_author(table_deck: Any) -> None:
    deck = table_deck("{a: 0..9, b: 0..9}", "a + b")
    assert set(map(str, examine_sealed(deck))) <= set(map(str, examine(deck, lambda _items: None)))
