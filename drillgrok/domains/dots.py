"""Scattered dots that belong to one of two sorts: how they are scattered, how they look and how they are told aloud.
Nothing about learners or schedules enters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from random import Random
from typing import Final, TypeVar

from drillgrok.errors import DrillgrokError
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected, TextMark, in_words, overlaid
from drillgrok.model.domain import DomainItems, DomainOptions, RawItem, Surface, Traits
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item

SKIES: Final = 10_000
SIDE: Final = 12
"""Cells of a sky on each side."""
HALF: Final = SIDE // 2
CELL: Final = 3
"""Columns of a cell."""
SORTS: Final = ("a", "b")
PROMPT: Final = "Is this sky an a or a b?"
FULL: Final = "●"
OPEN: Final = "○"
SIGNS: Final = "●○∙+*"
"""Signs that dots are drawn with where signs mean nothing."""

Cell = tuple[int, int]
"""Row and column, from 0 at the top left."""
Sky = dict[Cell, str]
"""A sign for each dot; empty where signs mean nothing and are drawn afresh at every showing."""
T = TypeVar("T")

CELLS: Final[tuple[Cell, ...]] = tuple(product(range(SIDE), range(SIDE)))


def _in_middle(cell: Cell) -> bool:
    return all(SIDE // 4 <= place < SIDE - SIDE // 4 for place in cell)


def _on_diagonal_quarters(cell: Cell) -> bool:
    """The upper left and the lower right quarter."""
    row, column = cell
    return (row < HALF) == (column < HALF)


def _on_left(cell: Cell) -> bool:
    return cell[1] < HALF


def _even_middle(is_a: bool, rng: Random) -> Sky:
    """An even number of dots in the middle makes an a; their mean number is four in both sorts."""
    inner = (2, 4, 4, 6)[_below(4, rng)] if is_a else (3, 5)[_below(2, rng)]
    outer = 6 + _below(8, rng)
    middle, around = _parted(CELLS, _in_middle)
    return dict.fromkeys((*_drawn(middle, inner, rng), *_drawn(around, outer, rng)), "")


def _fuller_quarters(is_a: bool, rng: Random) -> Sky:
    """Three or five dots more in two opposite quarters make an a."""
    fewer = 3 + _below(3, rng)
    more = fewer + (3, 5)[_below(2, rng)]
    quarters, others = _parted(CELLS, _on_diagonal_quarters)
    in_quarters, in_others = (more, fewer) if is_a else (fewer, more)
    return dict.fromkeys((*_drawn(quarters, in_quarters, rng), *_drawn(others, in_others, rng)), "")


def _sided_signs(is_a: bool, rng: Random) -> Sky:
    """Six full and six open dots, six on either side; where most of the full ones lie on the left it is an a."""
    most = 4 + _below(2, rng)
    full_left = most if is_a else 6 - most
    left, right = (_drawn(side, 6, rng) for side in _parted(CELLS, _on_left))
    signs = [FULL if place < full_left else OPEN for place in range(6)]
    signs += [OPEN if place < full_left else FULL for place in range(6)]
    return dict(zip((*left, *right), signs, strict=True))


RULES: Final[dict[str, Callable[[bool, Random], Sky]]] = {
    "basalt": _even_middle,
    "linen": _fuller_quarters,
    "cedar": _sided_signs,
}
"""A word that says nothing -> what makes a sky of either sort. Whatever looks at rows, columns, halves, signs or the
number of dots alone finds the sort as often as a blind guess."""


def is_a(word: str, number: int) -> bool:
    """The sort of sky `number`: of every two in turn one is an a, which one is drawn by lot."""
    first = Random(f"sort {word} {number // 2}").random() < 0.5
    return first is (number % 2 == 0)


def sky(word: str, number: int) -> Sky:
    """Sky `number` of a rule; where the signs count they are the same at every showing."""
    return RULES[word](is_a(word, number), Random(f"sky {word} {number}"))


def _parted(cells: Iterable[Cell], belongs: Callable[[Cell], bool]) -> tuple[list[Cell], list[Cell]]:
    inside: list[Cell] = []
    outside: list[Cell] = []
    for cell in cells:
        (inside if belongs(cell) else outside).append(cell)
    return inside, outside


def _drawn(values: Iterable[T], count: int, rng: Random) -> list[T]:
    """Some of the values, drawn by `random()` alone: the one sequence that no later Python may change."""
    return sorted(values, key=lambda _: rng.random())[:count]


def _below(limit: int, rng: Random) -> int:
    return int(rng.random() * limit)


def signed(sky: Sky, rng: Random) -> Sky:
    """The sky with a sign for every dot that has none; all of them get one and the same."""
    sign = SIGNS[_below(len(SIGNS), rng)]
    return {cell: own or sign for cell, own in sky.items()}


def picture(sky: Sky) -> tuple[DrawnLine, ...]:
    """The sky in a frame: 14 lines of 38 columns."""
    edge = "─" * (SIDE * CELL)
    rows = (
        (
            Span("│", Tone.FAINT),
            Span("".join(sky.get((row, column), " ").center(CELL) for column in range(SIDE)), Tone.STRONG),
            Span("│", Tone.FAINT),
        )
        for row in range(SIDE)
    )
    return ((Span(f"╭{edge}╮", Tone.FAINT),), *rows, (Span(f"╰{edge}╯", Tone.FAINT),))


def marked(sky: Drawing, right: str, given: str) -> Drawing:
    """The drawn sky with both sorts on its frame: the right one above, the one that was said below."""
    texts = [_on_frame(0, f" {RIGHT_SIGN} {right} ", Tone.RIGHT)]
    if given in SORTS:
        texts.append(_on_frame(len(sky.lines) - 1, f" {WRONG_SIGN} {given} ", Tone.WRONG))
    return overlaid(sky, (), texts)


def _on_frame(row: int, text: str, tone: Tone) -> TextMark:
    return TextMark(row, (SIDE * CELL + 2 - len(text)) // 2, text, tone)


def spoken(sky: Sky) -> str:
    """The dots in words, from the top left: row, column, and the sign where there are two."""
    several = len(set(sky.values())) > 1
    names = {FULL: " full", OPEN: " open"} if several else {}
    told = (f"{row + 1}-{column + 1}{names.get(sky[row, column], '')}" for row, column in sorted(sky))
    return f"Dots in {SIDE} rows of {SIDE}, each by row and column: {', '.join(told)}."


def _on_top(cell: Cell) -> bool:
    return cell[0] < HALF


def _on_edge(cell: Cell) -> bool:
    return not all(0 < place < SIDE - 1 for place in cell)


PLACES: Final[dict[str, Callable[[Cell], bool]]] = {
    "the left": _on_left,
    "the top": _on_top,
    "the upper left and lower right": _on_diagonal_quarters,
    "the middle": _in_middle,
    "the edge": _on_edge,
}
"""Parts of a sky in which dots can be counted at a glance."""


def sky_surface(sky: Sky) -> Surface:
    """Each count of a sky as a cue: of its dots and of those of a part, also whether it is even and whether the rest
    has fewer; and the same of the full dots."""
    full = [cell for cell, sign in sky.items() if sign == FULL]
    ends = {"first dot": str(min(sky)), "last dot": str(max(sky))}
    return Surface(cues={**dict(_counts("dots", list(sky))), **dict(_counts("full dots", full)), **ends})


def _counts(name: str, cells: list[Cell]) -> Iterator[tuple[str, str]]:
    yield name, str(len(cells))
    yield f"even {name}", str(len(cells) % 2 == 0)
    for place, belongs in PLACES.items():
        inside = sum(map(belongs, cells))
        outside = len(cells) - inside
        yield f"{name} in {place}", str(inside)
        yield f"even {name} in {place}", str(inside % 2 == 0)
        yield f"more {name} in {place}", str((inside > outside) - (inside < outside))


@dataclass(frozen=True, slots=True)
class SkyItems(DomainItems):
    """All skies of one rule. Each is a group of its own: no two are alike or each other's mirror image but by luck."""

    word: str
    field: AnswerField

    def __len__(self) -> int:
        return SKIES

    def id(self, index: int) -> str:
        """The sky's number."""
        return str(index)

    def traits(self, index: int) -> Traits:
        """No sky gives another away; a blind guess is one of two."""
        return Traits(group=str(index), chance=1 / len(SORTS))

    def item(self, index: int) -> RawItem:
        """Sky `index`, its answer its sort."""
        sort = SORTS[0] if is_a(self.word, index) else SORTS[1]
        return RawItem(prompt=PROMPT, accepts=(sort,), right=sort)

    def surface(self, index: int) -> Surface:
        """How many dots there are in each part of the sky, and where there are more."""
        return sky_surface(sky(self.word, index))

    def corrected(self, _index: int, item: Item, given: str) -> Corrected:
        """Both sorts on the frame of the sky."""
        drawn = (marked(item.drawing, item.right, given),) if item.drawing else ()
        return replace(in_words(item.right, given), frames=drawn)

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The item with sky `index` as it looks this time."""
        seen = signed(sky(self.word, index), rng)
        return replace(item, drawing=Drawing(picture(seen), spoken(seen)))


def items(options: DomainOptions) -> SkyItems:
    """The skies of a deck that gives `rule`, one of the words of RULES.

    Raises DrillgrokError for a missing or unknown rule, or another option.
    """
    strange = sorted(set(options.values) - {"rule"})
    if strange:
        raise DrillgrokError(f"The dots have no option {strange[0]!r}.", mend="Give only `rule`.")
    word = options.values.get("rule", "")
    if word not in RULES:
        raise DrillgrokError(f"The dots have no rule {word!r}.", mend=f"Choose one of: {', '.join(RULES)}.")
    return SkyItems(word, AnswerField(AnswerKind.KEY, closed=frozenset(SORTS), alphabet=frozenset(SORTS)))
