"""Models that learn classes from features, scored on groups they have not seen, beside the same on shuffled classes.

The only room that loads scikit-learn, and only when it is called; it works on one core, for on so little data several
wait for each other more than they help. Shuffled classes are learnt by the same models on the same folds, so that what
is left over is due to the prompts.
"""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from drillgrok.shortcuts.readings import RARE

SHUFFLES = 8
FOLDS = 5
NETWORK_SHUFFLES = 1
_RIDGE = 0.1
"""What is added to each item's likeness to itself."""

Classes = npt.NDArray[np.int64]
Matrix = Any
"""(n, features), sparse."""
Thing = TypeVar("Thing")
Advance = Callable[[int], None]
"""Told how many items more were learnt."""
Guess = Callable[[Classes, Classes, Classes], Classes]
"""(n, columns) classes, rows to learn from, (k,) rows to answer -> (k, columns) guessed classes."""


@dataclass(frozen=True, slots=True)
class ModelScore:
    """Shares of all items whose class was guessed right while their group was held out."""

    model: str
    found: float
    shuffled: tuple[float, ...]
    """The same for each shuffle of the classes."""


def matrix(prompts: Sequence[Thing], features: Callable[[Thing], Iterator[str]]) -> Matrix:
    """The features that three prompts share, or one in 400 where they are many; each row is scaled to length 1."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.preprocessing import normalize

    def all_features(prompt: Thing) -> Iterator[str]:
        yield ""  # one that all prompts share, for there may be no other
        yield from features(prompt)

    counted = CountVectorizer(analyzer=all_features, binary=True, min_df=min(max(3, len(prompts) // 400), len(prompts)))
    return normalize(counted.fit_transform(prompts).astype(np.float64))


def scores(found: Matrix, classes: Classes, groups: Classes, seed: int, advance: Advance) -> list[ModelScore]:
    """Of a linear model, nearest neighbours and a tree: every group is held out once in five folds."""
    columns, folds = _with_shuffles(classes, SHUFFLES, seed), _folds(found, groups)
    alike = np.asarray((found @ found.T).todense())
    models: dict[str, Guess] = {
        "linear": partial(_linear, alike),
        "neighbours": partial(_neighbours, alike),
        "tree": partial(_tree, found),
    }
    with _on_one_core():
        return [_score(name, guess, columns, folds, advance) for name, guess in models.items()]


def network_score(found: Matrix, classes: Classes, groups: Classes, seed: int, advance: Advance) -> ModelScore:
    """Of a small neural network, on the first of the folds alone: it takes longer than the others together."""
    columns, folds = _with_shuffles(classes, NETWORK_SHUFFLES, seed), _folds(found, groups)
    with _on_one_core():
        return _score("network", partial(_network, found), columns, folds[:1], advance)


def learning_curve(found: Matrix, classes: Classes, groups: Classes, sizes: Sequence[int], seed: int) -> list[float]:
    """The held-out accuracy of the best of the three models after so many items, the mean over folds; what is held out
    are whole groups, and each size takes the first items of one random order."""
    alike = np.asarray((found @ found.T).todense())
    models: list[Guess] = [partial(_linear, alike), partial(_neighbours, alike), partial(_tree, found)]
    rng = np.random.default_rng(seed)
    folds = [(rng.permutation(train), test) for train, test in _folds(found, groups)]
    with _on_one_core():
        return [max(_share(guess, classes, folds, size) for guess in models) for size in sizes]


@contextmanager
def _on_one_core() -> Iterator[None]:
    import_module("scipy.linalg")  # the limit holds for libraries that are there already
    with import_module("threadpoolctl").threadpool_limits(1):
        yield


def _share(guess: Guess, classes: Classes, folds: Sequence[tuple[Classes, Classes]], size: int) -> float:
    column, hits, asked = classes[:, None], 0, 0
    for train, test in folds:
        told = np.sort(train[:size])
        if len(np.unique(classes[told])) < 2:
            guessed = np.full(len(test), classes[told[0]])
        else:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of rare classes: they are meant
                guessed = guess(column, told, test).reshape(len(test))
        hits += int(((guessed == classes[test]) & (guessed != RARE)).sum())
        asked += len(test)
    return hits / asked


def work(items: int) -> int:
    """How many items `scores` learns in all: what its `advance` adds up to."""
    return items * 3 * FOLDS


def network_work(items: int) -> int:
    """The same for `network_score`."""
    return items


def _with_shuffles(classes: Classes, shuffles: int, seed: int) -> Classes:
    """(n,) -> (n, 1 + shuffles)."""
    rng = np.random.default_rng(seed)
    return np.stack([classes, *(rng.permutation(classes) for _ in range(shuffles))], axis=1)


def _folds(found: Matrix, groups: Classes) -> list[tuple[Classes, Classes]]:
    from sklearn.model_selection import GroupKFold

    return list(GroupKFold(min(FOLDS, len(np.unique(groups)))).split(found, groups=groups))


def _score(
    name: str, guess: Guess, columns: Classes, folds: list[tuple[Classes, Classes]], advance: Advance
) -> ModelScore:
    hits, asked = np.zeros(columns.shape[1]), 0
    for train, test in folds:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of rare classes and of a network that could learn on: both are meant
            guessed = guess(columns, train, test)
        hits += ((guessed == columns[test]) & (guessed != RARE)).sum(axis=0)
        asked += len(test)
        advance(len(columns))
    first, *rest = (hits / asked).tolist()
    return ModelScore(name, first, tuple(rest))


def _linear(alike: npt.NDArray[np.float64], columns: Classes, train: Classes, test: Classes) -> Classes:
    """Ridge regression on one column a class, all shuffles at once. Solved for what is asked instead of for what is
    told: there are fewer rows to answer than classes in all shuffles, and what a class weighs is then a sum."""
    from scipy.linalg import cho_factor, cho_solve
    from scipy.sparse import coo_array

    learnt = alike[np.ix_(train, train)]
    learnt[np.diag_indices_from(learnt)] += _RIDGE
    weights = cho_solve(cho_factor(learnt, overwrite_a=True), alike[np.ix_(train, test)]).T
    asked, number, shuffles = len(test), int(columns.max()) + 1, columns.shape[1]
    told, shuffle = np.nonzero(columns[train] != RARE)
    places = columns[train][told, shuffle] + number * shuffle
    marks = coo_array((np.ones(len(told)), (told, places)), shape=(len(train), number * shuffles)).tocsr()
    shares = marks.sum(axis=0) / len(train)
    drawn = weights @ marks + (1 - weights.sum(axis=1, keepdims=True)) * shares
    return np.asarray(drawn.reshape(asked, shuffles, number).argmax(axis=2), np.int64)


def _neighbours(alike: npt.NDArray[np.float64], columns: Classes, train: Classes, test: Classes) -> Classes:
    from sklearn.neighbors import KNeighborsClassifier

    apart = np.maximum(1 - alike, 0)
    near = KNeighborsClassifier(min(5, len(train)), weights="distance", metric="precomputed")
    near.fit(apart[np.ix_(train, train)], columns[train])
    return np.asarray(near.predict(apart[np.ix_(test, train)]), np.int64)


def _tree(found: Matrix, columns: Classes, train: Classes, test: Classes) -> Classes:
    from sklearn.tree import DecisionTreeClassifier

    # as a tree would turn them for itself, once for all columns
    learnt, asked = found[train].astype(np.float32).tocsc(), found[test].astype(np.float32)

    def grown(column: Classes) -> Classes:
        tree = DecisionTreeClassifier(min_samples_leaf=2, max_depth=12, random_state=0)
        return np.asarray(tree.fit(learnt, column).predict(asked), np.int64)

    return np.stack([grown(column) for column in columns[train].T], axis=1)


def _network(found: Matrix, columns: Classes, train: Classes, test: Classes) -> Classes:
    from sklearn.neural_network import MLPClassifier

    learnt, asked = found[train], found[test]

    def trained(column: Classes) -> Classes:
        network = MLPClassifier((32,), alpha=1e-3, learning_rate_init=0.01, max_iter=30, random_state=0)
        return np.asarray(network.fit(learnt, column).predict(asked), np.int64)

    return np.stack([trained(column) for column in columns[train].T], axis=1)
