"""The way from easy to hard: every bundled deck has its place, and nothing in a reason gives a rule away."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

from drillgrok.audit.depth import DepthBand
from drillgrok.audit.depths import shipped_depth
from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.library import catalog
from drillgrok.library.ladder import doors, rungs
from drillgrok.practice.split import carry_out, plan_split
from tools.ladder import AS_THEY_LEAD_ON, BEGUN_WITH, DIALS, LEAST_UNSEEN

SIZES = Path(__file__).parents[1] / "decks" / "sizes.csv"


def test_every_bundled_deck_has_one_place_and_its_true_size() -> None:
    with SIZES.open(encoding="utf-8") as file:
        sizes = {row["deck"]: int(row["items"]) for row in csv.DictReader(file)}
    assert {deck: rung.items for deck, rung in rungs().items()} == sizes, "run python -m tools.ladder"


def test_the_places_of_a_domain_count_from_one_and_one_of_them_is_the_start(home: Path) -> None:
    domains = {head.id: head.domain for head in catalog.heads()}
    for domain in set(domains.values()):
        steps = [rung for deck, rung in rungs().items() if domains[deck] == domain]
        assert [rung.place for rung in steps] == list(range(1, len(steps) + 1))
        assert {rung.of for rung in steps} == {len(steps)}
        assert {rung.domain for rung in steps} == {domain}
        assert sum(rung.is_start for rung in steps) == 1


def test_where_machines_can_tell_they_set_the_order(home: Path) -> None:
    versions = {head.id: head.version for head in catalog.heads()}
    bands = list(DepthBand)
    for domain in {rung.domain for rung in rungs().values()} - set(AS_THEY_LEAD_ON):
        ordered = [deck for deck, rung in rungs().items() if rung.domain == domain and deck != BEGUN_WITH.get(domain)]
        depths = [shipped_depth(versions[deck]) for deck in ordered]
        order = [bands.index(depth.span) for depth in depths if depth is not None]
        assert order == sorted(order), f"{domain}: run python -m tools.ladder"


def test_eyes_begin_with_what_is_felt_and_meet_the_list_of_features_later() -> None:
    eyes = [deck for deck, rung in rungs().items() if rung.domain == "perception"]
    assert eyes[0] == "coins-of-bronze" == doors()[-1].deck
    assert eyes.index("counterfeit-coins") > eyes.index("coins-of-nickel") > 0


def test_who_finds_the_rule_of_a_first_deck_can_see_it_in_the_unseen_line() -> None:
    for deck_id in [deck for deck, rung in rungs().items() if rung.is_start]:
        deck = read_deck(catalog.find(deck_id))
        assert carry_out(deck.items, plan_split(deck.items, deck.held_out, 1)).probe_groups >= LEAST_UNSEEN, deck_id


def test_each_door_leads_to_the_start_of_a_domain_and_the_first_deck_is_behind_the_first() -> None:
    assert [door.name for door in doors()] == ["numbers", "words", "eyes and ears"]
    assert all(rungs()[door.deck].is_start for door in doors())
    assert doors()[0].deck == catalog.FIRST_DECK


def dials() -> dict[str, list[str]]:
    """Name of a dial -> its steps in their order."""
    found: dict[str, dict[int, str]] = {}
    for deck, rung in rungs().items():
        if rung.dial:
            found.setdefault(rung.dial, {})[rung.step] = deck
    return {name: [steps[number] for number in sorted(steps)] for name, steps in found.items()}


def test_seven_dials_have_five_steps_each_over_signs_words_eyes_and_time(home: Path) -> None:
    domains = {head.id: head.domain for head in catalog.heads()}
    assert {len(steps) for steps in dials().values()} == {5}
    assert all(rungs()[deck].steps == 5 for steps in dials().values() for deck in steps)
    assert {name: {domains[deck] for deck in steps} for name, steps in dials().items()} == {
        "Signs": {"signs"},
        "Letters": {"signs"},
        "Full size": {"signs"},
        "Forms": {"language"},
        "Sentences": {"syntax"},
        "Windows": {"perception"},
        "Sticks": {"movement"},
    }


def test_each_step_of_a_dial_is_deeper_than_the_one_before_by_the_figures_that_are_kept(home: Path) -> None:
    versions = {head.id: head.version for head in catalog.heads()}
    for name, steps in dials().items():
        kept = [shipped_depth(versions[deck]) for deck in steps]
        depths = [depth for depth in kept if depth is not None]
        assert len(depths) == 5, f"{name}: run python -m tools.depth"
        assert all(before.order < after.order for before, after in pairwise(depths)), name
        assert all(depth.span is not DepthBand.UNTOLD for depth in depths), name


def test_no_two_steps_of_a_dial_share_a_rule_and_no_deck_is_on_two_dials(home: Path) -> None:
    families = {head.id: head.family for head in catalog.heads()}
    assert all(len({families[deck] for deck in steps}) == 5 for steps in dials().values())
    assert sum(len(steps) for steps in DIALS.values()) == len({deck for steps in DIALS.values() for deck in steps})


def test_the_file_is_small_enough_to_be_read_before_the_first_screen() -> None:
    assert (bundled("drillgrok") / "library" / "ladder.json").stat().st_size < 30_000
