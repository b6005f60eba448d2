"""The number lines: what is drawn and told, how near is near enough, and how far one gets without the scale."""

from bisect import bisect_left, bisect_right
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.domains import domain_items
from drillgrok.domains.number_line import (
    CURVES,
    PROMPT,
    SCALES,
    Between,
    NumberLine,
    RulerItems,
    accepted,
    most_covered,
    picture,
    spoken,
)
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions
from drillgrok.model.item import AnswerKind, Item, ItemKey

MADE = {name: RulerItems(scale) for name, scale in SCALES.items()}
every_scale = pytest.mark.parametrize("name", SCALES)
RULERS = st.builds(
    lambda low, factor, steps, share: NumberLine(low, low * factor, steps, 1 + round(share * (steps - 2))),
    st.integers(100, 990), st.integers(4, 300), st.integers(28, 34), st.floats(0, 1),
)  # fmt: skip


def shown(name: str, index: int, presentation: str = "plain") -> Item:
    raw = MADE[name].item(index) if presentation == "plain" else MADE[name].rephrased(index, 0)
    item = Item(ItemKey("0" * 12), raw.prompt, frozenset(raw.accepts), raw.right, 0.1, presentation)
    return MADE[name].dress(index, item, Random(0))


@every_scale
def test_a_line_is_answered_by_typing_digits(name: str) -> None:
    made = domain_items(DomainOptions("number-line", {"scale": name}))
    assert made.field.kind is AnswerKind.DIGITS
    assert made.field.closed is None
    assert made.rephrasings == 1
    assert len(made) == 3360
    assert len({made.id(index) for index in range(len(made))}) == len(made)


@given(RULERS, st.booleans())
def test_the_picture_shows_the_line_that_is_told(ruler: NumberLine, marked: bool) -> None:
    lines = ["".join(span.text for span in line) for line in picture(ruler, PROMPT, marked=marked)]
    assert len({len(line) for line in lines if line}) == 1
    assert len(lines[0]) <= 78
    ticks = [place for place, sign in enumerate(lines[1]) if sign in "├┴┤"]
    assert len(ticks) - 1 == ruler.steps
    assert [place for place, sign in enumerate(lines[0]) if sign == "▼"] == [ticks[ruler.mark]] * marked
    assert lines[2].split() == [f"{ruler.low:,}", f"{ruler.high:,}"]
    low_place = lines[2].index(f"{ruler.low:,}")
    assert low_place <= ticks[0] < low_place + len(f"{ruler.low:,}")
    assert lines[2].rstrip().rfind(",") < len(lines[0])
    assert lines[4].strip() == PROMPT
    told = spoken(ruler, marked=marked)
    assert f"{ruler.steps} steps, from {ruler.low} to {ruler.high}." in told
    assert (f"stands {ruler.mark} steps" in told) is marked


@every_scale
@given(ruler=RULERS)
def test_readings_go_up_from_end_to_end_and_a_step_off_is_near_enough(name: str, ruler: NumberLine) -> None:
    scale = SCALES[name]
    readings = [scale.reading(ruler, step) for step in range(ruler.steps + 1)]
    assert readings == sorted(readings)
    assert (readings[0], readings[-1]) == (pytest.approx(ruler.low), pytest.approx(ruler.high))
    judge = accepted(scale, ruler, 1)
    assert all(judge(str(round(readings[ruler.mark + off]))) for off in (-1, 0, 1))
    assert not judge(str(int(readings[ruler.mark + 1]) + 2))
    assert not judge(str(int(readings[ruler.mark - 1]) - 1))


def test_a_number_may_have_commas_and_nothing_else() -> None:
    judge = Between(1000.0, 1200.0)
    assert judge("1000")
    assert judge("1,200")
    assert not any(judge(text) for text in ("999", "1201", "", ",", "-1100", "1100.5", "x", "१२००", "9" * 400))


@every_scale
def test_marks_on_one_pair_of_ends_and_its_multiples_are_one_group(name: str) -> None:
    made = MADE[name]
    groups = {}
    for index, ruler in enumerate(made.rulers):
        groups.setdefault(made.traits(index).group, set()).add(ruler)
    assert len(groups) == 420
    assert {len(rulers) for rulers in groups.values()} == {8}
    products = [
        {(one.low * other.high, one.high * other.low) for one in rulers for other in rulers}
        for rulers in groups.values()
    ]
    assert all(left == right for pairs in products for left, right in pairs)


