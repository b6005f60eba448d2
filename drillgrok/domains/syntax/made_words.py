"""Words that no language has: spelt out of a shape's sounds, the same for the same draw. A quarter of what a shape can
spell is kept back, so that there are always words that nobody has met."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from drillgrok.domains.syntax.grammar import WordShape

_KEPT_BACK: Final = 4
_MOST_TRIES: Final = 400
_STRIDE: Final = 7_919
"""A prime: word after word has other sounds."""


def number_from(text: str) -> int:
    """A number by a hash: the same on every machine."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8, person=b"syntax").digest())


def spelt(shape: WordShape, number: int) -> str:
    """The made word with this number, counted round."""
    number %= sum(shape.sizes)
    for alternative, size in zip(shape.alternatives, shape.sizes, strict=True):
        if number < size:
            word = ""
            for spellings in alternative:
                number, at = divmod(number, len(spellings))
                word += spellings[at]
            return word[:1].upper() + word[1:] if shape.capital else word
        number -= size
    raise AssertionError("a number below the size is in one alternative")


def is_kept_back(word: str) -> bool:
    """Whether a word is never met in practice."""
    return number_from(f"kept {word}") % _KEPT_BACK == 0


def drawn(shape: WordShape, seed: str, *, kept_back: bool, taken: frozenset[str], used: frozenset[str]) -> str:
    """The made word of a draw: none of `taken` and `used`, and met in practice or not as asked."""
    number = number_from(seed)
    word = spelt(shape, number)
    for again in range(1, _MOST_TRIES):
        if word not in used and word.casefold() not in taken and is_kept_back(word) is kept_back:
            break
        word = spelt(shape, number + again * _STRIDE)
    return word


def real(shape: WordShape, start: int, used: frozenset[str]) -> str:
    """A word of the language in the place of a made one, counted round; the next one where it has been used."""
    words = shape.real
    return next(
        (word for at in range(len(words)) if (word := words[(start + at) % len(words)]) not in used),
        words[start % len(words)],
    )
