"""English nouns and verbs and how their regular endings sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tools.language.rows import Row, flag, made_up, sections

STARTS = ("bl", "br", "dr", "fl", "gl", "gr", "kl", "kr", "pl", "sk", "shr", "sl", "sn", "spl", "thr", "tr", "tw", "z")
CODAS = {
    "nouns": {
        "s": ("p", "t", "ck", "ft", "mp", "nt", "sk"),
        "z": ("b", "d", "g", "m", "n", "ll", "nd", "rm", "ng", "r"),
        "i": ("ss", "sh", "tch", "x", "zz", "nch", "dge"),
    },
    "verbs": {
        "t": ("p", "ck", "ff", "ss", "sh", "tch", "x", "mp", "sk", "nch"),
        "d": ("b", "g", "m", "n", "ll", "zz", "rm", "r", "dge"),
        "i": ("t", "d", "nt", "nd", "ft", "st", "pt"),
    },
}
"""Ends of made-up words by key: their spelling can be said in one way only."""
SHORT = frozenset("bdgmnprt")
"""Single consonants that double before -ed."""
TAIL = 2
"""Letters before the ending that words are kept apart by."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its form with the ending as it is written, and the key that says how the ending sounds."""

    word: str
    form: str
    sound: str
    irregular: bool = False
    made: bool = False

    def marks(self, ending: str) -> Row:
        """The columns that say what kind of item it is. `tail` is what stands before the ending as it is written."""
        return {
            "group": self.word,
            "irregular": flag(self.irregular),
            "made": str(int(self.made)),
            "tail": "" if self.irregular else self.form.removesuffix(ending)[-TAIL:],
        }


def plural(word: str) -> str:
    """The regular spelling, but for words in -o."""
    if re.search(r"([sxz]|sh|ch)$", word) and word not in {"stomach", "monarch", "epoch"}:
        return f"{word}es"
    return re.sub(r"(?<=[^aeiou])y$", "ie", word) + "s"


def past(entry: str) -> str:
    """The regular spelling; an entry that ends in + doubles its last letter."""
    if entry.endswith("+"):
        return f"{entry[:-1]}{entry[-2]}ed"
    if entry.endswith("e"):
        return f"{entry}d"
    return re.sub(r"(?<=[^aeiou])y$", "i", entry) + "ed"


@cache
def words(kind: str) -> tuple[Word, ...]:
    """The words of a list, `nouns` or `verbs`, then the made-up ones, as many for each end."""
    found = sections("english")
    form_of = plural if kind == "nouns" else past
    real = []
    for sound in CODAS[kind]:
        for entry in found[f"{kind} {sound}"]:
            word, _, form = entry.partition("/")
            real.append(Word(word.removesuffix("+"), form or form_of(word), sound))
    for entry in found.get(f"{kind} irregular", ()):
        word, _, form = entry.partition("/")
        real.append(Word(word, form, "z", irregular=True))
    known = [word.word for word in real] + found["taken"]
    made = []
    for sound, codas in CODAS[kind].items():
        for coda in codas:
            for word in made_up((STARTS, "aeiou", (coda,)), 60, known)[: 42 // len(codas)]:
                entry = f"{word}+" if kind == "verbs" and coda in SHORT else word
                made.append(Word(word, form_of(entry), sound, made=True))
    return (*real, *made)


def many() -> Iterator[Row]:
    """The plural."""
    for word in words("nouns"):
        yield {
            "prompt": f"{word.word} → {word.form}",
            "answer": word.sound,
            **word.marks("s"),
            "form": word.form,
            "owner": "" if word.irregular else f"the {word.word}'s",
        }


def past_time() -> Iterator[Row]:
    """The past."""
    for word in words("verbs"):
        yield {
            "prompt": f"{word.word} → {word.form}",
            "answer": word.sound,
            **word.marks("ed"),
            "form": word.form,
        }


LISTS = {"english-many": many, "english-past": past_time}
