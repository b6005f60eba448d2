"""`drillgrok deck export`: by path at once, by id once the seal is open; and what is exported comes back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from typer.testing import Result

from drillgrok import importers
from drillgrok.bundled import bundled
from drillgrok.commands.deck.export import ExportFile, export
from drillgrok.console.clock import stamp
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.importers.for_people import for_people
from drillgrok.importers.gathering import Merging, merged, survey
from drillgrok.importers.making import DeckPlan, made
from drillgrok.importers.questions import ColumnWishes
from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck
from drillgrok.names import default_learner_name
from drillgrok.places import database
from drillgrok.store.database import open_store
from drillgrok.store.exams import break_seal
from drillgrok.store.learners import learner_named
from drillgrok.store.runs import open_run

TRICKY = """\
deck: tricky
title: Tricky
items:
  list: tricky.csv
  group: stem
rule: None.
"""
ROWS = [
    ("=1+1", "2", "", "a"),
    ("-eku", "@end", "'=x|+y", "a"),
    ("'quoted", "-5", "", "b"),
    ("'#NAME?", "'-a", "", "d"),
    ("#tag", 'say "it", twice', "", "c"),
    ("tab", "食べる", "たべる", "c"),
]


@pytest.fixture
def tricky(tmp_path: Path) -> Path:
    """A list whose cells are what other programs stumble over."""
    folder = tmp_path / "mine"
    folder.mkdir()
    with (folder / "tricky.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("prompt", "answer", "accept", "stem"), *ROWS])
    path = folder / "tricky.yaml"
    path.write_text(TRICKY, encoding="utf-8")
    return path


def deck_at(path: Path) -> Deck:
    return read_deck(load_source(path))


def asked(deck: Deck) -> dict[str, tuple[str, frozenset[str], tuple[str, ...]]]:
    """What is asked and what is right, by prompt."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, 1)
    items = [deck.items.item(k, symbols, Random(1)) for k in range(len(deck.items))]
    return {item.prompt: (item.right, item.accepts, item.choices) for item in items}


