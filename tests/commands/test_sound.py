"""Decks that are heard: refused with a sentence where nobody asked for sound, and drilled by lines with it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from types import ModuleType

import miniaudio
import pytest
from typer.testing import Result

from drillgrok.domains import SHOWS
from drillgrok.model.domain import BARE, Surface, WayKind
from drillgrok.model.drawing import Drawing, Note, Sound, Span
from drillgrok.model.item import AnswerField, Item
from drillgrok.model.options import COLUMN, DomainOption, OneOf
from drillgrok.screens.kit import sound

Run = Callable[..., Result]


@dataclass(frozen=True)
class Play:
    """A tone a row; `seen` shows it too."""

    columns: tuple[str, ...]
    seen: bool

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        return None if cells[self.columns[0]].isdecimal() else "There is no tone."

    def field(self, answers: AnswerField) -> AnswerField:
        return answers

    def surface(self, cells: Mapping[str, str]) -> Surface:
        return BARE

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        drawing = Drawing(((Span("♪"),),), spoken="a note") if self.seen else None
        return replace(item, sound=Sound((Note(int(cells[self.columns[0]]), 0, 50),), "one tone"), drawing=drawing)


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    module = ModuleType("play_of_a_test")
    options = (DomainOption("play", "a tone", COLUMN, None), DomainOption("seen", "", OneOf(("yes", "no")), "no"))
    vars(module)["PLAY"] = WayKind("", options, lambda told: Play((told["play"],), told["seen"] == "yes"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(SHOWS, "play", "play_of_a_test:PLAY")
    nowhere = partial(miniaudio.PlaybackDevice, backends=[miniaudio.Backend.NULL])
    monkeypatch.setattr(miniaudio, "PlaybackDevice", nowhere)

    def write(show: str) -> Path:
        rows = "".join(f"Listen {k}.,{'ud'[k % 2]},{50 + k % 20}\n" for k in range(80))
        (tmp_path / "tones.csv").write_text(f"prompt,answer,tone\n{rows}", encoding="utf-8")
        path = tmp_path / "tones.yaml"
        text = f"deck: tones\ntitle: Tones\nitems: {{list: tones.csv}}\nshow: {show}\nrule: Up.\n"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_deck_that_is_only_heard_asks_for_sound_and_begins_no_run(
    deck: Callable[..., Path], run: Run, log: Callable[..., list[dict[str, str]]]
) -> None:
    path = deck("{play: tone}")
    refused = run("practice", path, typed="u\n")
    assert refused.exit_code == 1
    command = f"drillgrok practice {path} --sound"
    assert refused.stderr == f"tones: This deck is heard, not read. `{command}` plays it.\n"
    assert log() == []


def test_a_deck_that_is_seen_too_needs_no_sound(deck: Callable[..., Path], run: Run) -> None:
    done = run("practice", deck("{play: tone, seen: yes}"), typed="u\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "a note" in done.stdout


def test_by_lines_it_is_drilled_with_sound(
    deck: Callable[..., Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "has_loudspeaker", lambda: True)
    done = run("practice", deck("{play: tone}"), "--sound", "--volume", 30, typed="u\n:r\nd\n")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "answers this time" in done.stdout


def test_without_a_loudspeaker_it_is_not_drilled(
    deck: Callable[..., Path], run: Run, log: Callable[..., list[dict[str, str]]]
) -> None:
    refused = run("practice", deck("{play: tone}"), "--sound", typed="u\n")
    assert refused.exit_code == 1
    assert refused.stderr == (
        "tones: This deck is heard, and no loudspeaker was found. Connect one, or take another deck.\n"
    )
    assert log() == []


def test_without_a_loudspeaker_the_sister_by_eye_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "has_loudspeaker", lambda: False)
    refused = run("practice", "neva-by-ear", "--sound", typed="1\n")
    assert "`drillgrok practice neva` asks it by eye." in refused.stderr


def test_a_volume_beyond_100_is_bad_usage(run: Run) -> None:
    assert run("practice", "lantern-31", "--volume", 101).exit_code == 2