# What can be got right without the scale.


@every_scale
def test_reading_an_even_scale_is_always_wrong(name: str) -> None:
    for index, ruler in enumerate(MADE[name].rulers):
        even = ruler.low + (ruler.high - ruler.low) * ruler.mark / ruler.steps
        judge = shown(name, index).judge
        assert judge is not None
        assert not judge(str(round(even)))


@every_scale
def test_no_blind_strategy_beats_the_chance_that_is_stated(name: str) -> None:
    """One number for all lines; one share of the way for all lines; either end; the middle of the ends."""
    made = MADE[name]
    bounds = [accepted(made.scale, ruler, made.near) for ruler in made.rulers]
    right = [made.scale.reading(ruler, ruler.mark) for ruler in made.rulers]
    chance = made.traits(0).chance
    lows, highs = sorted(each.low for each in bounds), sorted(each.high for each in bounds)
    assert max(bisect_right(lows, number) - bisect_left(highs, number) for number in right) / len(made) <= chance
    for percent in range(0, 101, 2):
        guesses = (ruler.low + (ruler.high - ruler.low) * percent / 100 for ruler in made.rulers)
        hits = sum(each.low <= guess <= each.high for each, guess in zip(bounds, guesses, strict=True))
        assert hits / len(made) <= chance
    for power in CURVES:
        guesses = (ruler.low + (ruler.high - ruler.low) * (ruler.mark / ruler.steps) ** power for ruler in made.rulers)
        hits = sum(each.low <= round(guess) <= each.high for each, guess in zip(bounds, guesses, strict=True))
        assert hits / len(made) <= chance
    assert 0.05 < chance < MOST_BY_CURVE[name]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), min_size=1, max_size=12))
def test_the_luckiest_point_is_found(spans: list[tuple[int, int]]) -> None:
    closed = [(low, low + length) for low, length in spans]
    assert most_covered(closed) == max(sum(low <= point <= high for low, high in closed) for point in range(40))


@every_scale
def test_half_a_rule_helps_no_more_than_the_phase_model_expects(name: str) -> None:
    """Reading an even scale and taking one fixed part of what lies between the ends, the best of all parts."""
    made = MADE[name]
    bounds = [accepted(made.scale, ruler, made.near) for ruler in made.rulers]
    for part in range(1, 40):
        guesses = (r.low + (r.high - r.low) * r.mark / r.steps * part / 40 for r in made.rulers)
        hits = sum(each.low <= guess <= each.high for each, guess in zip(bounds, guesses, strict=True))
        assert hits / len(made) < made.traits(0).chance + 0.25


MOST_BY_CURVE = {"factors": 0.4, "roots": 0.6, "shares": 0.4}
"""What bending a line by eye gives at most: with roots more than half of the lines."""


# In other words, and for ever.


@every_scale
def test_the_other_wording_asks_for_the_step_and_shows_no_mark(name: str) -> None:
    item = shown(name, 100, "r1")
    ruler = MADE[name].rulers[100]
    assert item.drawing is not None
    assert item.judge is not None
    assert "▼" not in "".join(span.text for line in item.drawing.lines for span in line)
    assert "mark" not in item.drawing.spoken
    assert f"{round(MADE[name].scale.reading(ruler, ruler.mark)):,}" in item.prompt
    near = [step for step in range(ruler.steps + 1) if item.judge(str(step))]
    assert near == [ruler.mark - 1, ruler.mark, ruler.mark + 1]


def test_lines_never_change_whatever_the_python() -> None:
    assert [MADE[name].id(2000) for name in MADE] == GOLDEN_IDS
    drawing = shown("factors", 2000).drawing
    assert drawing is not None
    assert ["".join(span.text for span in line).rstrip() for line in drawing.lines] == GOLDEN_PICTURE


GOLDEN_IDS = ["300-38000 33:11", "900-3600 31:5", "460-2000 33:8"]
GOLDEN_PICTURE = [
    "                        ▼",
    "  ├─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┴─┤",
    " 300                                                              38,000",
    "",
    "                         Which number is marked?",
]


@pytest.mark.parametrize("values", [{}, {"scale": "even"}, {"scale": "roots", "size": "3"}])
def test_strange_options_are_refused_with_what_to_do(values: dict[str, str]) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        domain_items(DomainOptions("number-line", values))
    assert refusal.value.mend
