"""What a table over kept-apart values would know is no evidence of the rule: first answers are akin once one of their
block was told."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.model.deck import Deck
from drillgrok.model.evidence import EvidenceKind, evidence_kind
from drillgrok.model.head import DeckSource
from drillgrok.model.log import Flag, Response, Role
from drillgrok.practice.begin import lay_out
from drillgrok.practice.split import plan_split
from drillgrok.practice.standing import BASELINE_ANSWERS, Standing, after, is_akin
from drillgrok.practice.state import Run
from drillgrok.shortcuts.profile import profile_of
from drillgrok.shortcuts.strategies import AnswerTable
from drillgrok.simulation.cheat import Cheat
from drillgrok.simulation.driver import drill_days

ENDINGS = "bdfghklmnprstvz"
ANSWERS = dict(zip(ENDINGS, "acbcabbacabcbca", strict=True))
"""No rule: a table of endings is all there is to learn."""
ROWS = "prompt,answer,ending\n" + "".join(
    f"{a}{b}{'aeiou'[k]}{end},{ANSWERS[end]},{end}\n"
    for k, end in enumerate(ENDINGS * 20)
    for k, a, b in [(k % 5, "xyqwj"[k // 15 % 5], "aeiou"[k // 75])]
)
TEXT = "deck: rows\ntitle: Rows\nitems: {{list: items.csv{apart}}}\nheld_out: 40%\nrule: None.\n"


def deck_of(*, apart: bool = True) -> Deck:
    text = TEXT.format(apart=", apart: ending" if apart else "")
    return read_deck(DeckSource("deck.yaml", {"deck.yaml": text, "items.csv": ROWS}, None, "signs", sealed=False))


def run_of(deck: Deck, seed: int = 1) -> Run:
    plan = plan_split(deck.items, deck.held_out, seed)
    return lay_out(deck, seed=seed, plan=plan, pace=deck.pace, primed=False, profile=profile_of(deck))


def by_endings(run: Run, answers: int = 150) -> list[Response]:
    """The log of somebody who keeps a table of endings."""
    cheat = Cheat(Random(1), run, lambda told: AnswerTable("last letter", run.profile.reading, told))  # type: ignore[union-attr]
    return [response for _, _, response in drill_days(run, cheat, days=1, daily=answers)]


def right(log: list[Response]) -> float:
    return sum(bool(response.correct) for response in log) / len(log)


def test_a_table_of_what_is_kept_apart_shows_in_answers_that_are_no_evidence_alone() -> None:
    log = by_endings(run_of(deck_of()))
    akin = [response for response in log if Flag.AKIN in response.flags]
    evidence = [response for response in log if evidence_kind(response) is EvidenceKind.FIRST_SEEN]
    assert right(akin) > 0.9
    assert len(akin) > 20
    assert right(evidence) < 1 / 3 + 0.15
    assert len(evidence) >= BASELINE_ANSWERS


def test_a_first_answer_is_akin_after_the_baseline_or_once_one_of_its_block_was_told_and_nothing_else_is() -> None:
    run = run_of(deck_of())
    told: set[int] = set()
    first_seen = 0
    for response in by_endings(run):
        block = int(run.split.block_of_group[run.deck.items.group_of[run.split.find(response.item)]])
        first_practised = response.role is Role.PRACTISED and not response.seen
        assert (Flag.AKIN in response.flags) == (first_practised and (block in told or first_seen >= BASELINE_ANSWERS))
        first_seen += evidence_kind(response) is EvidenceKind.FIRST_SEEN
        if response.had_feedback:
            told.add(block)


def test_an_answer_that_was_taken_back_was_told_all_the_same() -> None:
    run = run_of(deck_of())
    first = by_endings(run, 1)[0]
    block = run.split.block_of_group[run.deck.items.group_of]
    other = next(
        i
        for i in run.split.practised.tolist()
        if block[i] == block[run.split.find(first.item)] and i != run.split.find(first.item)
    )
    for flags in (first.flags, first.flags | {Flag.UNDONE}):
        standing = after(Standing(), (replace(first, flags=flags),), run.split, run.pace)
        assert is_akin(standing, run.split, other)


@pytest.mark.parametrize("apart", [True, False])
def test_the_baseline_is_of_what_no_table_knows(apart: bool) -> None:
    log = by_endings(run_of(deck_of(apart=apart)), 20)
    baseline = [response for response in log if Flag.BASELINE in response.flags]
    assert [evidence_kind(response) for response in baseline] == [EvidenceKind.FIRST_SEEN] * BASELINE_ANSWERS
    assert baseline == log[:BASELINE_ANSWERS]
    assert (Role.PROBE in {response.role for response in baseline}) is apart


def test_without_apart_nothing_is_akin() -> None:
    log = by_endings(run_of(deck_of(apart=False)))
    assert not any(Flag.AKIN in response.flags for response in log)
