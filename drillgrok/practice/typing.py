"""The answer field as it is typed in: a character more, a character less. Knows no right answer."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import normalize

from drillgrok.practice.state import Typed

LONGEST = 200
"""Characters an answer may have."""


def type_key(typed: Typed, char: str, at_ns: int) -> Typed:
    """The field after one more character, composed with the one before where the two are one."""
    if len(typed.text) >= LONGEST:
        return typed
    return Typed(normalize("NFC", typed.text + char), typed.first_key_ns or at_ns, at_ns)


def erase_key(typed: Typed, at_ns: int) -> Typed:
    """The field after backspace."""
    return replace(typed, text=typed.text[:-1], last_change_ns=at_ns) if typed.text else typed
