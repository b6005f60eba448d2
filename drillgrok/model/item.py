"""An item and its answer: what is asked, what can be typed, how long a deck gives. Frozen values; standard library
only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from drillgrok.model.drawing import Drawing, Hand, Sound

ItemKey = NewType("ItemKey", str)
"""Twelve hex digits that name an item for ever, whatever happens to its wording."""


class AnswerKind(StrEnum):
    """How an answer is given; copy time is measured once for each."""

    DIGITS = "digits"
    LETTERS = "letters"
    TEXT = "text"
    KEY = "key"
    CHOICE = "choice"
    MOVE = "move"
    """A move on a board, by letters, cursor or mouse."""
    TAPS = "taps"
    """Keys struck one after the other, in time."""


class Fold(StrEnum):
    """What two spellings of one answer may differ in."""

    WIDTH = "width"
    """Compatible characters: full-width digits, ligatures."""
    SIGNS = "signs"
    """Typographic quotes, dashes and dots."""
    CASE = "case"
    BLANKS = "blanks"
    """Inner white space."""
    KANA = "kana"
    """Kana and every romanisation in use."""
    HANGUL = "hangul"
    PLAIN = "plain"
    """Letters that a plain keyboard lacks: i for ı, ae for ä."""


class AnswerForm(StrEnum):
    """Whether an answer is one value, or several in any order."""

    VALUE = "value"
    SET = "set"


@dataclass(frozen=True, slots=True)
class AnswerField:
    """What can be typed into a deck's answer field, independent of any one item.

    `closed` holds every answer of the deck in canonical form when there are at most 200 of them, else it is None and
    an answer needs Enter. `alphabet` is every character that can be part of an answer, or None when any printable may.
    For CHOICE, `choices` are the options in order and their keys are 1, 2, ...
    """

    kind: AnswerKind
    form: AnswerForm = AnswerForm.VALUE
    closed: frozenset[str] | None = None
    alphabet: frozenset[str] | None = None
    choices: tuple[str, ...] = ()
    folds: frozenset[Fold] = frozenset()
    """What an answer's spellings may differ in: decided once for a deck, since no folding may join two answers."""
    also: tuple[tuple[str, str], ...] = ()
    """Other spellings, each with the answer of `closed` that it means."""


@dataclass(frozen=True, slots=True)
class Item:
    """One prompt with its right answers, ready to be shown once.

    `accepts` holds every right answer in the canonical form of `deckfile.answers.canonical`; `right` is how the right
    answer is written for the learner. `drawing` is None for a text prompt. Where `judge` is given it decides instead of
    `accepts`; where `hand` is given the answer is given there instead of in the answer field, and `hand.drawing` is
    shown instead of `drawing`.
    """

    key: ItemKey
    prompt: str
    accepts: frozenset[str]
    right: str
    chance: float
    presentation: str = "plain"
    drawing: Drawing | None = None
    choices: tuple[str, ...] = ()
    sound: Sound | None = None
    hand: Hand | None = None
    judge: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """A deck's thinking times in milliseconds, on top of the learner's copy time."""

    calm_ms: int = 8000
    quick_ms: int = 2500
    floor_ms: int = 1200
