"""Files that are written: whole or not at all, private, and nothing of the learner's in their way is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drillgrok import places
from drillgrok.console.files import check_free, contents, refuse_endless, sweep, written_whole
from drillgrok.errors import DrillgrokError, explaining_files
from drillgrok.library.kept_index import kept_rows
from drillgrok.settings import read_settings
from drillgrok.store.database import open_store


def test_what_was_there_stays_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("before")

    def fill() -> None:
        with written_whole(path) as file:
            file.write(b"half")
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        fill()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="modes of files are those of POSIX")
def test_a_private_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with written_whole(path) as file:
        file.write(b"mine")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_behind_a_link_is_renewed_and_the_link_stays(tmp_path: Path) -> None:
    path, link = tmp_path / "page.html", tmp_path / "link.html"
    path.write_text("before")
    link.symlink_to(path)
    with written_whole(link) as file:
        file.write(b"after")
    assert link.is_symlink()
    assert path.read_text() == "after"


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_nothing_is_written_where_responses_lie_or_will_lie(home: Path, end: str) -> None:
    with pytest.raises(DrillgrokError, match="Responses are kept"):
        check_free(home / f"drillgrok.db{end}", overwrite=True)


def test_no_copy_and_no_link_to_responses_is_overwritten(home: Path, tmp_path: Path) -> None:
    with open_store(places.database()):
        pass
    copy, link = tmp_path / "copy.txt", tmp_path / "link.txt"
    copy.write_bytes(places.database().read_bytes())
    link.symlink_to(places.database())
    for path in (copy, link):
        with pytest.raises(DrillgrokError, match="Responses are kept"):
            check_free(path, overwrite=True)


def test_another_file_goes_only_when_that_is_asked_for(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    check_free(path)
    path.write_text("years")
    with pytest.raises(DrillgrokError, match="add --overwrite"):
        check_free(path, overwrite=False)
    with pytest.raises(DrillgrokError, match=r"Choose another name\.$"):
        check_free(path)
    check_free(path, overwrite=True)


def test_no_file_takes_the_place_of_one_that_is_read_for_it(home: Path, tmp_path: Path) -> None:
    log, link = tmp_path / "log.csv", tmp_path / "page.html"
    log.write_text("years")
    link.symlink_to(log)
    with pytest.raises(DrillgrokError, match="the file that is read"):
        check_free(link, overwrite=True, read=(log,))


@pytest.mark.parametrize("name", ["settings.toml", "deck-index.json", "installed/tides.drill"])
def test_no_file_stands_where_the_program_looks_for_its_own(home: Path, name: str) -> None:
    with pytest.raises(DrillgrokError, match="things of its own"):
        check_free(home / name, overwrite=True)


def test_a_folder_that_is_missing_is_named_and_no_part_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "page.html"
    with pytest.raises(DrillgrokError) as caught, explaining_files(path), written_whole(path):
        pass
    assert str(caught.value) == f"{path.parent}: There is no such folder. Check the path."


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    path = Path("/dev/full")
    with pytest.raises(DrillgrokError, match="Make room"), explaining_files(path), written_whole(path) as file:
        file.write(b"x")


@pytest.mark.parametrize("name", ["", "backups", "installed", "decks", "reports"])
def test_no_file_takes_the_name_of_a_folder_of_ours(home: Path, name: str) -> None:
    with pytest.raises(DrillgrokError, match="folder"):
        check_free(home / name, overwrite=True)


def test_what_a_killed_program_left_is_taken_away_once_it_is_old(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    old, young = tmp_path / ".page.html.1.part", tmp_path / ".page.html.2.part"
    for part in (old, young):
        part.touch()
    os.utime(old, (0, 0))
    with written_whole(path) as file:
        file.write(b"new")
    assert not old.exists()
    assert young.exists()
    sweep(young)
    assert young.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_refused_and_one_of_the_shell_is_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DrillgrokError, match="a pipe"):
        refuse_endless(tmp_path / "pipe")
    refuse_endless(Path("/dev/fd/0"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_nobody_waits_at_a_pipe_that_lies_in_the_place_of_a_file_of_ours(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    for file in places.files():
        os.mkfifo(file)
        with pytest.raises(OSError, match="not a file"):
            contents(file)
    with pytest.raises(DrillgrokError, match="no file"):
        read_settings()
    assert kept_rows() == {}
