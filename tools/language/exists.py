"""Which made-up words exist after all, by word lists that were made elsewhere: `python -m tools.language.exists`.

Frequency lists (wordfreq) are asked for every language. Where they are installed, spelling dictionaries (hunspell,
voikko), an analyser of Japanese (fugashi with UniDic) and a long English list (/usr/share/dict) are asked too.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from oracles.language.told import Row, rows_of

SOUNDS: Final = {
    "th": "ث",
    "dh": "ذ",
    "sh": "ش",
    "kh": "خ",
    "gh": "غ",
    "t": "ت",
    "d": "د",
    "r": "ر",
    "z": "ز",
    "s": "س",
    "ṣ": "ص",
    "ḍ": "ض",
    "ṭ": "ط",
    "ẓ": "ظ",
    "l": "ل",
    "n": "ن",
    "b": "ب",
    "j": "ج",
    "ḥ": "ح",
    "ʿ": "ع",
    "f": "ف",
    "q": "ق",
    "k": "ك",
    "m": "م",
    "h": "ه",
    "w": "و",
    "y": "ي",
    "ā": "ا",
    "ū": "و",
    "ī": "ي",
    "a": "",
    "i": "",
    "u": "",
}
"""How an Arabic sound is written; short vowels are not."""
LANGUAGES: Final[dict[str, tuple[str, Callable[[Row], str]]]] = {
    "turkish-many": ("tr", lambda row: row["group"]),
    "finnish-in": ("fi", lambda row: row["key"]),
    "finnish-in-long": ("fi", lambda row: row["key"].replace("·", "")),
    "english-many": ("en", lambda row: row["group"]),
    "english-past": ("en", lambda row: row["group"]),
    "korean-topic": ("ko", lambda row: row["key"]),
    "japanese-te-kana": ("ja", lambda row: row["prompt"].partition("、")[0]),
    "spanish-mark": ("es", lambda row: row["group"]),
    "arabic-the": ("ar", lambda row: row["group"]),
}
"""Deck -> its language, and the word of a row."""
_COMMON: Final = {"en": 2.0, "es": 1.7}
"""Zipf frequency from which a string is a word, where the list is so long that it holds every slip and name."""
_HUNSPELL: Final = {"tr": "tr_TR", "en": "en_US", "ko": "ko_KR", "es": "es_ES"}
_ENGLISH: Final = Path("/usr/share/dict")


def made_words(deck: str) -> tuple[str, ...]:
    """The made-up words of a list."""
    _, word_of = LANGUAGES[deck]
    return tuple(sorted({word_of(row) for row in rows_of(deck) if row["made"] == "1"}))


def written_often(deck: str) -> set[str]:
    """The made-up words of a list that people write, by wordfreq."""
    from wordfreq import freq_to_zipf, get_frequency_dict

    language, _ = LANGUAGES[deck]
    known = get_frequency_dict(language, "best")
    return {
        word
        for word in made_words(deck)
        for spelling in spellings(language, word)
        if spelling in known and freq_to_zipf(known[spelling]) >= _COMMON.get(language, 0.0)
    }


def spellings(language: str, word: str) -> Iterator[str]:
    """How a word is written in its language: a Spanish one with a mark anywhere, an Arabic one in its own letters."""
    yield in_arabic_letters(word) if language == "ar" else word
    if language == "es":
        for place, letter in enumerate(word):
            if letter in "aeiou":
                yield word[:place] + "áéíóú"["aeiou".index(letter)] + word[place + 1 :]


def in_arabic_letters(word: str) -> str:
    """A word of the Arabic decks as it is written there."""
    written = ""
    while word:
        sound = word[:2] if word[:2] in SOUNDS else word[0]
        written += SOUNDS[sound]
        word = word.removeprefix(sound)
    return written


def in_dictionaries(deck: str) -> set[str]:
    """The made-up words of a list that stand in a dictionary of this machine."""
    language, _ = LANGUAGES[deck]
    words = made_words(deck)
    found = _by_hunspell(language, words)
    if deck == "finnish-in" and find_spec("libvoikko"):
        import libvoikko

        voikko = libvoikko.Voikko("fi")
        found |= {word for word in words if voikko.spell(word) or voikko.spell(word.capitalize())}
    if language == "ja" and find_spec("fugashi"):
        import fugashi

        tagger = fugashi.Tagger()
        found |= {word for word in words if len(tagger(word)) == 1 and not tagger(word)[0].is_unk}
    if language == "en":
        found |= set(words) & {word for file in _ENGLISH.glob("*-insane") for word in file.read_text().split()}
    return found


def _by_hunspell(language: str, words: Iterable[str]) -> set[str]:
    if language not in _HUNSPELL or not shutil.which("hunspell"):
        return set()
    written = {spelling: word for word in words for spelling in spellings(language, word)}
    asked = subprocess.run(
        ["hunspell", "-d", _HUNSPELL[language], "-i", "utf-8", "-G"],
        input="\n".join(written),
        capture_output=True,
        text=True,
        check=False,
    )
    return {written[line] for line in asked.stdout.splitlines() if line in written}


if __name__ == "__main__":
    for name, (tongue, _) in LANGUAGES.items():
        print(f"{name} ({tongue}): {' '.join(sorted(written_often(name) | in_dictionaries(name))) or 'none exists'}")
