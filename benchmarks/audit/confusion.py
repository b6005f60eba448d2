"""What the audit says of lists whose truth is known, counted."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from benchmarks.audit import made
from benchmarks.measuring import Figure, Section, Table
from drillgrok.audit.rule import SEED, LabelledRows, RuleAnswer, drawn_rows, seek
from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import is_text, plain_items

WORDS: Final = Path(__file__).parents[2] / "oracles" / "words"
_HALF_A_RULE: Final = frozenset({"german-articles"})
_COPIES: Final = 2
_MADE: Final = 10
_FEW_GROUPS: Final = 160

_HOW: Final = """\
`audit.rule.seek` on lists whose truth is known: every bundled list that is all text; the same cut to 160 groups; the
same with shuffled answers, twice each; word lists written for this (English to Spanish and to German, and the
other way round, countries and capitals, German nouns and their articles); and lists made by ten seeds each. A rule
in letters has to be found, and a list without one must never be said to have one; where the rule is in digits or dates
the audit must not say that there is none. German articles follow their nouns in part."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Lists of one truth."""

    name: str
    right: frozenset[RuleAnswer]
    """What may be said of them."""


_RULE: Final = frozenset({RuleAnswer.FOUND})
_HIDDEN: Final = frozenset({RuleAnswer.FOUND, RuleAnswer.UNCLEAR})
_PART: Final = frozenset({RuleAnswer.UNCLEAR})
_NO_RULE: Final = frozenset({RuleAnswer.NONE})


def run(*, quick: bool) -> Section:
    """Every list, one of each kind when quick."""
    counts: dict[Kind, Counter[RuleAnswer]] = {}
    wrong: list[tuple[str, str, str]] = []
    seen: Counter[Kind] = Counter()
    for kind, name, rows in _cases():
        seen[kind] += 1
        if quick and seen[kind] > 1:
            continue
        verdict = seek(rows, lambda _items: None, SEED)
        counts.setdefault(kind, Counter())[verdict.answer] += 1
        print(f"{kind.name}: {name}: {verdict.answer.value}", file=sys.stderr, flush=True)
        if verdict.answer not in kind.right:
            score = f"{verdict.answer.value} ({verdict.held_out:.2f}, shuffled {verdict.shuffled:.2f})"
            wrong.append((kind.name, name, score))
    rows_ = tuple(_row(kind, counter) for kind, counter in counts.items())
    table = Table(("truth", "lists", *(answer.value for answer in RuleAnswer), "not as it should be"), rows_)
    others = Table(("truth", "list", "said"), tuple(wrong)) if wrong else Table(("no list was judged wrongly",), ())
    return Section("What the audit says of lists", _HOW, tuple(_figures(counts)), (table, others))


def _row(kind: Kind, counter: Counter[RuleAnswer]) -> tuple[str, ...]:
    lists = counter.total()
    wrong = lists - sum(counter[answer] for answer in kind.right)
    return (kind.name, str(lists), *(str(counter[answer]) for answer in RuleAnswer), f"{wrong / lists:.1%}")


def _figures(counts: dict[Kind, Counter[RuleAnswer]]) -> Iterator[Figure]:
    """Error rates over all lists of a truth."""
    for name, right, said, bar in (
        ("rules in letters that were not found", _RULE, (RuleAnswer.NONE, RuleAnswer.UNCLEAR), 5.0),
        ("rules in letters of which it was said that there is none", _RULE, (RuleAnswer.NONE,), 1.0),
        ("rules in digits and dates of which it was said that there is none", _HIDDEN, (RuleAnswer.NONE,), 0.0),
        ("lists without a rule that were said to have one", _NO_RULE, (RuleAnswer.FOUND,), 0.0),
        ("lists without a rule of which nothing could be said", _NO_RULE, (RuleAnswer.UNCLEAR,), 5.0),
    ):
        together = sum((counter for kind, counter in counts.items() if kind.right == right), Counter[RuleAnswer]())
        yield Figure(name, 100 * sum(together[answer] for answer in said) / together.total(), "%", bar)


def _cases() -> Iterator[tuple[Kind, str, LabelledRows]]:
    lists = bundled_lists()
    for name, rows in lists.items():
        yield Kind("a rule: bundled lists", _RULE), name, rows
        yield Kind(f"a rule: the same, {_FEW_GROUPS} groups", _RULE), name, made.cut(rows, _FEW_GROUPS, SEED)
        for copy in range(_COPIES):
            yield Kind("no rule: bundled lists, shuffled", _NO_RULE), f"{name} {copy}", made.shuffled(rows, copy)
    for name, rows in word_lists():
        if name in _HALF_A_RULE:
            yield Kind("half a rule: German articles", _PART), name, rows
        else:
            yield Kind("no rule: word lists", _NO_RULE), name, rows
    for seed in range(_MADE):
        for kind, maker in _MAKERS.items():
            yield kind, str(seed), maker(seed)


_MAKERS: Final = {
    Kind("a rule: made words with endings", _RULE): made.endings,
    Kind("a rule: made words, two features at once", _RULE): made.agreement,
    Kind("a rule in digits: check digits", _HIDDEN): made.check_digits,
    Kind("a rule in digits: sums even or odd", _HIDDEN): made.digit_sums,
    Kind("a rule in dates: weekdays", _HIDDEN): made.weekdays,
    Kind("no rule: made words", _NO_RULE): made.vocabulary,
    Kind("no rule: made words, few answers", _NO_RULE): made.categories,
}


@cache
def bundled_lists() -> dict[str, LabelledRows]:
    """Every bundled list that is all text, as the audit draws it."""
    found = {}
    for path in sorted(bundled("decks").glob("*/*.yaml")):
        deck = read_deck(load_source(path))
        items = plain_items(deck.items)
        if isinstance(items, ListItems) and is_text(items):
            found[deck.id] = drawn_rows(deck, items, SEED)
    return found


def word_lists() -> Iterator[tuple[str, LabelledRows]]:
    """The lists beside this file, and those of two languages the other way round."""
    for path in sorted(WORDS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            pairs = [(row["prompt"], row["answer"]) for row in csv.DictReader(file)]
        yield path.stem, made.rows(pairs)
        if path.stem not in _HALF_A_RULE:
            yield f"{path.stem}, turned round", made.rows([(answer, prompt) for prompt, answer in pairs])
