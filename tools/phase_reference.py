"""Counts, of simulated learners who looked the same after so many unseen answers, who never moved at all: the reference
beside P(never). The learners are random curves (drillgrok/simulation/random_curves.py), neither networks nor people.

`python -m tools.phase_reference` writes drillgrok/phases/reference.json, a minute; with --quick it only prints.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Final

import numpy as np

from drillgrok.phases.prior import Array
from drillgrok.phases.reference import FILE, LOOKS, MOVED
from drillgrok.phases.unseen import LEVELS, shipped
from drillgrok.simulation.random_curves import LATEST_ONSET, NEVER, Curves, random_curves
from tools.phase_constants import beliefs

SEED: Final = 71
BATCH: Final = 500
LEARNERS: Final = 4_000
ANSWERS: Final = 600
"""Unseen answers of each learner; nobody finds the rule after the first LATEST_ONSET."""
LEFT: Final = 0.25
"""Chance-corrected unseen accuracy from which it has moved."""


def counted(curves: Curves) -> Counter[tuple[int, int, bool]]:
    """(look, band, never) -> learners who had not moved at that look, by the model."""
    never = np.all(curves.truth < LEFT, axis=0)
    found = Counter[tuple[int, int, bool]]()
    for number, p in beliefs(shipped(), curves, LOOKS):
        bands = np.digitize(_moved(p), MOVED).tolist()
        found.update((number, band, one) for band, one in zip(bands, never.tolist(), strict=True))
    return found


def _moved(levels: Array) -> Array:
    found: Array = levels[LEFT - 1e-9 <= LEVELS].sum(axis=0)
    return found


def main() -> None:
    """Print the table, and write it unless --quick is given."""
    quick = "--quick" in sys.argv[1:]
    total = Counter[tuple[int, int, bool]]()
    batches = 1 if quick else LEARNERS // BATCH
    for batch in range(batches):
        total += counted(random_curves(BATCH, ANSWERS, SEED + batch))
    rows = {
        str(look): [
            [sum(total[look, band, never] for never in (True, False)), total[look, band, True]]
            for band in range(len(MOVED))
        ]
        for look in LOOKS
    }
    made = {
        "command": "python -m tools.phase_reference",
        "learners": "drillgrok/simulation/random_curves.py",
        "seed": SEED,
        "number": batches * BATCH,
        "never": NEVER,
        "latest_onset": LATEST_ONSET,
    }
    lines = ",\n".join(f'    "{look}": {json.dumps(row)}' for look, row in rows.items())
    text = f'{{\n  "made": {json.dumps(made)},\n  "alike": {{\n{lines}\n  }}\n}}\n'
    if not quick:
        FILE.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
