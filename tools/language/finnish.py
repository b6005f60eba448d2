"""Finnish nouns and two endings, chosen by the vowels of the word and by how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tools.language.rows import Row, flag, legend, made_up, order, sections

BACK, FRONT = "aou", "äöy"
VOWELS = f"{BACK}{FRONT}ei"
PARTITIVES = ("a", "ä", "ta", "tä", "tta", "ttä")
"""What the keys 1 to 6 stand for."""
FIRST_PARTS = ("talo", "kala", "auto", "maa", "koulu", "suo", "kesä", "työ", "yö", "pää", "päivä", "metsä")
"""Half of them would take one vowel, half the other."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun; `partitive` is empty where it follows no rule that the nominative shows."""

    word: str
    partitive: str
    made: bool = False
    also: str = ""
    """Another partitive that is as right."""

    @property
    def harmony(self) -> str:
        """The vowel of its endings: a or ä."""
        return harmony(self.word)

    @property
    def two_vowels(self) -> bool:
        """It ends in two vowels."""
        return self.word[-2] in VOWELS

    @property
    def tail(self) -> str:
        """Its last letter, and the last one before it that counts where that one does not."""
        last = next((letter for letter in reversed(self.word) if letter in BACK + FRONT), "")
        return self.word[-1] if last == self.word[-1] else f"{last} {self.word[-1]}"

    def marks(self) -> Row:
        """The columns that say what kind of item it is."""
        return {"group": self.word, "made": str(int(self.made))}


def harmony(word: str) -> str:
    """The vowel of the endings of a word that is no compound."""
    return "a" if any(letter in BACK for letter in word) else "ä"


def partitive(word: str) -> str:
    """The regular partitive of a word that ends in a vowel."""
    vowel = harmony(word)
    if word[-2] in VOWELS:
        return f"{word}t{vowel}"
    return f"{word}tt{vowel}" if word[-1] == "e" else f"{word}{vowel}"


@cache
def nouns() -> tuple[Noun, ...]:
    """The words of the list, then the made-up ones, more of the kind that the list has fewer of."""
    found, real = sections("finnish"), []
    for entry in found[""]:
        word, *forms = entry.split("|")
        real.append(Noun(word, forms[0] if forms else partitive(word), also="".join(forms[1:])))
    known = [noun.word for noun in real] + found["taken"]
    made = []
    for vowels, count in ((BACK, 8), (FRONT, 24)):
        starts = ("p", "t", "k", "s", "m", "n", "l", "r"), (*vowels, "e", "i")
        for end in ("VlV", "VpV", "VnV", "Vmi", "Vle", "Vre", "Vne", "VVV"):
            slots = (*starts, *_slots(end, vowels))
            made += [Noun(word, partitive(word), made=True) for word in made_up(slots, count, known)]
    return (*real, *made)


def _slots(end: str, vowels: str) -> tuple[tuple[str, ...], ...]:
    """How a made-up word ends, V being one of the vowels; every end has at least one of them."""
    if end == "VVV":
        return ("l", "n", "t", "k"), tuple(vowel * 2 for vowel in vowels if vowel not in "öo")
    return ("lt", "nk", "rt", "s", "ll"), *(tuple(vowels) if letter == "V" else (letter,) for letter in end)


def inside() -> Iterator[Row]:
    """The vowel of the inessive."""
    for noun in nouns():
        yield _inside(noun.word, noun)


def inside_long() -> Iterator[Row]:
    """The same for compounds: the parts of many of them pull two ways."""
    for noun in nouns():
        if noun.made:
            continue
        others = sorted((part for part in FIRST_PARTS if part != noun.word), key=lambda part: order(part + noun.word))
        alike = [part for part in others if harmony(part) == noun.harmony]
        against = [part for part in others if harmony(part) != noun.harmony]
        for part in (alike[0], *against[: 1 if noun.harmony == "a" else 3]):
            yield _inside(f"{part}·{noun.word}", noun)


def _inside(shown: str, noun: Noun) -> Row:
    made = noun.made or ("·" in shown and shown.replace("·", "") not in sections("finnish")["in use"])
    return {
        "prompt": f"{shown} → …ss_\n{legend('aä')}",
        "answer": str(1 + "aä".index(noun.harmony)),
        "key": shown,
        "group": noun.word,
        "made": str(int(made)),
        "on": f"{shown} → …ll_\n{legend('aä')}",
        "from": f"{shown} → …st_\n{legend('aä')}",
        "vowels": "".join(sorted({letter for letter in noun.word if letter in VOWELS})),
        "tail": noun.tail,
    }


def some() -> Iterator[Row]:
    """What the partitive adds; a word whose partitive adds to another stem is left out."""
    for noun in nouns():
        if not noun.partitive.startswith(noun.word):
            continue
        added = noun.partitive.removeprefix(noun.word)
        irregular = noun.partitive != partitive(noun.word)
        ending = f"{'two' if noun.two_vowels else 'one'} {noun.word[-1]}"
        yield {
            "prompt": f"{noun.word} → {noun.word}…\n{legend(PARTITIVES)}",
            "answer": str(1 + PARTITIVES.index(added)),
            "accept": str(1 + PARTITIVES.index(noun.also.removeprefix(noun.word))) if noun.also else "",
            "key": noun.word,
            **noun.marks(),
            "irregular": flag(irregular),
            "ending": ending,
            "two": f"kaksi {noun.word}…\n{legend(PARTITIVES)}",
            "both": f"{ending} {noun.harmony}",
            "tail": "" if irregular else noun.word[-3 if noun.two_vowels else -2 :],
        }


LISTS = {"finnish-in": inside, "finnish-in-long": inside_long, "finnish-some": some}
