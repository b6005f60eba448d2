"""Turkish, Korean and Finnish derived a second time, by features of sounds, Unicode's own decomposition, and shapes."""

from __future__ import annotations

import re
from unicodedata import normalize

from oracles.language.told import Row, Told, key_of, word_of

# Turkish: vowels by three features (Göksel and Kerslake 2005, 3.1).

_TURKISH = {
    "a": (True, False, False),
    "e": (False, False, False),
    "ı": (True, False, True),
    "i": (False, False, True),
    "o": (True, True, False),
    "ö": (False, True, False),
    "u": (True, True, True),
    "ü": (False, True, True),
}
"""Letter -> back, round, high."""
_TURKISH_VOICED = set("bcdgğjlmnrvyz") | set(_TURKISH)


def _suffix_vowel(row: Row, *, high: bool) -> str:
    """The vowel that agrees in backness and, when high, in roundness; a front vowel after an irregular word."""
    back, rounded, _ = next(_TURKISH[letter] for letter in reversed(word_of(row)) if letter in _TURKISH)
    wanted = (back and row["irregular"] == "no", rounded and high, high)
    return next(letter for letter, features in _TURKISH.items() if features == wanted)


def turkish_many(row: Row) -> Told:
    """The plural."""
    return Told(_suffix_vowel(row, high=False))


def turkish_from(row: Row) -> Told:
    """The ablative."""
    start = "d" if word_of(row)[-1] in _TURKISH_VOICED else "t"
    ending = f"{start}{_suffix_vowel(row, high=False)}n"
    return Told(ending, word_of(row) + ending)


def turkish_my(row: Row) -> Told:
    """The possessive of the first person."""
    return Told(key_of(row, _suffix_vowel(row, high=True)))


# Korean: syllables taken apart into letters by Unicode's own decomposition.

_FINALS = range(0x11A8, 0x11C3)
_RIEUL = 0x11AF
_PARTICLES = {"topic": ("은", "는"), "subject": ("이", "가"), "object": ("을", "를")}
_ROMANIZED = {"은": "eun", "는": "neun", "이": "i", "가": "ga", "을": "eul", "를": "reul", "으로": "euro", "로": "ro"}
"""By the official romanization of 2000."""


def _last_letter(word: str) -> int:
    return ord(normalize("NFD", word)[-1])


def _particle(word: str, role: str) -> str:
    closed, open_ = _PARTICLES[role]
    return closed if _last_letter(word) in _FINALS else open_


def korean_topic(row: Row) -> Told:
    """The key of the topic particle."""
    return Told(key_of(row, _particle(word_of(row), "topic")))


def korean_three(row: Row) -> Told:
    """The particle of the row's role in Latin letters."""
    particle = _particle(word_of(row), row["role"])
    return Told(_ROMANIZED[particle], word_of(row) + particle)


def korean_toward(row: Row) -> Told:
    """The particle of direction."""
    last = _last_letter(word_of(row))
    particle = "으로" if last in _FINALS and last != _RIEUL else "로"
    return Told(_ROMANIZED[particle], word_of(row) + particle)


# Finnish: the last vowel that is not neutral decides; a word's shape in consonants and vowels.

_FINNISH_OWN = {"asia": "a", "historia": "a", "lattia": "a", "hopea": "a"}


def _harmony(word: str) -> str:
    telling = re.sub(r"[^aouäöy]", "", word.rpartition("·")[2])
    return "a" if telling and telling[-1] in "aou" else "ä"


def finnish_in(row: Row) -> Told:
    """The key of the inessive's vowel."""
    return Told(key_of(row, _harmony(word_of(row))))


def finnish_some(row: Row) -> Told:
    """The key of what the partitive adds."""
    word = word_of(row)
    shape = re.sub(r"[^V]", "C", re.sub(r"[aeiouyäö]", "V", word))
    start = "t" if shape.endswith("VV") else "tt" if word.endswith("e") else ""
    added = _FINNISH_OWN[word] if row["irregular"] == "yes" else start + _harmony(word)
    return Told(key_of(row, added))
