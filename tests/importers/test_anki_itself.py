"""Anki's own library writes what is imported, and reads what is exported, in several of its languages. An oracle: where
it is not installed there is nothing to ask."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from drillgrok import importers
from drillgrok.importers.for_people import for_people
from drillgrok.importers.questions import ColumnWishes, Losses, Question
from tests.helpers.command_line import run

__all__ = ["run"]
Run = Callable[..., Result]

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what another project's imports warn of is not ours to mend
    collection = pytest.importorskip("anki.collection")
    anki_lang = pytest.importorskip("anki.lang")
    exporting = pytest.importorskip("anki.import_export_pb2")

NOTES = [("Haus", "<b>house</b>"), ("Tür", "door; gate"), ("# x", 'say "so"'), ("食べる[たべる]", "to eat")]


@pytest.fixture(params=["en", "de", "ja", "ar"])
def anki(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """An empty collection of a person who has set Anki to one of its languages."""
    anki_lang.set_lang(request.param)
    found = collection.Collection(str(tmp_path / "own.anki2"))
    yield found
    found.close()


def filled(anki: Any) -> Any:
    """The collection with some notes of its first plain kind."""
    kind = next(
        found
        for one in anki.models.all_names_and_ids()
        if len((found := anki.models.get(one.id))["flds"]) == 2 and found["type"] == 0 and len(found["tmpls"]) == 1
    )
    for fields in NOTES:
        note = anki.new_note(kind)
        note.fields = list(fields)
        anki.add_note(note, 1)
    return anki


def taken(file: Path) -> set[tuple[str, ...]]:
    """The questions of a file, each as its prompt, its right answers and its reading."""
    with importers.opened(file, None, ColumnWishes()) as read:
        material, _ = for_people(read, split=True)
        entries = list(material.entries(Losses()))
    return {(one.prompt, one.answer, *one.accept, *one.more) for one in entries if isinstance(one, Question)}


EXPECTED = {("Haus", "house", ""), ("Tür", "door", "gate", ""), ("# x", 'say "so"', ""), ("食べる", "to eat", "たべる")}


def test_notes_that_anki_writes_are_read_as_text_and_from_packages_old_and_new(anki: Any, tmp_path: Path) -> None:
    text, everything = tmp_path / "notes.txt", exporting.ExportLimit(whole_collection={})
    told = {f"with_{what}": True for what in ("html", "tags", "deck", "notetype", "guid")}
    filled(anki).export_note_csv(out_path=str(text), limit=everything, **told)
    assert taken(text) == EXPECTED
    for legacy in (True, False):
        package = tmp_path / f"{legacy}.apkg"
        options = exporting.ExportAnkiPackageOptions(legacy=legacy, with_media=False)
        anki.export_anki_package(out_path=str(package), options=options, limit=everything)
        assert taken(package) == EXPECTED


def test_anki_fills_the_front_and_the_back_of_what_is_exported(anki: Any, run: Run, tmp_path: Path) -> None:
    rows = 'prompt,answer,accept\n#a,b,c|d\n"x ""y"", z",<b>q</b>,\n1,2,\n'
    (tmp_path / "few.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "few.yaml").write_text("deck: few\ntitle: Few\nitems: {list: few.csv}\nrule: x\n", encoding="utf-8")
    file = tmp_path / "few.txt"
    assert run("deck", "export", tmp_path / "few.yaml", "--anki", file).exit_code == 0
    told = anki.get_csv_metadata(path=str(file), delimiter=None)
    anki.import_csv(collection.ImportCsvRequest(path=str(file), metadata=told))
    fields = [anki.get_note(key).fields for key in anki.find_notes("")]
    assert [one[:2] for one in fields] == [
        ["#a", "b; c; d"],
        ["x &quot;y&quot;, z", "&lt;b&gt;q&lt;/b&gt;"],
        ["1", "2"],
    ]
    assert anki.card_count() == 3
