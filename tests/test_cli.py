"""The program as a shell sees it: exit codes, streams, help, and what it says to values that make no sense."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from drillgrok import __version__
from drillgrok.cli.app import app, needed_for
from drillgrok.responselog.row import HEADER

ESCAPE = "\x1b"


def walk(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with the words that call it."""
    yield name, command
    for word, inner in getattr(command, "commands", {}).items():
        yield from walk(inner, f"{name} {word}".strip())


EVERY = dict(walk(get_command(app)))
VERBS = {name: command for name, command in EVERY.items() if not hasattr(command, "commands")}


def run(*arguments: str, typed: str = "") -> Result:
    """A command in this process; a traceback is a failure whatever was expected."""
    result = CliRunner().invoke(app, list(arguments), input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def outside(
    *arguments: str, home: Path, typed: str | None = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "drillgrok", *arguments],
        input=typed,
        env=os.environ | {"DRILLGROK_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


pytestmark = pytest.mark.usefixtures("home")


def test_the_version_is_told() -> None:
    assert run("--version").output == f"drillgrok {__version__}\n"


@pytest.mark.parametrize("group", sorted(set(EVERY) - set(VERBS)))
def test_no_line_on_a_command_is_cut_off_in_its_groups_help(group: str) -> None:
    said = outside(*group.split(), "-h", home=Path(), COLUMNS="80").stdout
    assert [line for line in said.partition("Commands:")[2].splitlines() if line.endswith("...")] == []


@pytest.mark.parametrize("words", ["--help", "-h", "deck --help", "deck", "data nothing", "learner list -h", "nothing"])
def test_a_group_that_is_not_named_is_missed_by_nobody(words: str) -> None:
    said = [CliRunner().invoke(program, words.split()) for program in (app, needed_for(words.split()))]
    assert said[0].output == said[1].output
    assert said[0].exit_code == said[1].exit_code


# Help.


@pytest.mark.parametrize("name", EVERY)
def test_every_command_explains_itself_in_plain_text(name: str) -> None:
    for option in ("--help", "-h"):
        result = run(*name.split(), option)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: ")
        assert ESCAPE not in result.stdout
        assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_help_for_each_option_and_an_example_of_itself(name: str) -> None:
    command = VERBS[name]
    assert command.help
    assert command.epilog is not None
    assert command.epilog.startswith(f"Example: drillgrok {name}")
    for parameter in command.params:
        assert getattr(parameter, "help", None), parameter.name


@pytest.mark.parametrize("name", [name for name in EVERY if name not in VERBS])
def test_a_group_without_a_command_shows_what_there_is(name: str) -> None:
    result = run(*name.split())
    assert result.exit_code == (2 if name else 0)
    assert all(re.search(rf"^  {verb} ", result.output, re.MULTILINE) for verb in EVERY[name].commands)


# Exit codes.


@pytest.mark.parametrize(
    "arguments",
    [
        ("nix",),
        ("practice", "--minutes", "5", "--responses", "5"),
        ("practice", "--camp", "--minutes", "5"),
        ("practice", "--camp", "--responses", "50"),
        ("practice", "--minutes", "nan"),
        ("practice", "--minutes", "inf"),
        ("practice", "--minutes", "0"),
        ("practice", "--responses", "0"),
        ("practice", "--responses", "many"),
        ("practice", "--seed", "-1"),
        ("practice", "--pressure", "cruel"),
        ("practice", "one", "two"),
        ("stats", "--json", "--csv"),
        ("data", "import"),
        ("deck", "check"),
    ],
)
def test_bad_usage_ends_with_2_and_nothing_on_stdout(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("practice", "--responses", "abc"), "'abc' is not a whole number."),
        (("practice", "--responses", "2.5"), "'2.5' is not a whole number."),
        (("practice", "--responses", "0"), "0 is too small: 1 or more."),
        (("practice", "--minutes", "soon"), "'soon' is not a number."),
        (("practice", "--minutes", "nan"), "'nan' is not a number."),
        (("practice", "--volume", "1234567"), "1,234,567 is too large: 100 or less."),
        (("practice", "--minutes", "0"), "0 is too small: 0.1 or more."),
        (("exam", "lantern-31", "--volume", "101"), "101 is too large: 100 or less."),
        (("deck", "simulate", "lantern-31", "--days", "61"), "61 is too large: 60 or less."),
    ],
)
def test_a_number_that_cannot_be_is_refused_in_plain_words(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.rstrip().endswith(f"Invalid value for '{arguments[-2]}': {said}")


LONG = "x" * 300

MISTAKES = [
    ("practice", "no-such-deck"),
    ("practice", "lan\x1b[31mtern"),
    ("practice", "no/such/deck.yaml"),
    ("practice", f"{LONG}.yaml"),
    ("practice", LONG),
    ("practice", "lantern-31", "--seed", "9" * 30),
    ("practice", "lantern-31", "--learner", "a\x1b[31m"),
    ("practice", "lantern-31", "--learner", LONG),
    ("practice", "lantern-31", "--learner", " "),
    ("practice", "lantern-31", "--trace", "no/such/folder/trace.jsonl"),
    ("deck", "check", "no-such-deck"),
    ("deck", "check", "."),
    ("deck", "check", "pyproject.toml"),
    ("stats", "no-such-deck"),
    ("stats", "\x1b]0;title\x07"),
    ("data", "import", "no-such-log.csv"),
    ("data", "import", "pyproject.toml"),
    ("data", "export", "no/such/folder/log.csv"),
    ("data", "backup"),
    ("data", "restore", "pyproject.toml"),
    ("data", "restore", "no-such-copy.db"),
]


@pytest.mark.parametrize(
    "arguments", MISTAKES, ids=lambda words: " ".join(words)[:40].encode("unicode_escape").decode()
)
def test_a_mistake_ends_with_1_and_says_what_to_do_on_stderr_only(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    said = result.stderr.rstrip("\n")
    assert said
    assert "Traceback" not in said
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", said)


def test_a_home_that_is_a_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("DRILLGROK_HOME", str(place))
        for command in (("practice",), ("stats",), ("data", "export")):
            result = run(*command)
            assert result.exit_code == 1
            assert str(place) in result.stderr


def test_a_database_that_is_none_is_said(home: Path) -> None:
    home.mkdir()
    (home / "drillgrok.db").write_text("This is a text, and a rather long one, and no database at all.")
    for command in (("practice",), ("stats",), ("data", "export"), ("data", "backup"), ("data", "doctor")):
        result = run(*command)
        assert result.exit_code == 1
        assert "not a database" in result.output


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_database_cannot_be_practised_in_and_says_so(home: Path) -> None:
    assert run("practice", "lantern-31", typed="1\n").exit_code == 0
    (home / "drillgrok.db").chmod(0o400)
    home.chmod(0o500)
    try:
        practised = run("practice", "lantern-31", typed="1\n")
    finally:
        home.chmod(0o700)
    assert practised.exit_code == 1
    assert re.search(r"cannot be (written|opened)", practised.stderr)


def test_ctrl_c_ends_with_130_and_keeps_what_was_answered(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "drillgrok", "practice", "lantern-31"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"DRILLGROK_HOME": str(home)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("1\n")
        process.stdin.flush()
        prompts = 0
        while prompts < 2:
            prompts += "∘" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)  # before its input ends: an end of input is a way out of its own
        _, said = process.communicate()
    assert process.returncode == 130
    assert said == ""
    assert json.loads(run("stats", "--json").stdout)[0]["responses"] == 1


# Streams.


def test_data_come_alone_on_stdout(home: Path) -> None:
    run("practice", "card-number", typed="1\n" * 15)
    table = run("stats", "--csv")
    assert [line.count(",") for line in table.stdout.splitlines()] == [33, 33]
    assert len(json.loads(run("stats", "--json").stdout)) == 1
    log = run("data", "export").stdout.splitlines()
    assert len(log) == 1 + 16
    assert {line.count(",") for line in log} == {len(HEADER) - 1}
    assert run("data", "export", "-").stdout.splitlines() == log
    assert not Path("-").exists()


def test_nothing_practised_is_an_empty_table_and_no_error() -> None:
    assert json.loads(run("stats", "--json").stdout) == []
    assert run("stats", "--csv").stdout.count("\n") == 1
    assert run("stats").stdout == "Nothing practised yet. `drillgrok practice` starts.\n"
    assert run("data", "export").stdout.count("\n") == 1


def test_no_colour_leaves_where_none_is_wanted(tmp_path: Path) -> None:
    home = tmp_path / "home"
    outside("practice", "card-number", home=home, typed="1\n" * 15)
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {}):
        for command in (("stats",), ("deck", "list"), ("practice", "card-number")):
            done = outside(*command, home=home, **environment)
            assert (done.returncode, done.stderr) == (0, "")
            assert done.stdout
            assert ESCAPE not in done.stdout


def test_a_closed_stdin_ends_the_drill_kindly(tmp_path: Path) -> None:
    command = f'exec "{sys.executable}" -m drillgrok practice card-number <&-'
    done = subprocess.run(
        ["sh", "-c", command],
        env=os.environ | {"DRILLGROK_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "No answers this time." in done.stdout


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m drillgrok deck list | head -n 1; exit "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command],
        env=os.environ | {"DRILLGROK_HOME": str(tmp_path / "home"), "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_poor_encoding_does_not_end_a_drill(tmp_path: Path) -> None:
    done = outside("practice", "lantern-31", home=tmp_path, typed="1\n" * 3, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_home_with_strange_signs_in_its_name_works(tmp_path: Path) -> None:
    home = tmp_path / "a b%20c?d=e#f ü"
    assert outside("practice", "card-number", home=home, typed="1\n").returncode == 0
    stats = outside("stats", "--json", home=home)
    assert json.loads(stats.stdout)[0]["responses"] == 1
    assert str(home) in outside("data", "where", home=home).stdout


def test_where_names_every_place_of_the_learner(home: Path) -> None:
    before = run("data", "where").stdout
    assert "not there yet" in before
    run("practice", "card-number", typed="1\n")
    after = run("data", "where").stdout
    assert re.search(r"drillgrok\.db \([\d,]+ bytes\)", after)
    assert after.count(str(home)) == 4


def test_python_minus_m_is_the_program(tmp_path: Path) -> None:
    done = outside("--help", home=tmp_path)
    assert done.returncode == 0
    assert "practice" in done.stdout
