"""The robots: their contract, and how much they give away to eyes that miss nothing."""

from collections import Counter
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.domains import domain_items
from drillgrok.domains.robots import (
    PAIRS,
    PARTS,
    ROBOTS,
    ROWS,
    RobotItems,
    pair_of,
    robots_of,
    row,
    spoken,
)
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions
from drillgrok.model.drawing import Drawing
from drillgrok.model.item import AnswerKind, Item, ItemKey

CHANCE = 1 / ROBOTS
NUMBERS = st.integers(0, ROWS - 1)
SEEDS = st.integers(0, 2**32)
STEP = {"antennas": 1, "left fingers": 1, "screws": 1, "teeth": 2, "buttons": 2, "wheels": 2}
FALLING = {"eyes", "right fingers", "legs"}
unhurried = settings(deadline=None)


def robots(word: str = "anyword") -> RobotItems:
    made = domain_items(DomainOptions("figures", {"cue": word}))
    assert isinstance(made, RobotItems)
    return made


def shown(number: int, seed: int) -> Drawing:
    item = Item(ItemKey("0" * 12), "", frozenset(), "", CHANCE)
    drawing = robots().dress(number, item, Random(seed)).drawing
    assert drawing is not None
    return drawing


def counts_told(told: str) -> np.ndarray:
    """(robots, parts) how many of each part, read back out of what is told."""
    return np.array([[int(part.rsplit(" ", 1)[1]) for part in line[9:-1].split(", ")] for line in told.splitlines()])


