"""The strategies by name: what each answers to a sight. Those that need no memory go by the deck alone; a table or a
likeness goes by what was told before. None of them knows a rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
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


class PlacedChoice(Strategy):
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


class _Labels:
    """Counted labels and the commonest of them: of several the first in order, so that it is the same on every
    machine."""

    def __init__(self, labels: Iterable[Hashable] = ()) -> None:
        self._counts: dict[Hashable, int] = Counter(labels)
        most = max(self._counts.values(), default=0)
        self.commonest = min((label for label, times in self._counts.items() if times == most), key=str, default=None)

    def count(self, label: Hashable) -> None:
        """One more."""
        times = self._counts[label] = self._counts.get(label, 0) + 1
        most = 0 if self.commonest is None else self._counts[self.commonest]
        if times > most or (times == most and str(label) < str(self.commonest)):
            self.commonest = label


def labels_of(sights: Iterable[Sight], reading: Reading) -> list[Hashable]:
    """What is learnt of each."""
    return [reading.label(sight.prompt, sight.rights) for sight in sights]


class AnswerTable(Strategy):
    """What was told most often where one cue was the same; the commonest of all where the cue is new."""

    def __init__(
        self, cue: str, reading: Reading, told: Iterable[Sight], labels: Iterable[Hashable] | None = None
    ) -> None:
        """`labels` are those of the sights that were told, where they are known."""
        self._cue = cue
        self._reading = reading
        told = list(told)
        learnt = list(labels_of(told, reading) if labels is None else labels)
        self._whole = _Labels(learnt)
        self._counts: dict[str, _Labels] = {}
        self._uncounted: defaultdict[str, list[Hashable]] = defaultdict(list)
        """Labels by cues that nobody has asked for yet."""
        values = [sight.cues.get(cue, "") for sight in told]
        uncounted = self._uncounted
        for value, label in zip(values, learnt, strict=True):
            uncounted[value].append(label)

    def tell(self, sight: Sight) -> None:
        """Count its label under its cue."""
        label, cue = self._reading.label(sight.prompt, sight.rights), sight.cues.get(self._cue, "")
        (self._counted(cue) or self._counts.setdefault(cue, _Labels())).count(label)
        self._whole.count(label)

    def answers(self, sight: Sight) -> tuple[str, ...]:
        """The answer of the class that its table has for the cue."""
        label = (self._counted(sight.cues.get(self._cue, "")) or self._whole).commonest
        return () if label is None else (self._reading.answer(label, sight.prompt),)

    def _counted(self, cue: str) -> _Labels | None:
        """The labels under a cue; None where it is new."""
        if cue in self._uncounted:
            self._counts[cue] = _Labels(self._uncounted.pop(cue))
        return self._counts.get(cue)


class Nearest(Strategy):
    """As the item that is most alike was answered: by its numbers, or by the pairs of signs that both prompts have."""

    def __init__(self, reading: Reading, told: Sequence[Sight], to_be_told: Sequence[Sight] = ()) -> None:
        """`to_be_told` are those that `tell` will name, in that order."""
        self._reading = reading
        self._sights = (*told, *to_be_told)
        self._known = len(told)
        self._grams: dict[str, int] = {}
        self._by_values = bool(self._sights) and bool(self._sights[0].values)
        self._by_what: npt.NDArray[np.int64] = (
            np.array([sight.values for sight in self._sights], np.int64).T.copy()
            if self._by_values
            else self._counts([sight.prompt for sight in self._sights])
        )
        """(values or grams, sights) what they are compared by."""
        self._sizes = self._by_what.sum(axis=0)

    def tell(self, _sight: Sight) -> None:
        """The next one of those to be told."""
        self._known += 1

    def answers(self, sight: Sight) -> tuple[str, ...]:
        """The answer of the nearest one's class, the one told last of several."""
        if not self._known:
            return ()
        known = self._by_what[:, : self._known]
        if self._by_values:
            away = np.abs(known - np.array(sight.values, np.int64)[:, None]).sum(axis=0)
        else:
            found = {self._grams[gram]: times for gram, times in _counted(sight.prompt).items() if gram in self._grams}
            shared = np.minimum(known[list(found)], np.array([*found.values()], np.int64)[:, None]).sum(axis=0)
            away = self._sizes[: self._known] + len(sight.prompt) - 2 * shared
        nearest = self._sights[len(away) - 1 - int(away[::-1].argmin())]
        return (self._reading.answer(self._reading.label(nearest.prompt, nearest.rights), sight.prompt),)

    def _counts(self, prompts: Sequence[str]) -> npt.NDArray[np.int64]:
        """(grams, prompts) how often each pair of signs stands in each prompt."""
        found = list(map(_counted, prompts))
        for gram in dict.fromkeys(gram for counts in found for gram in counts):
            self._grams.setdefault(gram, len(self._grams))
        columns = np.zeros((len(found), max(len(self._grams), 1)), np.int64)
        for column, counts in zip(columns, found, strict=True):
            column[[self._grams[gram] for gram in counts]] = list(counts.values())
        return columns.T.copy()


def _counted(prompt: str) -> Counter[str]:
    return Counter(_grams(prompt))


def _grams(prompt: str) -> Iterator[str]:
    text = f" {prompt.casefold()} "
    return (text[at : at + _GRAM] for at in range(len(text) - 1))


def success(strategy: Strategy, sight: Sight) -> float:
    """How often the strategy is right on this item."""
    answers = strategy.answers(sight)
    if len(answers) == 1:
        return float(sight.is_right(answers[0]))
    return sum(map(sight.is_right, answers)) / len(answers) if answers else 0.0
