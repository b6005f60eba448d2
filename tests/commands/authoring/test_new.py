"""`drillgrok deck new`: what it writes works at once, teaches, and never takes the place of anything."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import Result

from drillgrok.commands.deck.new import Wanted, new
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.deckfile.starter import ABOUT, Origin, Starter
from drillgrok.errors import DrillgrokError
from drillgrok.model.head import DeckSource

Run = Callable[..., Result]


class Keyboard(io.StringIO):
    """A terminal on which somebody has typed ahead."""

    def isatty(self) -> bool:
        return True


def asked(wanted: Wanted, *lines: str) -> str:
    """All that is said in a dialogue, and after it."""
    screen = Keyboard()
    done = new(wanted, stdin=Keyboard("".join(f"{line}\n" for line in lines)), stdout=screen)
    return screen.getvalue() + done


@pytest.mark.parametrize(
    ("kind", "files"), [("--table", {"harbour.yaml"}), ("--list", {"harbour.yaml", "harbour.csv"})]
)
def test_flags_alone_make_a_deck_that_is_sound_and_can_be_practised(
    run: Run, desk: Path, kind: str, files: set[str]
) -> None:
    made = run("deck", "new", "--title", "Harbour", kind)
    assert made.exit_code == 0
    assert {path.name for path in desk.iterdir()} == files
    checked = run("deck", "check", "harbour.yaml").stdout
    assert "no mistakes" in checked
    assert " 0 to mend." in checked
    deck = read_deck(load_source(Path("harbour.yaml")))
    right = deck.items.item(0, (), Random(0)).right
    drilled = run("practice", "harbour.yaml", "--seed", "1", typed=f"{right}\n" * 5)
    assert "5 answers this time" in drilled.stdout


def test_it_says_how_to_go_on_and_that_works(run: Run, desk: Path) -> None:
    said = run("deck", "new", "--title", "Grey  Harbour!", "--table", "--folder", "my decks").stdout
    assert "my decks/grey-harbour.yaml" in said
    assert "drillgrok deck check 'my decks/grey-harbour.yaml'" in said
    assert run("deck", "check", "my decks/grey-harbour.yaml").exit_code == 0


@pytest.mark.parametrize("origin", list(Origin))
def test_every_line_of_a_new_deck_is_explained(origin: Origin) -> None:
    text = Starter("harbour", "Harbour", ABOUT[origin], origin).files()["harbour.yaml"]
    parts = [part for part in text.split("\n\n") if part.strip()]
    assert len(parts) == 6
    assert all(part.startswith("# ") for part in parts)


@settings(max_examples=60, deadline=None)
@given(
    title=st.text(
        st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" \"'\\:#{}"), min_size=1, max_size=60
    ),
    origin=st.sampled_from(Origin),
)
def test_a_title_is_read_back_as_it_was_typed(title: str, origin: Origin) -> None:
    typed = f"x{title.strip()}"[:60].strip()
    starter = Starter("harbour", typed, ABOUT[origin], origin)
    files = starter.files()
    deck = read_deck(DeckSource(starter.main, files, Path(starter.main), "signs", sealed=False))
    assert deck.head.title == typed
    assert deck.head.about == ABOUT[origin]


def test_a_dialogue_asks_for_what_no_flag_said_and_takes_what_stands_in_brackets(desk: Path) -> None:
    said = asked(Wanted(), "Harbour", "", "2", "")
    assert "Id, under which answers are stored [harbour]: " in said
    deck = read_deck(load_source(desk / "harbour.yaml"))
    assert (deck.id, deck.head.title, deck.head.about) == ("harbour", "Harbour", ABOUT[Origin.LIST])
    assert (desk / "harbour.csv").exists()


def test_a_dialogue_asks_again_where_an_answer_will_not_do(desk: Path) -> None:
    said = asked(Wanted(), "", "x" * 61, "Harbour", "Harbour 3", "lantern-31", "harbour-3", "3", "1", "")
    assert said.count("1 to 60 characters") == 2
    assert "'Harbour 3' is not a deck id" in said
    assert "'lantern-31' is taken" in said
    assert "Type 1 or 2." in said
    assert (desk / "harbour-3.yaml").exists()


def test_a_dialogue_that_is_left_writes_nothing(desk: Path) -> None:
    with pytest.raises(DrillgrokError, match="nothing was written"):
        asked(Wanted(), "Harbour")
    assert not (desk / "harbour.yaml").exists()


def test_nothing_is_asked_where_flags_suffice(desk: Path) -> None:
    said = asked(Wanted(title="Harbour", origin=Origin.TABLE))
    assert said.startswith("Written: harbour.yaml")


def test_on_a_pipe_nothing_is_asked(run: Run, desk: Path) -> None:
    refused = run("deck", "new", typed="Harbour\n")
    assert refused.exit_code == 1
    assert "--title" in refused.stderr
    assert run("deck", "new", "--id", "harbour-5").exit_code == 0
    assert read_deck(load_source(desk / "harbour-5.yaml")).head.title == "Harbour 5"


def test_what_is_there_stays_as_it_is(run: Run, desk: Path) -> None:
    (desk / "harbour.csv").write_text("mine", encoding="utf-8")
    refused = run("deck", "new", "--title", "Harbour", "--list")
    assert refused.exit_code == 1
    assert "harbour.csv: There is such a file already." in refused.stderr
    assert [path.name for path in desk.iterdir()] == ["harbour.csv"]
    assert (desk / "harbour.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("flags", "where"),
    [
        (("--title", "x" * 61), "--title"),
        (("--title", "two\nlines"), "--title"),
        (("--title", "Harbour", "--id", "No id"), "--id"),
        (("--title", "Harbour", "--id", "lantern-31"), "--id"),
        (("--title", "Harbour", "--id", "x" * 65), "--id"),
        (("--title", "水"), "--id"),
        (("--title", "Harbour", "--about", "x" * 401), "--about"),
    ],
)
def test_a_flag_that_will_not_do_is_named(run: Run, desk: Path, flags: tuple[str, ...], where: str) -> None:
    refused = run("deck", "new", *flags)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"{where}: ")
    assert list(desk.iterdir()) == []


def test_a_list_and_a_table_at_once_are_bad_usage(run: Run, desk: Path) -> None:
    assert run("deck", "new", "--title", "Harbour", "--list", "--table").exit_code == 2


def test_the_schema_lies_beside_the_deck_when_it_is_asked_for(run: Run, desk: Path) -> None:
    assert run("deck", "new", "--title", "Harbour", "--schema").exit_code == 0
    first = (desk / "harbour.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert (desk / first.partition("$schema=")[2]).exists()
    assert run("deck", "new", "--title", "Quay", "--schema").exit_code == 0
    assert run("deck", "check", "quay.yaml").exit_code == 0


def test_the_editor_opens_the_new_deck(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/^title:.*/title:\\ Quay/")
    assert run("deck", "new", "--title", "Harbour", "--edit").exit_code == 0
    assert read_deck(load_source(desk / "harbour.yaml")).head.title == "Quay"


@pytest.mark.parametrize("editor", [None, "no-such-editor", 'half "quoted'])
def test_without_an_editor_nothing_is_written(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch, editor: str | None
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    if editor is not None:
        monkeypatch.setenv("EDITOR", editor)
    refused = run("deck", "new", "--title", "Harbour", "--edit")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("--edit: ")
    assert list(desk.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(run: Run, desk: Path) -> None:
    (desk / "taken").write_text("", encoding="utf-8")
    refused = run("deck", "new", "--title", "Harbour", "--folder", "taken")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("taken")
