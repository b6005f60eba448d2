"""What counts as the same answer, and what can be typed into a deck's answer field. Nothing here knows an item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from unicodedata import normalize

from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind

MOST_CLOSED = 200
"""Above this many different answers a field is open and an answer needs Enter."""

_SEPARATORS = re.compile(r"[\s,;]+")
_NUMERIC = frozenset("0123456789-")


@dataclass(frozen=True, slots=True)
class AnswerStyle:
    """How answers are given: `kind` is None when they are typed."""

    kind: AnswerKind | None = None
    choices: tuple[str, ...] = field(default=())


def canonical(text: str, form: AnswerForm) -> str:
    """The one spelling of an answer: NFC, trimmed, inner white space folded to one space.

    The members of a set may be parted by white space, commas or semicolons and come in any order; they are sorted and
    parted by one space.
    """
    text = normalize("NFC", text)
    if form is AnswerForm.SET:
        return " ".join(sorted(filter(None, _SEPARATORS.split(text))))
    return " ".join(text.split())


def answer_kind(answers: Iterable[str] | None, form: AnswerForm = AnswerForm.VALUE) -> AnswerKind:
    """How typed answers are given, by the characters they are made of; None: they cannot be listed."""
    if answers is None:
        return AnswerKind.TEXT
    characters = set().union(*answers)
    if form is AnswerForm.SET:
        characters.discard(" ")
    if characters and characters <= _NUMERIC:
        return AnswerKind.DIGITS
    return AnswerKind.LETTERS if characters and all(map(str.isalpha, characters)) else AnswerKind.TEXT


def answer_field(
    kind: AnswerKind, form: AnswerForm, answers: Iterable[str] | None, choices: tuple[str, ...] = ()
) -> AnswerField:
    """The field that takes `answers`, all the right answers of a deck; None when they cannot be listed.

    For CHOICE the answers are the numbers of the choices, from 1.
    """
    if kind is AnswerKind.CHOICE:
        choices = tuple(canonical(choice, AnswerForm.VALUE) for choice in choices)
        answers = [str(number) for number in range(1, len(choices) + 1)]
    if answers is None:
        return AnswerField(kind, form, choices=choices)
    whole = frozenset(canonical(answer, form) for answer in answers)
    field = open_field(kind, form, "".join(whole))
    return replace(field, closed=whole if len(whole) <= MOST_CLOSED else None, choices=choices)


def open_field(kind: AnswerKind, form: AnswerForm, characters: Iterable[str]) -> AnswerField:
    """The field of answers too many to list, made of `characters`, which may be typed in their parts: a letter and its
    mark. The members of a set may be parted by commas."""
    parting = " ," if form is AnswerForm.SET else ""
    whole = "".join(characters)
    return AnswerField(kind, form, alphabet=frozenset(whole + normalize("NFD", whole) + parting))
