"""`python -m benchmarks.felt [--quick]`: how many answers it takes to tell the coins that are felt, for an ideal
observer, a small network and a person's eyes and ears. Writes figures/felt.md unless quick."""

# mypy: disable-error-code="import-untyped"

from __future__ import annotations

import argparse
import math
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.domains.drops import DropItems
from drillgrok.domains.drops.motion import CoinFall, looks
from drillgrok.domains.drops.ringing import ringing
from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.library import catalog

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

DECKS: Final = ("coins-of-bronze", "coins-of-nickel", "coins-of-copper-by-ear")
MARKS: Final = (20, 60, 150, 300, 600)
"""Answers after which unseen trays are asked."""
REACHED: Final = (0.65, 0.8, 0.9)
ASKED: Final = 600
"""Trays, never practised, that each is asked."""
RUNS: Final = 200
FIGURES: Final = Path(__file__).parent / "figures" / "felt.md"

EYES: Final = (0.06, 0.22, 0.06, 0.22)
"""Weber fractions of a person who watches: of a way, twice the .03 that trained observers reach (Teghtsoonian 1971,
Perception and Psychophysics 10, 7), for nobody holds a ruler to what moves; of a time, .22 (Wackermann and Späti 2006,
Acta Neurobiologiae Experimentalis 66, 245, on seconds). One coin moves at a time: times of things that go on at once
are not told apart (Morgan, Giora and Solomon 2008, Journal of Vision 8(2):14)."""
EARS: Final = (1 / 24, 0.12 / math.log(3), 0.04 / 0.24, 0.22 / math.log(3))
"""Of a person who listens, in shares of each aspect's range: a semitone, a tenth and more of the first bounce, four
hundredths of the shrinking, and .22 of the last tone. Assumed, and on the coarse side."""
LAPSES: Final = 0.02
RATE: Final = 0.4
"""Of the delta rule by which a person's weights follow what was right (Gluck and Bower 1988, Journal of Experimental
Psychology: General 117, 227). Assumed: half and twice of it stand in the table beside."""


@dataclass(frozen=True)
class Ground:
    """A deck's trays as numbers."""

    places: Floats
    """(trays, coins, 4): how much of each aspect, from 0 to 1."""
    fakes: Whole
    """(trays,) from 0."""
    stream: Floats
    """(trays, values): what is on the screen at each frame, or all notes."""
    noise: Floats
    """(4,) of a person, in the same shares."""

    @property
    def coins(self) -> int:
        """On a tray."""
        return int(self.places.shape[1])


def ground_of(deck_id: str, trays: int) -> Ground:
    """The first trays of a deck."""
    items = read_deck(catalog.find(deck_id)).items
    made = items.domain if isinstance(items, DomainDeckItems) else None
    if not isinstance(made, DropItems):
        raise TypeError(f"{deck_id} has no falling coins")
    coins = [made.tray(number) for number in range(trays)]
    places = [[[a.place(x) for a, x in zip(made.aspects, coin, strict=True)] for coin in tray] for tray in coins]
    by_eye = made.ground == "cushion"
    return Ground(
        places=np.array(places),
        fakes=np.array([int(made.item(number).right) - 1 for number in range(trays)]),
        stream=np.array([_frames(tray) if by_eye else _notes(tray) for tray in coins]),
        noise=np.array(EYES) / math.log(3) if by_eye else np.array(EARS),
    )


_FRAMES: Final = 200


def _frames(tray: tuple[tuple[int, ...], ...]) -> list[int]:
    """Where every coin is at every frame, above or below the cloth, and no word on what that is."""
    motion = CoinFall(tray, looks(len(tray), Random(0)))
    found: list[int] = []
    now, turns = (0,) * len(tray), iter(motion.turns)
    turn = next(turns, None)
    for frame in range(_FRAMES):
        while turn is not None and turn[0] <= 400 + frame * 1000 / 30:
            now, turn = turn[1], next(turns, None)
        found += [way - coin[0] for way, coin in zip(now, tray, strict=True)]
    return found


def _notes(tray: tuple[tuple[int, ...], ...]) -> list[float]:
    """Pitch, beginning and length of every note."""
    sound = ringing(tray, Random(0), slowly=False)
    return [value for note in sound.notes for value in (note.midi, note.start_ms, note.length_ms)]


class Observer(Protocol):
    """Learns from trays and is asked others."""

    def __call__(self, ground: Ground, told: Whole, asked: Whole) -> list[float]:
        """Shares right of the asked ones after each of MARKS trays, in the order told."""


def ideal(ground: Ground, told: Whole, asked: Whole) -> list[float]:
    """Perfect sight and memory: a weight for each aspect, fitted to all that was told (a conditional logit with a ridge
    of one)."""
    found = []
    for mark in MARKS:
        places, fakes = ground.places[told[:mark]], ground.fakes[told[:mark]]
        weights = np.zeros(4)
        for _ in range(25):
            share = _shares(places @ weights)
            expected = np.einsum("tc,tca->ta", share, places)
            slope = (places[np.arange(len(fakes)), fakes] - expected).sum(0) - weights
            away = places - expected[:, None]
            curve = np.einsum("tc,tca,tcb->ab", share, away, away) + np.eye(4)
            weights += np.linalg.solve(curve, slope)
        found.append(float((np.argmax(ground.places[asked] @ weights, 1) == ground.fakes[asked]).mean()))
    return found