def groups(deck: Deck) -> set[frozenset[str]]:
    """The prompts that stand together."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, 1)
    by_group: dict[int, set[str]] = {}
    for k, group in enumerate(deck.items.group_of):
        by_group.setdefault(int(group), set()).add(deck.items.item(k, symbols, Random(1)).prompt)
    return {frozenset(prompts) for prompts in by_group.values()}


def there_and_back(path: Path, tmp_path: Path, sheet: ExportFile) -> Deck:
    file = tmp_path / f"out.{'csv' if sheet is ExportFile.CSV else 'txt'}"
    export(str(path), file, sheet, None)
    with importers.opened(file, None, ColumnWishes()) as read:
        material, _ = for_people(read, split=True)
        seen = survey(material)
        plan = DeckPlan("back", "Back", "out", chosen=seen.chosen, accepting=seen.accepting, more=material.more)
        with made(plan.deck_id, plan.text(), plan.rows(merged(seen, Merging())), tmp_path / "decks"):
            pass
    return deck_at(tmp_path / "decks" / "back.yaml")


def test_a_list_comes_back_from_csv_as_it_went(home: Path, tricky: Path, tmp_path: Path) -> None:
    back = there_and_back(tricky, tmp_path, ExportFile.CSV)
    assert asked(back) == asked(deck_at(tricky))
    assert groups(back) == groups(deck_at(tricky))


def test_what_is_exported_is_a_list_that_makes_the_same_deck(tricky: Path, tmp_path: Path) -> None:
    export(str(tricky), tmp_path / "tricky.csv", ExportFile.CSV, None)
    (tmp_path / "tricky.yaml").write_text(TRICKY.replace("stem", "group"), encoding="utf-8")
    back, deck = deck_at(tmp_path / "tricky.yaml"), deck_at(tricky)
    assert (asked(back), groups(back)) == (asked(deck), groups(deck))
    assert list(back.items.keys) == list(deck.items.keys)


def test_a_list_comes_back_from_anki_s_text_with_all_its_answers(home: Path, tricky: Path, tmp_path: Path) -> None:
    back, deck = asked(there_and_back(tricky, tmp_path, ExportFile.ANKI)), asked(deck_at(tricky))
    assert {prompt: (right, accepts) for prompt, (right, accepts, _) in back.items()} == {
        prompt: (right, accepts) for prompt, (right, accepts, _) in deck.items()
    }


@pytest.mark.parametrize("sheet", ExportFile)
def test_a_table_comes_back_with_its_groups(home: Path, quiet: Path, tmp_path: Path, sheet: ExportFile) -> None:
    grouped = quiet.read_text(encoding="utf-8").replace("% 13\n", "% 13\n  group: {unordered: [a, b]}\n")
    quiet.write_text(grouped, encoding="utf-8")
    back = there_and_back(quiet, tmp_path, sheet)
    assert asked(back) == asked(deck_at(quiet))
    if sheet is ExportFile.CSV:
        assert groups(back) == groups(deck_at(quiet))


def test_choices_come_back_from_csv(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "gulls.yaml"
    path.write_text(
        'deck: gulls\ntitle: Gulls\nitems: {table: {n: 1..60}, prompt: "{n}", answer: 1 + n % 3}\n'
        "answers: choice\nchoices: [grey, white, loud]\nrule: x\n",
        encoding="utf-8",
    )
    assert asked(there_and_back(path, tmp_path, ExportFile.CSV)) == asked(deck_at(path))


def test_no_cell_is_a_formula_to_a_spreadsheet_and_anki_gets_them_plain(tricky: Path, tmp_path: Path) -> None:
    export(str(tricky), tmp_path / "out.csv", ExportFile.CSV, None)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert {"'=1+1", "'-eku", "'@end", "-5", "'quoted"} <= set(cells)
    assert not [cell for cell in cells if cell[:1] in "=+@" and cell]
    export(str(tricky), tmp_path / "out.txt", ExportFile.ANKI, None)
    lines = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["#separator:tab", "#html:false"]
    assert lines[2] == '"=1+1"\t"2"'


def test_a_sealed_deck_is_not_written_before_its_exam_is_passed(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    for deck in ("lantern-31", "korean-topic"):
        with pytest.raises(DrillgrokError, match=rf"answers of {deck} are sealed until you pass its exam") as caught:
            export(deck, file, ExportFile.CSV, None)
        assert f"drillgrok exam {deck}" in str(caught.value)
    assert list(tmp_path.glob("out*")) == []


def test_a_bundled_deck_by_its_path_is_its_author_s(tmp_path: Path) -> None:
    source = next(bundled("decks").glob("*/lantern-31.yaml"))
    assert "written to" in export(str(source), tmp_path / "out.csv", ExportFile.CSV, None)


def test_items_that_are_pictures_are_no_text(tmp_path: Path) -> None:
    source = next(bundled("decks").glob("*/counterfeit-coins.yaml"))
    with pytest.raises(DrillgrokError, match="not text"):
        export(str(source), tmp_path / "out.csv", ExportFile.CSV, None)


def test_no_file_is_written_over_and_none_is_left_half_written(tricky: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(DrillgrokError, match="a file here already"):
        export(str(tricky), file, ExportFile.CSV, None)
    assert file.read_text(encoding="utf-8") == "mine"
    with pytest.raises(DrillgrokError):
        export(str(tricky), tmp_path / "no" / "out.csv", ExportFile.CSV, None)
    assert not list(tmp_path.glob("**/*.part"))


def test_an_open_seal_lets_the_answers_out(home: Path, quiet: Path, run: Callable[..., Result], tmp_path: Path) -> None:
    (home / "decks").mkdir(parents=True)
    quiet.rename(home / "decks" / quiet.name)
    run("practice", "quiet-13", "--seed", 3, typed="1\n" * 3)
    with pytest.raises(DrillgrokError, match="sealed"):
        export("quiet-13", tmp_path / "out.csv", ExportFile.CSV, None)
    with open_store(database()) as engine:
        learner = learner_named(engine, default_learner_name())
        record = open_run(engine, learner, "quiet-13")
        assert record is not None
        break_seal(engine, record.id, stamp().moment)
    assert "169 items written" in export("quiet-13", tmp_path / "out.csv", ExportFile.CSV, None)
    with pytest.raises(DrillgrokError, match="sealed"):
        export("quiet-13", tmp_path / "other.csv", ExportFile.CSV, "someone else")


@pytest.mark.parametrize("name", ["tricky.yaml", "tricky.csv"])
def test_no_export_takes_the_place_of_what_the_deck_is_made_of(home: Path, tricky: Path, name: str) -> None:
    with pytest.raises(DrillgrokError, match="the file that is read"):
        export(str(tricky), tricky.with_name(name), ExportFile.CSV, None, overwrite=True)
