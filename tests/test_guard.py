"""The guard round every command: one sentence and exit code 1 for what nobody foresaw, and a report without a value."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from drillgrok.cli.guard import guarded
from drillgrok.errors import DrillgrokError, visible

ENVIRONMENT = {**os.environ, "COLUMNS": "80"}


def fails() -> None:
    sealed = "the sealed rule"
    raise KeyError(sealed)


def test_what_nobody_foresaw_is_one_sentence_and_a_report_without_any_value(home: Path, capsys) -> None:
    with pytest.raises(SystemExit) as left:
        guarded(fails)
    assert left.value.code == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "KeyError" in said
    (report,) = (home / "reports").iterdir()
    text = report.read_text("utf-8")
    assert "builtins.KeyError" in text
    assert "fails" in text
    assert "sealed rule" not in said + text
    assert str(Path.home()) not in text


def test_a_report_that_cannot_be_written_is_not_missed(tmp_path: Path, monkeypatch, capsys) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("DRILLGROK_HOME", str(blocked / "home"))
    with pytest.raises(SystemExit) as left:
        guarded(fails)
    assert left.value.code == 1
    assert "KeyError" in capsys.readouterr().err


def program(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    line = f'"{sys.executable}" -m drillgrok {command}'
    environment = ENVIRONMENT | {"DRILLGROK_HOME": str(home)}
    return subprocess.run(["sh", "-c", line], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("output", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", ["deck list", "data where", "data export"])
def test_an_output_that_cannot_be_written_is_one_sentence(home: Path, command: str, output: str) -> None:
    done = program(f"{command} {output}", home)
    assert done.returncode == 1
    assert done.stderr.startswith("The output cannot be written: ")
    assert done.stderr.count("\n") == 1


def test_a_name_is_shown_without_what_would_steer_a_terminal() -> None:
    error = DrillgrokError("It is missing.", where="a\x1b]0;title\x07\u202eb\udce9")
    assert str(error) == r"a\x1b]0;title\x07\u202eb\udce9: It is missing."
    assert visible("naïve ∘ 名") == "naïve ∘ 名"


@pytest.mark.parametrize("home", ["~nobody-of-this-name/x", ""])
def test_a_home_that_nobody_knows_is_one_sentence(home: str, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    from drillgrok.cli.app import main

    def unknown(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setenv("DRILLGROK_HOME", home)
    monkeypatch.setattr("platformdirs.user_data_path", unknown)
    monkeypatch.setattr(sys, "argv", ["drillgrok", "data", "where"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    assert "Set DRILLGROK_HOME to a full path." in capsys.readouterr().err


def test_nothing_warns(home: Path) -> None:
    environment = ENVIRONMENT | {"DRILLGROK_HOME": str(home)}
    for command in ("data where", "deck list", "data doctor", "practice lantern-31 --responses 2", "stats"):
        line = [sys.executable, "-W", "error", "-m", "drillgrok", *command.split()]
        done = subprocess.run(line, env=environment, input="1\n2\n3\n", capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("package", "said"),
    [("miniaudio", "no ready build for this system"), ("vl_convert", "`pip install 'drillgrok[pictures]'` brings it")],
)
def test_a_package_that_is_not_there_is_named_when_it_is_asked_for(home, package, said, monkeypatch, capsys) -> None:
    from drillgrok.cli.app import main

    monkeypatch.setitem(sys.modules, package, None)
    for module in [name for name in sys.modules if name.startswith("drillgrok.charts.web")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr("drillgrok.screens.kit.sound.find_spec", lambda _name: None)
    monkeypatch.setattr("drillgrok.commands.stats.table.of_all", lambda _inputs: ["a chart"])
    asked = {"miniaudio": ["practice", "--sound"], "vl_convert": ["stats", "--svg", str(home.parent / "page.svg")]}
    monkeypatch.setattr(sys, "argv", ["drillgrok", *asked[package]])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["ascii", "ascii:surrogateescape"])
def test_signs_that_the_output_cannot_show_end_no_command(home: Path, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "drillgrok", "deck", "show", "lantern-31"],
        env=ENVIRONMENT | {"DRILLGROK_HOME": str(home), "PYTHONIOENCODING": encoding},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="there is no /dev/stdout here")
def test_a_reader_who_has_enough_of_an_export_is_no_failure(home: Path) -> None:
    done = program("data export /dev/stdout | head -c 1", home)
    assert (done.returncode, done.stderr) == (0, "")
