"""Trials of decks kept in a file, a JSON line each, so that the whole can be measured in parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.cheats.drills import CheatDrill, HolderDrill
from benchmarks.cheats.exams import Passes
from benchmarks.cheats.slips import Slips
from benchmarks.cheats.trial import Effort, Trial
from drillgrok.shortcuts.measure import Found, Measured


def kept(file: Path, versions: Mapping[str, str], effort: Effort) -> dict[str, Trial]:
    """The trials by deck; those of a deck as it is no more, or with another effort, are left out."""
    return {
        trial.deck: trial
        for trial in _read(file)
        if (versions.get(trial.deck), effort) == (trial.version, trial.effort)
    }


def keep(file: Path, trial: Trial) -> None:
    """One more line."""
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(trial)) + "\n")


def _read(file: Path) -> Iterator[Trial]:
    if file.exists():
        yield from (_trial(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines())


def _trial(value: dict[str, Any]) -> Trial:
    found, exams = value["found"], value["exams"]
    measured = Measured(
        guess=found["guess"],
        without_memory=Found(**found["without_memory"]),
        from_memory=Found(**found["from_memory"]),
        tried=tuple(Found(**one) for one in found["tried"]),
    )
    return Trial(
        deck=value["deck"],
        version=value["version"],
        effort=Effort(**value["effort"]),
        found=measured,
        chance=value["chance"],
        exams=Passes(**exams | {"passed": tuple(map(tuple, exams["passed"]))}),
        cheats=tuple(CheatDrill(**one | {"told": tuple(one["told"])}) for one in value["cheats"]),
        holders=tuple(HolderDrill(**one) for one in value["holders"]),
        slips=Slips(**value["slips"]),
    )
