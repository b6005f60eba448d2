"""Spanish words, their syllables, the loud one among them, and the mark that may be written over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tools.language.rows import Row, claim, flag, made_up, sections

MARKED = dict(zip("áéíóú", "aeiou", strict=True))
STRONG, WEAK = "aeoáéíóú", "iuü"
"""A syllable holds one strong vowel, with or without weak ones beside it, or weak ones alone."""
_ONSET = r"(?:[bcfgp][lr]|[dt]r|qu(?=[eiéí])|gu(?=[eiéí])|ch|ll|rr|[b-df-hj-np-tv-zñ])"
_NUCLEUS = rf"(?:[{WEAK}]?[{STRONG}](?:[{WEAK}](?![{STRONG}]))?|[{WEAK}]+)"
_SYLLABLE = re.compile(rf"{_ONSET}?{_NUCLEUS}(?:(?!{_ONSET}[{STRONG}{WEAK}])[b-df-hj-np-tv-zñ])*")


def syllables(word: str) -> tuple[str, ...]:
    """The word in syllables, as it is spelt."""
    return tuple(_SYLLABLE.findall(word))


def mark(part: str) -> str:
    """The syllable with a mark over its vowel: the strong one, else the last."""
    place = max(range(len(part)), key=lambda place: (part[place] in "aeo", part[place] in WEAK, place))
    return part[:place] + "áéíóú"["aeiou".index(part[place])] + part[place + 1 :]


def expects_mark(parts: tuple[str, ...], loud: int) -> bool:
    """Whether the general rule marks the word when syllable `loud`, counted from the end, is the loud one."""
    if len(parts) == 1:
        return False
    soft_end = parts[-1][-1] in "aeiouns"
    return {1: soft_end, 2: not soft_end}.get(loud, True)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in syllables as it is written, and the number of the loud one counted from the end."""

    parts: tuple[str, ...]
    loud: int
    made: bool = False

    @property
    def bare_parts(self) -> tuple[str, ...]:
        """The syllables without the mark."""
        return tuple("".join(MARKED.get(letter, letter) for letter in part) for part in self.parts)

    @property
    def marked(self) -> bool:
        """It is written with a mark."""
        return self.parts != self.bare_parts

    @property
    def aloud(self) -> str:
        """Unmarked, the loud syllable in capitals."""
        return called(self.bare_parts, self.loud)

    def marks(self) -> Row:
        """The columns that say what kind of item it is."""
        return {"group": "".join(self.bare_parts), "made": str(int(self.made))}


def called(parts: tuple[str, ...], loud: int) -> str:
    """The syllables with one of them in capitals."""
    return "·".join(part.upper() if place == len(parts) - loud else part for place, part in enumerate(parts))


def real_word(written: str) -> Word:
    """A word as it is spelt, its loud syllable found by its mark or else by its end."""
    parts = syllables(written)
    found = [len(parts) - place for place, part in enumerate(parts) if set(part) & MARKED.keys()]
    usual = 1 if len(parts) == 1 or written[-1] not in "aeiouns" else 2
    return Word(parts, found[0] if found else usual)


@cache
def told_apart() -> frozenset[str]:
    """Words that are written both ways, with a mark in one sense and without it in another (RAE 2010, II 3.4.3): said
    alone they do not say which."""
    return frozenset(sections("spanish")["told apart"])


def check_decided(word: Word, *, parted: bool) -> None:
    """Raises ValueError where what is said does not decide how the word is written; `parted`: its mark parts vowels."""
    bare = "".join(word.bare_parts)
    if bare in told_apart() or (not parted and word.marked != expects_mark(word.bare_parts, word.loud)):
        raise ValueError(f"{''.join(word.parts)} is told from {bare} by nothing that is said")


@cache
def words() -> tuple[Word, ...]:
    """The words of the list, then the made-up ones, as many marked as unmarked."""
    found = sections("spanish")
    real = [real_word(entry.removesuffix("!")) for entry in found[""]]
    for word, entry in zip(real, found[""], strict=True):
        check_decided(word, parted=entry.endswith("!"))
    known = {"".join(word.bare_parts) for word in real} | set(found["taken"])
    return (*real, *made_words(known))


def made_words(known: set[str]) -> Iterator[Word]:
    """Made-up words: for each end and each loud syllable some, those without a mark more often."""
    firsts = ("bra", "cli", "dro", "fle", "gru", "pli", "tru", "fro", "gle", "dri", "cru", "ble")
    middles = ("bi", "de", "la", "mo", "ne", "ti", "fu")
    for end in ("a", "e", "o", "n", "s", "l", "r", "d", "z"):
        final = end if end in "aeo" else None
        last = (
            tuple(start + final for start in "lmtp")
            if final
            else tuple(f"{start}{end}" for start in ("ta", "le", "mi", "no", "pu"))
        )
        for loud in (1, 2, 3):
            slots = (firsts, middles, last) if loud == 3 else (firsts, last)
            count = 6 if expects_mark(("", end), loud) else 12
            for letters in made_up(slots, 60, known)[loud * 12 : loud * 12 + count]:
                parts = list(syllables(letters))
                if expects_mark(tuple(parts), loud):
                    parts[-loud] = mark(parts[-loud])
                yield Word(tuple(parts), loud, made=True)


def written() -> Iterator[Row]:
    """Is a mark written?"""
    irregular = {entry.removesuffix("!") for entry in sections("spanish")[""] if entry.endswith("!")}
    for word in words():
        bare, marked = "".join(word.bare_parts), "".join(word.parts)
        other = bare if word.marked else _marked(word)
        yield {
            "prompt": word.aloud,
            "answer": "y" if word.marked else "n",
            **word.marks(),
            "irregular": flag(marked in irregular),
            "end": bare[-1],
            **claim(f"mark {marked}", f"{word.aloud} — {marked}", f"{word.aloud} — {other}", "y", "n"),
        }


def _marked(word: Word) -> str:
    parts = list(word.bare_parts)
    parts[-word.loud] = mark(parts[-word.loud])
    return "".join(parts)


def loud() -> Iterator[Row]:
    """Which syllable is loud?"""
    for word in words():
        if len(word.parts) == 1:
            continue
        yield {
            "prompt": "·".join(word.parts),
            "answer": str(word.loud),
            **word.marks(),
            "end": word.bare_parts[-1][-1],
            "word": "".join(word.parts),
        }


LISTS = {"spanish-mark": written, "spanish-loud": loud}
