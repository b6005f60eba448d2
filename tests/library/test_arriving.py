"""Decks from strangers' files and folders: every one is sound, or nothing is taken and nothing is left lying."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from drillgrok.deckfile.heads import content_version, head_as_json
from drillgrok.deckfile.source import deck_head, load_source
from drillgrok.errors import DrillgrokError
from drillgrok.library import arriving
from drillgrok.library.arriving import Arrival, arrivals
from drillgrok.library.pack import enclosed, open_pack, read_head, seal

DECK = """\
deck: quiet-13
title: Quiet
items:
  table: {a: 0..12, b: 0..12}
  prompt: "{a} ∘ {b}"
  answer: (5 * a + b) % 13
rule: Five times the first, and the second.
"""
LIST = "deck: words\ntitle: Words\nitems: {list: items.csv}\nrule: x\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a stranger sent."""
    path = tmp_path / "sent"
    path.mkdir()
    return path


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    path = tmp_path / "stage"
    path.mkdir()
    return path


def written(path: Path, text: str = DECK) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def packed(path: Path, text: str = DECK) -> Path:
    """A sound pack."""
    source = load_source(written(path.with_suffix(".yaml"), text))
    path.write_bytes(seal(source, deck_head(source)))
    path.with_suffix(".yaml").unlink()
    return path


def refusal(place: Path, stage: Path) -> str:
    with pytest.raises(DrillgrokError) as caught:
        arrivals(place, stage)
    assert "Five times" not in str(caught.value)
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_a_pack_and_the_deck_file_it_was_made_from_arrive_alike(folder: Path, stage: Path) -> None:
    (from_text,) = arrivals(written(folder / "a.yaml"), stage)
    first = from_text.pack.read_bytes()
    (from_pack,) = arrivals(packed(folder / "a.drill"), stage)
    assert from_pack == from_text == Arrival(from_text.head, 169, stage / "quiet-13.drill", len(first), None)
    assert from_pack.pack.read_bytes() == first
    assert read_head(first, "x") == from_text.head
    assert os.listdir(stage) == ["quiet-13.drill"]  # noqa: PTH208


@pytest.mark.parametrize("suffix", ["drill", "yaml"])
def test_a_link_is_refused_wherever_it_leads(folder: Path, stage: Path, tmp_path: Path, suffix: str) -> None:
    elsewhere = tmp_path / f"x.{suffix}"
    (packed if suffix == "drill" else written)(elsewhere)
    link = folder / f"link.{suffix}"
    link.symlink_to(elsewhere)
    assert "This is a link" in refusal(folder, stage)
    assert "This is a link" in refusal(link, stage)
    link.unlink()
    link.symlink_to(folder / "nowhere")
    assert "This is a link" in refusal(folder, stage)


