"""What each command loads and what it leaves alone, seen from a fresh interpreter: the reason why a start is quick."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HEAVY = frozenset(
    {"textual", "sqlalchemy", "numpy", "ruamel", "rich", "alembic", "pydantic", "platformdirs", "sklearn"}
)

ROOMS_OF_THE_COACH = ("drillgrok.phases", "drillgrok.coaching", "drillgrok.simulation")

COMMAND = """
import atexit, json, sys
from pathlib import Path

atexit.register(lambda: Path({report!r}).write_text(json.dumps(sorted(sys.modules))))
from drillgrok.cli.entry import main

sys.argv = ["drillgrok", *{arguments!r}]
main()
"""

FIRST_SCREEN = """
import asyncio, json, sys
from pathlib import Path
import drillgrok.cli.entry
from drillgrok.cli.settled import settled
from drillgrok.commands.practice import PracticeBackend
from drillgrok.runs.wishes import wished
from drillgrok.screens.app import DrillApp
from drillgrok.screens.start.offers import starting
from drillgrok.screens.start.scene import StartScene
from drillgrok.screens.kit.trace import Trace

class Watched(PracticeBackend):
    def prepare(self, deck_id):
        self.at_first_paint = sorted(sys.modules)
        super().prepare(deck_id)
        self.when_prepared = sorted(sys.modules)

backend = Watched(wished(settled()), "ada")
start = starting(backend.morning())

async def show():
    with Trace(None) as lines:
        async with DrillApp(backend, StartScene(start), lines).run_test(size=(80, 24)) as pilot:
            while not hasattr(backend, "when_prepared"):
                await pilot.pause()

asyncio.run(show())
backend.close()
Path({report!r}).write_text(json.dumps([backend.at_first_paint, backend.when_prepared]))
"""

Run = Callable[..., set[str]]


def packages(modules: list[str]) -> set[str]:
    """Top-level names."""
    return {name.partition(".")[0] for name in modules}


@pytest.fixture
def loaded_by(tmp_path: Path) -> Run:
    """Run a command in the learner's folder of this test; the top-level packages that it loaded."""

    def run(*arguments: str, typed: str = "") -> set[str]:
        return packages(sorted(modules_of(tmp_path, *arguments, typed=typed)))

    return run


def modules_of(folder: Path, *arguments: str, typed: str = "") -> set[str]:
    """Every module that a command loaded."""
    report = folder / "modules.json"
    _python(COMMAND.format(report=str(report), arguments=arguments), folder, typed)
    return set(json.loads(report.read_text()))


def _python(code: str, folder: Path, typed: str = "") -> None:
    environment = os.environ | {"DRILLGROK_HOME": str(folder / "home")}
    done = subprocess.run(
        [sys.executable, "-c", code], input=typed, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("practice", "--help"), ("data", "export", "--help")])
def test_help_loads_nothing_heavy(loaded_by: Run, arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_the_first_screen_stands_before_anything_but_textual_is_loaded(tmp_path: Path) -> None:
    report = tmp_path / "modules.json"
    code = FIRST_SCREEN.replace("{report!r}", repr(str(report)))
    _python(code, tmp_path)  # renews the index of decks
    _python(code, tmp_path)
    modules, _ = lists = json.loads(report.read_text())
    at_first_paint, when_prepared = map(packages, lists)
    assert "textual" in at_first_paint
    assert not at_first_paint & {"typer", "numpy", "sqlalchemy", "ruamel", "alembic", "pydantic", "sklearn"}
    assert not [name for name in modules if name.startswith(ROOMS_OF_THE_COACH)]
    assert {"numpy", "sqlalchemy", "ruamel"} <= when_prepared
    assert not when_prepared & {"alembic", "sklearn"}


def test_practice_by_lines_loads_no_screen_library_and_migrates_only_when_it_must(loaded_by: Run) -> None:
    first = loaded_by("practice", "counterfeit-coins", typed="1\n1\n")
    assert {"alembic", "sqlalchemy", "numpy", "ruamel"} <= first
    second = loaded_by("practice", "counterfeit-coins", typed="1\n1\n")
    assert {"sqlalchemy", "numpy", "ruamel"} <= second
    assert not second & {"alembic", "textual", "pydantic", "platformdirs", "sklearn"}


def test_stats_load_the_store_but_neither_screens_nor_decks_nor_what_runs_the_phase_model(tmp_path: Path) -> None:
    modules_of(tmp_path, "practice", "counterfeit-coins", typed="1\n1\n")
    for form in ((), ("--json",)):
        modules = modules_of(tmp_path, "stats", *form)
        loaded = packages(sorted(modules))
        assert "sqlalchemy" in loaded
        assert not loaded & {"textual", "ruamel", "alembic", "pydantic", "sklearn", "numpy", "vl_convert"}
        assert not [name for name in modules if name.startswith(("drillgrok.simulation", "drillgrok.phases.filter"))]


def test_the_charts_of_a_run_read_no_deck_that_they_need_nothing_of(tmp_path: Path) -> None:
    modules_of(tmp_path, "practice", "card-number", typed="1\n1\n")
    modules = modules_of(tmp_path, "stats", "card-number", "--json")
    assert not packages(sorted(modules)) & {"ruamel", "sklearn", "textual"}
    assert "drillgrok.items.domain_items" not in modules
    assert "drillgrok.domains.movement" not in modules


def test_a_replay_loads_the_phase_model_and_little_else(loaded_by: Run, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("item,role,seen,chance,outcome,correct\nx,probe,0,0.1,answered,1\n")
    loaded = loaded_by("replay", str(log), "--json")
    assert "numpy" in loaded
    assert not loaded & {"textual", "rich", "ruamel", "alembic", "pydantic", "sklearn"}


def test_the_demo_is_ready_without_a_screen_library(tmp_path: Path) -> None:
    report = tmp_path / "modules.json"
    code = f"""import json, sys, drillgrok.commands.demo
open({str(report)!r}, "w").write(json.dumps(sorted(sys.modules)))"""
    _python(code, tmp_path)
    loaded = packages(json.loads(report.read_text()))
    assert "numpy" in loaded
    assert not loaded & {"textual", "pydantic", "sklearn", "alembic"}


def test_a_deck_is_listed_without_reading_one_once_the_index_is_there(loaded_by: Run) -> None:
    assert "ruamel" in loaded_by("deck", "list")
    assert not loaded_by("deck", "list") & HEAVY


def test_a_shell_that_completes_a_name_waits_for_the_standard_library_alone(tmp_path: Path) -> None:
    modules_of(tmp_path, "deck", "list")
    for kind in ("decks", "learners"):
        loaded = packages(sorted(modules_of(tmp_path, "completion", kind)))
        assert not loaded & (HEAVY | {"typer"})


def test_without_a_folder_of_ones_own_the_platform_is_asked(tmp_path: Path) -> None:
    code = "import sys; from drillgrok.places import home; home(); print('platformdirs' in sys.modules)"
    for chosen, asked in (({"DRILLGROK_HOME": str(tmp_path)}, "False"), ({"DRILLGROK_HOME": ""}, "True")):
        done = subprocess.run(
            [sys.executable, "-c", code], env=os.environ | chosen, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == asked
