"""Decks at the edges of what can be written, driven through practice, export, replay and import: one answer, one group,
one item, sets of nine, every chance from 0 to 1; and decks that are edited between two sittings."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from typer.testing import Result

HEAD = "deck: {id}\ntitle: Edge\nrule: None.\n"
EDGES = {
    "one-answer": "items: {table: {a: 0..99}, prompt: 'Card {a}', answer: '7'}\n",
    "one-item": "items: {table: {a: 0..0}, prompt: 'Card {a}', answer: a}\n",
    "one-group": "items: {table: {a: 0..59}, prompt: 'Card {a}', answer: a % 5, group: a * 0}\nheld_out: 70%\n",
    "three-groups": "items: {table: {a: 0..59}, prompt: 'Card {a}', answer: a % 5, group: a % 3}\nheld_out: 70%\n",
    "sets-of-nine": "items: {table: {a: 0..59}, prompt: '{a}', answer: {set: [a, 1, 2, 3, 4, 5, 6, 7, 8]}}\n",
    "always-solved": (
        "items: {table: {a: 0..9, b: 0..9}, prompt: '{a} x {b}', answer: (a + b) % 10}\n"
        "rephrased:\n  - {prompt: '{a} y {answer}', answer: a * 0 + 3}\n"
    ),
}
_FIVE = "items: {table: {a: 0..59}, prompt: '{a}', answer: a % 5}\n"
EDGES |= {f"chance-{round(100 * chance)}": f"{_FIVE}chance: {chance}\n" for chance in (0, 0.5, 0.99)}


@pytest.mark.parametrize("name", EDGES)
def test_a_deck_at_the_edge_is_practised_exported_replayed_and_imported(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path, rng = tmp_path / f"{name}.yaml", Random(1)
    path.write_text(HEAD.format(id=name) + EDGES[name], encoding="utf-8")
    typed = "".join(f"{rng.choice(['7', '0', '1', '1 2 3 4 5 6 7 8 9'])}\n" for _ in range(70))
    assert run("practice", path, "--responses", 60, typed=typed).exit_code == 0
    log = tmp_path / "log.csv"
    assert run("data", "export", log).exit_code == 0
    assert len(log.read_text("utf-8").splitlines()) > 60
    assert run("replay", log, "--json").exit_code == 0
    assert run("stats", "--csv").exit_code == 0
    monkeypatch.setenv("DRILLGROK_HOME", str(tmp_path / "other"))
    assert run("data", "import", log).exit_code == 0
    assert run("data", "export").stdout == log.read_text("utf-8")


def listed(path: Path, rows: list[tuple[str, str]]) -> None:
    path.with_suffix(".csv").write_text("prompt,answer\n" + "".join(f"{p},{a}\n" for p, a in rows), encoding="utf-8")


def answered(run: Callable[..., Result], path: Path, count: int) -> list[dict[str, str]]:
    done = run("practice", path, "--responses", count, typed="wrong\n" * (count + 5))
    assert done.exit_code == 0, done.stderr
    return list(csv.DictReader(io.StringIO(run("data", "export").stdout)))


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.yaml"
    path.write_text("deck: words\ntitle: Words\nitems: {list: words.csv}\nrule: None.\n", encoding="utf-8")
    listed(path, [(f"word {k}", f"a{k}") for k in range(40)])
    return path


def test_a_list_whose_prompts_are_all_reworded_after_misses_goes_on(run: Callable[..., Result], words: Path) -> None:
    assert len(answered(run, words, 20)) >= 20
    listed(words, [(f"another {k}", f"a{k}") for k in range(40)])
    assert len(answered(run, words, 20)) >= 40


def test_a_changed_answer_of_a_row_that_came_later_is_noticed(run: Callable[..., Result], words: Path) -> None:
    rows = [(f"word {k}", f"a{k}") for k in range(40)]
    answered(run, words, 20)
    late = [(f"late {k}", f"b{k}") for k in range(60)]
    listed(words, rows + late)
    answered(run, words, 120)
    listed(words, rows + [(prompt, f"{answer}x") for prompt, answer in late])
    told = run("practice", words, "--responses", 5, typed="wrong\n" * 9)
    assert "This deck has changed" in told.stdout


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_edited_between_two_sittings_the_next_one_opens(
    run: Callable[..., Result], words: Path, seed: int
) -> None:
    rng, rows, stored = Random(seed), [(f"word {k}", f"a{k}") for k in range(30)], 0
    for sitting in range(3):
        found = answered(run, words, 15)
        assert len(found) > stored
        stored = len(found)
        kept = [row for row in rows if rng.random() < 0.7]
        reworded = [(f"{prompt}!" if rng.random() < 0.3 else prompt, answer) for prompt, answer in kept]
        changed = [(prompt, f"{answer}x" if rng.random() < 0.2 else answer) for prompt, answer in reworded]
        rows = changed + [(f"new {sitting} {k}", "a1") for k in range(rng.randrange(1, 20))]
        rng.shuffle(rows)
        listed(words, rows)
    assert run("replay", _exported(run, words)).exit_code == 0


def _exported(run: Callable[..., Result], words: Path) -> Path:
    log = words.with_name("log.csv")
    run("data", "export", log)
    return log
