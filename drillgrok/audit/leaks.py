"""What gives an answer or the rule away before it is found: twins across groups, telling words, tell-tale lengths."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from random import Random

import numpy as np

from drillgrok.audit.finding import Finding, Severity, percent
from drillgrok.audit.texts import Texts
from drillgrok.audit.twins import of_table, of_texts
from drillgrok.console.text import counted
from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import plain_items
from drillgrok.items.symbols import symbols_for
from drillgrok.items.table_items import TableItems
from drillgrok.model.deck import Deck
from drillgrok.practice.split import Split, carry_out, plan_split

QUOTATION = 5
"""So many words of the rule in a row are a quotation."""
TELLS, TELLS_MUCH = 0.2, 0.5
"""Shares of what the commonest answer leaves to be gained that a tell-tale gains."""

_ANY_SEED = 1
_WORD = re.compile(r"\w+")
_WORDINGS_READ = 300
_NAMED = 3
_CHOICES_LEAST = 30
_BLOCKS = 3.0
"""So many times more often than by chance do neighbours in the file share their answer."""


def leaks(deck: Deck, texts: Texts) -> Iterator[Finding]:
    """Findings for the author alone: each would help a learner."""
    items = plain_items(deck.items)
    split = carry_out(items, plan_split(items, deck.held_out, _ANY_SEED))
    yield _words(deck, texts)
    if isinstance(items, TableItems):
        yield from of_table(split, items)
    elif texts.items:
        yield of_texts(split, texts)
    if texts.items:
        yield _lengths(deck, split, texts)
    if isinstance(items, ListItems):
        yield _order(items)
        yield from _choices(texts)


def _words(deck: Deck, texts: Texts) -> Finding:
    """The words that nobody is to read, and the rule in its own words."""
    places = {"id": deck.id, "title": deck.head.title, "introduction": deck.head.about}
    if deck.source.path is not None:
        places["file name"] = deck.source.path.stem
        places["folder name"] = deck.source.domain
    places["prompts"] = "\n".join(dict.fromkeys(_prompts(deck, texts)))
    found = [(place, word) for place, text in places.items() for word in _telling(deck, _spaced(place, text))]
    numbers = {"found": len(found), "never_say": len(deck.never_say)}
    if found:
        named = "; ".join(f"{place}: {word!r}" for place, word in found[:_NAMED])
        return Finding(
            "leaks.words",
            Severity.WARN,
            f"{counted(len(found), 'thing tells', 'things tell')} of the rule where every learner reads it: {named}.",
            numbers,
            "Say it in other words.",
        )
    if not deck.never_say:
        return Finding(
            "leaks.words",
            Severity.NOTE,
            "The rule is quoted nowhere, but the deck names no words that would give it away.",
            numbers,
            "List them under never_say: they are then looked for in all that a learner can see.",
        )
    says = (
        f"None of {counted(len(deck.never_say), 'word', 'words')} under never_say is shown, and the rule is not quoted."
    )
    return Finding("leaks.words", Severity.OK, says, numbers)


def _spaced(place: str, text: str) -> str:
    """A name's parts are words."""
    return text.replace("_", " ").replace("-", " ") if place.endswith("name") or place == "id" else text


