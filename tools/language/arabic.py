"""Arabic words in Latin letters, and the article before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from tools.language.rows import Row, claim, made_up, sections

SUN = ("th", "dh", "sh", "t", "d", "r", "z", "s", "ṣ", "ḍ", "ṭ", "ẓ", "l", "n")
MOON = ("kh", "gh", "b", "j", "ḥ", "ʿ", "f", "q", "k", "m", "h", "w", "y")
"""Longer spellings first: sh is one sound."""


def plain(text: str) -> str:
    """The text in ASCII letters: no dots, no strokes, no half rings."""
    return re.sub(r"[^ -~]", "", normalize("NFD", text))


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and whether it is made up."""

    word: str
    made: bool = False

    @property
    def first(self) -> str:
        """Its first sound; a word that is written with a vowel begins with a glottal stop."""
        return next((sound for sound in (*SUN, *MOON) if self.word.startswith(sound)), "ʾ")

    @property
    def takes_over(self) -> bool:
        """The article's l becomes this word's first sound."""
        return self.first in SUN

    @property
    def article(self) -> str:
        """The article as it is said before it."""
        return f"a{self.first}" if self.takes_over else "al"

    @property
    def wrong_article(self) -> str:
        """One that is never said before it."""
        if self.first == "l":
            return "an"
        return "al" if self.takes_over else f"a{self.first}"

    def marks(self) -> Row:
        """The columns that say what kind of item it is."""
        return {
            "group": self.word,
            "made": str(int(self.made)),
            "first": self.first,
            "start": self.word[: len(self.first) + 1],
        }


@cache
def words() -> tuple[Word, ...]:
    """The words of the list, then the made-up ones, as many for each sound."""
    found = sections("arabic")
    known = found[""]
    rest = (
        ("a", "i", "u", "ā"),
        ("b", "f", "k", "m", "q", "l", "r"),
        ("a", "i", "ā", "ū"),
        ("b", "d", "k", "m", "q", "r"),
    )
    made = [word for sound in (*SUN, *MOON) for word in made_up(((sound,), *rest), 8, [*known, *found["taken"]])]
    return (*(Word(word) for word in known), *(Word(word, made=True) for word in made))


def letter() -> Iterator[Row]:
    """The letter of the article that changes; of a sound of two letters the first."""
    for word in words():
        yield {
            "prompt": f"{word.word} → a_-{word.word}",
            "answer": plain(word.article)[1],
            **word.marks(),
            "with": f"bi + a_-{word.word} → bi_-{word.word}",
        }


def whole() -> Iterator[Row]:
    """The word with its article."""
    for word in words():
        right = f"{word.article}-{word.word}"
        ways = dict.fromkeys((right, right.replace("-", " "), right.replace("-", "")))
        ways |= dict.fromkeys(map(plain, ways))
        yield {
            "prompt": word.word,
            "answer": right,
            "accept": "|".join(list(ways)[1:]),
            **word.marks(),
            **claim(f"whole {word.word}", right, f"{word.wrong_article}-{word.word}"),
        }


LISTS = {"arabic-the": letter, "arabic-the-whole": whole}
