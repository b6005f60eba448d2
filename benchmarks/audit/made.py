"""Lists made to be judged: words that mean nothing, numbers with a check digit, dates. Each has a seed of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

import numpy as np

from drillgrok.audit.rule import LabelledRows

_ONSETS: Final = ("b", "br", "d", "f", "g", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "v", "z", "")
_VOWELS: Final = "aeiou"
_CODAS: Final = ("", "", "", "l", "m", "n", "r", "s", "t", "k")


def rows(pairs: list[tuple[str, str]]) -> LabelledRows:
    """Pairs of prompt and answer, each a group."""
    return LabelledRows([prompt for prompt, _ in pairs], [[answer] for _, answer in pairs], np.arange(len(pairs)))


def shuffled(list_: LabelledRows, seed: int) -> LabelledRows:
    """The same prompts with each other's answers."""
    rng = Random(seed)
    rights = list(list_.rights)
    rng.shuffle(rights)
    return LabelledRows(list_.prompts, rights, list_.groups)


def cut(list_: LabelledRows, groups: int, seed: int) -> LabelledRows:
    """So many of the groups."""
    drawn = np.random.default_rng(seed).permutation(np.unique(list_.groups))[:groups]
    kept = np.flatnonzero(np.isin(list_.groups, drawn)).tolist()
    return LabelledRows([list_.prompts[k] for k in kept], [list_.rights[k] for k in kept], list_.groups[kept])


def vocabulary(seed: int) -> LabelledRows:
    """200 to 400 words, each with another word."""
    rng = Random(seed)
    words = _words(rng, 2 * rng.randint(200, 400))
    return rows(list(zip(words[::2], words[1::2], strict=True)))


def categories(seed: int) -> LabelledRows:
    """200 to 800 words, each with one of 2 to 6 answers by lot."""
    rng = Random(seed)
    answers = _words(rng, rng.randint(2, 6))
    return rows([(word, rng.choice(answers)) for word in _words(rng, rng.randint(200, 800))])


def endings(seed: int) -> LabelledRows:
    """200 to 400 words whose answer adds one of three endings, as the last vowel says."""
    rng = Random(seed)
    marks = dict(zip(_VOWELS, rng.choices(_words(rng, 3), k=5), strict=True))
    words = _words(rng, rng.randint(200, 400))
    return rows([(word, word + marks[[sign for sign in word if sign in _VOWELS][-1]]) for word in words])


def agreement(seed: int) -> LabelledRows:
    """1,000 words, and whether the first and the last vowel are of one kind: two features at once."""
    rng = Random(seed)
    kind = {vowel: vowel in "aou" for vowel in _VOWELS}

    def same(word: str) -> bool:
        vowels = [kind[sign] for sign in word if sign in _VOWELS]
        return vowels[0] == vowels[-1]

    return rows([(word, "yn"[same(word)]) for word in _words(rng, 1000)])


def check_digits(seed: int) -> LabelledRows:
    """600 numbers of six digits with the digit that closes them."""
    rng = Random(seed)
    numbers = rng.sample(range(100_000, 1_000_000), 600)
    return rows([(str(number), str(_closing(number))) for number in numbers])


def weekdays(seed: int) -> LabelledRows:
    """600 dates of a century with their day of the week."""
    rng = Random(seed)
    days = [date(1950, 1, 1) + timedelta(days=k) for k in rng.sample(range(36_500), 600)]
    return rows([(day.isoformat(), f"{day:%A}") for day in days])


def digit_sums(seed: int) -> LabelledRows:
    """600 numbers of five digits, and whether their sum is even."""
    rng = Random(seed)
    numbers = rng.sample(range(10_000, 100_000), 600)
    return rows([(str(number), "even" if sum(map(int, str(number))) % 2 == 0 else "odd") for number in numbers])


def _closing(number: int) -> int:
    digits = [int(digit) for digit in reversed(str(number))]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[::2])
    return -(doubled + sum(digits[1::2])) % 10


def _words(rng: Random, count: int) -> list[str]:
    """So many different words of two or three syllables."""
    found = dict.fromkeys(_endless(rng, count))
    return list(found)


def _endless(rng: Random, count: int) -> Iterator[str]:
    found: set[str] = set()
    while len(found) < count:
        syllables = (
            rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(rng.choice((2, 2, 3)))
        )
        found.add(word := "".join(syllables))
        yield word