def network(ground: Ground, told: Whole, asked: Whole) -> list[float]:
    """A small one, of 32 units, on the frames or notes as they are: it has to find out what matters."""
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler

    found = []
    for mark in MARKS:
        rows = told[:mark]
        scale = StandardScaler().fit(ground.stream[rows])
        net: Any = MLPClassifier((32,), alpha=1.0, max_iter=120, random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it may not have settled: it gets no longer than that
            net.fit(scale.transform(ground.stream[rows]), ground.fakes[rows])
        found.append(float(net.score(scale.transform(ground.stream[asked]), ground.fakes[asked])))
    return found


def person(ground: Ground, runs: int, *, rate: float = RATE) -> Floats:
    """(runs, MARKS): somebody who sees and hears with noise, keeps no tray in mind, and shifts four weights a little
    after each answer; all runs side by side."""
    rng = np.random.default_rng(1)
    orders = np.array([order_of(ground, run) for run in range(runs)])
    told, asked = orders[:, ASKED:], orders[:, :ASKED]
    weights = np.zeros((runs, 4))
    found = []
    for count in range(1, min(MARKS[-1], told.shape[1]) + 1):
        rows = told[:, count - 1]
        seen = ground.places[rows] + rng.normal(0, ground.noise, (runs, ground.coins, 4))
        share = _shares(np.einsum("rca,ra->rc", seen, weights))
        share[np.arange(runs), ground.fakes[rows]] -= 1
        weights -= rate * np.einsum("rc,rca->ra", share, seen)
        if count in MARKS:
            again = ground.places[asked] + rng.normal(0, ground.noise, (*asked.shape, ground.coins, 4))
            chosen = _shares(np.einsum("rtca,ra->rtc", again, weights))
            right = np.take_along_axis(chosen, ground.fakes[asked][:, :, None], 2)[:, :, 0]
            found.append((1 - LAPSES) * right.mean(1) + LAPSES / ground.coins)
    return np.array(found).T


def _shares(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(grown / grown.sum(-1, keepdims=True))


def order_of(ground: Ground, run: int) -> Whole:
    """The trays of a run: the first ASKED are never practised."""
    return np.random.default_rng(run).permutation(len(ground.fakes))


def curve(ground: Ground, observer: Observer, runs: int) -> Floats:
    """(runs, MARKS) unseen accuracy; every run has its own order and its own unseen trays."""
    orders = [order_of(ground, run) for run in range(runs)]
    return np.array([observer(ground, order[ASKED:], order[:ASKED]) for order in orders])


def _rows(trays: int, runs: int) -> Iterator[str]:
    yield (
        "| deck | observer | runs | "
        + " | ".join(f"{mark:,}" for mark in MARKS)
        + " | "
        + " | ".join(f"to {share:g}" for share in REACHED)
        + " |"
    )
    yield "|" + "---|" * (3 + len(MARKS) + len(REACHED))
    for deck_id in DECKS:
        ground = ground_of(deck_id, trays)
        found = {
            "ideal": curve(ground, ideal, runs // 20),
            "network": curve(ground, network, runs // 100),
            "person": person(ground, runs),
            "person, half as quick": person(ground, runs, rate=RATE / 2),
            "person, twice as quick": person(ground, runs, rate=RATE * 2),
        }
        for name, shares in found.items():
            mean = shares.mean(0)
            cells = [f"{share:.2f}" for share in mean] + [_reached(mean, share) for share in REACHED]
            yield f"| {deck_id} | {name} | {len(shares)} | {' | '.join(cells)} |"


def _reached(mean: Sequence[float] | Floats, share: float) -> str:
    """The first of the asked marks by which the mean is there."""
    return next((f"{mark:,}" for mark, got in zip(MARKS, mean, strict=True) if got >= share), "-")


_ABOUT: Final = """# How many answers the coins that are felt take

Written by `python -m benchmarks.felt`. Unseen accuracy after so many answers, the mean over runs, each with its own
order and its own unseen trays; then the answers by which it is reached. The ideal observer has perfect sight and memory
and knows that four amounts are to be weighed. The network sees where the coins are at each frame, or which notes are
heard. A person tells a way by 6 % and a time by 22 % (by ear a semitone, a bounce by 12 %, its shrinking by four
hundredths), lapses in 2 % and learns by the delta rule, at a rate that is assumed: the benchmark says where that comes
from. No person was measured.
"""


def main() -> int:
    """Prints a table, and writes it unless quick."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.felt", description="Measure the coins that are felt.")
    parser.add_argument("--quick", action="store_true", help="fewer runs, for a glance; the figures stay as they are")
    quick = parser.parse_args().quick
    table = "\n".join(_rows(ASKED + MARKS[-1], 100 if quick else RUNS))
    print(table)
    if not quick:
        FIGURES.write_text(f"{_ABOUT}\n{table}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
