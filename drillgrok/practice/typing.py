"""The answer field: which keys belong to an answer, and when an answer submits itself. Knows no right answer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import permutations
from unicodedata import normalize

from drillgrok.items.answers import canonical
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind
from drillgrok.practice.state import Typed

LONGEST = 200
"""Characters an answer may have."""


def belongs(field: AnswerField, char: str | None) -> str | None:
    """The character as the field takes it, or None when it can be part of no answer. A capital typed for a small
    letter counts as the small one."""
    if char is None or not char.isprintable():
        return None
    if field.alphabet is None:
        return char
    return next((c for c in (char, char.lower(), char.upper()) if c in field.alphabet), None)


def type_key(typed: Typed, char: str, at_ns: int) -> Typed:
    """The field after one more character, composed with the one before where the two are one."""
    if len(typed.text) >= LONGEST:
        return typed
    return Typed(normalize("NFC", typed.text + char), typed.first_key_ns or at_ns, at_ns)


def erase_key(typed: Typed, at_ns: int) -> Typed:
    """The field after backspace."""
    return replace(typed, text=typed.text[:-1], last_change_ns=at_ns) if typed.text else typed


def submits_itself(field: AnswerField, text: str) -> bool:
    """Whether the text spells one answer of the closed set and begins the spelling of no other."""
    if field.closed is None:
        return False
    spelt = " ".join(text.replace(",", " ").replace(";", " ").split()) if field.form is AnswerForm.SET else text.strip()
    spellings = _spellings(field.closed, field.form)
    return spelt in spellings and not any(s != spelt and s.startswith(spelt) for s in spellings)


@cache
def _spellings(closed: frozenset[str], form: AnswerForm) -> frozenset[str]:
    """Every order in which the answers of a closed set can be typed."""
    if form is AnswerForm.VALUE:
        return closed
    return frozenset(" ".join(order) for answer in closed for order in permutations(answer.split()))


def is_complete(field: AnswerField, text: str) -> bool:
    """Whether the text can stand as an answer: one of the closed set, or anything at all in an open field."""
    whole = canonical(text, field.form)
    return bool(whole) and (field.closed is None or whole in field.closed)


def answer_text(field: AnswerField, choices: tuple[str, ...], text: str) -> str:
    """The answer in canonical form; a choice's number becomes the choice."""
    whole = canonical(text, field.form)
    options = choices or field.choices
    if field.kind is AnswerKind.CHOICE and whole.isdecimal() and 1 <= int(whole) <= len(options):
        return options[int(whole) - 1]
    return whole
