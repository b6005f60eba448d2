"""The everyday decks against the standard library and second derivations, and what their groups state."""

import calendar
import ipaddress
from collections.abc import Iterable
from datetime import date
from itertools import permutations, product
from random import Random

import pytest

from drillgrok.model.deck import Deck

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def facts(deck: Deck, indexes: Iterable[int] | None = None) -> list[tuple[str, str]]:
    """What the prompts ask and their one right answer, for all items or those named."""
    chosen = range(len(deck.items)) if indexes is None else indexes
    items = [deck.items.item(index, (), Random(0)) for index in chosen]
    return [(item.prompt, item.right) for item in items]


def test_every_date_of_a_hundred_years_has_its_weekday(decks: dict[str, Deck]) -> None:
    asked = facts(decks["weekday-of-a-date"])
    assert all(DAYS[date.fromisoformat(prompt).weekday()] == right for prompt, right in asked)
    assert len({prompt for prompt, _ in asked}) == (date(2050, 1, 1) - date(1950, 1, 1)).days


def calendar_of(year: int, month: int) -> tuple[int, ...]:
    """Which weekday each day of a month is."""
    first, days = calendar.monthrange(year, month)
    return tuple((first + day) % 7 for day in range(days))


def test_months_that_always_agree_are_one_group(decks: dict[str, Deck]) -> None:
    """Those of one year that begin alike, and those 28 years apart; the shorter month of two has the days of the longer
    one as far as it goes."""
    deck = decks["weekday-of-a-date"]
    group_of = {prompt[:7]: int(group) for (prompt, _), group in zip(facts(deck), deck.items.group_of, strict=True)}
    assert len(group_of) == 1200
    for year, month in product(range(1950, 2050), range(1, 13)):
        own = calendar_of(year, month)
        for other in range(1, 13):
            alike = all(a == b for a, b in zip(own, calendar_of(year, other), strict=False))
            assert (group_of[f"{year}-{month:02}"] == group_of[f"{year}-{other:02}"]) == alike
        if year + 28 < 2050:
            assert calendar_of(year + 28, month) == own
            assert group_of[f"{year + 28}-{month:02}"] == group_of[f"{year}-{month:02}"]


@pytest.mark.parametrize(("one", "other"), [(4, 7), (9, 12), (3, 11)])
def test_three_pairs_of_months_agree_in_every_year(decks: dict[str, Deck], one: int, other: int) -> None:
    deck = decks["weekday-of-a-date"]
    groups = {prompt: int(group) for (prompt, _), group in zip(facts(deck), deck.items.group_of, strict=True)}
    for year in range(1950, 2050):
        assert date(year, one, 30).weekday() == date(year, other, 30).weekday()
        assert groups[f"{year}-{one:02}-30"] == groups[f"{year}-{other:02}-30"]


def test_every_day_of_a_month_lies_in_the_group_of_the_month(decks: dict[str, Deck]) -> None:
    deck = decks["weekday-of-a-date"]
    months = {(prompt[:7], int(group)) for (prompt, _), group in zip(facts(deck), deck.items.group_of, strict=True)}
    assert len(months) == 1200
    assert len({group for _, group in months}) == 28 * 7


def test_the_sealed_rule_for_weekdays_is_true(decks: dict[str, Deck]) -> None:
    """The rule's table and its two corrections, worked as it says."""
    months = dict(zip(calendar.month_name[1:], (0, 3, 3, 6, 1, 4, 6, 2, 5, 0, 3, 5), strict=True))
    rule = " ".join(decks["weekday-of-a-date"].rule.split())
    assert all(f"{name} {number}" in rule for name, number in months.items())
    for prompt, right in facts(decks["weekday-of-a-date"], range(0, 36_525, 5)):
        year, month, day = map(int, prompt.split("-"))
        short = year % 100
        total = short + short // 4 + list(months.values())[month - 1] + day - (year >= 2000)
        total -= calendar.isleap(year) and month <= 2
        assert DAYS[total % 7 - 1] == right


def is_card_number(digits: str) -> bool:
    """The usual check: every second digit counts as the digit sum of its double."""
    worth = {"0": 0, "1": 2, "2": 4, "3": 6, "4": 8, "5": 1, "6": 3, "7": 5, "8": 7, "9": 9}
    backwards = digits[::-1]
    return (sum(map(int, backwards[::2])) + sum(worth[digit] for digit in backwards[1::2])) % 10 == 0


def is_book_number(digits: str) -> bool:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def test_the_checks_accept_published_numbers() -> None:
    assert is_card_number("79927398713")
    assert is_card_number("4111111111111111")
    assert is_book_number("9780306406157")
    assert is_book_number("9783161484100")


def test_the_closing_digit_is_the_only_one_that_makes_a_card_number(decks: dict[str, Deck]) -> None:
    for prompt, right in facts(decks["card-number"], range(0, 100_000, 23)):
        assert [digit for digit in "0123456789" if is_card_number(prompt + digit)] == [right]


def test_the_closing_digit_is_the_only_one_that_makes_a_book_number(decks: dict[str, Deck]) -> None:
    for prompt, right in facts(decks["book-number"], range(0, 100_000, 23)):
        digits = prompt.replace("-", "").removesuffix("?")
        assert len(digits) == 12
        assert [digit for digit in "0123456789" if is_book_number(digits + digit)] == [right]


@pytest.mark.parametrize("name", ["card-number", "book-number"])
def test_digits_that_may_change_places_do_so_within_a_group(decks: dict[str, Deck], name: str) -> None:
    deck = decks[name]
    for number in Random(name).sample(range(100_000), 200):
        a, b, c, d, e = f"{number:05}"
        moved = {int(v + w + x + y + z) for (v, x, z), (w, y) in product(permutations((a, c, e)), permutations((b, d)))}
        members = set((deck.items.group_of == deck.items.group_of[number]).nonzero()[0].tolist())
        assert members == moved
        assert len({right for _, right in facts(deck, members)}) == 1


def test_eight_lamps_show_a_signed_byte(decks: dict[str, Deck]) -> None:
    for prompt, right in facts(decks["eight-lamps"]):
        assert int.from_bytes(bytes([int(prompt, 2)]), signed=True) == int(right)


def test_long_years_are_the_calendar_s(decks: dict[str, Deck]) -> None:
    asked = facts(decks["long-years"])
    assert all(calendar.isleap(int(prompt)) == (right == "yes") for prompt, right in asked)


def test_years_that_end_alike_are_one_group_unless_they_end_in_00(decks: dict[str, Deck]) -> None:
    deck = decks["long-years"]
    groups: dict[int, set[str]] = {}
    for (prompt, _), group in zip(facts(deck), deck.items.group_of, strict=True):
        groups.setdefault(int(group), set()).add(prompt if prompt.endswith("00") else prompt[-2:])
    assert all(len(endings) == 1 for endings in groups.values())


def test_the_network_of_every_address_is_the_one_that_the_library_finds(decks: dict[str, Deck]) -> None:
    asked = facts(decks["which-network"])
    assert all(
        ipaddress.ip_interface(prompt).network.network_address.packed[-1] == int(right) for prompt, right in asked
    )


def test_networks_that_begin_at_one_address_are_one_group(decks: dict[str, Deck]) -> None:
    deck = decks["which-network"]
    begins = {
        (ipaddress.ip_interface(prompt).network.network_address, int(group))
        for (prompt, _), group in zip(facts(deck), deck.items.group_of, strict=True)
    }
    assert len(begins) == len({group for _, group in begins}) == len({begin for begin, _ in begins}) == 128