def _prompts(deck: Deck, texts: Texts) -> Iterator[str]:
    """Prompts and what can be chosen, and a few hundred of each other wording."""
    for item in texts.items:
        yield item.prompt
        yield from item.choices
    symbols, rng = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED), Random(_ANY_SEED)
    for row in texts.rows[:: max(1, len(texts.rows) // _WORDINGS_READ)]:
        worded = (deck.items.rephrased(int(row), which, symbols, rng) for which in range(deck.rephrasings))
        yield from (item.prompt for item in worded if item is not None)


def _telling(deck: Deck, text: str) -> Iterator[str]:
    """What of the rule a text says: words to be kept back, and the first line that quotes it."""
    for word in deck.never_say:
        if re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE):
            yield word
    quotations = set(_runs(deck.rule))
    yield from islice((run for line in text.split("\n") for run in _runs(line) if run in quotations), 1)


def _runs(text: str) -> Iterator[str]:
    """Every few words in a row."""
    words = _WORD.findall(text.casefold())
    return (" ".join(words[start : start + QUOTATION]) for start in range(len(words) - QUOTATION + 1))


def _lengths(deck: Deck, split: Split, texts: Texts) -> Finding:
    """How often the length of the prompt alone gives the answer of held-out items, learnt from the practised ones."""
    codes = deck.items.answer_codes[texts.rows]
    practised = (split.part_of_group[split.items.group_of] == 0)[texts.rows]
    lengths = np.asarray([len(item.prompt) for item in texts.items])
    if not practised.any() or practised.all():
        return Finding("leaks.length", Severity.OK, "Nothing is held out that the length of a prompt could tell of.")
    usual = Counter(codes[practised].tolist()).most_common(1)[0][0]
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for length, code in zip(lengths[practised].tolist(), codes[practised].tolist(), strict=True):
        counts[length][code] += 1
    guess = {length: counter.most_common(1)[0][0] for length, counter in counts.items()}
    guessed = np.asarray([guess.get(length, usual) for length in lengths[~practised].tolist()])
    by_length, blind = float((guessed == codes[~practised]).mean()), float((codes[~practised] == usual).mean())
    says = f"By the length of the prompt alone {percent(by_length)} of the held-out answers are right, by a blind guess"
    numbers = {"by_length": by_length, "blind": blind}
    gain = (by_length - blind) / (1 - blind) if blind < 1 else 0.0
    if gain < TELLS:
        return Finding("leaks.length", Severity.OK, f"{says} {percent(blind)}.", numbers)
    severity = Severity.WARN if gain >= TELLS_MUCH else Severity.NOTE
    mend = "Choose items so that every length has every answer, unless length is the rule."
    return Finding("leaks.length", severity, f"{says} {percent(blind)}.", numbers, mend)


def _order(items: ListItems) -> Finding:
    """Whether neighbours in the file have the same answer: a list that is printed or sent then gives it away."""
    codes = items.answer_codes
    shares = np.bincount(codes) / len(codes)
    by_luck = float((shares**2).sum())
    same = float((codes[1:] == codes[:-1]).mean()) if len(codes) > 1 else 0.0
    numbers = {"neighbours": same, "by_chance": by_luck}
    says = f"{percent(same)} of neighbouring rows have the same answer, by chance it would be {percent(by_luck)}."
    if same - by_luck <= 0.5 * (1 - by_luck) and (same < _BLOCKS * by_luck or same < TELLS):
        return Finding("leaks.order", Severity.OK, says, numbers)
    return Finding(
        "leaks.order",
        Severity.NOTE,
        f"{says} The drill draws items at random, but whoever is shown the list reads the answers off it.",
        numbers,
        "Sort the rows by prompt.",
    )


def _choices(texts: Texts) -> Iterator[Finding]:
    """Whether the place or the length of a choice tells that it is right."""
    offered = [item for item in texts.items if item.choices and item.right in item.choices]
    if len(offered) < _CHOICES_LEAST or len({item.choices for item in offered}) == 1:
        return
    blind = float(np.mean([1 / len(item.choices) for item in offered]))
    places = Counter(item.choices.index(item.right) for item in offered)
    place, times = places.most_common(1)[0]
    longest = sum(len(item.right) > max(len(c) for c in item.choices if c != item.right) for item in offered)
    by_place, by_length = times / len(offered), longest / len(offered)
    says = (
        f"The right choice stands in place {place + 1} in {percent(by_place)} of the items and is the longest in"
        f" {percent(by_length)}; by chance it would be {percent(blind)}."
    )
    numbers = {"by_place": by_place, "by_length": by_length, "blind": blind}
    if max(by_place, by_length) - blind < TELLS * (1 - blind):
        yield Finding("leaks.choices", Severity.OK, says, numbers)
    else:
        mend = "Shuffle the choices of each row, and make wrong ones as long as right ones."
        yield Finding("leaks.choices", Severity.WARN, says, numbers, mend)
