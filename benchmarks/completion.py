"""How long a shell waits when a name or an option is completed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.homes import DRILLGROK, environment, warm_home
from benchmarks.measuring import Figure, Section
from drillgrok.cli.app import app
from drillgrok.cli.tree import verbs
from drillgrok.commands.completion import bash, fish, zsh

_BAR_MS: Final = 100.0
_TIMES: Final = 6
_SHELLS: Final = {
    "bash": (bash.script, "source {script}", "COMP_WORDS=(drillgrok {line}); COMP_CWORD={last}; _drillgrok || true"),
    "zsh": (
        zsh.script,
        "compdef() {{ }}; compadd() {{ }}; _describe() {{ }}; _files() {{ }}; source {script}",
        "words=(drillgrok {line}); CURRENT=$(({last} + 1)); _drillgrok",
    ),
    "fish": (fish.script, "source {script}", "complete -C 'drillgrok {line}' >/dev/null"),
}
_ASKED: Final = {
    "a deck": ("practice lant", 2),
    "a learner": ("stats --learner a", 3),
    "an option": ("practice --pre", 2),
}
_HOW: Final = f"""\
Each shell that is here completes a word once and {_TIMES} times in one process of its own; the figure is what one more
takes, in the median of the rounds. Decks and learners are asked of the program, whose index of decks is there.
Processor time, so that a busy machine does not count."""


def run(*, quick: bool) -> Section:
    """Three rounds of each, seven unless quick."""
    rounds = 3 if quick else 7
    figures = []
    with warm_home() as home:
        for shell in filter(shutil.which, _SHELLS):
            script = home / f"script.{shell}"
            script.write_text(_SHELLS[shell][0](verbs(app)), encoding="utf-8")
            for what, (line, last) in _ASKED.items():
                times = [_one_more_ms(shell, script, home, line, last) for _ in range(rounds)]
                figures.append(Figure(f"{shell}: {what}", median(times), "ms", _BAR_MS))
    return Section("Completion", _HOW, tuple(figures))


def _one_more_ms(shell: str, script: Path, home: Path, line: str, last: int) -> float:
    _, start, once = _SHELLS[shell]
    surroundings = environment(home)
    surroundings["PATH"] = f"{Path(DRILLGROK).parent}:{surroundings['PATH']}"

    def all_of(times: int) -> float:
        lines = [start.format(script=script), *[once.format(line=line, last=last)] * times]
        before = os.times()
        subprocess.run([shell, "-c", "\n".join(lines)], env=surroundings, check=True)
        after = os.times()
        return (after.children_user + after.children_system - before.children_user - before.children_system) * 1e3

    return (all_of(_TIMES) - all_of(1)) / (_TIMES - 1)
