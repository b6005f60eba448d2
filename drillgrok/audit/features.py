"""What a prompt is made of, as features: what a learner could go by who sees nothing but letters. Knows no answer.

Positions are counted from both ends, of the prompt and of its first and last word; vowels have a tier of their own, as
in phonology, so that a vowel is a neighbour of the next one whatever stands between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import category, normalize

from drillgrok.shortcuts.prompts import VOWELS, letters, words

_ENDS, _EDGE, _PLACES, _GRAM = 5, 4, 8, 3


_LETTERS_LEAST = 0.5


_DIGITS_MOST = 0.05


def in_letters(prompts: Sequence[str]) -> bool:
    """Whether unframed prompts are words: rules of digits and dates are hidden from features like these."""
    signs = [category(sign)[0] for prompt in prompts for sign in prompt if not sign.isspace()]
    with_digits = sum(any(map(str.isdigit, prompt)) for prompt in prompts)
    letters = sum(kind in "LM" for kind in signs)
    return with_digits <= _DIGITS_MOST * len(prompts) and letters >= _LETTERS_LEAST * len(signs) > 0


def features(prompt: str) -> Iterator[str]:
    """The features of an unframed prompt, by name; a feature is there or not."""
    yield from _edges("whole", letters(prompt.casefold()))
    found = words(prompt)
    yield f"words {len(found)}"
    for place, word in (("first", found[0]), ("last", found[-1])) if found else ():
        yield from _edges(place, letters(word))
        yield from _vowels(place, letters(word))
    parts = letters(prompt.casefold())
    for size in range(1, _GRAM + 1):
        for start in range(len(parts) - size + 1):
            yield f"has {''.join(parts[start : start + size])}"
    yield from _capitals(prompt)


def _edges(name: str, parts: Sequence[str]) -> Iterator[str]:
    """How long it is, how it begins and ends, and what stands where from each end."""
    yield f"{name} long {len(parts)}"
    yield f"{name} length is {'odd' if len(parts) % 2 else 'even'}"
    for size in range(1, min(_ENDS, len(parts)) + 1):
        yield f"{name} ends {''.join(parts[-size:])}"
    for size in range(1, min(_EDGE, len(parts)) + 1):
        yield f"{name} begins {''.join(parts[:size])}"
    for place in range(min(_PLACES, len(parts))):
        yield f"{name} at {place} {parts[place]}"
        yield f"{name} at -{place} {parts[-1 - place]}"


def _vowels(name: str, parts: Sequence[str]) -> Iterator[str]:
    vowels = [part for part in parts if part[0] in VOWELS]
    yield f"{name} vowels {len(vowels)}"
    yield f"{name} vowels are {'odd' if len(vowels) % 2 else 'even'}"
    for vowel in set(vowels):
        yield f"{name} vowel {vowel}"
    if vowels:
        yield f"{name} first vowel {vowels[0]}"
        yield f"{name} last vowel {vowels[-1]}"
        yield f"{name} last vowels {''.join(vowels[-2:])}"


def _capitals(prompt: str) -> Iterator[str]:
    """Where capitals stand among small letters and marks, runs counting once."""
    if prompt == prompt.casefold():
        return
    kinds = ("A" if sign.isupper() else "a" if sign.isalpha() else sign for sign in normalize("NFC", prompt))
    shape = "".join(kind for kind, _ in groupby(kinds))
    yield f"shape {shape}"
    for size in range(1, _ENDS + 1):
        yield f"shape ends {shape[-size:]}"
