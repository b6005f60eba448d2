"""Nobody who practises waits for the audit's models: they are loaded by the check of a list's own file alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

COMMAND = """
import atexit, json, sys
from pathlib import Path

atexit.register(lambda: Path({report!r}).write_text(json.dumps(sorted(sys.modules))))
from drillgrok.cli.app import main

sys.argv = ["drillgrok", *{arguments!r}]
main()
"""


def loaded_by(folder: Path, *arguments: str, typed: str = "") -> set[str]:
    report = folder / "modules.json"
    code = COMMAND.format(report=str(report), arguments=arguments)
    environment = os.environ | {"DRILLGROK_HOME": str(folder / "home")}
    done = subprocess.run(
        [sys.executable, "-c", code], input=typed, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(report.read_text()))


def test_practice_stats_and_a_check_by_id_load_no_model(tmp_path: Path) -> None:
    for arguments, typed in (
        (("practice", "finnish-in"), "1\n2\n"),
        (("stats", "finnish-in"), ""),
        (("deck", "check", "finnish-in"), ""),
    ):
        modules = loaded_by(tmp_path, *arguments, typed=typed)
        assert not modules & {"sklearn", "scipy"}, arguments
    assert "drillgrok.audit.volume" in modules


def test_the_check_of_a_table_loads_no_model_and_that_of_a_list_does(tmp_path: Path) -> None:
    table = tmp_path / "tides.yaml"
    table.write_text(
        'deck: tides\ntitle: Tides\nitems:\n  table: {a: 0..9}\n  prompt: "{a}"\n  answer: a % 3\nrule: Threes.\n'
    )
    assert "sklearn" not in loaded_by(tmp_path, "deck", "check", str(table))
    shells = tmp_path / "shells.yaml"
    shells.write_text("deck: shells\ntitle: Shells\nitems:\n  list: shells.csv\nrule: The last letter.\n")
    rows = "".join(f"{a}{b},{b}\n" for a in "bcdfg" for b in "aeiou")
    (tmp_path / "shells.csv").write_text(f"prompt,answer\n{rows}")
    assert "sklearn" in loaded_by(tmp_path, "deck", "check", str(shells))
