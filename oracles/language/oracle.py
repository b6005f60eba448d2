"""Every item of the language decks derived a second time, with nothing of the makers: the oracles by deck, two of them
here, and how they agree with the lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

from oracles.language import oracle_endings as endings
from oracles.language import oracle_sounds as sounds
from oracles.language.told import Row, Told, rows_of

_TRUE = {"y", "yes"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How an oracle and a list agree. `wrong` holds the rows on which they do not, with the oracle's answer."""

    items: int
    exceptions: int
    wrong: tuple[str, ...]


def agreement(deck_id: str) -> Agreement:
    """The list of a deck against its oracle: answers, and claims where it makes some."""
    rows = rows_of(deck_id)
    wrong = []
    for row in rows:
        told = ORACLES[deck_id](row)
        right_claim = "holds" not in row or (row["holds"] in _TRUE) == (row["claim"] == told.form)
        if told.answer != row["answer"] or not right_claim:
            wrong.append(f"{row['prompt']}: {row['answer']}, {row.get('claim')}, but {told.answer}, {told.form}")
    return Agreement(len(rows), sum(row.get("irregular") == "yes" for row in rows), tuple(wrong))


# Spanish: the general rules of the Ortografía (RAE 2010, II 3.4), with hiatus.


def spanish_mark(row: Row) -> Told:
    """Whether a word is written with a mark, from its syllables and the loud one."""
    parts = row["prompt"].split("·")
    place = next(place for place, part in enumerate(parts) if part.isupper())
    last = place == len(parts) - 1
    bare = "".join(parts).lower()
    if len(parts) == 1:
        marked = False
    elif _is_hiatus(parts, place):
        marked = True
    elif last:
        marked = re.search(r"[aeiou]$|[aeiou][ns]$", bare) is not None
    elif place == len(parts) - 2:
        marked = re.search(r"([aeiou]|[aeiou][ns])$", bare) is None
    else:
        marked = True
    return Told("y" if marked else "n", row["claim"] if _claim_is_right(row, place, marked=marked) else "")


def _unmarked(text: str) -> str:
    """Without acute accents; ñ and ü stay."""
    return normalize("NFC", re.sub("\u0301", "", normalize("NFD", text)))


def _is_hiatus(parts: list[str], place: int) -> bool:
    """A loud i or u beside an open vowel of another syllable; an h between them does not part them."""
    loud = parts[place].lower()
    before = parts[place - 1].lower() if place else ""
    after = parts[place + 1].lower() if place + 1 < len(parts) else ""
    from_left = re.fullmatch(r"h?[iu][^aeo]*", loud) and re.search(r"[aeo]$", before)
    to_right = re.search(r"[iu]$", loud) and re.match(r"h?[aeo]", after)
    return bool(from_left or to_right)


def _claim_is_right(row: Row, place: int, *, marked: bool) -> bool:
    """The claimed spelling has these letters, and one mark in the loud syllable exactly if there should be one."""
    aloud, spelling = row["claim"].split(" — ")
    parts = aloud.split("·")
    start = sum(map(len, parts[:place]))
    marks = [position for position, letter in enumerate(spelling) if letter in "áéíóú"]
    in_place = [start <= position < start + len(parts[place]) for position in marks]
    return _unmarked(spelling) == "".join(parts).lower() and in_place == [True] * marked


def spanish_loud(row: Row) -> Told:
    """The loud syllable counted from the end."""
    parts = row["prompt"].split("·")
    marked = [len(parts) - place for place, part in enumerate(parts) if re.search("[áéíóú]", part)]
    number = marked[0] if marked else 2 if re.search(r"[aeiouns]$", parts[-1]) else 1
    return Told(str(number))


# Cowries: rows as regular expressions, and as permutations of three places.

_TO_ROOM = (r"(K|PT*KP*T)*", r"(K|PT*KP*T)*PT*", r"(K|PT*KP*T)*PT*KP*")
_BARRED = "TPK"
_DOORS = {"K": (1, 0, 2), "P": (2, 1, 0), "T": (0, 2, 1)}
_RENAMED = str.maketrans("VMXKPT", "KPTVMX")


def _barred_after(row: str) -> str:
    """The letter that may not follow; empty where the row itself may not be laid."""
    return next((_BARRED[room] for room, path in enumerate(_TO_ROOM) if re.fullmatch(path, row)), "")


def cowries_kpt(row: Row) -> Told:
    """The letter that may not come next."""
    return Told(_barred_after(row["prompt"].removesuffix("_")))


def cowries_mvx(row: Row) -> Told:
    """The same for other letters."""
    row_in_kpt = row["prompt"].removesuffix("_").translate(_RENAMED)
    return Told(_barred_after(row_in_kpt).translate(_RENAMED))


def cowries_rows(row: Row) -> Told:
    """Whether the row may be laid."""
    return Told("y" if _barred_after(row["prompt"]) else "n")


def cowries_turned(row: Row) -> Told:
    """The transposition that leaves the place where it is."""
    place = 0
    for letter in row["prompt"].removesuffix("_"):
        place = _DOORS[letter][place]
    barred = next(letter for letter, moved in _DOORS.items() if moved[place] == place)
    return Told(barred)


ORACLES: dict[str, Callable[[Row], Told]] = {
    "turkish-many": endings.turkish_many,
    "turkish-from": endings.turkish_from,
    "turkish-my": endings.turkish_my,
    "japanese-te": sounds.japanese_te,
    "japanese-te-kana": sounds.japanese_te_kana,
    "korean-topic": endings.korean_topic,
    "korean-three": endings.korean_three,
    "korean-toward": endings.korean_toward,
    "finnish-in": endings.finnish_in,
    "finnish-in-long": endings.finnish_in,
    "finnish-some": endings.finnish_some,
    "english-many": sounds.english_many,
    "english-past": sounds.english_past,
    "spanish-mark": spanish_mark,
    "spanish-loud": spanish_loud,
    "arabic-the": sounds.arabic_the,
    "arabic-the-whole": sounds.arabic_the_whole,
    "cowries-kpt": cowries_kpt,
    "cowries-rows": cowries_rows,
    "cowries-mvx": cowries_mvx,
    "cowries-turned": cowries_turned,
}
