"""The strategies by name: what each answers to a sight. Those that need no memory go by the deck alone; a table or a
likeness goes by what was told before. None of them knows a rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from drillgrok.shortcuts.readings import Reading
from drillgrok.shortcuts.sights import Sight

NEAREST: Final = "nearest"
"""The strategy that answers as the most alike item was answered."""
_GRAM: Final = 2


class Strategy(Protocol):
    """Answers sights. One without a memory has nothing to be told."""

    __slots__ = ()

    def answers(self, sight: Sight) -> tuple[str, ...]:
        """What it may answer, each as likely; empty where it knows nothing."""

    def tell(self, _sight: Sight) -> None:
        """What was right for this one is now known."""
        return


class Constant(Strategy):
    """Always the same class: one answer, or one change of the prompt."""

    def __init__(self, reading: Reading, label: Hashable) -> None:
        self._reading = reading
        self._label = label

    def answers(self, sight: Sight) -> tuple[str, ...]:
        """The answer of its class."""
        return (self._reading.answer(self._label, sight.prompt),)


class Habit(Strategy):
    """A habit that a domain names."""

    def __init__(self, name: str) -> None:
        self._name = name

    def answers(self, sight: Sight) -> tuple[str, ...]:
        """The answers that fit the habit."""
        return sight.habits.get(self._name, ())


class Choice(Strategy):
    """The choice that is longest or shortest, or stands first or last."""

    def __init__(self, which: str) -> None:
        self._which = which

    def answers(self, sight: Sight) -> tuple[str, ...]:
        """One of the choices."""
        if not sight.choices:
            return ()
        if self._which in {"first", "last"}:
            return (sight.choices[0 if self._which == "first" else -1],)
        return ((max if self._which == "longest" else min)(sight.choices, key=len),)


class Table(Strategy):
    """What was told most often where one cue was the same; the commonest of all where the cue is new."""

    def __init__(self, cue: str, reading: Reading, told: Iterable[Sight]) -> None:
        self._cue = cue
        self._reading = reading
        self._counts: dict[str, Counter[Hashable]] = defaultdict(Counter)
        self._whole: Counter[Hashable] = Counter()
        for sight in told:
            self.tell(sight)

    def tell(self, sight: Sight) -> None:
        """Count its label under its cue."""
        label = self._reading.label(sight.prompt, sight.rights)
        self._counts[sight.cues.get(self._cue, "")][label] += 1
        self._whole[label] += 1

    def answers(self, sight: Sight) -> tuple[str, ...]:
        """The answer of the class that its table has for the cue."""
        counts = self._counts.get(sight.cues.get(self._cue, "")) or self._whole
        return (self._reading.answer(_commonest(counts), sight.prompt),) if counts else ()


class Nearest(Strategy):
    """As the item that is most alike was answered: by its numbers, or by the pairs of signs that both prompts have."""

    def __init__(self, reading: Reading, told: Sequence[Sight], to_be_told: Sequence[Sight] = ()) -> None:
        """`to_be_told` are those that `tell` will name, in that order."""
        self._reading = reading
        self._sights = (*told, *to_be_told)
        self._known = len(told)
        self._grams: dict[str, int] = {}
        self._by_values = bool(self._sights) and bool(self._sights[0].values)
        self._rows: npt.NDArray[np.int64] = (
            np.asarray([sight.values for sight in self._sights], np.int64)
            if self._by_values
            else self._counts([sight.prompt for sight in self._sights], grow=True)
        )

    def tell(self, _sight: Sight) -> None:
        """The next one of those to be told."""
        self._known += 1

    def answers(self, sight: Sight) -> tuple[str, ...]:
        """The answer of the nearest one's class, the one told last of several."""
        if not self._known:
            return ()
        rows = self._rows[: self._known]
        if self._by_values:
            away = np.abs(rows - np.asarray(sight.values, np.int64)).sum(axis=1)
        else:
            shared = np.minimum(rows, self._counts([sight.prompt], grow=False)).sum(axis=1)
            away = rows.sum(axis=1) + len(sight.prompt) - 2 * shared
        nearest = self._sights[len(away) - 1 - int(np.argmin(away[::-1]))]
        return (self._reading.answer(self._reading.label(nearest.prompt, nearest.rights), sight.prompt),)

    def _counts(self, prompts: Sequence[str], *, grow: bool) -> npt.NDArray[np.int64]:
        found = [Counter(_grams(prompt)) for prompt in prompts]
        if grow:
            for gram in dict.fromkeys(gram for counts in found for gram in counts):
                self._grams.setdefault(gram, len(self._grams))
        rows = np.zeros((len(found), max(len(self._grams), 1)), np.int64)
        for row, counts in zip(rows, found, strict=True):
            for gram, times in counts.items():
                if gram in self._grams:
                    row[self._grams[gram]] = times
        return rows


def _grams(prompt: str) -> Iterator[str]:
    text = f" {prompt.casefold()} "
    return (text[at : at + _GRAM] for at in range(len(text) - 1))


def _commonest(counts: Mapping[Hashable, int]) -> Hashable:
    """The commonest label; of several the first in order, so that it is the same on every machine."""
    return min(counts, key=lambda label: (-counts[label], str(label)))


def success(strategy: Strategy, sight: Sight) -> float:
    """How often the strategy is right on this item."""
    answers = strategy.answers(sight)
    return sum(map(sight.is_right, answers)) / len(answers) if answers else 0.0
