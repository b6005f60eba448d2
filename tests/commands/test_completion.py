"""A shell completes commands, options, decks and learners: each script is run by its own shell where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drillgrok import places
from drillgrok.cli.app import app
from drillgrok.cli.tree import verbs
from drillgrok.commands.completion import bash, fish, zsh
from drillgrok.commands.completion.names import names
from drillgrok.library.catalog import heads
from drillgrok.store.database import open_store
from drillgrok.store.learners import learner_named

VERBS = verbs(app)
SCRIPTS = {"bash": bash.script(VERBS), "zsh": zsh.script(VERBS), "fish": fish.script(VERBS)}

BASH = """
source {script}
COMP_WORDS=(drillgrok {words} {last!r}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_drillgrok
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
# What zsh itself would do with what is offered: keep what begins as the word does.
ZSH = """
compdef() {{ }}
compadd() {{ shift; print -rl -- "${{(@M)@:#$PREFIX*}}" }}
_describe() {{ local -a all=("${{(@P)2}}"); print -rl -- "${{(@M)${{(@)all%%:*}}:#$PREFIX*}}" }}
_files() {{ print -rl -- *(N) }}
source {script}
words=(drillgrok {words} {last!r}); CURRENT=${{#words}}; PREFIX={last!r}
_drillgrok
"""
FISH = "source {script}; complete -C 'drillgrok {words} {last}' | cut -f1"
CALLS = {"bash": BASH, "zsh": ZSH, "fish": FISH}


@pytest.fixture(params=CALLS)
def completed(request: pytest.FixtureRequest, home: Path, tmp_path: Path):
    """What a shell offers after these words for the last one, which is begun."""
    shell = request.param
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "drillgrok"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m drillgrok "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = tmp_path / "script"
    script.write_text(SCRIPTS[shell], encoding="utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "log.csv").touch()
    environment = os.environ | {
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "DRILLGROK_HOME": str(home),
        "HOME": str(tmp_path),
    }

    def run(*words: str) -> list[str]:
        *before, last = words
        code = CALLS[shell].format(script=script, words=" ".join(before), last=last)
        line = [shell, "-c", code] if shell != "zsh" else [shell, "-f", "-c", code]
        done = subprocess.run(
            line, env=environment, cwd=tmp_path / "here", capture_output=True, text=True, timeout=60, check=False
        )
        assert done.stderr == ""
        return [offered for offered in done.stdout.splitlines() if offered]

    return run


def test_commands_are_completed(completed) -> None:
    assert completed("pr") == ["practice"]
    assert completed("deck", "un") == ["uninstall"]


def test_options_and_their_values_are_completed(completed) -> None:
    assert completed("practice", "--pre") == ["--pressure"]
    assert sorted(completed("practice", "--pressure", "")) == ["calm", "firm", "hard"]
    assert completed("deck", "preview", "--no-s") == ["--no-sound"]
    assert completed("practice", "--pressure", "hard", "--pla") == ["--plain"]


def test_decks_and_files_are_completed(completed) -> None:
    assert completed("practice", "lantern-3")[:2] == ["lantern-31", "lantern-31-letters"]
    assert completed("replay", "lo") == ["log.csv"]


def test_learners_are_completed_whatever_they_are_called(completed, home: Path) -> None:
    with open_store(places.database()) as engine:
        for name in ("Åsa Ö", "ada", "$(echo no)"):
            learner_named(engine, name)
    assert completed("stats", "--learner", "ad") == ["ada"]
    assert len(completed("stats", "--learner", "")) == 3
    assert "no" not in completed("stats", "--learner", "")


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_script_knows_every_command_and_every_option(shell: str) -> None:
    for verb in VERBS:
        assert verb.path in SCRIPTS[shell]
        for name in (name for option in verb.options for name in option.names):
            spelt = name if shell != "fish" else f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
            assert spelt in SCRIPTS[shell]


def test_the_decks_are_those_of_the_list(home: Path) -> None:
    assert names("decks") == sorted(head.id for head in heads())
    assert names("decks") == sorted(head.id for head in heads())  # now from the index


def test_what_cannot_be_read_offers_nothing(home: Path) -> None:
    places.database().parent.mkdir(parents=True, exist_ok=True)
    places.database().write_text("no database", encoding="utf-8")
    assert names("learners") == []
    places.deck_index().write_text('{"decks": {"x": []}, "made_by": "0"}', encoding="utf-8")
    assert "lantern-31" in names("decks")
