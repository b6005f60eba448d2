"""Where no rule was found it is known at once, kept, or sought in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from benchmarks.decks import bundled_deck
from drillgrok.audit.ruleless import keep_ruleless, known_ruleless, look_aside, ruleless
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck
from drillgrok.places import deck_rules

HEAD = "deck: own-words\ntitle: Words\nitems: {list: words.csv}\nrule: |\n  There is none.\n"
GENDERS = ("der", "die", "das")


def words(count: int, seed: int = 1) -> list[str]:
    rng = Random(seed)
    return sorted({"".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(4)) for _ in range(count)})


@pytest.fixture
def deck_of(home: Path, tmp_path: Path) -> Callable[..., Deck]:
    def deck(answers: Callable[[str, Random], str], count: int = 220) -> Deck:
        rng = Random(2)
        rows = "".join(f"{word},{answers(word, rng)}\n" for word in words(count))
        (tmp_path / "words.csv").write_text("prompt,answer\n" + rows, encoding="utf-8")
        (tmp_path / "own-words.yaml").write_text(HEAD, encoding="utf-8")
        return read_deck(load_source(tmp_path / "own-words.yaml"))

    return deck


def other_word(_: str, rng: Random) -> str:
    return "".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(4))


def test_a_word_list_is_known_for_one_at_once(deck_of: Callable[..., Deck]) -> None:
    assert known_ruleless(deck_of(other_word)) is True
    assert not deck_rules().exists()


@pytest.mark.parametrize("name", ["lantern-31", "turkish-many", "neva", "amber"])
def test_a_bundled_deck_has_a_rule(name: str) -> None:
    assert known_ruleless(bundled_deck(name)) is False


def test_of_a_short_list_nothing_is_said(deck_of: Callable[..., Deck]) -> None:
    assert known_ruleless(deck_of(other_word, 60)) is False


def test_where_models_have_to_look_they_do_it_in_a_process_of_their_own_and_once(
    deck_of: Callable[..., Deck], tmp_path: Path
) -> None:
    deck = deck_of(lambda _, rng: rng.choice(GENDERS))
    assert known_ruleless(deck) is None
    assert look_aside(str(tmp_path / "own-words.yaml")).wait(120) == 0
    assert known_ruleless(deck) is True
    assert ruleless(deck)


def test_what_was_kept_holds_for_the_deck_as_it_was(deck_of: Callable[..., Deck]) -> None:
    before = deck_of(lambda _, rng: rng.choice(GENDERS))
    keep_ruleless(before, found=True)
    changed = deck_of(lambda word, _: GENDERS["aeiou".index(word[-1]) % 3])
    assert known_ruleless(before) is True
    assert known_ruleless(changed) is None


@pytest.mark.parametrize("damage", ["", "[]", '{"audit_version": 0, "ruleless": {}}', '{"audit_version": 1}', "{"])
def test_a_damaged_file_is_as_good_as_none(deck_of: Callable[..., Deck], damage: str) -> None:
    deck = deck_of(lambda _, rng: rng.choice(GENDERS))
    keep_ruleless(deck, found=False)
    deck_rules().write_text(damage, encoding="utf-8")
    assert known_ruleless(deck) is None
