"""`drillgrok deck show` and `deck preview` by lines: all to the author, what is neutral to everybody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from typer.testing import Result

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.practice.split import carry_out, plan_split

Run = Callable[..., Result]

ITEM = re.compile(r"^(\d+) ∘ (\d+)$", re.MULTILINE)


def test_by_path_everything_is_shown(run: Run, quiet: Path, home: Path) -> None:
    said = run("deck", "show", quiet).stdout
    assert said.startswith("Quiet (quiet-13)\n\nTwo numbers go in, one comes out.\n")
    for line in ("items         169", "groups        169, 40% of them held out", "answers       digits, typed"):
        assert f"\n{line}\n" in said
    assert re.search(r"^  \d+ ∘ \d+  ->  \d+$", said, re.MULTILINE)
    assert "Five times the first, and the second." in said


def test_by_id_only_what_is_neutral_is_shown_and_where_the_learner_stands(run: Run, own: Path) -> None:
    run("practice", "quiet-13", "--seed", "1", "--learner", "ada", typed="1\n" * 3)
    said = run("deck", "show", "quiet-13", "--learner", "ada").stdout
    assert "\nyour answers  3\nyou stand at  day 1\n" in said
    assert "time to think 8 s calm, 2.5 s quick; the coach pushes down to 1.2 s" in said
    assert not re.search(r"∘|->|Five|groups|held out|% 13", said)
    assert "your answers  0\n" in run("deck", "show", "quiet-13", "--learner", "grace").stdout


def test_every_mistake_is_reported_to_the_author(run: Run, quiet: Path, home: Path) -> None:
    quiet.write_text(
        quiet.read_text(encoding="utf-8").replace("title:", "titel:").replace("8 s", "8"), encoding="utf-8"
    )
    for command in ("show", "preview"):
        refused = run("deck", command, quiet)
        assert refused.exit_code == 1
        assert refused.stderr.count(str(quiet)) == 3
        assert not refused.stdout


def test_a_preview_by_path_prints_items_with_their_answers(run: Run, quiet: Path, home: Path) -> None:
    said = run("deck", "preview", quiet, "--items", "4").stdout
    assert said.startswith("Quiet: preview, 4 of 169 items\n")
    asked = re.findall(r"^(\d+) ∘ (\d+)\nright answer: (\d+)$", said, re.MULTILINE)
    assert len(asked) == 4
    assert all((5 * int(a) + int(b)) % 13 == int(answer) for a, b, answer in asked)
    assert not (home / "drillgrok.db").exists()


def test_a_preview_by_path_prints_the_other_words_too(run: Run, quiet: Path, home: Path) -> None:
    with quiet.open("a", encoding="utf-8") as deck:
        deck.write('rephrased: [{prompt: "{a} and what make {answer}?", answer: b}]\n')
    said = run("deck", "preview", quiet, "--items", "4").stdout
    assert len(re.findall(r"and what make \d+\?\nright answer: ", said)) == 4


def test_a_preview_by_id_is_a_taste_without_answers_and_always_the_same(run: Run, own: Path) -> None:
    first, second = (run("deck", "preview", "quiet-13", "--items", "100").stdout for _ in range(2))
    assert first == second
    assert len(ITEM.findall(first)) == 12
    assert "right answer" not in first


def test_a_preview_by_id_shows_nothing_that_the_learners_run_holds_out(run: Run, own: Path) -> None:
    run("practice", "quiet-13", "--seed", "0", typed="1\n")
    deck = read_deck(load_source(own))
    split = carry_out(deck.items, plan_split(deck.items, deck.held_out, 0))
    practised = {deck.items.item(int(k), (), Random(0)).prompt for k in split.practised}
    shown = {" ∘ ".join(item) for item in ITEM.findall(run("deck", "preview", "quiet-13", "--items", "12").stdout)}
    assert len(shown) == 12
    assert shown <= practised


SEVERAL = ("lantern-31-letters", "long-years", "counterfeit-coins", "turkish-many", "card-number", "loire-by-ear")


@pytest.mark.parametrize("deck_id", SEVERAL)
def test_nothing_of_a_rule_is_shown_by_id(run: Run, home: Path, deck_id: str) -> None:
    (path,) = bundled("decks").glob(f"*/{deck_id}.yaml")
    deck = read_deck(load_source(path))
    said = run("deck", "show", deck_id).stdout + run("deck", "preview", deck_id).stdout
    assert not [word for word in deck.never_say if re.search(rf"\b{re.escape(word)}", said, re.IGNORECASE)]
    assert "right answer" not in said


@pytest.mark.parametrize(("deck", "flags"), [("quiet-13", ("--watch",)), ("quiet-13.yaml", ("--watch", "--plain"))])
def test_only_a_file_on_a_screen_can_be_watched(run: Run, own: Path, deck: str, flags: tuple[str, ...]) -> None:
    refused = run("deck", "preview", str(own) if deck.endswith("yaml") else deck, *flags)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("--watch: ")
