"""Prompts as texts that can be compared: without their common frame, word by word and letter by letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category, normalize

_WORD = re.compile(r"[^\W_]+")


def unframed(prompts: Sequence[str]) -> list[str]:
    """The prompts without what they all begin and end with."""
    begun = shared_start(prompts)
    rest = [prompt[begun:] for prompt in prompts]
    ended = shared_start([prompt[::-1] for prompt in rest])
    return [prompt[: len(prompt) - ended] for prompt in rest]


def shared_start(texts: Sequence[str]) -> int:
    """How many signs all texts begin with: as many as the first and the last of them in order."""
    return same_start(min(texts), max(texts))


def same_start(one: str, other: str) -> int:
    """How many signs both texts begin with."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared


def words(prompt: str) -> list[str]:
    """The words of a prompt, folded."""
    return _WORD.findall(prompt.casefold())


VOWELS = frozenset("aeiouyıæœøαεηιουωаеиоуыэюяіієї") | frozenset(map(chr, range(0x1161, 0x1176)))
"""Latin, Greek, Cyrillic, and Korean as it is written in parts."""


def letters(text: str) -> list[str]:
    """A text in the smallest parts that are written: a letter with its marks, Korean letter by letter."""
    parts: list[str] = []
    for sign in normalize("NFD", text):
        if parts and category(sign) == "Mn":
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts
