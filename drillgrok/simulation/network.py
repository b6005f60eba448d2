"""A small neural network that trains on the items it is told, over and over. With weight decay it can grok; without, it
memorises. Whether and when is not in this file."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from drillgrok.simulation.trained_learner import Array, Ints, Prompts

Weights = npt.NDArray[np.float32]

_HIDDEN: Final = 64
_BATCH: Final = 64
_STEPS: Final = 4
"""Minibatches that are replayed at each telling."""
_RATE: Final = 3e-3
_FIRST_MOMENT, _SECOND_MOMENT = 0.9, 0.98
_SCALE: Final = 0.5
"""Standard deviation of a hidden unit's input and output at the start, without squaring."""


class Network:
    """Words by place, one hidden layer of squares (Gromov 2023), a softmax over answers; trained by AdamW (Loshchilov
    and Hutter 2019) on minibatches of all that was ever told."""

    def __init__(self, prompts: Prompts, *, seed: int, weight_decay: float) -> None:
        self._rng = np.random.default_rng(seed)
        self._decay = weight_decay
        self._inputs = _one_hot(prompts.numbered())
        self._answers = prompts.answer_of
        places = len(prompts.words[0])
        self._into = self._drawn(self._inputs.shape[1], _HIDDEN, _SCALE / math.sqrt(places))
        self._out = self._drawn(_HIDDEN, len(prompts.answers), _SCALE / math.sqrt(_HIDDEN))
        self._optimisers = _AdamW(self._into), _AdamW(self._out)
        self._told: list[int] = []
        self._is_told = np.zeros(len(self._answers), dtype=np.bool_)

    def _drawn(self, rows: int, columns: int, spread: float) -> Weights:
        return self._rng.normal(0, spread, (rows, columns)).astype(np.float32)

    def beliefs(self, items: Ints, _now: int, /) -> Array:
        """(items, answers) the softmax."""
        _, _, beliefs = self._forward(self._inputs[items])
        return beliefs.astype(np.float64)

    def tell(self, item: int, _now: int, /) -> None:
        """The item joins those that are replayed, and some replay follows."""
        if not self._is_told[item]:
            self._is_told[item] = True
            self._told.append(item)
        told = np.array(self._told)
        for batch in self._rng.integers(0, len(told), (_STEPS, _BATCH)):
            self._train(told[batch])

    def _forward(self, inputs: Weights) -> tuple[Weights, Weights, Weights]:
        summed = inputs @ self._into
        hidden = summed**2
        scores = hidden @ self._out
        beliefs = np.exp(scores - scores.max(axis=1, keepdims=True))
        return summed, hidden, beliefs / beliefs.sum(axis=1, keepdims=True)

    def _train(self, items: Ints) -> None:
        """One step down the mean cross-entropy of these items."""
        inputs = self._inputs[items]
        summed, hidden, error = self._forward(inputs)
        error[np.arange(len(items)), self._answers[items]] -= 1
        error /= len(items)
        to_hidden = (error @ self._out.T) * 2 * summed
        into, out = self._optimisers
        out.step(self._out, hidden.T @ error, self._decay)
        into.step(self._into, inputs.T @ to_hidden, self._decay)


class _AdamW:
    """Running moments of one matrix's gradient."""

    def __init__(self, weights: Weights) -> None:
        self._first = np.zeros_like(weights)
        self._second = np.zeros_like(weights)
        self._steps = 0

    def step(self, weights: Weights, gradient: Weights, decay: float) -> None:
        """Move `weights` in place."""
        self._steps += 1
        self._first += (1 - _FIRST_MOMENT) * (gradient - self._first)
        self._second += (1 - _SECOND_MOMENT) * (gradient**2 - self._second)
        first = self._first / (1 - _FIRST_MOMENT**self._steps)
        second = self._second / (1 - _SECOND_MOMENT**self._steps)
        weights -= _RATE * (first / (np.sqrt(second) + 1e-8) + decay * weights)


def _one_hot(words: Ints) -> Weights:
    inputs = np.zeros((len(words), int(words.max()) + 1), dtype=np.float32)
    inputs[np.arange(len(words))[:, None], words] = 1
    return inputs
