"""Trials of decks kept in a file, a JSON line each, so that the whole can be measured in parts. A shortcut's name may
not enter, since names tell of rules: its place among the deck's best stands for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
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
        lines.write(json.dumps(asdict(nameless(trial)), separators=(",", ":")) + "\n")


def nameless(trial: Trial) -> Trial:
    """The same with places for names, and without the shortcuts that were not driven."""
    places = {name: f"shortcut {place}" for place, (name, _) in enumerate(trial.exams.passed, 1)}
    places |= {cheat.shortcut: places.get(cheat.shortcut, "shortcut") for cheat in trial.cheats}

    def unnamed(found: Found) -> Found:
        return replace(found, name=places.get(found.name, "another"))

    found = trial.found
    return replace(
        trial,
        found=Measured(found.guess, unnamed(found.without_memory), unnamed(found.from_memory), ()),
        exams=replace(trial.exams, passed=tuple((places[name], count) for name, count in trial.exams.passed)),
        cheats=tuple(replace(cheat, shortcut=places[cheat.shortcut]) for cheat in trial.cheats),
    )


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
        date=value["date"],
        effort=Effort(**value["effort"]),
        found=measured,
        chance=value["chance"],
        exams=Passes(**exams | {"passed": tuple(map(tuple, exams["passed"]))}),
        cheats=tuple(CheatDrill(**one | {"told": tuple(one["told"])}) for one in value["cheats"]),
        holders=tuple(HolderDrill(**one) for one in value["holders"]),
        slips=Slips(**value["slips"]),
    )
