"""What gives an answer or the rule away before it is found: twins across groups, telling words, tell-tale lengths."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

import numpy as np
import numpy.typing as npt

from drillgrok.audit.finding import Finding, Severity, counted, percent
from drillgrok.audit.symmetry import COPIES, Missed, Symmetry, missed
from drillgrok.audit.texts import Texts, folded, words_in_order
from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import plain_items
from drillgrok.items.symbols import symbols_for
from drillgrok.items.table_items import TableItems
from drillgrok.model.deck import Deck
from drillgrok.model.item import Item
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
        found = missed(items)
        yield _symmetries(split, found)
        yield _copies(split, found, items.chance)
    elif texts.items:
        yield _twins(split, texts)
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
    places["prompts"] = "\n".join(dict.fromkeys(_prompts(deck, texts)))
    found = [(place, word) for place, text in places.items() for word in _telling(deck, text)]
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
        f"None of {counted(len(deck.never_say), 'word', 'words')} to be kept back is shown, and the rule is not quoted."
    )
    return Finding("leaks.words", Severity.OK, says, numbers)


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


def _symmetries(split: Split, found: Missed) -> Finding:
    """The symmetries that join held-out items with practised ones, near copies before all others."""
    holding = [symmetry for symmetry in found.symmetries if symmetry.holds]
    told = [symmetry for symmetry in holding if symmetry.near] or holding
    if not told:
        return Finding("leaks.twins", Severity.OK, "No swap, turn or shift of the values gives a held-out answer away.")
    part = split.part_of_group[split.items.group_of]
    held_out = found.tried[part[found.tried] > 0]
    given = [_given_away(part, symmetry) for symmetry in told]
    shares = [float(np.isin(held_out, rows).mean()) if len(held_out) else 0.0 for rows in given]
    together = float(np.isin(held_out, np.concatenate(given)).mean()) if len(held_out) else 0.0
    worst_first = sorted(range(len(told)), key=lambda place: -shares[place])
    maps = "; ".join(f"{told[place].words} ({percent(shares[place])})" for place in worst_first[:_NAMED])
    more = f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    numbers = {"known": max(shares), "together": together, "found": len(told)}
    if told[0].near:
        return Finding(
            "leaks.twins",
            Severity.WARN if together >= 0.01 else Severity.NOTE,
            f"The answer stays the same with {maps}{more}: {percent(together)} of the held-out items tried are near"
            " copies of practised ones.",
            numbers,
            "State it under 'group', or under 'apart' where such items should count by themselves.",
        )
    return Finding(
        "leaks.twins",
        Severity.NOTE,
        f"The groups leave out a symmetry of the rule: {maps}{more}. Of the held-out items tried {percent(together)}"
        " have such a twin among the practised.",
        numbers,
        "That is in order when only those see it who have found most of the rule; else state it under 'group'.",
    )


def _copies(split: Split, found: Missed, chance: float) -> Finding:
    """The change that gives most held-out answers away to somebody who copies the practised twin, though it does not
    always hold."""
    part = split.part_of_group[split.items.group_of]
    held_out = int((part[found.tried] > 0).sum())
    shares = {s.words: len(np.unique(_given_away(part, s))) / max(held_out, 1) for s in found.symmetries if not s.holds}
    words = max(shares, key=lambda each: shares[each], default="")
    if not words or shares[words] <= chance + COPIES:
        return Finding("leaks.copies", Severity.OK, "Copying what looks nearly the same is no better than guessing.")
    return Finding(
        "leaks.copies",
        Severity.NOTE,
        f"Whoever copies the answer of the practised twin ({words}) is right in {percent(shares[words])} of the"
        f" held-out items tried; the deck's chance is {percent(chance)}.",
        {"copied": shares[words], "chance": chance},
        "Keep such items together under 'group' or 'apart', or raise 'chance'.",
    )


def _given_away(part: npt.NDArray[np.int8], symmetry: Symmetry) -> npt.NDArray[np.int64]:
    """The held-out rows of which a twin is practised."""
    given: npt.NDArray[np.int64] = symmetry.rows[(part[symmetry.rows] > 0) & (part[symmetry.twins] == 0)]
    return given


def _twins(split: Split, texts: Texts) -> Finding:
    """Items of different groups that are one and the same question: by case, marks or the order of words, or asked the
    other way round."""
    alike = _pairs([(words_in_order(item.prompt), item.accepts) for item in texts.items])
    turned = _turned(texts.items)
    rows = texts.rows
    pairs = np.asarray([*alike, *turned], np.int64).reshape(-1, 2)
    groups = split.items.group_of[rows]
    apart = pairs[groups[pairs[:, 0]] != groups[pairs[:, 1]]]
    if not len(apart):
        return Finding(
            "leaks.twins", Severity.OK, "No two groups ask the same in another order or the other way round."
        )
    both = np.concatenate([apart, apart[:, ::-1]])
    known = _practised_twin(split, rows[both[:, 0]], rows[both[:, 1]])
    return Finding(
        "leaks.twins",
        Severity.WARN if known >= 0.01 else Severity.NOTE,
        f"{counted(len(apart), 'pair of items asks', 'pairs of items ask')} the same in another order or the other way"
        f" round: {percent(known)} of the held-out items tried have such a twin among the practised.",
        {"known": known, "found": len(apart)},
        "Give both the same value in a 'group' column.",
    )


def _practised_twin(split: Split, rows: npt.NDArray[np.int64], twins: npt.NDArray[np.int64]) -> float:
    """The share of held-out rows, of all that have a twin, whose twin is practised; 0 where no row is held out."""
    part = split.part_of_group[split.items.group_of]
    out = part[rows] > 0
    return float((part[twins[out]] == 0).mean()) if out.any() else 0.0


def _pairs(names: Sequence[tuple[str, frozenset[str]]]) -> Iterator[tuple[int, int]]:
    """Places with equal names that share an answer, each beside the first of them."""
    first: dict[str, int] = {}
    for place, (name, accepts) in enumerate(names):
        earlier = first.setdefault(name, place)
        if earlier != place and accepts & names[earlier][1]:
            yield earlier, place


def _turned(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Places where the prompt of one is the answer of the other, both ways."""
    by_prompt = {folded(item.prompt): place for place, item in enumerate(items)}
    for place, item in enumerate(items):
        other = by_prompt.get(folded(item.right))
        if other is not None and place < other and folded(items[other].right) == folded(item.prompt):
            yield place, other


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
    says = f"By the length of the prompt alone {percent(by_length)} of the held-out answers are right, blindly"
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
    says = f"{percent(same)} of neighbouring rows have the same answer, by chance {percent(by_luck)}."
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
