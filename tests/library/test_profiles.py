"""What is known of each deck's shortcuts: shipped with the bundled decks, measured once for all others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from benchmarks.decks import bundled_deck
from drillgrok.bundled import bundled
from drillgrok.library.profiles import SHIPPED, deck_profile
from drillgrok.model.deck import Deck
from drillgrok.places import deck_profiles
from drillgrok.shortcuts.profile import SHORTCUTS_VERSION, profile_as_json, profile_of

PATHS = {path.stem: path for path in sorted(bundled("decks").glob("*/*.yaml"))}
SMALL = ("lantern-31", "heron-24-letters", "amber", "loire-by-ear", "monsoon", "turkish-many")
RENEW = "run `python -m tools.shortcuts`"
WORDS = "prompt,answer\n" + "".join(f"{first}o{last},{last}\n" for first in "bdfghklm" for last in "nrst")
LIST = "deck: own\ntitle: Own\nitems: {list: own.csv}\nrule: The last letter.\n"


@cache
def shipped() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((bundled("drillgrok") / "library" / SHIPPED).read_bytes())
    return found


@pytest.fixture
def own(home: object, deck_from: Callable[..., Deck]) -> Deck:
    """A deck that no profile is shipped of, and a home without any."""
    return deck_from(LIST, own_csv=WORDS)


def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(deck_profiles().read_bytes())
    return found


def test_every_bundled_deck_has_a_shipped_profile_of_the_present_version() -> None:
    assert shipped()["shortcuts_version"] == SHORTCUTS_VERSION
    versions = {bundled_deck(name).head.version: name for name in PATHS}
    missing = sorted(name for version, name in versions.items() if version not in shipped()["decks"])
    assert not missing, RENEW
    assert not shipped()["decks"].keys() - versions.keys(), RENEW


@pytest.mark.parametrize("name", SMALL)
def test_measuring_again_gives_the_shipped_numbers(name: str) -> None:
    deck = bundled_deck(name)
    assert profile_as_json(profile_of(deck)) == shipped()["decks"][deck.head.version], RENEW


def texts(value: Any) -> Iterator[str]:
    """Every text in plain values, keys left out."""
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(each)


def test_a_profile_holds_numbers_and_hashes_and_no_text_of_its_deck() -> None:
    for profile in shipped()["decks"].values():
        assert all(len(text) == 16 and set(text) <= set("0123456789abcdef") for text in texts(profile))


def test_a_bundled_deck_is_not_measured_again(home: object) -> None:
    deck_profile(bundled_deck("lantern-31"))
    assert not deck_profiles().exists()


def test_an_own_deck_is_measured_once_and_kept(own: Deck) -> None:
    first = deck_profile(own)
    assert first == profile_of(own)
    rows = kept()
    rows["decks"][own.head.version]["habit"] = 0.125
    deck_profiles().write_text(json.dumps(rows), encoding="utf-8")
    assert deck_profile(own).habit == 0.125


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"decks": 3}', "\x00", '{"shortcuts_version": 1, "decks": []}'])
def test_a_damaged_file_of_profiles_is_made_again(own: Deck, damage: str) -> None:
    deck_profiles().parent.mkdir(parents=True, exist_ok=True)
    deck_profiles().write_text(damage, encoding="utf-8")
    assert deck_profile(own) == profile_of(own)
    assert kept()["decks"].keys() == {own.head.version}


@pytest.mark.parametrize("row", [None, {}, {"guess": 1}, [], "x"])
def test_a_damaged_row_is_measured_again(own: Deck, row: object) -> None:
    right = deck_profile(own)
    rows = kept()
    rows["decks"][own.head.version] = row
    deck_profiles().write_text(json.dumps(rows), encoding="utf-8")
    assert deck_profile(own) == right
    assert kept()["decks"][own.head.version] == profile_as_json(right)


def test_profiles_of_another_version_of_the_shortcuts_are_measured_anew(own: Deck) -> None:
    right = deck_profile(own)
    rows = kept()
    rows["shortcuts_version"] = SHORTCUTS_VERSION + 1
    rows["decks"][own.head.version]["habit"] = 0.125
    deck_profiles().write_text(json.dumps(rows), encoding="utf-8")
    assert deck_profile(own) == right
    assert kept()["shortcuts_version"] == SHORTCUTS_VERSION
