"""What is written for people agrees with the program: commands, columns, functions, decks, and what CI runs."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from drillgrok import __version__
from drillgrok.cli.app import app
from drillgrok.coaching.verdicts import ROWS
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.expressions.functions import FUNCTIONS
from drillgrok.model.deck import Deck
from drillgrok.model.log import Clock, Flag, Outcome, Pressure, Role
from drillgrok.phases import prior
from drillgrok.responselog.row import HEADER

ROOT = Path(__file__).parents[1]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


README, DECKS, LOG, CHANGES, CI = map(
    text_of, ("README.md", "docs/decks.md", "docs/response-log.md", "CHANGELOG.md", ".ci/run")
)
PHASES, COACH = map(text_of, ("docs/phases.md", "docs/coach.md"))


def walk(command: Any, name: str = "drillgrok") -> Iterator[tuple[str, Any]]:
    """Every command that does something, with the words that call it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for word, one in inner.items():
        yield from walk(one, f"{name} {word}")


COMMANDS = dict(walk(get_command(app)))


# Commands.


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_tells_of_every_command_with_an_example(name: str) -> None:
    row = re.search(rf"^\| `{name}` \|.+\| `(.+)` \|$", README, re.MULTILINE)
    assert row is not None
    assert row[1].startswith(name)


def test_the_readme_tells_of_every_option_of_practice() -> None:
    options = {option for parameter in COMMANDS["drillgrok practice"].params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= set(re.findall(r"--[a-z-]+", README))


def test_the_readme_tells_of_no_command_that_is_not_there() -> None:
    assert set(re.findall(r"^\| `(drillgrok [a-z ]+)` \|", README, re.MULTILINE)) == set(COMMANDS)


def test_every_example_can_be_parsed() -> None:
    examples = [command.epilog.removeprefix("Example: ") for command in COMMANDS.values() if command.epilog]
    examples += re.findall(r"^\| `drillgrok .*\| `(drillgrok .+)` \|$", README, re.MULTILINE)
    examples += re.findall(r"^    (drillgrok .+)$", README + DECKS, re.MULTILINE)
    assert len(examples) > 20
    for example in examples:
        name = next(name for name in sorted(COMMANDS, key=len, reverse=True) if example.startswith(name))
        words = shlex.split(example.removeprefix(name))
        COMMANDS[name].make_context(name, words)


# The fresh machine.


def steps() -> list[str]:
    """The two commands that the README opens with."""
    return re.findall(r"^    (python3 -m venv .+)$", README, re.MULTILINE)


def test_the_readme_opens_with_two_commands_for_a_fresh_machine() -> None:
    start, test = steps()
    assert README.index(test) < 600
    assert start.endswith("drillgrok practice")
    assert test.endswith("pytest")


def test_ci_takes_the_test_command_out_of_the_readme() -> None:
    found = re.search(r"grep -m 1 -E '(.+?)' README\.md", CI)
    assert found is not None
    lines = [line.strip() for line in README.splitlines() if re.search(found[1], line)]
    assert lines[:1] == steps()[1:]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_ci_checks_style_types_and_imports() -> None:
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports"):
        assert f".venv/bin/{tool}" in CI


# Links and rooms.


PAGES = ["README.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_to_a_file_leads_there(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(name)):
        assert (ROOT / name).parent.joinpath(target).exists(), target


def test_every_room_that_the_readme_names_is_there() -> None:
    rooms = re.findall(r"^    (\S+/|\S+\.py)  +\S", README, re.MULTILINE)
    assert len(rooms) > 8
    assert [room for room in rooms if not (ROOT / room).exists()] == []


def test_the_changelog_has_the_next_or_this_version_on_top() -> None:
    first = re.search(r"^## \[(.+?)\]", CHANGES, re.MULTILINE)
    assert first is not None
    assert first[1] in {"Unreleased", __version__}


# The phase model and the coach.


def test_every_constant_of_the_phase_model_that_is_quoted_is_the_models() -> None:
    quoted = re.findall(r"^\| `([A-Z_]+)` \| ([\d.]+) \|", PHASES, re.MULTILINE)
    assert len(quoted) > 8
    assert {name: float(value) for name, value in quoted} == {name: getattr(prior, name) for name, _ in quoted}


def test_every_verdict_is_described_in_its_order() -> None:
    assert re.findall(r"^\| `(\w+)` \|", COACH, re.MULTILINE) == [row.kind for row in ROWS]


# The response log.


def test_the_log_is_described_column_by_column() -> None:
    assert f"\n    {','.join(HEADER)}\n" in LOG
    table = LOG.split("| column |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(HEADER)


def test_every_word_that_a_column_can_hold_is_named() -> None:
    words = {*Role, *Outcome, *Clock, *Pressure}
    assert {word for word in words if f"`{word}`" not in LOG} == set()
    flags = re.findall(r"^\| `(\w+)` \|", LOG.split("| flag |")[1], re.MULTILINE)
    assert flags == sorted(Flag)


# Deck files.


def blocks(kind: str) -> list[tuple[str, str]]:
    """What stands after the kind, and the text, of every block of a kind."""
    return re.findall(rf"^```{kind} ?(\S*)\n(.*?)^```$", DECKS, re.MULTILINE | re.DOTALL)


EXAMPLES = {re.search(r"^deck: (\S+)", text)[1]: text for _, text in blocks("yaml")}  # type: ignore[index]


def example(name: str, folder: Path) -> Deck:
    for file, table in blocks("csv"):
        (folder / file).write_text(table, encoding="utf-8")
    path = folder / f"{name}.yaml"
    path.write_text(EXAMPLES[name], encoding="utf-8")
    return read_deck(load_source(path))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_a_deck_without_a_mistake(name: str, tmp_path: Path) -> None:
    deck = example(name, tmp_path)
    assert deck.id == name
    assert len(deck.items) > 0


def test_the_examples_use_every_key_of_a_deck_but_those_with_one_value() -> None:
    rows = DECKS.split("| key |")[1].split("\n\n")[0]
    keys = {key for row in re.findall(r"^\| (`.+?) \|", rows, re.MULTILINE) for key in re.findall(r"`(\w+)`", row)}
    used = {key for text in EXAMPLES.values() for key in re.findall(r"^(\w+):", text, re.MULTILINE)}
    assert used <= keys
    assert keys - used == {"show", "judge", "chance"}


def test_an_example_whose_symmetry_is_stated_holds_back_no_twin(tmp_path: Path) -> None:
    items = example("tides-23", tmp_path).items
    assert (len(items), len(items.group_hashes)) == (23 * 23, 23 * 24 // 2)
    kites = example("kites-29", tmp_path).items
    assert len(kites) == 29 * 7 - 7
    assert len(kites.group_hashes) <= 15 * 7


def test_every_function_is_described_as_the_program_describes_it() -> None:
    rows = dict(re.findall(r"^\| `(\w+\([^)]*\))` \| (.+) \|$", DECKS, re.MULTILINE))
    assert [f"{call}: {value}" for call, value in rows.items()] == [function.help for function in FUNCTIONS.values()]
