"""Turkish nouns and three endings, chosen by the last letters of the word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tools.language.rows import Row, claim, flag, legend, made_up, sections

BACK, FRONT = "aıou", "eiöü"
OPEN = {**dict.fromkeys(BACK, "a"), **dict.fromkeys(FRONT, "e")}
CLOSE = {"a": "ı", "ı": "ı", "o": "u", "u": "u", "e": "i", "i": "i", "ö": "ü", "ü": "ü"}
FRONTED = {"a": "e", "ı": "i", "o": "ö", "u": "ü"}
"""The vowel that the endings of an irregular word are chosen by."""
HARD = "çfhkpsşt"
HIGH = "ıiuü"
"""The vowels of the possessive as its keys 1 to 4 stand for them."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun, its stem before a vowel, and whether its endings go against its last vowel."""

    word: str
    stem: str
    irregular: bool
    made: bool = False

    @property
    def last_vowel(self) -> str:
        """The last of its vowels."""
        return next(letter for letter in reversed(self.word) if letter in OPEN)

    @property
    def heard(self) -> str:
        """The vowel by which its endings are chosen."""
        return FRONTED[self.last_vowel] if self.irregular else self.last_vowel

    @property
    def tail(self) -> str:
        """The word from its last vowel on."""
        return self.word[self.word.rindex(self.last_vowel) :]

    @property
    def end(self) -> str:
        """D or T: how an ending in d begins after it."""
        return "t" if self.word[-1] in HARD else "d"

    def marks(self) -> Row:
        """The columns that say what kind of item it is."""
        return {
            "group": self.word,
            "irregular": flag(self.irregular),
            "made": str(int(self.made)),
            "tail": "" if self.irregular else self.tail,
        }


@cache
def nouns() -> tuple[Noun, ...]:
    """The words of the list, then the made-up ones, as many for each vowel and kind of end."""
    found, real = sections("turkish"), []
    for entry in found[""]:
        word, _, stem = entry.removesuffix("!").partition("/")
        real.append(Noun(word, stem or word, entry.endswith("!")))
    known = [noun.word for noun in real] + found["taken"]
    made = []
    for vowel in OPEN:
        for finals in ("dlmnrvyz", "fsş"):
            slots = ("bdgkmnpst", "aeıioöuü", "bdlmnrsyz", vowel, finals)
            made += [Noun(word, word, irregular=False, made=True) for word in made_up(slots, 14, known)]
    return (*real, *made)


def many() -> Iterator[Row]:
    """The plural."""
    for noun in nouns():
        yield {
            "prompt": f"{noun.word} → {noun.word}l_r",
            "answer": OPEN[noun.heard],
            **noun.marks(),
            "ending": noun.last_vowel,
            "within": f"{noun.word}{noun.end}_",
        }


def away() -> Iterator[Row]:
    """The ablative."""
    for noun in nouns():
        start, vowel = noun.end, OPEN[noun.heard]
        wrong = (start, "ae".replace(vowel, "")) if len(noun.word) % 2 else ("dt".replace(start, ""), vowel)
        yield {
            "prompt": f"{noun.word} → {noun.word}…",
            "answer": f"{start}{vowel}n",
            **noun.marks(),
            "ending": noun.last_vowel,
            "end": f"-{noun.word[-1]}",
            "both": f"{noun.last_vowel} {noun.end}",
            "word": noun.word,
            **claim(noun.word, f"{noun.word}{start}{vowel}n", f"{noun.word}{''.join(wrong)}n"),
        }


def mine() -> Iterator[Row]:
    """The possessive of the first person, for words that end in a consonant."""
    for noun in nouns():
        if noun.word[-1] in OPEN:
            continue
        yield {
            "prompt": f"{noun.word} → {noun.stem}_m\n{legend(HIGH)}",
            "answer": str(1 + HIGH.index(CLOSE[noun.heard])),
            "key": noun.word,
            **noun.marks(),
            "ending": noun.last_vowel,
            "asked": f"{noun.word} m_?\n{legend(HIGH)}",
        }


LISTS = {"turkish-many": many, "turkish-from": away, "turkish-my": mine}
