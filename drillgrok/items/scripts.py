"""Kana and hangul beside their romanisations: one form for all that are in use. Knows no deck and no grammar."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

_VOWELS: Final = "aiueo"
_ROWS: Final = {
    "": "あいうえお",
    "k": "かきくけこ",
    "g": "がぎぐげご",
    "s": "さしすせそ",
    "z": "ざじずぜぞ",
    "t": "たちつてと",
    "d": "だぢづでど",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
    "m": "まみむめも",
    "r": "らりるれろ",
}
_SMALL: Final = {"a": "ゃ", "u": "ゅ", "o": "ょ"}
_OTHERS: Final = {
    "ya": "や",
    "yu": "ゆ",
    "yo": "よ",
    "wa": "わ",
    "wo": "を",
    "fu": "ふ",
    "shi": "し",
    "chi": "ち",
    "tsu": "つ",
    "ji": "じ",
    "dzu": "づ",
    "dji": "ぢ",
    "ja": "じゃ",
    "ju": "じゅ",
    "jo": "じょ",
    "la": "ら",
    "li": "り",
    "lu": "る",
    "le": "れ",
    "lo": "ろ",
    "je": "じぇ",
    "fa": "ふぁ",
    "fi": "ふぃ",
    "fe": "ふぇ",
    "fo": "ふぉ",
}


def _syllables() -> dict[str, str]:
    """Every romanised syllable, in Hepburn, Kunrei and Nihon-shiki spelling, and how keyboards take them."""
    made = {
        consonant + vowel: kana for consonant, row in _ROWS.items() for vowel, kana in zip(_VOWELS, row, strict=True)
    }
    for consonant, row in _ROWS.items():
        if consonant:
            made |= {f"{consonant}y{vowel}": row[1] + small for vowel, small in _SMALL.items()}
    for begins, kana in (("sh", "し"), ("ch", "ち"), ("j", "じ"), ("jy", "じ"), ("cy", "ち")):
        made |= {f"{begins}{vowel}": kana + small for vowel, small in _SMALL.items()}
    return made | _OTHERS


_SYLLABLES: Final = _syllables()
_LONGEST: Final = max(map(len, _SYLLABLES))
_LONG: Final = {
    "ā": "aa",
    "ī": "ii",
    "ū": "uu",
    "ē": "ee",
    "ō": "ou",
    "â": "aa",
    "î": "ii",
    "û": "uu",
    "ê": "ee",
    "ô": "ou",
}
_ALIKE: Final = str.maketrans("づぢ", "ずじ")
"""Sounds that romanisations write alike."""
_VOICED_MARKS: Final = "\u3099\u309a"
"""Half-width katakana is typed with its mark apart."""
_KATAKANA: Final = re.compile("[ァ-ヶ]")


def is_kana(text: str) -> bool:
    """Whether some sign of it is kana."""
    return any("ぁ" <= char <= "ヿ" or char in _VOICED_MARKS for char in text)


def as_kana(text: str) -> str:
    """The text in hiragana, whether it is written in kana or in Latin letters of any romanisation; what is neither
    stays as it is. Sounds that romanisations write alike are one."""
    text = normalize("NFKC", text).casefold()
    text = "".join(_LONG.get(char, char) for char in text)
    text = _KATAKANA.sub(lambda match: chr(ord(match[0]) - 0x60), text)
    made: list[str] = []
    at = 0
    while at < len(text):
        piece, length = _syllable(text, at)
        made.append(piece)
        at += length
    return "".join(made).translate(_ALIKE)


def _syllable(text: str, at: int) -> tuple[str, int]:
    """The kana of what stands at a place, and how many characters it takes."""
    for length in range(_LONGEST, 0, -1):
        kana = _SYLLABLES.get(text[at : at + length])
        if kana is not None:
            return kana, length
    char, following = text[at], text[at + 1 : at + 2]
    doubled = following == char and char in "kgsztdbpcfjrmh"
    if doubled or text[at : at + 3] == "tch":
        return "っ", 1
    if char == "n":
        parted = following in {"'", "-"} or (following == "n" and text[at + 2 : at + 3] not in {*_VOWELS, "y"})
        return "ん", 2 if parted else 1
    return ("ん" if char == "m" and following in {"b", "p", "m", ""} else char), 1


_INITIALS: Final = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
_MEDIALS: Final = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu"),
    *("ui", "i"),
)
_FINALS: Final = (
    *("", "k", "kk", "ks", "n", "nj", "nh", "t", "r", "rk", "rm", "rp", "rs", "rt", "rp", "rh", "m", "p", "ps", "t"),
    *("t", "ng", "t", "t", "k", "t", "p", "t"),
)
_FIRST_SYLLABLE: Final = 0xAC00
_BREVES: Final = str.maketrans({"ŏ": "eo", "ŭ": "eu", "l": "r"})


def is_hangul(text: str) -> bool:
    """Whether some sign of it is hangul."""
    return any("가" <= char <= "힣" or "ㄱ" <= char <= "ㅣ" for char in text)


def romanised(text: str) -> str:
    """The text with its hangul in Latin letters, syllable by syllable, and Latin letters as in the Revised
    Romanisation: breves of McCune and Reischauer are written out, l is r."""
    return "".join(map(_syllable_in_latin, text)).casefold().translate(_BREVES)


def _syllable_in_latin(char: str) -> str:
    if not "가" <= char <= "힣":
        return char
    initial, rest = divmod(ord(char) - _FIRST_SYLLABLE, 588)
    medial, final = divmod(rest, 28)
    return _INITIALS[initial] + _MEDIALS[medial] + _FINALS[final]


_VOWEL_PLACES: Final = {name: place for place, name in enumerate(_MEDIALS)}
_INITIAL_PLACES: Final = {name: place for place, name in enumerate(_INITIALS) if name}
_NO_INITIAL: Final = _INITIALS.index("")
_ENDINGS: Final = {"": 0, "k": 1, "g": 1, "n": 4, "t": 7, "d": 7, "r": 8, "l": 8, "m": 16, "p": 17, "b": 17, "ng": 21}
_LATIN_SYLLABLE: Final = re.compile(
    rf"({'|'.join(sorted(_INITIAL_PLACES, key=len, reverse=True))})?"
    rf"({'|'.join(sorted(_VOWEL_PLACES, key=len, reverse=True))})"
    r"((?:ng|[kgntdrlmpb])(?![aeiouwy]))?"
)


def as_hangul(text: str) -> str:
    """Latin letters of the Revised Romanisation in hangul, syllable by syllable; the text itself where it is none."""
    made, at = [], 0
    bare = text.casefold()
    while at < len(bare):
        found = _LATIN_SYLLABLE.match(bare, at)
        if found is None:
            return text
        initial = _INITIAL_PLACES[found[1]] if found[1] else _NO_INITIAL
        final = _ENDINGS[found[3] or ""]
        made.append(chr(_FIRST_SYLLABLE + initial * 588 + _VOWEL_PLACES[found[2]] * 28 + final))
        at = found.end()
    return "".join(made)
