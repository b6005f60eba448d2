"""Sets the coach's thresholds by simulation: how rarely may someone who gives no cause for a verdict hear it?

`python -m tools.coach_thresholds` writes drillgrok/coaching/thresholds.json; with --quick it only prints.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from benchmarks.decks import bundled_deck
from drillgrok.coaching.counts import REPHRASED_KEPT, TOLD_KEPT, RunCounts, counted
from drillgrok.coaching.facts import UNSEEN_LATELY, UNSEEN_STEP
from drillgrok.coaching.gather_facts import recent_of
from drillgrok.coaching.luck import Count, beyond_usual, luck, shortfall
from drillgrok.coaching.thresholds import FILE
from drillgrok.coaching.verdicts import expert_beginner, memorised_only, recited_only, tired
from drillgrok.model.log import Response
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.track import begin, follow
from drillgrok.simulation.demo_deck import demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

SEED: Final = 20_261
DAILY: Final = 300
LOOK_EVERY: Final = 50
"""Responses between two looks: a block."""
RUN_LONG: Final = 9_900
"""Responses of a run: 33 days."""
PER_RUN: Final = 0.05
"""Share of such runs in which a verdict without cause may be heard at all, however often the coach looks."""
PER_DAY: Final = 0.01
"""Share of days on which someone who is not tired may be sent to rest."""
CHANCES: Final = (1 / 97, 1 / 31, 0.1, 0.25, 0.5, 0.76)
UNSEEN_A_RUN: Final = 1_100
SETTLED_A_RUN: Final = 1_800
TOLD_A_RUN: Final = 300
REPHRASED_A_RUN: Final = 200
CLOCK_TARGET: Final = 0.88
"""The staircase's: who is no more often right without hurry is not comfortable."""
AT_IT: Final = ("never", "never, bad deck", "step", "ramp", "expert beginner", "forgetful overnight", "network")
LEAST_TIRED_SD: Final = -2.0
"""However rare false alarms are, less than this is not worth a word."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is simulated."""

    days: int
    seeds: int
    """Learners of each name who are at it."""
    streams: int


