"""Every key of a deck file: the one table that reading, the editors' schema and the docs share. Names and words only;
what a key's value means is said in read.py and its neighbours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SOURCES = ("table", "list", "domain")
"""Where items can come from: exactly one of these keys stands inside `items`."""


MOST_CHARACTERS: Mapping[str, int] = {
    "title": 60,
    "about": 400,
    "never_say": 60,
    "reads": 60,
    "choices": 60,
    "rule": 20_000,
}
"""Of one text under each of these keys."""

SHARES: Mapping[str, tuple[float, float]] = {"held_out": (0.05, 0.8), "chance": (0.0, 0.99)}
"""The least and the greatest share that may stand under each of these keys."""


@dataclass(frozen=True, slots=True)
class DeckKey:
    """One key of a deck file."""

    says: str
    """What it says, as docs and editors tell it."""
    default: str = ""
    """What holds without it."""
    sources: tuple[str, ...] = SOURCES
    """Which origins of items know it."""


_WORKED_OUT = ("table",)
_ROWS = ("table", "list")

COMMON: Mapping[str, DeckKey] = {
    "deck": DeckKey(
        "the id: lower-case letters, digits and single hyphens. Answers are stored under it, so it should never change"
    ),
    "title": DeckKey("a neutral name, up to 60 characters"),
    "family": DeckKey(
        "decks that share a rule name the same family; the second one that a learner meets is marked `primed`", "the id"
    ),
    "about": DeckKey("one or two neutral sentences for the first screen: what is seen and what is to be typed"),
    "items": DeckKey("where the items come from: a table, a list or a domain, as below"),
    "held_out": DeckKey("the share of groups that is never practised, from 5 % to 80 %", "`40%`"),
    "pressure": DeckKey(
        "thinking times, on top of the time the hands need", "`{calm: 8 s, quick: 2.5 s, floor: 1.2 s}`"
    ),
    "next": DeckKey("the id of the deck to go on with"),
    "never_say": DeckKey("words that would give the rule away; tests look for them in all that a learner can see"),
    "reads": DeckKey(
        "what the rule goes by, such as `last vowel`, `a` or a column of the list: a table of answers learnt over it "
        "is the rule by examples, and no shortcut. Sealed"
    ),
    "rule": DeckKey("the rule in plain words, sealed"),
}
"""At the top of the file, whatever the items are."""

BESIDE: Mapping[str, DeckKey] = {
    "answers": DeckKey("`typed`, `key` (one key is a whole answer) or `choice`", "`typed`", _ROWS),
    "choices": DeckKey("for `choice`: 2 to 20 texts; the learner presses 1, 2, ...", "", _ROWS),
    "show": DeckKey("how items are shown: `text`, or for a list a domain's way", "`text`"),
    "judge": DeckKey("how answers are judged: `exact`, or for a list a domain's way", "`exact`"),
    "vary": DeckKey("a frame round the prompt, another one at each showing"),
    "exception": DeckKey("items that the rule does not cover: practised, never held out, counted apart", "", _ROWS),
    "match": DeckKey("a number for each item that is balanced between practised and held-out items", "", _ROWS),
    "rephrased": DeckKey("other wordings of the items", "", _ROWS),
    "chance": DeckKey(
        "how often a blind strategy is right, where that is not the share of the most frequent answer",
        "worked out",
        _ROWS,
    ),
}
"""At the top of the file, about the items."""

INSIDE: Mapping[str, DeckKey] = {
    "table": DeckKey("the variables, each with its values: there is an item for each combination"),
    "list": DeckKey("a CSV file beside the deck, an item a row"),
    "domain": DeckKey("a program that makes and draws the items: `{name: ..., option: ...}`"),
    "where": DeckKey("which combinations are kept", "all", _WORKED_OUT),
    "let": DeckKey("helper values, each of which may use those before it", "", _WORKED_OUT),
    "prompt": DeckKey("the wording of an item, with `{a}` for a value", "", _WORKED_OUT),
    "answer": DeckKey("the right answer: an expression, `{set: [p, q]}` or `{any: [x, y]}`", "", _WORKED_OUT),
    "symbols": DeckKey("how values are written: `digits`, `letters` or `shuffled letters`", "`digits`", _WORKED_OUT),
    "group": DeckKey(
        "which items give each other's answer away: these are held out together", "each item alone", _ROWS
    ),
    "apart": DeckKey(
        "what keeps groups together: those with the same are all practised or all held out", "each group alone", _ROWS
    ),
    "parts": DeckKey("what an item is made of: an unseen item is asked when all its parts have been met", "", _ROWS),
}
"""Inside `items`."""


def known_to(source: str) -> frozenset[str]:
    """The keys about items that a deck with items from this source may have."""
    tables = (INSIDE, BESIDE)
    return frozenset(name for table in tables for name, key in table.items() if source in key.sources)
