"""Is there a rule to grok? By construction, found by models, not found where they would find it, or not to be told."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from statistics import fmean, stdev

import numpy as np
import numpy.typing as npt

from drillgrok.audit.features import features, in_letters
from drillgrok.audit.finding import Finding, Severity, percent
from drillgrok.audit.models import FOLDS, Advance, ModelScore, matrix, network_score, network_work, scores, work
from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import is_text, plain_items
from drillgrok.items.symbols import symbols_for
from drillgrok.items.table_items import TableItems
from drillgrok.model.deck import Deck
from drillgrok.model.item import Item
from drillgrok.shortcuts.prompts import unframed
from drillgrok.shortcuts.readings import Classes, best_classes

MOST_LEARNT = 2_000
"""Items that models learn from; of more, so many in whole groups drawn by the seed."""
GROUPS_LEAST = 150
"""Held-out groups without which "none found" says nothing."""
GROUPS_TRIED = 20
"""Of fewer nothing is learnt."""
FOUND_LEAST = 0.5
"""Share of what shuffled answers leave to be gained that has to be gained."""
SPREADS = 3.5
"""Standard deviations of the shuffled scores within which a score is one of them."""
GAIN_LEAST = 0.05
"""A smaller gain is none either: in every vocabulary some words are the same in both languages."""
DENSE = 4
"""Items for each sign of an expression without which it is a list in disguise."""
NO_MODEL = "none"
SEED = 1

_NEARLY_ALL = 0.95


class RuleAnswer(StrEnum):
    """Is there a rule?"""

    FOUND = "found"
    NONE = "none found"
    UNCLEAR = "cannot tell"


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the models learnt from."""

    items: int
    groups: int
    in_letters: bool
    """The prompts are words."""


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """What the models come to."""

    answer: RuleAnswer
    held_out: float
    """Share of items answered whole while their group was held out, by the best model."""
    shuffled: float
    """The same for shuffled answers, on average."""
    model: str
    """The best one."""
    learnt: Learnt
    in_part: bool = False
    """Better than shuffled answers, but not by enough for a rule."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelledRows:
    """Prompts with their right answers, the one that is shown first, and their (n,) groups."""

    prompts: Sequence[str]
    rights: Sequence[Sequence[str]]
    groups: npt.NDArray[np.int64]


def rule_work(deck: Deck) -> int:
    """How much `advance` will be told of at most; 0 where nothing has to be learnt."""
    items = plain_items(deck.items)
    if not isinstance(items, ListItems) or not is_text(items):
        return 0
    learnt = min(len(items), MOST_LEARNT)
    return work(learnt) + network_work(learnt)


def rule_made(deck: Deck) -> Iterator[Finding]:
    """What can be said without learning anything; a rule by construction is no secret."""
    items = plain_items(deck.items)
    if isinstance(items, ListItems):
        return
    yield Finding("rule.made", Severity.OK, "There is a rule: every answer is worked out, none is listed.", open=True)
    if isinstance(items, TableItems):
        yield _length(items)


def _length(items: TableItems) -> Finding:
    """A rule is worth finding when it is much shorter than what it saves learning by heart."""
    per_sign = len(items.group_hashes) / items.rule_length
    numbers = {"length": items.rule_length, "groups": len(items.group_hashes), "groups_per_sign": per_sign}
    says = (
        f"An expression of {items.rule_length} signs makes the answers of {len(items.group_hashes):,} groups,"
        f" {per_sign:,.1f} for each sign."
    )
    if per_sign >= DENSE:
        return Finding("rule.length", Severity.OK, says, numbers)
    mend = "Make the table larger, or the expression shorter."
    return Finding("rule.length", Severity.WARN, f"{says} It is a list in disguise.", numbers, mend)


def rule_sought(deck: Deck, advance: Advance, seed: int = SEED) -> Iterator[Finding]:
    """What models make of a list."""
    items = plain_items(deck.items)
    if not isinstance(items, ListItems):
        return
    if not is_text(items):
        yield Finding(
            "rule.sought",
            Severity.NOTE,
            "Cannot tell whether there is a rule: a picture, a position or a sound has no features that would settle"
            " it.",
        )
        return
    yield finding(seek(drawn_rows(deck, items, seed), advance, seed), len(items) - int(items.exceptions.sum()))


def drawn_rows(deck: Deck, items: ListItems, seed: int) -> LabelledRows:
    """At most 2,000 items without exceptions, group by group in an order drawn by the seed."""
    order = np.random.default_rng(seed).permutation(len(items.group_hashes))[items.group_of]
    kept = np.argsort(np.where(items.exceptions, len(order), order), kind="stable")
    kept = np.sort(kept[: len(items) - int(items.exceptions.sum())][:MOST_LEARNT])
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, seed)
    found = [items.item(int(row), symbols, Random(seed)) for row in kept]
    return LabelledRows([item.prompt for item in found], list(map(_spellings, found)), items.group_of[kept])


def _spellings(item: Item) -> list[str]:
    """The right answers, the one that is shown first."""
    return [item.right, *sorted(item.accepts - {item.right})]


def seek(rows: LabelledRows, advance: Advance, seed: int = SEED) -> RuleVerdict:
    """Whether the answers follow from the prompts. The same rows and seed give the same verdict."""
    groups = len(np.unique(rows.groups))
    if groups < GROUPS_TRIED:
        return RuleVerdict(RuleAnswer.UNCLEAR, 0.0, 0.0, NO_MODEL, Learnt(len(rows.prompts), groups, in_letters=True))
    prompts = unframed(rows.prompts)
    classes = best_classes(prompts, rows.rights, rows.groups)
    learnt = Learnt(len(prompts), groups, in_letters(prompts))
    if classes.count < 2:
        return _without_models(classes, learnt)
    found = matrix(prompts, features)
    verdict = _judged(scores(found, classes.of_item, rows.groups, seed, advance), learnt)
    if verdict.answer is RuleAnswer.FOUND:
        return verdict
    second = _judged([network_score(found, classes.of_item, rows.groups, seed, advance)], learnt, folds=1)
    return second if second.answer is RuleAnswer.FOUND else verdict


def _without_models(classes: Classes, learnt: Learnt) -> RuleVerdict:
    """Where fewer than two classes recur there is nothing to tell apart: either one change makes all answers, or no two
    groups share anything."""
    if classes.recurring < _NEARLY_ALL:
        enough = learnt.in_letters and learnt.groups >= GROUPS_LEAST
        return RuleVerdict(RuleAnswer.NONE if enough else RuleAnswer.UNCLEAR, 0.0, 0.0, NO_MODEL, learnt)
    if classes.of_change:
        return RuleVerdict(RuleAnswer.FOUND, classes.recurring, 0.0, NO_MODEL, learnt)
    return RuleVerdict(RuleAnswer.UNCLEAR, classes.recurring, classes.recurring, NO_MODEL, learnt)


def _judged(tried: Sequence[ModelScore], learnt: Learnt, folds: int = FOLDS) -> RuleVerdict:
    """The best model beside the best of each shuffle, so that choosing the best helps both alike. A score over fewer
    folds is over fewer items, and luck moves it the more."""
    best = max(tried, key=lambda score: score.found)
    shuffled = [max(each) for each in zip(*(score.shuffled for score in tried), strict=True)]
    usual = fmean(shuffled)
    spread = max(
        stdev(shuffled) if len(shuffled) > 1 else 0.0, math.sqrt(usual * (1 - usual) * FOLDS / folds / learnt.items)
    )
    above = best.found > usual + max(SPREADS * spread, GAIN_LEAST)
    if above and best.found - usual >= FOUND_LEAST * (1 - usual):
        answer = RuleAnswer.FOUND
    elif not above and learnt.in_letters and learnt.groups >= GROUPS_LEAST:
        answer = RuleAnswer.NONE
    else:
        answer = RuleAnswer.UNCLEAR
    return RuleVerdict(answer, best.found, usual, best.model, learnt, in_part=above and answer is RuleAnswer.UNCLEAR)


def finding(verdict: RuleVerdict, items: int) -> Finding:
    """The verdict in words; `items` is how many there are to learn from, exceptions left out."""
    learnt = verdict.learnt
    numbers = {
        "held_out": verdict.held_out,
        "shuffled": verdict.shuffled,
        "items": learnt.items,
        "groups": learnt.groups,
    }
    severity, says, mend = _WORDS[verdict.answer](verdict)
    scores_said = f"held-out {percent(verdict.held_out)}, shuffled {percent(verdict.shuffled)}"
    sample = f"a sample of {items:,}: " if learnt.items < items else ""
    by = _MODELS[verdict.model]
    if verdict.answer is not RuleAnswer.FOUND and verdict.model != NO_MODEL:
        by += " did best, and a small neural network no better"
    over = f"{sample}{learnt.items:,} items in {learnt.groups:,} groups"
    return Finding("rule.sought", severity, f"{says} ({scores_said}; {by}; {over}).", numbers, mend)


def _found(_: RuleVerdict) -> tuple[Severity, str, str]:
    return Severity.OK, "A rule was found: models answer held-out items from the letters of the prompt alone", ""


def _none(_: RuleVerdict) -> tuple[Severity, str, str]:
    return (
        Severity.WARN,
        "No rule was found: this looks like a word list",
        "A spaced-repetition tool serves it better; a drill needs one rule behind its items.",
    )


def _unclear(verdict: RuleVerdict) -> tuple[Severity, str, str]:
    if verdict.in_part:
        return (
            Severity.NOTE,
            "Cannot tell whether there is a rule: the answers follow from the prompts in part",
            "Look for exceptions to be marked as such, or for a second rule in the list.",
        )
    if not verdict.learnt.in_letters:
        return (
            Severity.NOTE,
            "Cannot tell whether there is a rule: prompts of digits, dates or signs hide rules that models like these"
            " do not learn",
            "If a formula makes the answers, write the deck as a table.",
        )
    return (
        Severity.NOTE,
        f"Cannot tell whether there is a rule: that takes at least {GROUPS_LEAST} groups with more than one answer",
        "Add items.",
    )


_WORDS = {RuleAnswer.FOUND: _found, RuleAnswer.NONE: _none, RuleAnswer.UNCLEAR: _unclear}
_MODELS = {
    NO_MODEL: "nothing for a model to learn",
    "linear": "a linear model",
    "neighbours": "nearest neighbours",
    "tree": "a decision tree",
    "network": "a small neural network, the other models having left it open",
}
