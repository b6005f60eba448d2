"""What holds for every domain, whatever it drills. Each is made as the bundled decks make it; what it calls its items
and what is right of them is kept beside this file, under the domain's name."""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from random import Random

import pytest
from ruamel.yaml import YAML

from drillgrok.bundled import bundled
from drillgrok.deckfile.source import load_source
from drillgrok.domains import DOMAINS, domain_items
from drillgrok.errors import DrillgrokError
from drillgrok.items.answers import canonical
from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN
from drillgrok.model.domain import DomainItems, DomainOptions, RawItem, Traits
from drillgrok.model.drawing import Drawing
from drillgrok.model.item import Item
from tests.helpers.goldens import Goldens
from tests.helpers.hand_laws import check_fits, check_hand, rows_of

KEPT = Path(__file__).parent / "goldens" / "domains"
MOST_STEPS = 1_000
"""Calls and returns that putting an item in words may take: it is asked of up to two million."""
SAMPLED = 60


def _told(path: Path) -> dict[str, str]:
    """What a deck tells its domain; nothing where its items come from elsewhere."""
    text = path.read_text(encoding="utf-8")
    items = YAML(typ="safe", pure=True).load(text)["items"] if "domain:" in text else {}
    told = items.get("domain", {}).items()
    return {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in told}


TOLD = {path.stem: told for path in sorted(bundled("decks").glob("*/*.yaml")) if (told := _told(path))}
"""Deck -> its domain's name and options."""


@cache
def beside(deck: str) -> dict[str, str]:
    """The texts beside the deck that its domain reads."""
    file = next(bundled("decks").glob(f"*/{deck}.yaml"))
    return dict(load_source(file).files)


@cache
def made(deck: str) -> DomainItems:
    values = dict(TOLD[deck])
    return domain_items(DomainOptions(values.pop("name"), values, beside(deck)))


@cache
def deck_items(deck: str) -> DomainDeckItems:
    return DomainDeckItems(deck, made(deck))


@pytest.fixture(params=TOLD)
def deck(request: pytest.FixtureRequest) -> str:
    """Every bundled deck whose items a domain makes."""
    return str(request.param)


@pytest.fixture
def domain(deck: str) -> DomainItems:
    """The items as the domain makes them."""
    return made(deck)


def sample(deck: str, most: int = SAMPLED) -> list[int]:
    count = len(made(deck))
    return sorted(Random(deck).sample(range(count), min(most, count)))


