"""Answers as classes that a model can learn: each answer by itself, or the change that makes it of the prompt.

Where every answer is another one, as in most word lists, the answer alone cannot be learnt; the change can: put `al-`
in front, or take the last letter off and add `ies`. Whoever knows the change knows the whole answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
import numpy.typing as npt

from drillgrok.audit.features import words

MOST_CLASSES = 50
RARE = -1
"""The class of answers that no other group shares: nothing can be learnt of them, and they count as missed."""

_MOST_WORDS, _MOST_FORMS = 3, 3
_RECURRING = 0.98


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One way to see the answers."""

    of_change: bool
    """The classes are changes of the prompt, not answers."""
    classes: npt.NDArray[np.int64]
    """(n,) the class of each item, the commonest first; RARE where it has none."""

    @property
    def count(self) -> int:
        """How many classes can be learnt."""
        return int(self.classes.max()) + 1

    @property
    def recurring(self) -> float:
        """The share of items whose class can be learnt."""
        return float((self.classes != RARE).mean())


def best_reading(prompts: Sequence[str], rights: Sequence[Sequence[str]], groups: npt.NDArray[np.int64]) -> Reading:
    """The reading in which most items share their class with another group; of equals the one with fewest classes.

    `prompts` are unframed; `rights` has the right answers of each, the one that is shown first; `groups` is (n,).
    """
    own = _reading([each[0] for each in rights], groups, of_change=False)
    if own.recurring >= _RECURRING:
        return own
    changes = (_reading(labels, groups, of_change=True) for labels in _changes(prompts, rights))
    return max([own, *changes], key=lambda reading: (round(reading.recurring, 2), -reading.count))


def _reading(labels: Sequence[Hashable], groups: npt.NDArray[np.int64], *, of_change: bool) -> Reading:
    in_groups = Counter(label for label, _ in dict.fromkeys(zip(labels, groups.tolist(), strict=True)))
    learnt = [label for label, times in in_groups.most_common(MOST_CLASSES) if times > 1]
    numbers = {label: number for number, label in enumerate(learnt)}
    return Reading(of_change, np.asarray([numbers.get(label, RARE) for label in labels], np.int64))


def _changes(prompts: Sequence[str], rights: Sequence[Sequence[str]]) -> Iterator[list[Hashable]]:
    """For the whole prompt and each of its first words, and for each spelling of the answer: what makes one of the
    other."""
    texts = [prompt.casefold() for prompt in prompts]
    by_word = [words(prompt) for prompt in prompts]
    bases = [texts, *([each[k] for each in by_word] for k in range(min(_MOST_WORDS, *map(len, by_word))))]
    for form in range(min(_MOST_FORMS, *map(len, rights))):
        answers = [each[form].casefold() for each in rights]
        for base in bases:
            yield [_change(text, answer) for text, answer in zip(base, answers, strict=True)]


def _change(text: str, answer: str) -> Hashable:
    """What is taken off and put on at both ends of the longest piece that text and answer share."""
    shared = SequenceMatcher(None, text, answer, autojunk=False).find_longest_match()
    after, answer_after = shared.a + shared.size, shared.b + shared.size
    if not shared.size:
        return answer
    return shared.a, len(text) - after, answer[: shared.b], answer[answer_after:]
