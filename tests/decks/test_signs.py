"""The two-in-one-out decks against oracles that share no code with them, and the symmetries that their groups state."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import permutations
from random import Random

import numpy as np
import pytest
from sympy.combinatorics import Permutation

from drillgrok.items.symbols import symbols_for
from drillgrok.model.deck import Deck

Fact = tuple[int, int, int]
"""Two signs and what comes out."""
MOST_CHECKED = 2500
THINGS = {24: 4, 120: 5}
"""How many orders there are -> of how many things."""


def over(a: int, b: int, p: int) -> int:
    """By trying every number, where the decks use Euclid."""
    return next(c for c in range(p) if c * b % p == a)


@cache
def order(number: int, count: int) -> Permutation:
    return Permutation(list(permutations(range(THINGS[count])))[number])


@cache
def numbers(count: int) -> dict[tuple[int, ...], int]:
    return {images: number for number, images in enumerate(permutations(range(THINGS[count])))}


def number(made: Permutation, count: int) -> int:
    return numbers(count)[tuple(made.array_form)]


RULES: dict[str, Callable[[int, int, int], int]] = {
    "lantern": lambda a, b, p: (a + b) % p,
    "harbour": lambda a, b, p: (a - b) % p,
    "orchard": over,
    "marble": lambda a, b, p: (pow(a, 2, p) + pow(b, 2, p)) % p,
    "juniper": lambda a, b, p: over(a, b, p) if b & 1 else (a - b) % p,
    "kestrel": lambda a, b, p: (pow(a + b, 2, p) - a * b) % p,
    "willow": lambda a, b, p: (pow(a + b, 2, p) - a * (b - 1)) % p,
    "cinder": lambda a, b, p: a * (pow(a, 2, p) + b) % p,
    "saffron": lambda a, b, p: (a * (pow(a, 2, p) + pow(b, 2, p)) + b) % p,
    "heron": lambda a, b, n: number(order(a, n) * order(b, n), n),
    "thistle": lambda a, b, n: number(order(a, n) * order(b, n) * order(a, n) ** -1, n),
    "walnut": lambda a, b, n: number(order(a, n) * order(b, n) * order(a, n), n),
    "ember": lambda a, b, _: sum(1 << i for i in range(6) if (a >> i) % 2 != (b >> i) % 2),
}
"""Family -> the answer from two signs and how many signs there are."""


def size(deck: Deck) -> int:
    """How many signs there are."""
    return int(deck.id.split("-")[1])


def expected(deck: Deck, a: int, b: int) -> int:
    return RULES[deck.head.family](a, b, size(deck))


def facts(deck: Deck, indexes: Iterable[int], seed: int = 3) -> list[Fact]:
    """What the prompts and right answers say, signs turned back into numbers."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, seed)
    value_of = {sign: value for value, sign in enumerate(symbols)}
    made = []
    for index in indexes:
        item = deck.items.item(index, symbols, Random(0))
        (right,) = item.accepts
        a, b = item.prompt.split(" ∘ ")
        made.append(tuple(value_of[text] if symbols else int(text) for text in (a, b, right)))
    return made


def some(deck: Deck) -> list[int]:
    count = len(deck.items)
    return list(range(count)) if count <= MOST_CHECKED else Random(deck.id).sample(range(count), MOST_CHECKED)


def test_every_answer_is_what_the_rule_says(signs: Deck) -> None:
    assert all(expected(signs, a, b) == c for a, b, c in facts(signs, some(signs)))


NAMED_BY_WORDS = ["heron-24", "heron-24-letters", "heron-120", "thistle-24", "thistle-24-letters", "thistle-120"]
"""Decks whose rule says in words what a number does."""


@cache
def told_words(count: int) -> list[str]:
    """A dictionary of all words that have each of the first digits once."""
    return sorted(map("".join, permutations("12345"[: THINGS[count]])))


def sent(row: str, word: str) -> str:
    """The row after the thing at each place has gone where the word's letter for that place says."""
    after = dict(zip(word, row, strict=True))
    return "".join(after[place] for place in sorted(after))


def taken_back(row: str, word: str) -> str:
    """The row that `sent` would make into this one."""
    return "".join(row[int(place) - 1] for place in word)


def told_answer(family: str, a: int, b: int, count: int) -> int:
    """By the sealed text alone: a row of things is moved, and the word is read that says where each has come to."""
    words = [told_words(count)[number] for number in (a, b)]
    things = "abcde"[: THINGS[count]]
    row = sent(sent(things, words[0]), words[1])
    row = taken_back(row, words[0]) if family == "thistle" else row
    came_to = "".join(str(1 + row.index(thing)) for thing in things)
    return told_words(count).index(came_to)