FULL: Final = Amount(days=RUN_LONG // DAILY, seeds=2, streams=4_000)
QUICK: Final = Amount(days=10, seeds=1, streams=400)


def drilled(name: str, seed: int, days: int) -> list[tuple[int, Response]]:
    """Day and response of a named learner at the real drill, on a deck too large to run dry."""
    run = demo_run(bundled_deck("lantern-97"), seed)
    learner = LEARNERS[name](seed, run)
    return [(day, response) for day, _, response in drill_days(run, learner, days=days, daily=DAILY)]


# Tired where nobody is.


def lowest_of_days(task: tuple[str, int, Amount]) -> list[float]:
    """For each day of a learner who is at it: the lowest standing of the last 40 practised answers while the filter
    doubts it, in standard deviations from the usual; 0 on a day without doubt."""
    name, seed, amount = task
    track, counts = begin(), RunCounts()
    lowest = [0.0] * amount.days
    page: list[Response] = []
    for day, response in drilled(name, seed, amount.days):
        evidence = evidence_of(response, str(day))
        track = track if evidence is None else follow(track, (evidence,))
        page.append(response)
        if response.seq % LOOK_EVERY:
            continue
        counts, page = counted(counts, page), []
        recent = recent_of(counts)
        if recent is not None and track.posterior.engaged < tired.LAPSING_BELOW:
            lowest[day] = min(lowest[day], beyond_usual(recent.right, recent.n, recent.usual))
    return lowest


# More than luck, where it is luck; comfort, and losses, where there are none.


def least_luck(streams: int, chance: float) -> np.ndarray:
    """(streams,) the smallest luck at any look of a run of blind guesses, over its last 60 and over all of it."""
    rng = np.random.default_rng([SEED, round(chance * 1e6)])
    hits = np.cumsum(rng.random((streams, UNSEEN_A_RUN)) < chance, axis=1)
    least = np.ones(streams)
    for n in range(UNSEEN_STEP, UNSEEN_A_RUN + 1, UNSEEN_STEP):
        lately = min(n, UNSEEN_LATELY)
        before = hits[:, n - lately - 1] if n > lately else 0
        least = np.minimum(least, _lucks(hits[:, n - 1] - before, lately, chance))
        least = np.minimum(least, _lucks(hits[:, n - 1], n, chance))
    return least


def _lucks(right: np.ndarray, n: int, chance: float) -> np.ndarray:
    found = np.unique(right)
    return np.array([luck(Count(int(k), n, n * chance)) for k in found])[np.searchsorted(found, right)]


def highest_share(streams: int) -> np.ndarray:
    """(streams,) the highest share right of 200 settled answers in a row, for someone at the clock's target."""
    rng = np.random.default_rng([SEED, 1])
    hits = np.cumsum(rng.random((streams, SETTLED_A_RUN)) < CLOCK_TARGET, axis=1)
    least = expert_beginner.COMFORTABLE_LEAST
    return np.asarray((hits[:, least:] - hits[:, :-least]).max(axis=1) / least)


def least_shortfall(streams: int, chance: float, share: float, *, answers: int, window: int, every: int) -> np.ndarray:
    """(streams,) the smallest shortfall of the last `window` answers at any look, for someone whose chance-corrected
    accuracy is just `share`."""
    rng = np.random.default_rng([SEED, round(chance * 1e6), answers])
    hits = np.cumsum(rng.random((streams, answers)) < chance + share * (1 - chance), axis=1)
    least = np.ones(streams)
    for n in range(UNSEEN_STEP, answers + 1, every):
        lately = min(n, window)
        right = hits[:, n - 1] - (hits[:, n - lately - 1] if n > lately else 0)
        least = np.minimum(least, np.array([_shortfall(int(k), lately, chance, share) for k in right]))
    return least


@cache
def _shortfall(right: int, n: int, chance: float, share: float) -> float:
    return shortfall(Count(right, n, n * chance), share)


# All together.


def settle(amount: Amount) -> dict[str, float]:
    """Every threshold, at the rates above."""
    with ProcessPoolExecutor(2) as pool:
        lowest = list(
            pool.map(lowest_of_days, [(name, seed, amount) for name in AT_IT for seed in range(amount.seeds)])
        )
    lost = {"answers": REPHRASED_A_RUN, "window": REPHRASED_KEPT, "every": 1}
    slow = {"answers": TOLD_A_RUN, "window": TOLD_KEPT, "every": 1}
    kept, quick = memorised_only.KEPT_IN_OTHER_WORDS, recited_only.KEPT_WHEN_QUICK
    streams = amount.streams
    return {
        "trace_luck": min(_low(least_luck(streams, c), PER_RUN) for c in CHANCES),
        "tired_sd": min(_low([z for days in lowest for z in days], PER_DAY), LEAST_TIRED_SD),
        "comfortable_share": _high(highest_share(streams), PER_RUN),
        "rephrased_luck": min(_low(least_shortfall(streams, c, kept, **lost), PER_RUN) for c in CHANCES),
        "recited_luck": min(_low(least_shortfall(streams, c, quick, **slow), PER_RUN) for c in CHANCES),
    }


def _high(values: Sequence[float] | np.ndarray, rate: float) -> float:
    """The lowest value that at most this share of `values` exceeds."""
    return float(np.quantile(values, 1 - rate, method="higher"))


def _low(values: Sequence[float] | np.ndarray, rate: float) -> float:
    return float(np.quantile(values, rate, method="lower"))


def main() -> None:
    """Print the thresholds, and write them unless --quick is given."""
    quick = "--quick" in sys.argv[1:]
    amount = QUICK if quick else FULL
    found = {name: float(f"{value:.4g}") for name, value in settle(amount).items()}
    made = {
        "command": "python -m tools.coach_thresholds",
        "seed": SEED,
        "looking": f"after every {LOOK_EVERY} of {RUN_LONG:,} responses, {DAILY} a day",
        "rate_per_run": PER_RUN,
        "rate_per_day": {"tired_sd": PER_DAY},
        "runs": {
            "tired_sd": len(AT_IT) * amount.seeds * amount.days,
            "others": amount.streams,
        },
    }
    text = json.dumps({"made": made, "thresholds": found}, indent=2) + "\n"
    if not quick:
        FILE.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
