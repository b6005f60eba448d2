"""Learning by likeness: every told item is kept, and what is like it is answered like it (the generalised context
model: Nosofsky 1986). No rule is ever formed."""

from __future__ import annotations

from typing import Final

import numpy as np

from drillgrok.simulation.trained_learner import Array, Ints, Prompts

_SHARPNESS: Final = 2.5
"""How fast likeness falls with distance."""
_FAR: Final = 2.0
"""The distance of two words in one place that have nothing in common."""
_PER_STEP: Final = 0.5
"""The distance of a number from the next."""
_FADING: Final = 0.5
"""Strength falls with this power of the prompts since the last telling."""
_DECIDED: Final = 2.0
"""Power by which the better supported answer is preferred."""
_BACKGROUND: Final = 0.02
"""Support that every answer has from nothing."""


class Exemplars:
    """All items told so far, each with its strength."""

    def __init__(self, prompts: Prompts) -> None:
        self._answers = prompts.answer_of
        self._places = tuple(_distances(place) for place in zip(*prompts.words, strict=True))
        self._told = np.zeros(len(self._answers))
        self._last = np.zeros(len(self._answers))
        self._one_hot = np.eye(len(prompts.answers))

    def beliefs(self, items: Ints, now: int, /) -> Array:
        """(items, answers) by Luce's choice rule over summed likeness."""
        kept = np.flatnonzero(self._told)
        strength = self._told[kept] * np.maximum(now - self._last[kept], 1.0) ** -_FADING
        distance = np.zeros((len(items), len(kept)))
        for word_of, between in self._places:
            distance += between[word_of[items][:, None], word_of[kept]]
        support = (np.exp(-_SHARPNESS * distance) * strength) @ self._one_hot[self._answers[kept]]
        weights = (_BACKGROUND + support) ** _DECIDED
        beliefs: Array = weights / weights.sum(axis=1, keepdims=True)
        return beliefs

    def tell(self, item: int, now: int, /) -> None:
        """One more exemplar, or a stronger one."""
        self._told[item] += 1
        self._last[item] = now


def _distances(place: tuple[str, ...]) -> tuple[Ints, Array]:
    """Of one place in the prompt: each item's word by number, and how far each word is from each."""
    words = sorted(set(place))
    number = {word: k for k, word in enumerate(words)}
    between = np.array([[_distance(one, other) for other in words] for one in words])
    return np.array([number[word] for word in place]), between


def _distance(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one.isdecimal() and other.isdecimal():
        return min(_PER_STEP * abs(int(one) - int(other)), _FAR)
    return _FAR