@pytest.mark.parametrize("name", NAMED_BY_WORDS)
def test_every_key_follows_from_what_the_sealed_rule_says_a_number_does(decks: dict[str, Deck], name: str) -> None:
    deck = decks[name]
    rule = " ".join(deck.rule.split())
    assert "The first letter of the word says to which place the thing that lies first goes" in rule
    told = facts(deck, range(len(deck.items)))
    assert [(a, b, c) for a, b, c in told if told_answer(deck.head.family, a, b, size(deck)) != c] == []


@pytest.mark.parametrize("name", NAMED_BY_WORDS)
def test_the_worked_example_of_a_sealed_rule_is_an_item_that_the_other_reading_gets_wrong(
    decks: dict[str, Deck], name: str
) -> None:
    """The other reading: the word's letter for a place names the thing that comes to it."""
    deck = decks[name]
    (example,) = re.findall(r"So (\d+) ∘ (\d+) = (\d+)", deck.rule)
    a, b, c = map(int, example)
    assert expected(deck, a, b) == c
    count = size(deck)
    first, second = order(a, count) ** -1, order(b, count) ** -1
    made = first * second * first**-1 if deck.head.family == "thistle" else first * second
    assert number(made**-1, count) != c
    assert all(told_words(count)[int(n)] == word for n, word in re.findall(r"(\d+),? (?:is )?(\d{4,5})\b", deck.rule))


def test_all_pairs_are_asked_but_those_without_an_answer(signs: Deck) -> None:
    smallest_b = 1 if signs.head.family == "orchard" else 0
    if len(signs.items) <= MOST_CHECKED:
        pairs = {(a, b) for a, b, _ in facts(signs, range(len(signs.items)))}
        assert pairs == {(a, b) for a in range(size(signs)) for b in range(smallest_b, size(signs))}
    else:
        assert len(signs.items) == size(signs) * (size(signs) - smallest_b)


def test_letters_are_dealt_anew_for_each_run_and_keys_stay(decks: dict[str, Deck]) -> None:
    deck = decks["lantern-31-letters"]
    one, other = (symbols_for(deck.symbol_kind, deck.symbol_count, seed) for seed in (1, 2))
    assert sorted(one) == sorted(other)
    assert one != other
    items = [deck.items.item(5, symbols, Random(0)) for symbols in (one, other)]
    assert items[0].prompt != items[1].prompt
    assert items[0].key == items[1].key
    assert facts(deck, range(100), seed=1) == facts(deck, range(100), seed=2)


def relatives(a: int, b: int, p: int) -> dict[str, tuple[int, int]]:
    """The catalogue: every pair that can be made by exchanging two signs, by taking each from p, and by trading one for
    what both lack to a multiple of p."""
    m, n = -a % p, -b % p
    c, o = -(a + b) % p, (a + b) % p
    return {
        "swap": (b, a),
        "first negated": (m, b),
        "second negated": (a, n),
        "both negated": (m, n),
        "swap, both negated": (n, m),
        "swap, first negated": (n, a),
        "swap, second negated": (b, m),
        "second traded": (a, c),
        "first traded": (c, b),
        "second traded, swap": (c, a),
        "first traded, swap": (b, c),
        "second traded, both negated": (m, o),
        "first traded, both negated": (o, n),
        "second traded, swap, both negated": (o, m),
        "first traded, swap, both negated": (n, o),
    }


TRADED = {relation for relation in relatives(1, 2, 31) if "traded" in relation}
FOUR = {"swap", "both negated", "swap, both negated"}
TOGETHER = {
    "willow": {"second traded"},
    "lantern": {"swap"},
    "harbour": FOUR,
    "orchard": FOUR,
    "kestrel": FOUR,
    "marble": set(relatives(1, 2, 31)) - TRADED,
}
"""Which relatives belong together in all of a family's items; juniper has them in some, other families in none."""


HELD_OUT_TOGETHER = {"kestrel": TRADED}
"""Relatives that agree and count by themselves: they are all practised or all held out."""


def together(family: str, a: int, b: int, p: int) -> set[str]:
    """Which relatives of this item belong to its group."""
    if family != "juniper":
        return TOGETHER.get(family, set())
    both_orders = {"swap"} if (a - b) % 2 == 0 else set()
    return both_orders | ({"swap, both negated"} if b % 2 == 0 and -a % p % 2 == 0 else set())


def reached(family: str, a: int, b: int, p: int) -> set[tuple[int, int]]:
    """The item, its relatives, and in juniper what has 1 as its second sign in the place of 0, with its relatives."""
    pairs = {(a, b), *relatives(a, b, p).values()}
    if family == "juniper":
        pairs |= {(x, 1 - y) for x, y in pairs if y in (0, 1)}
        pairs |= {pair for x, y in pairs for pair in relatives(x, y, p).values()}
    return pairs


HELPS: dict[str, Callable[[int, int, int], bool]] = {
    "harbour": lambda c, other, p: other in (c, -c % p),
    "orchard": lambda c, other, p: other == c or other * c % p == 1,
    "juniper": lambda c, other, p: other in (c, -c % p) or other * c % p in (1, p - 1),
}
"""How one answer gives another away where it is not simply the same."""


