"""What a grammar is once it has been read: categories with features, words, rules with movement, made words, and what
is asked. Frozen values; the notation that they are written in is read next door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from drillgrok.errors import DrillgrokError

Features = Mapping[str, str]
"""A value by the name of each feature."""
VARIABLE: Final = "?"
"""Begins the name of a value that a rule passes on."""
SHAPE: Final = "~"
"""Begins a piece of a word that is made."""


class AskedWay(StrEnum):
    """How a sentence is asked."""

    FORM = "form"
    """One word is missing: which of its forms fits."""
    PLACE = "place"
    """One word or phrase has been taken out: which place does it take."""
    PAIR_OF_FORMS = "pair of forms"
    """Two lines that differ in a form: which one is a sentence."""
    PAIR_OF_PLACES = "pair of places"
    """Two lines that differ in order: which one is a sentence."""
    ORDER = "order"
    """All parts, shuffled: put them in order."""


@dataclass(frozen=True, slots=True)
class Word:
    """One form of one word. Its pieces stand together without a space; one that begins with SHAPE is made."""

    category: str
    features: Features
    pieces: tuple[str, ...]
    number: int
    """Its place among the forms of its line: words with the same number on lines of one category are one word."""
    text: str
    """How it is written in the grammar, its pieces joined."""
    is_made: bool
    """Some of it is made."""
    literal: bool = False
    """It stands in a rule itself."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One place in a rule: a category with the features that it has to have, or a word that stands there itself."""

    category: str
    features: Features = field(default_factory=dict)
    marked: bool = False
    """It is what the question asks about."""
    literal: Word | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A constituent that leaves its place: to a place counted from 1, or to before or after a neighbour."""

    category: str
    to: int = 0
    """0 where a neighbour says it; -1 is the last place."""
    neighbour: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True)
class RewriteRule:
    """A phrase and what it is made of, and what moves in it."""

    head: Symbol
    body: tuple[Symbol, ...]
    moves: tuple[Move, ...]
    line: int


@dataclass(frozen=True, slots=True)
class OtherWording:
    """The same sentence in other words: rules that take the place of what its constituents were made by."""

    name: str
    rules: tuple[RewriteRule, ...]


@dataclass(frozen=True, slots=True)
class WordShape:
    """How a made word sounds: of each alternative, the spellings that each place can have."""

    alternatives: tuple[tuple[tuple[str, ...], ...], ...]
    sizes: tuple[int, ...]
    """How many words each alternative spells."""
    capital: bool = False
    real: tuple[str, ...] = ()
    """Words of the language that can stand in its place."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of each sentence."""

    way: AskedWay = AskedWay.FORM
    vary: tuple[str, ...] = ()
    """Features in which the forms differ that are offered."""
    within: frozenset[str] = frozenset()
    """Phrases in which places are offered; empty: the whole sentence."""
    whole: frozenset[str] = frozenset()
    """Phrases that no place parts, and that are one part where parts are put in order."""
    twins: frozenset[str] = frozenset()
    """Categories in which the sentences of one skeleton differ."""
    drawn: frozenset[str] = frozenset()
    """Categories of which every sentence has some word, as it has some made ones: no skeleton differs in them."""
    meet: tuple[str, ...] = ()
    """Categories whose words have to have been met before a sentence is asked unseen."""
    copies: int = 2
    """How often each sentence comes, each time with other made words."""
    skeletons: int = 400
    """At most so many."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """A grammar and what is asked of its sentences."""

    language: str
    spaces: bool = True
    """Words are parted by spaces."""
    capitals: bool = True
    """A sentence begins with a capital."""
    shapes: Mapping[str, WordShape] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    """Words that exist, in small letters: never made."""
    words: Mapping[str, tuple[Word, ...]] = field(default_factory=dict)
    rules: Mapping[str, tuple[RewriteRule, ...]] = field(default_factory=dict)
    start: str = ""
    rewordings: tuple[OtherWording, ...] = ()
    asked: Asking = Asking()
    twins_line: int = 1
    """Where it is said what sets twins apart."""


class GrammarError(DrillgrokError):
    """What can only be seen once sentences are derived, with the line of the grammar that it comes from."""

    def __init__(self, line: int, what: str, mend: str) -> None:
        super().__init__(what, mend=mend)
        self.line = line
