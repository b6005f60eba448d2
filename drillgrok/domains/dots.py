"""Scattered dots that belong to one of two sorts: how they are scattered, how they look and how they are told aloud.
Nothing about learners or schedules enters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf
from random import Random
from typing import Final, TypeVar

from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected, TextMark, in_words, overlaid
from drillgrok.model.domain import DomainItems, DomainOptions, RawItem, Surface, Traits
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import PLAIN
from drillgrok.model.options import DomainOption, OneOf, OptionSheet

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


SIZES: Final = ("small", "usual", "large")
"""How much of what tells the sorts apart there is: a small cue is hard to see."""
Size = int
"""The place of a word of SIZES."""
USUAL: Final[Size] = 1


def _even_middle(is_a: bool, _size: Size, rng: Random) -> Sky:
    """An even number of dots in the middle makes an a; their mean number is four in both sorts."""
    inner = (2, 4, 4, 6)[_below(4, rng)] if is_a else (3, 5)[_below(2, rng)]
    outer = 6 + _below(8, rng)
    middle, around = _parted(CELLS, _in_middle)
    return dict.fromkeys((*_drawn(middle, inner, rng), *_drawn(around, outer, rng)), "")


def _fuller_quarters(is_a: bool, size: Size, rng: Random) -> Sky:
    """Three or five dots more in two opposite quarters make an a; one or three where the cue is small, five or seven
    where it is large."""
    fewer = 3 + _below(3, rng)
    more = fewer + ((1, 3), (3, 5), (5, 7))[size][_below(2, rng)]
    quarters, others = _parted(CELLS, _on_diagonal_quarters)
    in_quarters, in_others = (more, fewer) if is_a else (fewer, more)
    return dict.fromkeys((*_drawn(quarters, in_quarters, rng), *_drawn(others, in_others, rng)), "")


def _sided_signs(is_a: bool, size: Size, rng: Random) -> Sky:
    """Six full and six open dots, six on either side; where most of the full ones lie on the left it is an a: four or
    five of them, four where the cue is small, five or six where it is large."""
    most = ((4, 4), (4, 5), (5, 6))[size][_below(2, rng)]
    full_left = most if is_a else 6 - most
    left, right = (_drawn(side, 6, rng) for side in _parted(CELLS, _on_left))
    signs = [FULL if place < full_left else OPEN for place in range(6)]
    signs += [OPEN if place < full_left else FULL for place in range(6)]
    return dict(zip((*left, *right), signs, strict=True))


PAIRS: Final = 7


def _leaning_pairs(is_a: bool, size: Size, rng: Random) -> Sky:
    """Dots in pairs: those of five to seven of the seven pairs lie one below and to the right of the other in an a, one
    below and to the left in a b; the other pairs lie the other way (after Glass 1969, Nature 223, 578). Where the cue
    is small it is four to six pairs, where it is large six or seven."""
    most = 4 + size + _below((3, 3, 2)[size], rng)
    leans = [1 if is_a else -1] * most + [-1 if is_a else 1] * (PAIRS - most)
    sky: Sky = {}
    near: set[Cell] = set()
    for lean in leans:
        free = [pair for pair in LEANING[lean] if near.isdisjoint(pair)]
        pair = free[_below(len(free), rng)]
        sky |= dict.fromkeys(pair, "")
        near |= {(row + down, column + across) for row, column in pair for down, across in AROUND}
    return sky


LEANING: Final[dict[int, tuple[tuple[Cell, Cell], ...]]] = {
    lean: tuple(
        ((row, column), (row + 1, column + lean))
        for row, column in CELLS
        if row + 1 < SIDE and 0 <= column + lean < SIDE
    )
    for lean in (1, -1)
}
"""Two cells of which the lower one lies to the right, or to the left. Pairs do not touch: seven have room."""
AROUND: Final = tuple(product((-1, 0, 1), repeat=2))

PROTOTYPES: Final[tuple[tuple[Cell, ...], tuple[Cell, ...]]] = (
    ((1, 2), (4, 3), (4, 9), (6, 7), (7, 3), (8, 9), (9, 1), (9, 5), (10, 9)),
    ((1, 2), (3, 4), (3, 7), (6, 10), (7, 5), (8, 1), (8, 10), (9, 3), (10, 9)),
)
"""Nine dots that every a, and every b, is made from: as many in each half, in the middle and in crossed quarters."""
_FAR: Final = (((0, 1, 1), (1, 1, 2)), ((0, 1), (0, 1, 1)), ((0, 0, 1), (0, 1)))
"""For each size, how far a dot may move either way: in half of the skies little, in half of them more."""


def _near_prototype(is_a: bool, size: Size, rng: Random) -> Sky:
    """One of two figures with its dots moved at random (after Posner and Keele 1968, J. exp. Psychol. 77, 353). It is
    moved anew until no two dots meet and it is nearer to its own figure, however distance is measured."""
    far = _FAR[size][_below(len(_FAR[size]), rng)]
    own, other = PROTOTYPES if is_a else PROTOTYPES[::-1]
    while True:
        moved = [_moved(cell, far, rng) for cell in own]
        if len(set(moved)) == len(own) and all(_is_nearer(moved, own, other, apart) for apart in _APART):
            return dict.fromkeys(moved, "")


def _moved(cell: Cell, far: tuple[int, ...], rng: Random) -> Cell:
    row, column = (
        min(max(at + far[_below(len(far), rng)] * (1 if rng.random() < 0.5 else -1), 0), SIDE - 1) for at in cell
    )
    return row, column


_APART: Final[tuple[Callable[[int, int], float], ...]] = (
    lambda down, across: down + across,
    lambda down, across: (down * down + across * across) ** 0.5,
    lambda down, across: down * down + across * across,
    max,
)
"""Distances by how far two cells lie apart down and across: by streets, straight, straight and squared, by a king."""


def _is_nearer(
    moved: Sequence[Cell], own: Sequence[Cell], other: Sequence[Cell], apart: Callable[[int, int], float]
) -> bool:
    """Whether the dots lie nearer to the figure that they were moved from, each dot matched with one of the figure so
    that the sum is least. A glance at the sums that it cannot exceed, or fall short of, settles most skies."""
    to_own, to_other = (
        [[apart(abs(row - to_row), abs(column - to_column)) for to_row, to_column in figure] for row, column in moved]
        for figure in (own, other)
    )
    most = sum(distances[place] for place, distances in enumerate(to_own))
    least = max(sum(map(min, to_other)), sum(map(min, zip(*to_other, strict=True))))
    return most + _A_HAIR < least or _matched(to_own) + _A_HAIR < _matched(to_other)


_A_HAIR: Final = 1e-6
"""More than sums of roots are rounded by."""


def _matched(distances: Sequence[Sequence[float]]) -> float:
    """The least sum of distances when each dot gets another dot of the figure, by the sets of dots that are given."""
    sums = {0: 0.0}
    for of_dot in distances:
        longer: dict[int, float] = {}
        for given, total in sums.items():
            for place, distance in enumerate(of_dot):
                grown = given | 1 << place
                if grown != given and total + distance < longer.get(grown, inf):
                    longer[grown] = total + distance
        sums = longer
    return min(sums.values())


RULES: Final[dict[str, Callable[[bool, Size, Random], Sky]]] = {
    "basalt": _even_middle,
    "linen": _fuller_quarters,
    "cedar": _sided_signs,
    "marl": _leaning_pairs,
    "tuff": _near_prototype,
}
"""A word that says nothing -> what makes a sky of either sort. Whatever looks at rows, columns, halves, signs or the
number of dots alone finds the sort as often as a blind guess, but in `tuff`, where a part of a figure tells a part."""


def is_a(word: str, number: int) -> bool:
    """The sort of sky `number`: of every two in turn one is an a, which one is drawn by lot."""
    first = Random(f"sort {word} {number // 2}").random() < 0.5
    return first is (number % 2 == 0)


def sky(word: str, number: int, size: Size = USUAL) -> Sky:
    """Sky `number` of a rule; where the signs count they are the same at every showing."""
    return RULES[word](is_a(word, number), size, Random(f"sky {word} {number}"))


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


def picture(sky: Sky, *, by_day: bool = False) -> tuple[DrawnLine, ...]:
    """The sky in a frame: 14 lines of 38 columns. By day all is shaded but where a dot stands."""
    edge = "─" * (SIDE * CELL)
    rows = (
        (
            Span("│", Tone.FAINT),
            Span("".join(_cell(sky.get((row, column)), by_day=by_day) for column in range(SIDE)), Tone.STRONG),
            Span("│", Tone.FAINT),
        )
        for row in range(SIDE)
    )
    return ((Span(f"╭{edge}╮", Tone.FAINT),), *rows, (Span(f"╰{edge}╯", Tone.FAINT),))


_BY_DAY: Final = {FULL: "[#]", OPEN: "[ ]"}
"""Full and open dots by day; any other sign is open."""


def _cell(sign: str | None, *, by_day: bool) -> str:
    if by_day:
        return "░" * CELL if sign is None else _BY_DAY.get(sign, _BY_DAY[OPEN])
    return (sign or " ").center(CELL)


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
    lean = _lean(sky)
    ends |= {"lean": str(lean), "which way more lean": str((lean > 0) - (lean < 0))}
    return Surface(cues={**dict(_counts("dots", list(sky))), **dict(_counts("full dots", full)), **ends})


def _lean(sky: Sky) -> int:
    """Pairs that lie one below and to the right, less those one below and to the left."""
    right, left = (sum((row + 1, column + side) in sky for row, column in sky) for side in (1, -1))
    return right - left


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
    size: Size
    field: AnswerField
    rephrasings: int = 1

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

    def rephrased(self, index: int, _which: int) -> RawItem:
        """The same sky by day."""
        return self.item(index)

    def surface(self, index: int) -> Surface:
        """How many dots there are in each part of the sky, and where there are more."""
        return sky_surface(sky(self.word, index, self.size))

    def corrected(self, _index: int, item: Item, given: str) -> Corrected:
        """Both sorts on the frame of the sky."""
        drawn = (marked(item.drawing, item.right, given),) if item.drawing else ()
        return replace(in_words(item.right, given), frames=drawn)

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The item with sky `index` as it looks this time."""
        seen = signed(sky(self.word, index, self.size), rng)
        drawn = picture(seen, by_day=item.presentation != PLAIN)
        return replace(item, drawing=Drawing(drawn, spoken(seen)))


OPTIONS: Final = OptionSheet(
    says="scattered dots of one of two sorts.",
    options=(
        DomainOption("rule", "what makes the sorts; the words say nothing", OneOf(tuple(RULES)), default=None),
        DomainOption(
            "size",
            "how much of it there is to see: small is hard, large is easy",
            OneOf(SIZES),
            default=SIZES[USUAL],
            only_with=tuple(word for word in RULES if word != "basalt"),
        ),
    ),
    example={"rule": "linen", "size": "large"},
    about="Dots are scattered over a sky. Is it an a or a b? Press the key.",
)


def items(options: DomainOptions) -> SkyItems:
    """The skies of a deck: its `rule` makes the sorts, its `size` says how plainly."""
    size = SIZES.index(options.values["size"])
    return SkyItems(
        options.values["rule"], size, AnswerField(AnswerKind.KEY, closed=frozenset(SORTS), alphabet=frozenset(SORTS))
    )
