"""What CI runs is what the README and the tools' own files say, on the Pythons that are promised; and that it fails
where a cheat passes for somebody with the rule."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from benchmarks.cheats.drills import CheatDrill, HolderDrill
from benchmarks.cheats.exams import Passes
from benchmarks.cheats.kept import keep, kept, nameless
from benchmarks.cheats.slips import Slips
from benchmarks.cheats.summary import section
from benchmarks.cheats.trial import Effort, Trial
from drillgrok.shortcuts.measure import Found, Measured

ROOT = Path(__file__).parents[1]
CI, README = ((ROOT / name).read_text(encoding="utf-8") for name in (".ci/run", "README.md"))
TOOLS = ("ruff check", "ruff format", "mypy", "lint-imports")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

SHIM = "echo 'this version is not switched on' >&2; exit 127"
NO_VENV = "echo \"No module named 'ensurepip'\" >&2; exit 1"


def runs(minor: int) -> str:
    """A Python 3 of this minor version."""
    return f"echo {minor}"


@pytest.fixture
def newer(tmp_path: Path) -> Callable[..., str]:
    """The Python that would be taken of those on PATH and of pyenv's, each a program that answers with its minor
    version as it would, or fails."""
    if os.name != "posix":
        pytest.skip("the other programs are shell scripts")

    def found(*, python3: str = runs(11), pyenv: dict[str, str] | None = None, **on_path: str) -> str:
        programs = {tmp_path / "bin" / "python3": python3}
        programs |= {tmp_path / "bin" / f"python3.{n}": on_path.get(f"python3_{n}", SHIM) for n in (12, 13, 14)}
        programs |= {tmp_path / "versions" / name / "bin/python3": does for name, does in (pyenv or {}).items()}
        for path, does in programs.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
            path.chmod(0o755)
        path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
        environment = os.environ | {"PATH": path, "PYENV_ROOT": str(tmp_path)}
        done = subprocess.run([ROOT / ".ci/newer_python"], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip().removeprefix(f"{tmp_path}/")

    return found


def test_ci_takes_the_test_command_out_of_the_readme() -> None:
    found = re.search(r"grep -m 1 -E '(.+?)' README\.md", CI)
    assert found is not None
    lines = [line.strip() for line in README.splitlines() if re.search(found[1], line)]
    assert len(lines) == 1
    assert lines[0] in README[:1_200]


def test_the_scripts_can_be_run() -> None:
    assert [path.name for path in (ROOT / ".ci").iterdir() if not os.access(path, os.X_OK)] == []


def test_ci_checks_style_types_and_imports() -> None:
    assert [tool for tool in TOOLS if f"\n    {tool}" not in CI] == []


def test_the_newest_python_that_is_newer_is_taken(newer: Callable[..., str]) -> None:
    assert newer(python3_12=runs(12), python3_13=runs(13)) == "python3.13"


def test_no_python_is_taken_that_is_not_newer(newer: Callable[..., str]) -> None:
    assert newer(python3=runs(13), python3_12=runs(12), python3_13=runs(13)) == ""


@pytest.mark.parametrize("does", [SHIM, NO_VENV, runs(11)])
def test_a_python_that_is_there_by_its_name_alone_is_not_taken(newer: Callable[..., str], does: str) -> None:
    assert newer(python3_14=does, python3_12=runs(12)) == "python3.12"


def test_a_python_that_pyenv_has_is_taken_though_it_is_not_switched_on(newer: Callable[..., str]) -> None:
    assert newer(pyenv={"3.13.0": runs(13)}) == "versions/3.13.0/bin/python3"


# What others run.


def hooks() -> list[dict[str, object]]:
    (repository,) = YAML(typ="safe").load(ROOT / ".pre-commit-config.yaml")["repos"]
    return list(repository["hooks"])


def test_a_commit_is_checked_by_the_tools_that_ci_checks_with() -> None:
    entries = [str(hook["entry"]) for hook in hooks()]
    assert [tool for tool in TOOLS if not any(entry.startswith(tool) for entry in entries)] == []
    assert {hook["language"] for hook in hooks()} == {"system"}


def test_the_workflow_runs_ci_on_three_systems_and_on_every_python_that_is_promised() -> None:
    job = YAML(typ="safe").load(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["ci"]
    matrix = job["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    promised = [name.rpartition(" ")[2] for name in PROJECT["classifiers"] if " :: 3." in name]
    assert matrix["python"] == promised
    assert f">={promised[0]}" == PROJECT["requires-python"]
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run --alone"]


def test_ci_tries_whether_a_cheat_passes() -> None:
    assert "\n    python -m benchmarks.cheats --quick\n" in CI


def trial(claimed: str = "", passed: int = 0, late: int = 0, heard: int = 0) -> Trial:
    """What came of one deck: one cheat told something, its exams passed, rule-holders told late, slips mistaken."""
    found = Found("always e", 0.5, from_memory=False)
    return Trial(
        deck="rows",
        version="1",
        date="2026-11-30",
        effort=Effort(papers=100, seeds=1, holders=10, slipping=100),
        found=Measured(0.5, found, found, (found,)),
        chance=0.5,
        exams=Passes("", 30, 26, 100, (("always e", passed), ("always a", 0))),
        cheats=(CheatDrill("always e", remembers=False, right=0.5, told=(claimed,)),),
        holders=tuple(HolderDrill(None if n < late else 20, early=False) for n in range(50)),
        slips=Slips(100, heard),
    )


def reached(found: Trial) -> bool:
    return all(figure.reached for figure in section([found]).figures)


def test_cheats_that_hear_nothing_of_a_rule_pass_no_exam_and_learners_who_have_it_hear_it() -> None:
    assert reached(trial("plateau", passed=2, late=5, heard=1))


@pytest.mark.parametrize("claimed", ["known", "shifting", "grokked"])
def test_a_cheat_that_is_told_a_rule_is_a_failure(claimed: str) -> None:
    assert not reached(trial(claimed))


@pytest.mark.parametrize("missed", [{"passed": 7}, {"late": 6}, {"heard": 6}])
def test_exams_passed_rules_not_told_and_slips_mistaken_are_failures(missed: dict[str, int]) -> None:
    assert not reached(trial(**missed))  # type: ignore[arg-type]


def test_a_page_of_a_part_names_what_is_still_to_be_tried() -> None:
    tables = section([trial()], ["spirals"]).tables
    assert tables[-1].rows == (("spirals",),)


def test_trials_are_kept_until_their_deck_or_the_effort_changes(tmp_path: Path) -> None:
    one, file = trial("shifting", passed=3), tmp_path / "kept.jsonl"
    keep(file, one)
    assert kept(file, {"rows": "1"}, one.effort) == {"rows": nameless(one)}
    assert "always" not in file.read_text(encoding="utf-8"), "names of shortcuts tell of rules"
    assert kept(file, {"rows": "2"}, one.effort) == {}
    assert kept(file, {"rows": "1"}, replace(one.effort, seeds=3)) == {}
