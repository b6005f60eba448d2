"""Sets what naming a phase takes, and what a name claims, by runs about random curves that are neither networks nor
people (drillgrok/simulation/random_runs.py).

`python -m tools.phase_bars` writes drillgrok/phases/bars.json, a few minutes; with --quick it only prints.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from benchmarks.phases.both_cores import mapped
from benchmarks.phases.claimed import outcomes
from drillgrok.model.evidence import SETTLED_NEEDED
from drillgrok.phases import filter as phase_filter
from drillgrok.phases.decision import FILE, HORIZON, LEAST, Bar, Promise, named_by
from drillgrok.phases.phase import PHASES, Phase
from drillgrok.phases.prior import Array
from drillgrok.phases.regions import masses
from drillgrok.simulation.random_runs import RandomRun, random_runs

SEED: Final = 61
EVERY: Final = 20
RIGHT: Final = {Phase.MEMORISING: 0.95, Phase.PLATEAU: 0.99, Phase.SHIFTING: 0.84, Phase.GROKKED: 0.97}
"""Share of the moments at which a phase reaches its bar, that it has to be the true one. A plateau is said to who
may be about to move, so it takes most; the shift has a border on either side, and more cannot be had for it."""
HELD: Final = {Phase.PLATEAU: 0.95, Phase.SHIFTING: 0.95, Phase.GROKKED: 0.97}
"""Share of claims that have to hold."""
BARS: Final = tuple(round(0.6 + 0.01 * k, 2) for k in range(36))
PROMISED: Final = {
    Phase.PLATEAU: (0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
    Phase.SHIFTING: (0.5, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05),
    Phase.GROKKED: (0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5),
}
"""From bold to modest: the boldest that holds is taken."""
HYSTERESIS: Final = 0.12
LEAST_KEPT: Final = 0.51


def moments(run: RandomRun) -> Array:
    """(looks, 7) the four probabilities, counts of first-seen and settled answers, the true phase."""
    state, rows = phase_filter.start(), []
    for start in range(0, len(run.answers) - EVERY + 1, EVERY):
        state = phase_filter.take(state, run.answers[start : start + EVERY])
        truth = run.truths[start + EVERY - 1].phase
        rows.append([*masses(state), state.first_seen, state.settled, PHASES.index(truth)])
    return np.array(rows)


def lowest_bars(found: Array) -> dict[Phase, float]:
    """For each phase the lowest bar from which it is right as often as it has to be."""
    enough = found[found[:, 4] >= 12]
    bars = {}
    for place, phase in enumerate(PHASES):
        rows = enough if phase in (Phase.SHIFTING, Phase.GROKKED) else enough[enough[:, 5] >= SETTLED_NEEDED]
        right = rows[:, 6] == place
        bars[phase] = next((bar for bar in BARS if _share(right[rows[:, place] >= bar]) >= RIGHT[phase]), BARS[-1])
    return bars


def _share(true: Sequence[bool] | Array) -> float:
    """Of them that are true; 0 of none."""
    return float(np.mean(true)) if len(true) else 0.0


def boldest_promises(
    runs: Sequence[RandomRun], found: Sequence[Array], bars: Mapping[Phase, Bar]
) -> dict[Phase, float]:
    """For each phase the boldest claim that holds as often as it has to."""
    promised = {}
    for phase, shares in PROMISED.items():
        for share in shares:
            promise = Promise(phase is not Phase.PLATEAU, share, HORIZON, LEAST)
            held = [
                true
                for run, rows in zip(runs, found, strict=True)
                for _, true in outcomes(_names(rows, bars), run.answers, {phase: promise}, EVERY)
            ]
            promised[phase] = share
            if _share(held) >= HELD[phase]:
                break
    return promised


def _names(rows: Array, bars: Mapping[Phase, Bar]) -> list[Phase]:
    """The phase after each answer, as far as it is looked at: it changes at looks only."""
    named, names = Phase.UNCLEAR, list[Phase]()
    for *probabilities, first_seen, settled, _ in rows.tolist():
        named = named_by(bars, probabilities, int(first_seen), int(settled), named)
        names += [named] * EVERY
    return [*names[EVERY - 1 :], *[named] * (EVERY - 1)]


def settle(count: int) -> Iterator[tuple[str, dict[Phase, float]]]:
    """Every number, by the name it is kept under."""
    runs = list(random_runs(count, SEED))
    found = list(mapped(lambda k: moments(runs[k]), count))
    name = lowest_bars(np.concatenate(found))
    keep = {phase: max(round(bar - HYSTERESIS, 2), LEAST_KEPT) for phase, bar in name.items()}
    bars = {
        phase: Bar(name[phase], keep[phase], 0 if phase in (Phase.SHIFTING, Phase.GROKKED) else SETTLED_NEEDED)
        for phase in PHASES
    }
    yield "name", name
    yield "keep", keep
    yield "promised", boldest_promises(runs, found, bars)


def main() -> None:
    """Print the numbers, and write them unless --quick is given."""
    quick = "--quick" in sys.argv[1:]
    count = 20 if quick else 160
    made = {
        "command": "python -m tools.phase_bars",
        "learners": "drillgrok/simulation/random_runs.py",
        "seed": SEED,
        "runs": count,
        "right_when_named": RIGHT,
        "claims_that_hold": HELD,
    }
    text = json.dumps({"made": made, **dict(settle(count))}, indent=2) + "\n"
    if not quick:
        FILE.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
