"""What lists of decks tell of a learner, and what may be loaded for it."""

import subprocess
import sys

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Flag, Mark, MarkKind, Outcome
from drillgrok.store.database import open_store
from drillgrok.store.export import log_lines
from drillgrok.store.glance import responses_by_deck
from drillgrok.store.import_log import import_log
from drillgrok.store.journal import read_responses


def test_a_new_machine_has_no_past_and_looking_makes_no_file(tmp_path):
    assert responses_by_deck(tmp_path / "home" / "drillgrok.db", "ada") == {}
    assert list(tmp_path.iterdir()) == []


def test_a_new_learner_has_no_past(database):
    assert responses_by_deck(database, "ada") == {}


def test_the_responses_of_all_runs_of_a_deck_are_counted(store, database, desk_at, response):
    for _ in range(2):
        desk = desk_at(store)
        for seq in range(1, 5):
            desk.journal.append(response(seq))
    desk_at(store, "ada", "coins")
    desk_at(store, "bo").journal.append(response(1))
    assert responses_by_deck(database, "ada") == {"lantern-31": 8, "coins": 0}


def test_only_measured_responses_are_counted(desk, database, response, noon):
    desk.journal.append(response(1))
    desk.journal.append(response(2, outcome=Outcome.VOID, correct=None, flags=frozenset({Flag.IDLE})))
    desk.journal.append(response(3, flags=frozenset({Flag.REDRILL})))
    desk.journal.append(response(4))
    desk.journal.append(response(5, flags=frozenset({Flag.NARRATED, Flag.PRIMED})))
    desk.journal.mark(Mark(MarkKind.UNDONE, noon, (4,)))
    desk.journal.mark(Mark(MarkKind.IDLE, noon, (2, 3, 4)))
    desk.journal.mark(Mark(MarkKind.NOTE, noon, (1,), "odd"))
    log = read_responses(desk.engine, desk.run.id)
    assert responses_by_deck(database, "ada") == {"lantern-31": sum(r.is_evidence for r in log)} == {"lantern-31": 2}


def test_imported_runs_count_as_practice(desk, response, tmp_path, new_database):
    desk.journal.append(response(1))
    log = tmp_path / "log.csv"
    log.write_text("".join(log_lines(desk.engine)), encoding="utf-8")
    (tmp_path / "other").mkdir()
    database = new_database(tmp_path / "other")
    with open_store(database) as engine:
        import_log(engine, log)
    assert responses_by_deck(database, "ada") == {"lantern-31": 1}


def test_a_damaged_database_is_said(tmp_path):
    path = tmp_path / "drillgrok.db"
    path.write_bytes(b"this is no database at all")
    with pytest.raises(DrillgrokError, match="damaged"):
        responses_by_deck(path, "ada")


def test_looking_loads_nothing_heavy(database):
    look = (
        "import sys; from pathlib import Path\n"
        "from drillgrok.store.glance import responses_by_deck\n"
        "from drillgrok.names import default_learner_name\n"
        "assert responses_by_deck(Path(sys.argv[1]), default_learner_name()) == {}\n"
        "heavy = {'sqlalchemy', 'alembic', 'numpy', 'typer', 'rich', 'textual', 'ruamel', 'platformdirs', 'csv'}\n"
        "print(heavy & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", look, database], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
