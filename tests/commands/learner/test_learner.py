"""`drillgrok learner`: who is there, who is meant, another name, a file of one's own, and gone for good."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drillgrok import places
from drillgrok.commands.data.backup import backup
from drillgrok.commands.data.import_ import import_responses
from drillgrok.commands.data.restore import restore
from drillgrok.commands.learner.delete import delete
from drillgrok.errors import DrillgrokError
from drillgrok.names import let_default_be
from drillgrok.store.copies import copies
from tests.commands.data.conftest import log

__all__ = ["log"]


class Person(io.StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def as_it_was(home: Path) -> Iterator[None]:
    yield
    let_default_be(None)


@pytest.fixture
def two(home: Path, log: Path) -> None:
    """Ada and Bo."""
    import_responses(log)
    text = log.read_text(encoding="utf-8").replace("ada,", "bo,").replace("5e0b7f0e", "6e0b7f0e")
    log.write_text(text, encoding="utf-8")
    import_responses(log)


def typed(*lines: str) -> Person:
    return Person("".join(f"{line}\n" for line in lines))


def test_on_a_new_machine_only_the_user_is_listed(run: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    assert run("learner", "list").stdout.startswith("* ada  nothing practised yet\n")
    assert not places.database().exists()


def test_everybody_is_listed_and_who_is_meant_is_marked(run: Callable, two: None) -> None:
    assert "From now on bo is meant" in run("learner", "use", "bo").stdout
    lines = run("learner", "list").stdout.splitlines()
    assert lines[0].startswith("  ada  2 responses in 1 deck, last on 2026-03-05")
    assert lines[1].startswith("* bo   2 responses")


def test_who_is_meant_holds_for_every_command_until_it_is_taken_back(
    run: Callable, two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "someone")
    run("learner", "use", "bo")
    assert '"responses": 2' in run("deck", "list", "--json").stdout
    run("learner", "use")
    assert '"responses": 2' not in run("deck", "list", "--json").stdout
    assert '"bo"' not in places.settings().read_text(encoding="utf-8")


def test_a_renamed_learner_is_still_the_one_who_is_meant(run: Callable, two: None) -> None:
    run("learner", "use", "bo")
    assert "bo is called Bo B. from now on" in run("learner", "rename", "bo", "Bo B.").stdout
    assert "* Bo B.  2 responses" in run("learner", "list").stdout


def test_an_exported_learner_can_be_restored_alone_on_another_machine(
    run: Callable, two: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ada.db"
    assert "2 responses" in run("learner", "export", "ada", file).stdout
    assert run("learner", "export", "ada", file).exit_code == 1
    monkeypatch.setenv("DRILLGROK_HOME", str(tmp_path / "another"))
    restore(file)
    assert "bo" not in run("data", "export").stdout
    assert run("data", "export", "--learner", "ada").stdout.count("\nada,") == 2


def test_what_goes_is_said_and_nothing_goes_before_the_name_is_typed(run: Callable, two: None) -> None:
    copy = backup()
    said = Person()
    assert delete("ada", stdin=typed("remove", "yes"), stdout=said) == "Nothing was deleted."
    assert "2 responses in 1 session and 1 run" in said.getvalue()
    assert "lantern-31" in said.getvalue()
    assert f"{copy.name} (1 other learner too)" in said.getvalue()
    assert delete("ada", stdin=typed("perhaps"), stdout=Person()) == "Nothing was deleted."
    assert "ada" in run("learner", "list").stdout
    assert copy.exists()


def test_a_deleted_learner_leaves_neither_rows_nor_copies_nor_a_name_in_the_settings(run: Callable, two: None) -> None:
    backup()
    run("learner", "use", "ada")
    told = delete("ada", stdin=typed("remove", "ada"), stdout=Person())
    assert "1 copy removed." in told
    assert "A new one, without them" in told
    assert [one.why for one in copies(places.database())] == ["backup"]
    let_default_be("nobody")
    assert "ada" not in run("learner", "list").stdout
    assert '"ada"' not in places.settings().read_text(encoding="utf-8")
    for file in places.home().rglob("*.db"):
        assert b"ada" not in file.read_bytes()


def test_copies_that_are_kept_stay_as_they_are(run: Callable, two: None) -> None:
    copy = backup()
    before = copy.read_bytes()
    assert delete("ada", stdin=typed("keep", "ada"), stdout=Person()) == "ada is deleted."
    assert copy.read_bytes() == before


def test_who_comes_back_with_a_copy_that_was_kept_is_named(run: Callable, two: None) -> None:
    copy = backup()
    delete("bo", stdin=typed("keep", "bo"), stdout=Person())
    said = run("data", "restore", str(copy)).stdout
    assert "bo had been deleted and is back" in said
    assert "ada had been" not in said
    assert "bo" in run("learner", "list").stdout


def test_the_last_learner_leaves_no_new_copy_behind(two: None) -> None:
    backup()
    delete("ada", stdin=typed("keep", "ada"), stdout=Person())
    delete("bo", stdin=typed("remove", "bo"), stdout=Person())
    assert copies(places.database()) == ()


def test_on_a_pipe_nobody_is_deleted(run: Callable, two: None) -> None:
    result = run("learner", "delete", "ada", typed="remove\nada\n")
    assert result.exit_code == 1
    assert "asks for the name to be typed" in result.stderr
    with pytest.raises(DrillgrokError):
        delete("ada", stdin=None, stdout=Person())


def test_a_name_that_is_not_there_is_told_with_where_to_look(run: Callable, two: None) -> None:
    for command in (("rename", "eve", "x"), ("export", "eve", "x.db"), ("delete", "eve")):
        result = run("learner", *command)
        assert result.exit_code == 1
        assert "There is no learner 'eve' here. `drillgrok learner list` names them all." in result.stderr
