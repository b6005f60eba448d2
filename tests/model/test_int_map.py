"""The map that is never changed, held against a dict that is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drillgrok.model.int_map import IntMap

KEYS = st.integers(0, 70_000) | st.integers(0, 40)
STEPS = st.lists(st.tuples(KEYS, st.integers(0, 9) | st.none()))


def after(steps: list[tuple[int, int | None]]) -> tuple[IntMap[int], dict[int, int]]:
    """Both after the same steps: None takes a key out."""
    found: IntMap[int] = IntMap()
    told: dict[int, int] = {}
    for key, value in steps:
        if value is None:
            found = found.without(key)
            told.pop(key, None)
        else:
            found = found.put(key, value)
            told[key] = value
    return found, told


@given(STEPS)
def test_it_holds_what_a_dict_holds_in_the_order_of_the_keys(steps: list[tuple[int, int | None]]) -> None:
    found, told = after(steps)
    assert list(found.items()) == sorted(told.items())
    assert list(found.descending()) == sorted(told.items(), reverse=True)
    assert (len(found), bool(found)) == (len(told), bool(told))
    assert found.first() == (min(told.items()) if told else None)
    assert all(found.get(key) == told.get(key) and (key in found) == (key in told) for key, _ in steps)


@given(STEPS, STEPS)
def test_what_comes_later_changes_nothing_of_it(
    before: list[tuple[int, int | None]], later: list[tuple[int, int]]
) -> None:
    found, told = after(before)
    for key, value in later:
        found.without(key) if value is None else found.put(key, value)
    assert dict(found) == told


@given(st.dictionaries(KEYS, st.integers(0, 9)))
def test_built_at_once_it_is_what_it_is_one_by_one(told: dict[int, int]) -> None:
    assert IntMap.of(told) == after(list(told.items()))[0] == told


def test_a_key_that_is_not_there_is_missing_like_a_dicts() -> None:
    for found in (IntMap[int](), IntMap[int]().put(3, 1)):
        assert (found.get(900), found.get(900, 7), 900 in found, -1 in found) == (None, 7, False, False)
