"""What is written for people agrees with the program: commands, columns, functions, decks, rooms."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from drillgrok import __version__
from drillgrok.cli.app import app
from drillgrok.coaching.verdicts import ROWS
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.expressions.functions import FUNCTIONS
from drillgrok.importers import FORMATS
from drillgrok.model.deck import Deck
from drillgrok.model.log import Clock, Flag, Outcome, Pressure, Role
from drillgrok.phases import prior
from drillgrok.phases.decision import BARS
from drillgrok.responselog.row import HEADER

ROOT = Path(__file__).parents[1]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


README, DECKS, LOG, CHANGES = map(text_of, ("README.md", "docs/decks.md", "docs/response-log.md", "CHANGELOG.md"))
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
GROUPS = {name.rpartition(" ")[0] for name in COMMANDS}
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
PAGES += [str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md"))]


# Commands.


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_on_importing_names_every_format(name: str) -> None:
    assert f"`{name}`" in text_of("docs/importing.md")


def found(pattern: str) -> list[tuple[str, str]]:
    """Page and line of everything that looks like a command; `drillgrok pack` is what a pack's file begins with."""
    return [(name, line) for name in PAGES for line in re.findall(pattern, text_of(name), re.MULTILINE)]


LINES = found(r"^(?: {4})+(drillgrok (?!pack\b).+)$")
INLINE = found(r"`(drillgrok (?!pack\b)[a-z].*?)`")


def parsed(example: str) -> None:
    """Fail where the program would not understand the line."""
    words = shlex.split(re.split(r" [>|] ", example)[0], comments=True)
    name = next(name for name in sorted(COMMANDS, key=len, reverse=True) if words[: len(name.split())] == name.split())
    COMMANDS[name].make_context(name, words[len(name.split()) :])


@pytest.mark.parametrize(("name", "example"), LINES)
def test_every_line_to_type_is_understood(name: str, example: str) -> None:
    if not name.endswith("reference/commands.md"):  # its usage lines are no examples
        parsed(example)


@pytest.mark.parametrize(("name", "example"), [one for one in INLINE if not re.search(r" [A-Z]{2}|\.\.\.", one[1])])
def test_every_command_that_is_named_is_there(name: str, example: str) -> None:
    words = example.split()
    assert " ".join(words[:3]) in COMMANDS or " ".join(words[:2]) in {*COMMANDS, *GROUPS}, example


@pytest.mark.parametrize(("name", "line"), [one for one in LINES if one[0].startswith("docs/learners/")])
def test_what_a_learner_is_told_to_type_does_what_is_said(
    name: str, line: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shlex.split(line.partition(" > ")[0])[1:]
    if words == ["demo"]:
        pytest.skip("it has a test of its own")
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["practice", "lantern-31"], input="1\n2\n")
    done = CliRunner().invoke(app, words, input="12\n\n")
    no_exam_yet = words[0] in {"exam", "rule"}
    assert done.exit_code == int(no_exam_yet), done.output


def test_every_example_in_the_help_is_understood() -> None:
    examples = [command.epilog.removeprefix("Example: ") for command in COMMANDS.values() if command.epilog]
    assert len(examples) == len(COMMANDS)
    for example in examples:
        parsed(example)


# The fresh machine.


def steps() -> list[str]:
    """The two commands that the README opens with."""
    return re.findall(r"^    (python3 -m venv .+)$", README, re.MULTILINE)


def test_the_readme_opens_with_two_commands_for_a_fresh_machine() -> None:
    start, test = steps()
    assert README.index(test) < 1_200
    assert start.endswith("drillgrok practice")
    assert test.endswith("pytest")


def test_every_dependency_says_why_it_is_there() -> None:
    listed = text_of("pyproject.toml").split("\ndependencies = [\n")[1].split("\n]\n")[0].splitlines()
    bare = [line for before, line in pairwise(["", *listed]) if "#" not in line and "#" not in before]
    assert len(listed) > 10
    assert bare == []


# Links and rooms.


def test_every_page_of_the_docs_stands_in_their_index() -> None:
    """Once as a link for those who read it where the code is, once in the site's table of contents."""
    index = text_of("docs/index.md")
    pages = {name.removeprefix("docs/") for name in PAGES if name.startswith("docs/")} - {"index.md"}
    assert {page for page in pages if f"]({page})" not in index} == set()
    assert {page for page in pages if f"\n{page.removesuffix('.md')}\n" not in index} == set()


HOUSE = "docs/developers/architecture.md"


@pytest.mark.parametrize("name", PAGES)
def test_every_link_to_a_file_leads_there(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text_of(name)):
        assert (ROOT / name).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("name", [HOUSE, "CONTRIBUTING.md"])
def test_every_file_and_room_that_is_named_is_there(name: str) -> None:
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|\w+\.py)`", text_of(name))
    assert len(named) > 15
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_the_page_of_the_house_names_every_room() -> None:
    rooms = {f"drillgrok/{path.parent.name}/" for path in (ROOT / "drillgrok").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(drillgrok/\w+/)` \|", text_of(HOUSE), re.MULTILINE)) == rooms


def test_every_room_stands_on_the_floor_that_the_page_draws() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    floors = project["tool"]["importlinter"]["contracts"][0]["layers"]
    drawn = text_of(HOUSE).split("```")[1].strip().splitlines()
    assert drawn == [floor.replace("drillgrok.", "") for floor in floors]
    standing = {room for floor in drawn for room in floor.split(" | ")}
    assert {path.parent.name for path in (ROOT / "drillgrok").glob("*/__init__.py")} <= standing


def test_the_changelog_has_the_next_or_this_version_on_top() -> None:
    first = re.search(r"^## \[(.+?)\]", CHANGES, re.MULTILINE)
    assert first is not None
    assert first[1] in {"Unreleased", __version__}


# The phase model and the coach.


def test_every_constant_of_the_phase_model_that_is_quoted_is_the_models() -> None:
    quoted = re.findall(r"^\| `([A-Z_]+)` \| ([\d.]+) \|", PHASES, re.MULTILINE)
    assert len(quoted) > 8
    assert {name: float(value) for name, value in quoted} == {name: getattr(prior, name) for name, _ in quoted}


def test_what_naming_a_phase_takes_is_described_as_it_is() -> None:
    quoted = re.findall(r"^\| (\w+) \| ([\d.]+) \| ([\d.]+) \|", PHASES, re.MULTILINE)
    assert quoted == [(phase, f"{bar.name:g}", f"{bar.keep:g}") for phase, bar in BARS.items()]


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
    assert keys - used == {"show", "judge", "chance", "reads"}


def test_an_example_whose_symmetry_is_stated_holds_back_no_twin(tmp_path: Path) -> None:
    items = example("tides-23", tmp_path).items
    assert (len(items), len(items.group_hashes)) == (23 * 23, 23 * 24 // 2)
    kites = example("kites-29", tmp_path).items
    assert len(kites) == 29 * 7 - 7
    assert len(kites.group_hashes) <= 15 * 7


def test_every_function_is_described_as_the_program_describes_it() -> None:
    rows = dict(re.findall(r"^\| `(\w+\([^)]*\))` \| (.+) \|$", DECKS, re.MULTILINE))
    assert [f"{call}: {value}" for call, value in rows.items()] == [function.help for function in FUNCTIONS.values()]
