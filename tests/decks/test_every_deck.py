"""What is true of every bundled deck, whatever it drills."""

from pathlib import Path
from random import Random

import numpy as np

from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.items.answers import canonical
from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck
from drillgrok.model.item import AnswerField, AnswerKind, Item
from tests.helpers.goldens import Goldens

ENOUGH_HELD_OUT = 120
"""Decks with fewer held-out groups do not last 40 days; they say so themselves."""
SIZES = Path(__file__).with_name("sizes.csv")
"""Deck, items, groups. Whoever renews it works out apart from the program what a deck's rule and symmetry come to."""


def held_out_groups(deck: Deck) -> int:
    return round(deck.held_out * len(deck.items.group_hashes))


def sample(deck: Deck, most: int) -> list[int]:
    return sorted(Random(deck.id).sample(range(len(deck.items)), min(most, len(deck.items))))


def worded(deck: Deck, indexes: list[int]) -> list[Item]:
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, seed=11)
    return [deck.items.item(index, symbols, Random(index)) for index in indexes]


def reworded(deck: Deck, indexes: list[int]) -> list[Item]:
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, seed=11)
    wordings = range(deck.rephrasings)
    made = (deck.items.rephrased(index, which, symbols, Random(index)) for index in indexes for which in wordings)
    return [item for item in made if item is not None]


def can_be_given(field: AnswerField, item: Item, answer: str) -> bool:
    if field.kind is AnswerKind.CHOICE:
        return answer in (item.choices or field.choices)
    if item.hand is not None:  # given on the picture; each domain's own suite plays it
        return True
    fits = field.alphabet is None or set(answer) <= field.alphabet
    return fits and (field.closed is None or answer in field.closed)


def looks(item: Item) -> object:
    """What tells an item from the others before it is answered."""
    picture = item.hand.drawing(0) if item.hand is not None else item.drawing
    return (item.prompt, picture.spoken if picture else "", item.sound.notes if item.sound else ())


def test_it_is_named_after_its_file_and_folder(deck: Deck) -> None:
    assert deck.source.path is not None
    assert (deck.head.domain, deck.id) == (deck.source.path.parent.name, deck.source.path.stem)


def test_it_says_so_when_it_is_small(deck: Deck) -> None:
    assert ("This deck is small" in deck.head.about) == (held_out_groups(deck) < ENOUGH_HELD_OUT)


def test_items_and_groups_are_distinct(deck: Deck) -> None:
    items = deck.items
    assert len(np.unique(items.keys)) == len(items)
    assert len(np.unique(items.group_hashes)) == len(items.group_hashes)
    assert np.array_equal(np.unique(items.group_of), np.arange(len(items.group_hashes)))


def test_no_two_items_look_alike(deck: Deck) -> None:
    items = worded(deck, sample(deck, 1000))
    assert len({looks(item) for item in items}) == len(items)


def test_what_is_called_right_is_right_and_can_be_given(deck: Deck) -> None:
    field = deck.items.field(symbols_for(deck.symbol_kind, deck.symbol_count, seed=11))
    for item in worded(deck, sample(deck, 500)):
        assert canonical(item.right, field.form) in item.accepts
        assert all(can_be_given(field, item, answer) for answer in item.accepts)
        assert 0 < item.chance < 0.8


def test_every_rephrasing_can_be_asked_and_answered(deck: Deck) -> None:
    field = deck.items.field(symbols_for(deck.symbol_kind, deck.symbol_count, seed=11))
    items = reworded(deck, sample(deck, 200))
    assert {item.presentation for item in items} == {f"r{which + 1}" for which in range(deck.rephrasings)}
    assert all(can_be_given(field, item, answer) for item in items for answer in item.accepts)
    assert all(item.accepts and item.chance < 1 for item in items)


def test_chance_is_no_lower_than_always_giving_the_same_answer(deck: Deck) -> None:
    _, counts = np.unique(deck.items.answer_codes, return_counts=True)
    assert worded(deck, [0])[0].chance >= counts.max() / len(deck.items) - 0.005


def test_what_an_answer_comes_to_keeps_right_answers_apart(deck: Deck) -> None:
    """Else whoever has the rule would seem to give one answer always."""
    indexes = sample(deck, 200)
    said = deck.items.surface(indexes[0]).said
    rights = {item.right for item in worded(deck, indexes)}
    assert said is None or len({said(right) for right in rights}) == len(rights)


def test_reading_and_wording_it_again_gives_the_same(deck: Deck) -> None:
    assert deck.source.path is not None
    again = read_deck(load_source(Path(deck.source.path)))
    assert np.array_equal(again.items.keys, deck.items.keys)
    assert np.array_equal(again.items.group_hashes[again.items.group_of], deck.items.group_hashes[deck.items.group_of])
    assert worded(again, sample(deck, 50)) == worded(deck, sample(deck, 50))


def test_nothing_on_show_gives_the_rule_away(deck: Deck) -> None:
    indexes = sample(deck, 300)
    on_show = [deck.id, deck.head.title, deck.head.family, deck.head.about, deck.head.domain]
    on_show += [item.prompt for item in worded(deck, indexes) + reworded(deck, indexes)]
    assert deck.never_say
    assert not [word for word in deck.never_say for text in on_show if word.lower() in text.lower()]
    assert all(word not in deck.head.next for word in deck.never_say)


def test_its_clocks_leave_room_to_press(deck: Deck) -> None:
    assert 2.5 <= deck.pace.calm_ms / deck.pace.quick_ms <= 3.5
    assert deck.pace.floor_ms < deck.pace.quick_ms


def test_each_has_as_many_items_and_groups_as_its_rule_says(decks: dict[str, Deck], goldens: Goldens) -> None:
    rows = [f"{name},{len(deck.items)},{len(deck.items.group_hashes)}" for name, deck in decks.items()]
    goldens.hold(SIZES, "\n".join(["deck,items,groups", *rows]) + "\n")


def test_each_next_deck_exists_and_no_two_titles_are_the_same(decks: dict[str, Deck]) -> None:
    assert {deck.head.next for deck in decks.values()} <= {"", *decks}
    assert len({deck.head.title for deck in decks.values()}) == len(decks)
    assert decks["counterfeit-coins"].head.next in decks


def test_decks_of_one_family_are_the_small_one_its_sister_in_letters_and_the_large_one(decks: dict[str, Deck]) -> None:
    families: dict[str, list[str]] = {}
    for deck in decks.values():
        families.setdefault(deck.head.family, []).append(deck.id)
    assert {len(ids) for family, ids in families.items() if decks[ids[0]].head.domain == "signs"} == {2, 3}
    assert all(name.startswith(family) for family, ids in families.items() for name in ids)
    signs = [ids for ids in families.values() if decks[ids[0]].head.domain == "signs"]
    assert len([ids for ids in signs if len(ids) == 3]) == 12