class OnlyRandom:
    """Chance by `random()` alone, the one sequence that no later Python may change."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed).random


def shown(deck: str, index: int, *, seed: int = 1, which: int | None = None) -> Item | None:
    rng: Random = OnlyRandom(seed)  # type: ignore[assignment]
    items = deck_items(deck)
    return items.item(index, (), rng) if which is None else items.rephrased(index, which, (), rng)


def every_showing(deck: str, indexes: list[int]) -> list[Item]:
    """Each of these items in each of its wordings."""
    wordings = (None, *range(made(deck).rephrasings))
    found = (shown(deck, index, which=which) for index in indexes for which in wordings)
    return [item for item in found if item is not None]


def drawings(item: Item) -> list[Drawing]:
    """All that is seen of an item before it is answered."""
    hand = [item.hand.drawing(at_ms) for at_ms in (0, 700, 60_000)] if item.hand else []
    return [*([item.drawing] if item.drawing else []), *hand]


# The table.


def test_every_domain_has_a_deck() -> None:
    assert sorted({told["name"] for told in TOLD.values()}) == sorted(DOMAINS)


@pytest.mark.parametrize("name", sorted({told["name"] for told in TOLD.values()}))
def test_a_strange_option_is_refused_with_what_to_do(name: str) -> None:
    deck, told = next((deck, dict(told)) for deck, told in TOLD.items() if told["name"] == name)
    del told["name"]
    for values in ({**told, "colour": "red"}, dict.fromkeys(told, "\x1b[2J"), {}):
        with pytest.raises(DrillgrokError) as refusal:
            domain_items(DomainOptions(name, values, beside(deck)))
        assert refusal.value.mend


# Items.


def told_of(domain: DomainItems, index: int) -> str:
    item = domain.item(index)
    return f"{domain.id(index)} in {domain.traits(index).group}: {item.prompt!r}, right: {' or '.join(item.accepts)}"


@pytest.mark.parametrize("name", DOMAINS)
def test_items_keep_their_names_their_groups_and_what_is_right(name: str, goldens: Goldens) -> None:
    """Answers are stored under these names: a deck that is out in the world cannot take another."""
    lines = []
    for deck in (deck for deck, told in TOLD.items() if told["name"] == name):
        items, count = made(deck), len(made(deck))
        every = "\n".join(told_of(items, index) for index in range(count))
        lines.append(f"{deck}: {count:,} items, {blake2b(every.encode(), digest_size=8).hexdigest()} in all")
        lines += [f"  {told_of(items, index)}" for index in (0, count // 2, count - 1)]
    goldens.hold(KEPT / f"{name}.txt", "\n".join(lines) + "\n")


def test_nothing_is_kept_of_a_domain_that_is_gone() -> None:
    assert {path.stem for path in KEPT.iterdir()} - set(DOMAINS) == set()


def test_no_two_items_have_one_name(domain: DomainItems) -> None:
    names = [domain.id(index) for index in range(len(domain))]
    assert len(set(names)) == len(names) > 0
    assert all(name and name.isprintable() for name in names)


def test_traits_are_of_one_kind_for_all_items(domain: DomainItems) -> None:
    traits: list[Traits] = [domain.traits(index) for index in range(len(domain))]
    assert all(each.group and 0 < each.chance < 1 for each in traits)
    assert len({len(each.parts) for each in traits}) == 1
    assert len({each.rating is None for each in traits}) == 1
    assert len({each.group for each in traits}) > 1


def test_what_could_be_gone_by_without_the_rule_has_one_name_on_all_items(deck: str, domain: DomainItems) -> None:
    surfaces = [domain.surface(index) for index in sample(deck)]
    assert len({frozenset(each.cues) for each in surfaces}) == 1
    answers = {answer for each in surfaces for several in each.habits.values() for answer in several}
    assert answers == {canonical(answer, domain.field.form) for answer in answers}


def test_an_item_is_in_words_at_little_cost_and_always_in_the_same(deck: str, domain: DomainItems) -> None:
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    indexes = sample(deck)
    for index in indexes:
        domain.item(index)  # what is worked out once and kept is no item's own cost
    sys.setprofile(count)
    try:
        items = [domain.item(index) for index in indexes]
    finally:
        sys.setprofile(None)
    assert steps <= MOST_STEPS * len(indexes)
    assert items == [domain.item(index) for index in indexes]


def wordings(deck: str) -> list[RawItem]:
    domain = made(deck)
    others = [domain.rephrased(index, which) for index in sample(deck) for which in range(domain.rephrasings)]
    return [domain.item(index) for index in sample(deck)] + [item for item in others if item is not None]


def test_what_is_shown_as_right_is_accepted_in_every_wording(deck: str, domain: DomainItems) -> None:
    for item in wordings(deck):
        accepted = {canonical(answer, domain.field.form) for answer in item.accepts}
        assert canonical(item.right, domain.field.form) in accepted
        assert item.prompt


def test_each_other_wording_can_be_asked_of_some_item(deck: str, domain: DomainItems) -> None:
    for which in range(domain.rephrasings):
        assert any(domain.rephrased(index, which) is not None for index in sample(deck))


# Showings.


def test_a_showing_is_settled_by_its_chance_alone(deck: str) -> None:
    for index in sample(deck, 20):
        for which in (None, *range(made(deck).rephrasings)):
            one, again = (shown(deck, index, which=which) for _ in range(2))
            assert (one is None) is (again is None)
            if one is not None and again is not None:
                assert replace(one, judge=None) == replace(again, judge=None)


def test_a_showing_keeps_the_item_that_it_dresses(deck: str) -> None:
    keys = {f"{int(key):012x}" for key in deck_items(deck).keys}
    presentations = {"plain", *(f"r{which + 1}" for which in range(made(deck).rephrasings))}
    for item in every_showing(deck, sample(deck, 20)):
        assert item.key in keys
        assert item.presentation in presentations
        assert item.accepts
        assert 0 < item.chance < 1


def test_whatever_is_drawn_or_heard_fits_the_terminal_and_is_told_as_well(deck: str) -> None:
    for item in every_showing(deck, sample(deck)):
        for drawing in drawings(item):
            check_fits(drawing)
        assert item.sound is None or item.sound.spoken.strip()


def test_two_items_of_which_the_same_is_told_have_the_same_right_answer(deck: str) -> None:
    """What is told holds as much as the picture: the answer has to be in it."""
    rights: dict[object, frozenset[str]] = {}
    for index in sample(deck, 400):
        item = shown(deck, index)
        assert item is not None
        told = (item.prompt, tuple(drawing.spoken for drawing in drawings(item)), item.sound and item.sound.notes)
        assert rights.setdefault(told, item.accepts) == item.accepts


def test_the_laws_of_a_hand_hold_for_each() -> None:
    handed = [item for deck in TOLD for item in every_showing(deck, sample(deck, 12)) if item.hand is not None]
    assert handed
    for item in handed:
        check_hand(item, item.hand)  # type: ignore[arg-type]


# Corrections.


def a_wrong_answer(deck: str, index: int, item: Item) -> str:
    """What another item has for its answer, else nothing right, as it would be stored."""
    rights = [made(deck).item((index + k) % len(made(deck))).right for k in range(1, 40)]
    for other in rights:
        answered = item.hand.line(other).text if item.hand else canonical(other, made(deck).field.form)
        if answered and not (item.judge(answered) if item.judge else answered in item.accepts):
            return answered
    return "".join(reversed(item.right))


def test_a_miss_is_drawn_where_one_looks_with_right_and_given(deck: str) -> None:
    for index in sample(deck, 12):
        for which in (None, *range(made(deck).rephrasings)):
            item = shown(deck, index, which=which)
            if item is None:
                continue
            given = a_wrong_answer(deck, index, item)
            for answer in (given, "", "\x1b[2J", "9" * 300, given[:2]):
                drawn = deck_items(deck).corrected(index, item, answer, ())
                assert drawn.spoken[0], "the right answer is said"
                for frame in drawn.frames:
                    check_fits(frame)
            told = deck_items(deck).corrected(index, item, given, ())
            assert told.spoken[1], "so is the one that was given"
            assert told == deck_items(deck).corrected(index, item, given, ()), "and always alike"


def test_a_miss_on_a_picture_marks_right_and_given_on_it(deck: str) -> None:
    """By signs, not by colours alone; without an answer the right one alone is marked."""
    item = shown(deck, sample(deck)[0])
    assert item is not None
    if (item.drawing is None and item.hand is None) or TOLD[deck]["name"] == "harmony":
        return
    drawn = deck_items(deck).corrected(sample(deck)[0], item, a_wrong_answer(deck, sample(deck)[0], item), ())
    alone = deck_items(deck).corrected(sample(deck)[0], item, "", ())
    both, right = ("".join(rows_of(each.frames[0])) for each in (drawn, alone))
    assert RIGHT_SIGN in both
    assert WRONG_SIGN in both
    assert WRONG_SIGN not in right


# What can be gone by without the rule.


def test_every_item_has_the_same_cues(deck: str) -> None:
    names = {tuple(made(deck).surface(index).cues) for index in sample(deck)}
    assert len(names) == 1


def test_an_answer_by_habit_can_be_given(deck: str) -> None:
    field = made(deck).field
    for index in sample(deck, 20):
        item = shown(deck, index)
        assert item is not None
        for answer in (answer for habit in made(deck).surface(index).habits.values() for answer in habit):
            if item.hand is not None:
                assert item.hand.line(answer).done, answer
            else:
                assert field.alphabet is None or set(answer) <= field.alphabet, answer


def test_no_habit_is_right_everywhere(deck: str) -> None:
    found: dict[str, list[bool]] = {}
    for index in sample(deck):
        item = made(deck).item(index)
        for name, answers in made(deck).surface(index).habits.items():
            found.setdefault(name, []).append(set(answers) <= set(item.accepts))
    assert not [name for name, right in found.items() if all(right)]
