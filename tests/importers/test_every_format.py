"""What holds for every format that is imported, whatever is in its files. Each has an example beside this file, under
its name, with something in it that has to be left out; what comes of the example is kept there too. The public puzzle
file, which becomes positions and no questions, keeps the same laws."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from typer.testing import Result

from drillgrok import importers
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.importers import FORMATS
from drillgrok.importers.chess_puzzles import Wish, read_puzzles
from drillgrok.importers.gathering import survey
from drillgrok.importers.questions import ColumnWishes, Losses, Question, Skipped
from tests.helpers.command_line import run
from tests.helpers.goldens import Goldens

__all__ = ["run"]
EXAMPLES = Path(__file__).parent / "examples"
KEPT = Path(__file__).parent / "goldens"
PUZZLES = "lichess"
NAMES = [*FORMATS, PUZZLES]


@dataclass(frozen=True)
class Imported:
    """What came of a file."""

    rows: list[tuple[str, ...]]
    """Texts of what can be asked."""
    left_out: int
    told: list[str]
    """Of what was left out, the first of it, each with its place and the reason."""
    losses: dict[str, int]


def imported(name: str, file: Path) -> Imported:
    return _positions(file) if name == PUZZLES else _questions(name, file)


def _positions(file: Path) -> Imported:
    found = read_puzzles(file, Wish(), lambda _: None)
    return Imported(found.rows, found.bad, found.told, {})


def _questions(name: str, file: Path) -> Imported:
    with importers.opened(file, name, ColumnWishes()) as opened:
        losses = Losses()
        entries = list(opened.entries(losses))
        assert list(opened.entries(Losses())) == entries
        assert survey(opened).left_out.count == sum(isinstance(one, Skipped) for one in entries)
    rows = [
        (one.prompt, one.answer, *one.accept, *one.choices, *one.more) for one in entries if isinstance(one, Question)
    ]
    told = [f"{opened.unit} {one.place}: {one.why}" for one in entries if isinstance(one, Skipped)]
    return Imported(rows, len(told), told, {name: times for name, times in losses.items() if times})


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """Every format."""
    return str(request.param)


@pytest.fixture
def example(name: str) -> Path:
    found = list(EXAMPLES.glob(f"{name}.*"))
    assert len(found) == 1, f"the format {name!r} has no example: add {EXAMPLES}/{name}.SUFFIX"
    return found[0]


def test_what_comes_of_the_example_is_what_came_of_it(name: str, example: Path, goldens: Goldens) -> None:
    found = imported(name, example)
    assert len(found.rows) > 1
    assert found.left_out > 0
    assert all(reason.endswith(".") or name == PUZZLES for reason in found.told)
    told = {"rows": found.rows, "left out": found.told, "lost": found.losses}
    goldens.hold(KEPT / f"{name}.json", json.dumps(told, indent=1, ensure_ascii=False) + "\n")


def test_there_is_no_example_and_nothing_kept_of_a_format_that_is_gone() -> None:
    assert {path.stem for folder in (EXAMPLES, KEPT) for path in folder.iterdir()} - set(NAMES) == set()


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_known_by_its_name_or_its_look(name: str, example: Path) -> None:
    assert importers.format_of(example) == name


def test_the_command_takes_every_format_and_makes_a_sound_deck(run: Callable[..., Result], home: Path) -> None:
    for example in EXAMPLES.iterdir():
        name = example.stem
        asked = (PUZZLES, example, "--yes") if name == PUZZLES else (example, "--format", name, "--yes")
        done = run("deck", "import", *asked, "--id", f"from-{name}")
        assert done.exit_code == 0, done.output
        deck = read_deck(load_source(home / "decks" / f"from-{name}.yaml"))
        assert len(deck.items) == len(imported(name, example).rows)


# What is no such file.


def outcome(name: str, file: Path) -> Imported | DrillgrokError:
    """What came of a file, or why it was refused."""
    try:
        return imported(name, file)
    except DrillgrokError as error:
        return error


def check_plain(found: Imported | DrillgrokError) -> None:
    """Nothing that is told or imported can steer a terminal, and each is one line."""
    if isinstance(found, DrillgrokError):
        assert all(line.isprintable() for line in str(found).splitlines())
        assert found.what.endswith(".")
        return
    texts = [*(text for row in found.rows for text in row), *found.told]
    assert all(text.isprintable() for text in texts)
    assert len(found.told) <= found.left_out


def test_an_empty_file_holds_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "empty"
    for data in (b"", b"\n", b"\xef\xbb\xbf", b" \t\r\n\r\n"):
        file.write_bytes(data)
        found = outcome(name, file)
        check_plain(found)
        assert isinstance(found, DrillgrokError) or found.rows == []


def test_a_file_that_is_not_there_and_a_folder_are_refused_with_their_place(name: str, tmp_path: Path) -> None:
    for file in (tmp_path / "none", tmp_path):
        found = outcome(name, file)
        assert isinstance(found, DrillgrokError)
        assert found.where == str(file)
        assert found.mend


HOSTILE = {
    "zeroes": b"\x00" * 5_000,
    "no text": bytes(range(256)) * 20,
    "half a mark": b"\xff\xfe\x00",
    "an archive": b"PK\x03\x04" + b"collection.anki2" * 40,
    "an endless line": b"a" * 300_000,
    "open quotes": b'"' * 999 + b",\n" * 400,
    "braces": b"{=" * 2_000,
    "signs that steer": "\x1b[31m;\u202eleft\nQ: \x1b]0;x\x07\nA: \u2066\x9b\n\x1b[2J {=\x07}\n".encode(),
    "a surrogate": b"\xed\xa0\x80;\xed\xb0\x80\n" * 20,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_bytes_are_refused_or_come_to_plain_lines(name: str, kind: str, tmp_path: Path) -> None:
    file = tmp_path / "hostile"
    file.write_bytes(HOSTILE[kind])
    check_plain(outcome(name, file))


def damaged(data: bytes, rng: Random) -> bytes:
    """Cut off, with bytes changed, left out or twice."""
    out = bytearray(data)
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(out))
        way = rng.randrange(4)
        if way == 0:
            del out[max(at, 1) :]
        elif way == 1:
            out[at] = rng.randrange(256)
        elif way == 2:
            del out[at : at + rng.randrange(9)]
        else:
            out[at:at] = out[at : at + rng.randrange(40)]
        out = out or bytearray(b"x")
    return bytes(out)


def test_a_broken_example_is_refused_or_what_is_broken_is_left_out(name: str, example: Path, tmp_path: Path) -> None:
    rng, file = Random(name), tmp_path / example.name
    whole = imported(name, example)
    found = []
    for _ in range(80):
        file.write_bytes(damaged(example.read_bytes(), rng))
        found.append(outcome(name, file))
        check_plain(found[-1])
    assert sum(one != whole for one in found) > 20