def test_a_relative_with_the_same_answer_is_in_the_same_group(arithmetic: Deck) -> None:
    """And where the catalogue's relatives are left apart, they agree no more often than by luck."""
    p, family, group_of = size(arithmetic), arithmetic.head.family, arithmetic.items.group_of
    side = arithmetic.items.apart_hashes[group_of]
    known = {(a, b): (index, c) for index, (a, b, c) in enumerate(facts(arithmetic, range(len(arithmetic.items))))}
    agree: dict[str, list[bool]] = {}
    for (a, b), (index, c) in Random(arithmetic.id).sample(sorted(known.items()), 900):
        belonging = together(family, a, b, p)
        for relation, pair in relatives(a, b, p).items():
            other, other_answer = known.get(pair, (None, None))
            if other is not None and relation in belonging:
                assert group_of[index] == group_of[other]
            elif other is not None and relation in HELD_OUT_TOGETHER.get(family, set()):
                assert (side[index], c) == (side[other], other_answer)
            elif other is not None:
                agree.setdefault(relation, []).append(c == other_answer)
    assert all(np.mean(same) < 0.12 for same in agree.values())


def test_every_two_items_of_a_group_give_each_other_away(arithmetic: Deck) -> None:
    helps = HELPS.get(arithmetic.head.family, lambda c, other, p: c == other)
    p = size(arithmetic)
    count = len(arithmetic.items.group_hashes)
    groups = Random(arithmetic.id).sample(range(count), min(count, 100))
    for group in groups:
        members = facts(arithmetic, np.flatnonzero(arithmetic.items.group_of == group).tolist())
        a, b, c = members[0]
        known = reached(arithmetic.head.family, a, b, p)
        assert {(x, y) for x, y, _ in members} <= known
        assert all(helps(c, other, p) for _, _, other in members)


@pytest.mark.parametrize("name", ["kestrel-31", "kestrel-31-letters", "kestrel-97"])
def test_kestrel_holds_out_together_what_its_twelve_symmetries_join_and_no_more(
    decks: dict[str, Deck], name: str
) -> None:
    """Orbits by Burnside's lemma: the identity leaves p * p pairs, six reflections p each, five turns one."""
    p = size(decks[name])
    assert len(set(decks[name].items.apart_hashes.tolist())) == (p * p + 6 * p + 5) // 12


@pytest.mark.parametrize("name", ["juniper-31", "juniper-31-letters", "juniper-97"])
def test_in_juniper_a_second_sign_of_0_or_1_gives_the_first_back_in_one_group(
    decks: dict[str, Deck], name: str
) -> None:
    deck = decks[name]
    p = size(deck)
    for a in range(p):
        first, second = a * p, a * p + 1
        assert facts(deck, [first, second]) == [(a, 0, a), (a, 1, a)]
        assert deck.items.group_of[first] == deck.items.group_of[second]


@pytest.mark.parametrize("name", ["heron-24", "heron-120", "thistle-24", "thistle-120", "walnut-24", "walnut-120"])
def test_both_orders_are_one_group_exactly_where_they_have_the_same_answer(decks: dict[str, Deck], name: str) -> None:
    deck = decks[name]
    for index, (a, b, c) in zip(some(deck), facts(deck, some(deck)), strict=True):
        swapped = b * size(deck) + a
        assert (deck.items.group_of[index] == deck.items.group_of[swapped]) == (expected(deck, b, a) == c)


@pytest.mark.parametrize("name", ["ember-16", "ember-64"])
def test_ember_groups_the_three_numbers_of_which_two_give_the_third(decks: dict[str, Deck], name: str) -> None:
    deck = decks[name]
    numbers: dict[int, set[frozenset[int]]] = {}
    for group, fact in zip(deck.items.group_of, facts(deck, range(len(deck.items))), strict=True):
        numbers.setdefault(int(group), set()).add(frozenset(fact))
    assert all(len(triples) == 1 for triples in numbers.values())
    assert len({triple for (triple,) in numbers.values()}) == len(numbers)


def test_giving_one_of_the_two_signs_back_is_right_no_more_often_than_chance_says(signs: Deck) -> None:
    made = np.array(facts(signs, range(len(signs.items))))
    chance = signs.items.item(0, symbols_for(signs.symbol_kind, signs.symbol_count, 3), Random(0)).chance
    assert max((made[:, 2] == made[:, 0]).mean(), (made[:, 2] == made[:, 1]).mean()) <= chance + 1e-9


def test_a_deck_in_letters_is_its_sister_in_digits(decks: dict[str, Deck]) -> None:
    for name in (name for name in decks if name.endswith("-letters")):
        letters, digits = decks[name], decks[name.removesuffix("-letters")]
        assert facts(letters, range(len(letters.items))) == facts(digits, range(len(digits.items)))
        assert np.array_equal(letters.items.group_of, digits.items.group_of)
        assert letters.held_out == digits.held_out