def test_a_folder_behind_a_link_is_not_entered(folder: Path, stage: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    packed(tmp_path / "other" / "a.drill")
    (folder / "more").symlink_to(tmp_path / "other")
    assert "no deck in this folder" in refusal(folder, stage)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are named pipes on POSIX systems only")
def test_a_table_behind_a_link_or_a_pipe_is_not_read(folder: Path, stage: Path, tmp_path: Path) -> None:
    written(folder / "a.yaml", LIST)
    (tmp_path / "secret.csv").write_text("prompt,answer\na,b\n")
    (folder / "items.csv").symlink_to(tmp_path / "secret.csv")
    assert "link that leads out of the deck's folder" in refusal(folder, stage)
    (folder / "items.csv").unlink()
    os.mkfifo(folder / "items.csv")
    assert "has mistakes" in refusal(folder, stage)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are named pipes on POSIX systems only")
def test_pipes_sockets_devices_and_folders_are_no_decks(
    folder: Path, stage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(folder / "a.drill")
    assert "not a plain file" in refusal(folder, stage)
    (folder / "a.drill").unlink()
    os.mkfifo(folder / "a.yaml")
    assert "not a plain file" in refusal(folder, stage)
    (folder / "a.yaml").unlink()
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.drill")
        assert "not a plain file" in refusal(folder, stage)
    for device in ("/dev/zero", "/dev/null"):
        assert "not a plain file" in refusal(Path(device), stage)


def test_a_name_that_steers_a_terminal_is_refused_and_not_repeated(folder: Path, stage: Path) -> None:
    packed(folder / "a.drill").rename(folder / "a\x1b[2J.drill")
    assert "\\x1b[2J" in refusal(folder, stage)
    (folder / "a\x1b[2J.drill").unlink()
    packed(folder / "a.drill").rename(folder / os.fsdecode(b"\xff.drill"))
    assert "Give it a plain name" in refusal(folder, stage)


@pytest.mark.parametrize("name", ["title", "id", "about", "family", "next"])
def test_a_head_that_lies_about_its_deck_is_refused(folder: Path, stage: Path, name: str) -> None:
    source = load_source(written(folder / "a.yaml"))
    lying = replace(deck_head(source), **{name: "other"})
    (folder / "a.yaml").unlink()
    (folder / "a.drill").write_bytes(seal(source, lying))
    assert "has mistakes" in refusal(folder, stage)
    assert list(stage.iterdir()) == []


@pytest.mark.parametrize("deck_id", ["../../x", "/x", "a/b", "CON", "a.b", "-x", "a\\0"])
def test_an_id_that_is_no_plain_name_is_refused(folder: Path, stage: Path, deck_id: str) -> None:
    written(folder / "a.yaml", DECK.replace("quiet-13", f'"{deck_id}"'))
    assert "has mistakes" in refusal(folder, stage)
    files = {"a.yaml": DECK.replace("quiet-13", f'"{deck_id}"')}
    told = {"id": deck_id, "title": "Quiet", "family": deck_id, "about": "", "domain": "x", "next": ""}
    body = zlib.compress(json.dumps({"main": "a.yaml", "files": files}).encode())
    first = b"drillgrok pack 1\n" + json.dumps(told | {"version": content_version(files)}).encode() + b"\n"
    (folder / "a.yaml").unlink()
    (folder / "a.drill").write_bytes(enclosed(first, body))
    refusal(folder, stage)
    assert list(stage.iterdir()) == []


@pytest.mark.parametrize("length", [0, 1, 16, 17, 60, 200, -1])
def test_a_pack_cut_short_is_refused(folder: Path, stage: Path, length: int) -> None:
    file = packed(folder / "a.drill")
    file.write_bytes(file.read_bytes()[:length])
    refusal(folder, stage)


def test_a_huge_file_is_refused_without_being_read(folder: Path, stage: Path) -> None:
    for name in ("a.drill", "a.yaml"):
        with (folder / name).open("wb") as file:
            file.write(b"deck: x\n" if name == "a.yaml" else b"drillgrok pack 1\n")
            file.truncate(4 << 30)
        assert refusal(folder / name, stage)
        (folder / name).unlink()


def test_another_version_asks_for_an_update(folder: Path, stage: Path) -> None:
    file = packed(folder / "a.drill")
    for version in (b"3", b"10", b"99999999999999999999999"):
        file.write_bytes(file.read_bytes().replace(b"pack 1", b"pack " + version, 1))
        assert "A newer drillgrok made this pack" in refusal(folder, stage)
        file.write_bytes(file.read_bytes().replace(b"pack " + version, b"pack 1", 1))


@pytest.mark.parametrize("name", ["a.txt", "a", "a.zip", "a.DRILL.gz"])
def test_what_is_not_named_like_a_deck_is_none(folder: Path, stage: Path, name: str) -> None:
    assert "This is not a deck" in refusal(written(folder / name), stage)


def test_more_decks_than_one_folder_may_hold_are_refused_before_any_is_read(
    folder: Path, stage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "MOST_DECKS", 3)
    for number in range(4):
        written(folder / f"{number}.yaml", "deck: [not even a deck\n")
    assert "more than 3 decks" in refusal(folder, stage)


def test_decks_too_large_together_are_refused(folder: Path, stage: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "MAX_STAGED_BYTES", 500)
    for number in range(3):
        written(folder / f"{number}.yaml", DECK.replace("quiet-13", f"quiet-{number}"))
    assert "too large together" in refusal(folder, stage)


BOMB = """
import resource, sys
from pathlib import Path
from drillgrok.library.arriving import arrivals
from drillgrok.errors import DrillgrokError
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
try:
    arrivals(Path(sys.argv[1]), Path(sys.argv[2]))
except DrillgrokError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a program to so much memory")
def test_a_bomb_goes_off_in_little_memory(folder: Path, stage: Path) -> None:
    source = load_source(written(folder / "a.yaml"))
    first = b"drillgrok pack 1\n" + json.dumps(head_as_json(deck_head(source))).encode() + b"\n"
    packer = zlib.compressobj(9)
    start, megabyte = (packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    body = start + 4096 * megabyte
    (folder / "a.drill").write_bytes(enclosed(first, body))
    command = [sys.executable, "-c", BOMB, str(folder / "a.drill"), str(stage)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "damaged" in done.stdout


def test_what_arrives_opens_to_the_texts_that_were_sent(folder: Path, stage: Path) -> None:
    (folder / "items.csv").write_text("prompt,answer\na,b\nc,d\n")
    written(folder / "a.yaml", LIST)
    (arrival,) = arrivals(folder, stage)
    assert open_pack(arrival.pack.read_bytes(), "x").files == load_source(folder / "a.yaml").files
