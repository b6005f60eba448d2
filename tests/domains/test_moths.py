"""The moths: their contract, and that no part, no two parts and no likeness tell their sort but those that should."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from random import Random

import numpy as np
import pytest

from drillgrok.domains import domain_items
from drillgrok.domains.moths import FAMILY, MOTHS, PARTS, MothItems, moth, parts_of
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions
from drillgrok.model.drawing import Drawing
from drillgrok.model.item import AnswerKind, Item, ItemKey

KINDS = [{"cue": "gravel"}, {"cue": "anyword", "depth": "2"}]
every_kind = pytest.mark.parametrize("values", KINDS)
ROWS = {
    "feelers": (0, "╲"),
    "head dots": (2, "•"),
    "upper spots": (4, "●"),
    "upper diamonds": (5, "◆"),
    "lower spots": (9, "○"),
    "lower bars": (10, "━━"),
    "legs": (12, "╱"),
    "tail hairs": (13, "╥"),
}
"""Part -> the line of the picture in which it is drawn, and its sign; on the left half what comes on either side."""
TOO_STRONG = 0.1
"""Away from a half; by luck alone the standard error is .018 for a table of all moths."""


def moths(**values: str) -> MothItems:
    made = domain_items(DomainOptions("moths", values))
    assert isinstance(made, MothItems)
    return made


def shown(made: MothItems, number: int, presentation: str = "plain") -> Drawing:
    item = Item(ItemKey("0" * 12), "", frozenset(), "", 0.5, presentation)
    drawing = made.dress(number, item, Random(1)).drawing
    assert drawing is not None
    return drawing


def lines(drawing: Drawing) -> list[str]:
    return ["".join(span.text for span in line) for line in drawing.lines]


def told(drawing: Drawing) -> dict[str, int]:
    return {name: int(count) for name, count in re.findall(r"([a-z][a-z ]*) (\d)", drawing.spoken.split(": ", 1)[1])}


def table(made: MothItems) -> tuple[np.ndarray, np.ndarray]:
    """(moths, parts) counts, and whether each is an a."""
    counts = np.array([moth(number, made.parts).counts for number in range(MOTHS)])
    return counts, np.array([made.item(number).right == "a" for number in range(MOTHS)])


def test_a_moth_is_answered_by_one_of_two_keys() -> None:
    made = moths(cue="gravel")
    assert made.field.kind is AnswerKind.KEY
    assert made.field.closed == made.field.alphabet == frozenset("ab")
    assert (len(made), made.traits(0).chance) == (MOTHS, 0.5)
    assert moths(cue="gravel") == made
    assert made.rephrased(0, 0) == made.item(0)


@every_kind
def test_the_picture_shows_what_is_told(values: dict[str, str]) -> None:
    made = moths(**values)
    for number in range(0, MOTHS, 7):
        drawing = shown(made, number)
        rows = lines(drawing)
        assert (len(rows), {len(row) for row in rows}) == (14, {39})
        parts = told(drawing)
        assert list(parts) == list(PARTS)
        for name, (row, sign) in ROWS.items():
            half = rows[row] if name in {"head dots", "tail hairs"} else rows[row][:16]
            assert half.count(sign) == parts[name], name
        assert sum("═════" in row for row in rows) == parts["body rings"]


@every_kind
def test_both_wings_are_mirror_images(values: dict[str, str]) -> None:
    turned = str.maketrans("╲╱╭╮╰╯┤├", "╱╲╮╭╯╰├┤")
    for row in lines(shown(moths(**values), 5))[:2]:
        assert row == row[::-1].translate(turned)
    for row in lines(shown(moths(**values), 5))[3:13]:
        assert row[:16] == row[::-1].translate(turned)[:16]


@every_kind
def test_the_list_has_every_part_and_the_marking(values: dict[str, str]) -> None:
    made = moths(**values)
    for number in range(0, MOTHS, 31):
        plain, listed = shown(made, number), shown(made, number, "r1")
        assert listed.spoken == plain.spoken
        rows = lines(listed)
        assert [(row[:16].strip(), int(row[16:])) for row in rows[:9]] == list(told(plain).items())
        assert [row[16:].split() for row in rows[9:]] == [list(row) for row in moth(number, made.parts).marking]


def test_no_two_moths_have_one_marking_and_the_cue_has_no_part_in_it() -> None:
    one, other = (moths(cue=word).parts for word in ("gravel", "anyword"))
    markings = [moth(number, one).marking for number in range(MOTHS)]
    assert len(set(markings)) == MOTHS
    assert markings == [moth(number, other).marking for number in range(MOTHS)]


@every_kind
def test_either_sort_is_as_frequent_and_no_other_part_or_pair_tells_it(values: dict[str, str]) -> None:
    made = moths(**values)
    counts, is_a = table(made)
    assert is_a.mean() == pytest.approx(0.5)
    for size in (1, 2):
        for parts in combinations(range(len(PARTS)), size):
            if parts == made.parts:
                continue
            many = (counts[:, parts] > 2).sum(1) % 2
            assert abs((many == is_a).mean() - 0.5) < TOO_STRONG, [PARTS[part] for part in parts]


@every_kind
def test_copying_the_most_alike_moth_is_no_better_than_a_coin(values: dict[str, str]) -> None:
    counts, is_a = table(moths(**values))
    rng = np.random.default_rng(1)
    hits = []
    for _ in range(5):
        practised = rng.random(MOTHS) < 0.6
        for number in np.flatnonzero(~practised):
            away = (counts[practised] != counts[number]).sum(1)
            nearest = is_a[practised][away == away.min()]
            hits.append(float((nearest == is_a[number]).mean()))
    assert np.mean(hits) < 0.55


@every_kind
def test_a_family_is_a_moth_one_of_the_other_sort_and_one_of_its_own_each_with_one_part_changed(
    values: dict[str, str],
) -> None:
    counts, is_a = table(moths(**values))
    for first in range(0, MOTHS, FAMILY):
        assert [bool(is_a[first + place] == is_a[first]) for place in range(FAMILY)] == [True, False, True]
        assert [(counts[first + place] != counts[first]).sum() for place in range(FAMILY)] == [0, 1, 1]


def test_exceptions_are_of_the_other_sort_and_are_never_held_out() -> None:
    plain, made = moths(cue="gravel"), moths(cue="gravel", exceptions="40")
    turned = {number for number in range(MOTHS) if plain.item(number).right != made.item(number).right}
    assert turned == {number for number in range(MOTHS) if made.traits(number).exception}
    assert len(turned) == 40
    assert sum(plain.item(number).right == "a" for number in turned) == 20
    assert not any(plain.traits(number).exception for number in range(MOTHS))


def test_words_stand_for_parts_evenly() -> None:
    found = Counter(parts_of(f"word{number}", 1) for number in range(3600))
    assert set(found) == set(combinations(range(len(PARTS)), 2))
    assert min(found.values()) > 60


def test_moths_never_change_whatever_the_python() -> None:
    made = moths(cue="gravel", exceptions="40")
    assert "".join(made.item(number).right for number in range(24)) == GOLDEN_SORTS
    assert lines(shown(made, 7)) == GOLDEN_PICTURE


GOLDEN_SORTS = "babbbaabababbababaababab"
GOLDEN_PICTURE = [
    "             ╲╲╲       ╱╱╱             ",
    "                ╭─────╮                ",
    "                │ ••• │                ",
    "╭───────────────┤     ├───────────────╮",
    "│       ●       │═════│       ●       │",
    "│    ◆ ◆ ◆ ◆    │     │    ◆ ◆ ◆ ◆    │",
    "│    · · █ ·    │     │    · █ · ·    │",
    "│    █ ▒ █ █    │     │    █ █ ▒ █    │",
    "╰───────────────┤     ├───────────────╯",
    "   │     ○      │     │      ○     │   ",
    "   │━━ ━━ ━━ ━━ │     │ ━━ ━━ ━━ ━━│   ",
    "   ╰────────────┤     ├────────────╯   ",
    "              ╱╱│     │╲╲              ",
    "                ╰─╥╥╥╥╯                ",
]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"cue": "Gravel"},
        {"cue": "gravel", "depth": "3"},
        {"cue": "gravel", "exceptions": "61"},
    ],
)
def test_strange_options_are_refused_with_what_to_do(values: dict[str, str]) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        moths(**values)
    assert refusal.value.mend