def levels_of(counts: np.ndarray) -> np.ndarray:
    """(..., parts) counts of parts that come once, twice or falling -> levels 1 to 3."""
    falling = np.array([part.name in FALLING for part in PARTS])
    step = np.array([STEP.get(part.name, 1) for part in PARTS])
    return np.where(falling, 4 - counts, counts // step)


@pytest.fixture(scope="module")
def seen() -> np.ndarray:
    """(rows, robots, parts) counts of a row of every group, each at one showing."""
    return np.stack([counts_told(spoken(robots_of(row(number), Random(number)))) for number in range(0, ROWS, 4)])


def odd_by(counts: np.ndarray, pair: tuple[int, int]) -> np.ndarray:
    """The robot in which a pair of parts has one level, found in what can be seen."""
    levels = levels_of(counts)
    return (levels[:, :, pair[0]] == levels[:, :, pair[1]]).argmax(1)


def test_a_row_is_four_robots_answered_by_one_key() -> None:
    field = robots().field
    assert field.kind is AnswerKind.KEY
    assert field.closed == field.alphabet == frozenset("1234")
    assert (len(robots()), robots().traits(0).chance) == (ROWS, CHANCE)
    assert domain_items(DomainOptions("figures", {"cue": "anyword"})) == robots()
    assert robots().rephrased(0, 0) == robots().item(0)


@unhurried
@given(NUMBERS, SEEDS)
def test_a_row_fits_into_78_columns_and_16_lines_of_plain_signs(number: int, seed: int) -> None:
    drawing = shown(number, seed)
    assert len(drawing.lines) == 14
    assert {sum(len(span.text) for span in line) for line in drawing.lines} == {74}
    signs = set("".join(span.text for line in drawing.lines for span in line))
    assert signs <= set("╷╭─╮│◉v╰┬╯┴+<>•║═o 1234")


@unhurried
@given(NUMBERS, SEEDS)
def test_the_picture_shows_the_counts_that_are_told(number: int, seed: int) -> None:
    drawing = shown(number, seed)
    lines = ["".join(span.text for span in line) for line in drawing.lines]
    for place, told in enumerate(counts_told(drawing.spoken)):
        cut = [line[19 * place : 19 * place + 17] for line in lines]
        drawn = [
            cut[0].count("╷"), cut[2].count("◉"), cut[3].count("v"), cut[7].count("<"), cut[7].count(">"),
            cut[8].count("•"), cut[6].count("+"), cut[10].count("║"), cut[12].count("o"),
        ]  # fmt: skip
        assert drawn == list(told)
        assert cut[13].strip() == str(place + 1)


@unhurried
@given(NUMBERS, SEEDS)
def test_every_pair_of_parts_agrees_in_one_robot_and_every_robot_stands_out_by_nine_pairs(
    number: int, seed: int
) -> None:
    levels = levels_of(counts_told(shown(number, seed).spoken))
    assert [sorted(Counter(robot).values()) for robot in levels.tolist()] == [[3, 3, 3]] * 4
    agreeing = [
        [place for place in range(4) if levels[place, i] == levels[place, j]] for i, j in combinations(range(9), 2)
    ]
    assert all(len(places) == 1 for places in agreeing)
    assert Counter(place for (place,) in agreeing) == dict.fromkeys(range(4), 9)


@unhurried
@given(NUMBERS, SEEDS, SEEDS, st.sampled_from(["amber", "clay", "fern", "oak", "wren"]))
def test_whoever_knows_the_pair_is_always_right_however_the_row_looks(
    number: int, seed: int, other: int, word: str
) -> None:
    for showing in (seed, other):
        counts = counts_told(shown(number, showing).spoken)[None]
        assert robots(word).item(number).accepts == (str(odd_by(counts, pair_of(word))[0] + 1),)


def test_rows_never_change_whatever_the_python() -> None:
    assert "".join(robots("garnet").item(number).right for number in range(24)) == GOLDEN_ANSWERS
    assert counts_told(shown(7, 7).spoken).tolist() == GOLDEN_ROBOTS


def test_a_row_looks_like_this() -> None:
    assert ["".join(span.text for span in line).rstrip() for line in shown(7, 7).lines] == GOLDEN_PICTURE


GOLDEN_ANSWERS = "321414323214143232142143"
GOLDEN_ROBOTS = [
    [2, 3, 2, 3, 1, 2, 3, 2, 4],
    [3, 2, 2, 3, 3, 6, 2, 3, 4],
    [2, 1, 4, 3, 3, 2, 2, 1, 2],
    [1, 3, 6, 3, 3, 4, 2, 2, 6],
]
GOLDEN_PICTURE = [
    "       ╷ ╷               ╷ ╷ ╷               ╷ ╷                 ╷",
    "   ╭─────────╮        ╭─────────╮        ╭─────────╮        ╭─────────╮",
    "   │  ◉ ◉ ◉  │        │   ◉ ◉   │        │    ◉    │        │  ◉ ◉ ◉  │",
    "   │   v v   │        │   v v   │        │  vv vv  │        │ vvv vvv │",
    "   ╰──┬───┬──╯        ╰──┬───┬──╯        ╰──┬───┬──╯        ╰──┬───┬──╯",
    "   ╭──┴───┴──╮        ╭──┴───┴──╮        ╭──┴───┴──╮        ╭──┴───┴──╮",
    "   │  + + +  │        │   + +   │        │   + +   │        │   + +   │",
    "<<<│         │>    <<<│         │>>>  <<<│         │>>>  <<<│         │>>>",
    "   │   • •   │        │ ••• ••• │        │   • •   │        │  •• ••  │",
    "   ╰─────────╯        ╰─────────╯        ╰─────────╯        ╰─────────╯",
    "       ║ ║               ║ ║ ║                ║                 ║ ║",
    "   ═══════════        ═══════════        ═══════════        ═══════════",
    "      oo oo              oo oo               o o              ooo ooo",
    "        1                  2                  3                  4",
]


def test_every_pair_can_be_picked_by_some_word() -> None:
    assert {pair_of(f"word{number}") for number in range(600)} == set(PAIRS)


@pytest.mark.parametrize(
    "values", [{}, {"cue": ""}, {"cue": "Two words"}, {"cue": "x" * 41}, {"cue": "a", "size": "3"}]
)
def test_strange_options_are_refused_with_what_to_do(values: dict[str, str]) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        domain_items(DomainOptions("figures", values))
    assert refusal.value.mend


def test_the_odd_one_stands_in_every_place_equally_often() -> None:
    places = Counter(robots("garnet").item(number).right for number in range(ROWS))
    assert set(places.values()) == {ROWS // 4}


def test_a_group_is_four_rows_of_the_same_robots_in_other_places() -> None:
    made = robots("garnet")
    assert len({made.traits(number).group for number in range(ROWS)}) == ROWS // 4
    for first in range(0, 400, 4):
        assert len({made.traits(number).group for number in range(first, first + 4)}) == 1
        assert {frozenset(row(number)) for number in range(first, first + 4)} == {frozenset(row(first))}


def test_nothing_that_treats_all_parts_alike_beats_a_blind_guess(seen: np.ndarray) -> None:
    """Whatever the pair is: none is right more often than .30, nor more often than .25 over all 27 pairs."""
    levels = levels_of(seen)
    common = np.array([[np.bincount(robot, minlength=7).max() for robot in each] for each in seen])
    spread_out = np.abs(seen - seen.mean(axis=1, keepdims=True)).sum(2)
    same_as_others = (seen[:, :, None, :] == seen[:, None, :, :]).sum((2, 3))
    statistics = {
        "marks": seen.sum(2),
        "few marks": -seen.sum(2),
        "high levels": levels.sum(2),
        "highest somewhere": (seen == seen.max(1, keepdims=True)).sum(2),
        "unlike the mean": spread_out,
        "unlike the others": -same_as_others,
        "most alike numbers": common,
        "variance": seen.var(2),
    }
    noise = np.random.default_rng(0).random((len(seen), ROBOTS)) * 1e-6
    for name, value in statistics.items():
        hits = [((value + noise).argmax(1) == odd_by(seen, pair)).mean() for pair in PAIRS]
        assert max(hits) < 0.30, name
        assert np.mean(hits) < CHANCE + 0.01, name


def test_no_single_part_beats_a_blind_guess(seen: np.ndarray) -> None:
    """Neither its highest nor its lowest robot, nor the one that has it alone, under any of the pairs it belongs to."""
    noise = np.random.default_rng(1).random((len(seen), ROBOTS)) * 1e-6
    for part in range(len(PARTS)):
        counts = seen[:, :, part]
        alone = (counts[:, :, None] == counts[:, None, :]).sum(2) == 1
        for pair in (pair for pair in PAIRS if part in pair):
            odd = odd_by(seen, pair)
            for value in (counts, -counts, alone):
                assert ((value + noise).argmax(1) == odd).mean() < 0.30
