"""Answers as classes: each answer by itself, or the change that makes it of the prompt.

Where every answer is another one, as in most word lists, the answer alone cannot be learnt; the change can: put `al-`
in front, or take the last letter off and add `ies`. Whoever knows the change knows the whole answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from drillgrok.shortcuts.prompts import same_start, words

MOST_CLASSES: Final = 50
RARE: Final = -1
"""The class of answers that no other group shares: nothing can be learnt of them, and they count as missed."""
WHOLE: Final = -1

_MOST_WORDS, _MOST_FORMS = 3, 3
_RECURRING = 0.98


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to see answers."""

    base: int | None = None
    """None: each answer by itself; WHOLE: as a change of the whole prompt; else of its word with this number."""
    form: int = 0
    """Which spelling of the answer, where there are several."""

    def label(self, prompt: str, rights: Sequence[str]) -> Hashable:
        """What is learnt of an item: its answer, or the change that makes it. `prompt` is unframed."""
        right = rights[min(self.form, len(rights) - 1)]
        if self.base is None:
            return right
        return _change_in(prompt, self.base, right)

    def answer(self, label: Hashable, prompt: str) -> str:
        """The answer that somebody gives to this prompt who goes by that label."""
        return str(label) if self.base is None else changed(_base(prompt, self.base), label)


@lru_cache(maxsize=32_768)
def _change_in(prompt: str, which: int, right: str) -> Hashable:
    """Kept, for the coach asks of the same items at every look, and a measurement of all its sights for each cue."""
    return change(_base(prompt, which), right.casefold())


def _base(prompt: str, which: int) -> str:
    if which == WHOLE:
        return prompt.casefold()
    found = words(prompt)
    return found[which] if which < len(found) else ""


def change(text: str, answer: str) -> Hashable:
    """What is taken off and put on at both ends of the longest end that text and answer share; the answer itself where
    they share none."""
    if text and text in answer:
        start = answer.index(text)
        return 0, 0, answer[:start], answer[start + len(text) :]
    begun, ended = same_start(text, answer), same_start(text[::-1], answer[::-1])
    if begun and begun >= ended:
        return 0, len(text) - begun, "", answer[begun:]
    return (len(text) - ended, 0, answer[: len(answer) - ended], "") if ended else answer


def label_name(label: Hashable) -> str:
    """A label in words that tutors read: an answer as it is, a change by what it puts in the place of what."""
    if not isinstance(label, tuple):
        return str(label)
    off_start, off_end, before, after = label
    start = f" for the first {off_start}" if off_start else ""
    end = f" for the last {off_end}" if off_end else ""
    return f"{before}{start}…{after}{end}"


def changed(text: str, label: Hashable) -> str:
    """The text with such a change made."""
    if not isinstance(label, tuple):
        return str(label)
    off_start, off_end, before, after = label
    return f"{before}{text[off_start : len(text) - off_end]}{after}"


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """The answers of some items in one reading."""

    reading: Reading
    labels: tuple[Hashable, ...]
    """The label of each class."""
    of_item: npt.NDArray[np.int64]
    """(n,) the class of each item, the commonest first; RARE where it has none."""

    @property
    def of_change(self) -> bool:
        """The classes are changes of the prompt, not answers."""
        return self.reading.base is not None

    @property
    def count(self) -> int:
        """How many classes can be learnt."""
        return len(self.labels)

    @property
    def recurring(self) -> float:
        """The share of items whose class can be learnt."""
        return float((self.of_item != RARE).mean())


def best_classes(prompts: Sequence[str], rights: Sequence[Sequence[str]], groups: npt.NDArray[np.int64]) -> Classes:
    """The classes in the reading in which most items share theirs with another group; of equals those that are fewest.

    `prompts` are unframed; `rights` has the right answers of each, the one that is shown first; `groups` is (n,).
    """
    own = _classes(Reading(), prompts, rights, groups)
    if own.recurring >= _RECURRING:
        return own
    others = (_classes(reading, prompts, rights, groups) for reading in _changes(prompts, rights))
    return max([own, *others], key=lambda classes: (round(classes.recurring, 2), -classes.count))


def _classes(
    reading: Reading, prompts: Sequence[str], rights: Sequence[Sequence[str]], groups: npt.NDArray[np.int64]
) -> Classes:
    labels = [reading.label(prompt, right) for prompt, right in zip(prompts, rights, strict=True)]
    in_groups = Counter(label for label, _ in dict.fromkeys(zip(labels, groups.tolist(), strict=True)))
    learnt = tuple(label for label, times in in_groups.most_common(MOST_CLASSES) if times > 1)
    numbers = {label: number for number, label in enumerate(learnt)}
    return Classes(reading, learnt, np.asarray([numbers.get(label, RARE) for label in labels], np.int64))


def _changes(prompts: Sequence[str], rights: Sequence[Sequence[str]]) -> Iterator[Reading]:
    """Of the whole prompt and of each of its first words, and for each spelling of the answer."""
    bases = (WHOLE, *range(min(_MOST_WORDS, *(len(words(prompt)) for prompt in prompts))))
    for form in range(min(_MOST_FORMS, *map(len, rights))):
        yield from (Reading(base, form) for base in bases)
