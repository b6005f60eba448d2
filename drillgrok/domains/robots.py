"""Four robots of which one is not like the others: how robots are built, how they look and how they are told aloud.
Nothing about learners or schedules enters, and nothing in here says what a deck's word stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from random import Random
from typing import Final, TypeVar

from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Area, Corrected, TextMark, in_words, overlaid
from drillgrok.model.domain import DomainItems, DomainOptions, RawItem, Surface, Traits
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import PLAIN
from drillgrok.model.options import DomainOption, FreeText, OptionSheet

ROWS: Final = 10_000
"""Rows of four robots."""
ROBOTS: Final = 4
PROMPT: Final = "Which robot is not like the others?"
LEVELS: Final = (1, 2, 3)
WORD: Final = FreeText(r"[a-z0-9]{1,40}", "one word of up to 40 small letters and digits")

Levels = tuple[int, ...]
"""One robot: for each of PARTS, in their order, a level."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RobotPart:
    """Something that a robot has one or more of."""

    name: str
    counts: tuple[int, int, int]
    """How many there are at levels 1, 2 and 3."""

    def count(self, level: int) -> int:
        """How many are drawn."""
        return self.counts[level - 1]


_ONCE: Final = (1, 2, 3)
_TWICE: Final = (2, 4, 6)
_FALLING: Final = (3, 2, 1)
PARTS: Final = (
    RobotPart("antennas", _ONCE),
    RobotPart("eyes", _FALLING),
    RobotPart("teeth", _TWICE),
    RobotPart("left fingers", _ONCE),
    RobotPart("right fingers", _FALLING),
    RobotPart("buttons", _TWICE),
    RobotPart("screws", _ONCE),
    RobotPart("legs", _FALLING),
    RobotPart("wheels", _TWICE),
)
"""From the top of a robot down and from left to right, which is also the order in which they are told."""

Pair = tuple[int, int]
"""Two of PARTS, the first told before the second: the odd robot is the one in which they have one level."""
PAIRS: Final = tuple(
    (first, second)
    for first, second in combinations(range(len(PARTS)), 2)
    if PARTS[first].counts != PARTS[second].counts
)
"""Only of parts that are counted differently: where two are counted alike, a robot in which they agree has more parts
of one number, and that shows."""

Row = tuple[tuple[int, ...], ...]
"""For each of four robots, for each of PARTS, which of three sets it belongs to in this robot: the parts of a set have
one level. This much of a row is the same at every showing."""


def pair_of(word: str) -> Pair:
    """The pair that a deck's word stands for: by a hash, so that the word says nothing to whoever reads it."""
    digest = blake2b(word.encode(), digest_size=2, person=b"figures").digest()
    return PAIRS[int.from_bytes(digest) % len(PAIRS)]


def row(number: int) -> Row:
    """Row `number` of robots, the same for every deck.

    The nine parts are the points of the affine plane of order 3, dealt anew for each row; the robots are its four
    classes of parallel lines, and the three lines of a class are a robot's three sets. So every pair of parts agrees
    in exactly one robot: each robot stands out by nine pairs, and whatever treats pairs alike finds the odd one as
    often as a blind guess. Four rows in turn are one row with its robots moved on by one place,
    so that places are even.
    """
    first = number % ROBOTS
    robots = _dealt(_family(number))
    return robots[first:] + robots[:first]


def _family(number: int) -> int:
    return number // ROBOTS


@lru_cache(maxsize=1)
def _dealt(family: int) -> Row:
    """The first of four rows in turn; kept while the other three are asked for."""
    rng = Random(f"figures {family}")
    points = _shuffled(range(len(PARTS)), rng)
    slopes = _shuffled(range(ROBOTS), rng)
    return tuple(tuple(_line_through(*divmod(point, 3), slope) for point in points) for slope in slopes)


def _line_through(x: int, y: int, slope: int) -> int:
    """Which of the three lines with this slope goes through a point; slope 3 stands for the upright ones."""
    return x if slope == ROBOTS - 1 else (y - slope * x) % 3


def odd_one(row: Row, pair: Pair) -> int:
    """The robot, counted from 0, in which both parts belong to one set."""
    first, second = pair
    return next(place for place, sets in enumerate(row) if sets[first] == sets[second])


def robots_of(row: Row, rng: Random) -> tuple[Levels, ...]:
    """One showing of a row: which level each set has is drawn afresh for every robot."""
    return tuple(tuple(levels[part] for part in sets) for sets in row for levels in [_shuffled(LEVELS, rng)])


def _shuffled(values: Iterable[T], rng: Random) -> list[T]:
    """In an order drawn from `random()` alone: the one sequence that no later Python may change."""
    return sorted(values, key=lambda _: rng.random())


GAP: Final = Span("  ")


def picture(robots: tuple[Levels, ...]) -> tuple[DrawnLine, ...]:
    """The robots side by side: 14 lines of 74 columns."""
    drawn = [_robot(number, levels) for number, levels in enumerate(robots, start=1)]
    return tuple(_beside(lines) for lines in zip(*drawn, strict=True))


def _beside(lines: tuple[DrawnLine, ...]) -> DrawnLine:
    first, *others = lines
    return first + tuple(span for line in others for span in (GAP, *line))


def _robot(number: int, levels: Levels) -> tuple[DrawnLine, ...]:
    """One robot: fourteen lines of 17 columns, its number below."""
    antennas, eyes, teeth, left, right, buttons, screws, legs, wheels = (
        part.count(level) for part, level in zip(PARTS, levels, strict=True)
    )
    return (
        _marks(_spaced("╷", antennas)),
        _shell(f"╭{'─' * 9}╮"),
        _inside("│", _spaced("◉", eyes)),
        _inside("│", _halves("v", teeth)),
        _shell(f"╰──┬{'─' * 3}┬──╯"),
        _shell(f"╭──┴{'─' * 3}┴──╮"),
        _inside("│", _spaced("+", screws)),
        (
            Span(f"{'<' * left:>3}", Tone.PLAIN),
            Span("│", Tone.METAL),
            Span(f"{'':9}", Tone.PLAIN),
            Span("│", Tone.METAL),
            Span(f"{'>' * right:<3}", Tone.PLAIN),
        ),
        _inside("│", _halves("•", buttons)),
        _shell(f"╰{'─' * 9}╯"),
        _marks(_spaced("║", legs)),
        _marks("═" * 11, Tone.SHADE),
        _marks(_halves("o", wheels)),
        _marks(str(number), Tone.STRONG),
    )


def _spaced(sign: str, count: int) -> str:
    return " ".join(sign * count)


def _halves(sign: str, count: int) -> str:
    """An even number of signs, with a gap in the middle."""
    return f"{sign * (count // 2)} {sign * (count // 2)}"


def _shell(text: str) -> DrawnLine:
    return (Span(text.center(17), Tone.METAL),)


def _marks(text: str, tone: Tone = Tone.PLAIN) -> DrawnLine:
    return (Span(text.center(17), tone),)


def _inside(edge: str, text: str) -> DrawnLine:
    return (Span(f"   {edge}", Tone.METAL), Span(text.center(9), Tone.PLAIN), Span(f"{edge}   ", Tone.METAL))


def parts_list(robots: tuple[Levels, ...]) -> tuple[DrawnLine, ...]:
    """The robots as a table: a line for each part, a column for each robot; ten lines of 56 columns."""
    head = " " * _LIST_NAMES + "".join(f"{f'robot {number}':>10}" for number in range(1, ROBOTS + 1))
    rows = (
        (
            Span(f"{part.name:<{_LIST_NAMES}}", Tone.FAINT),
            Span("".join(f"{part.count(levels[place]):>10}" for levels in robots), Tone.PLAIN),
        )
        for place, part in enumerate(PARTS)
    )
    return ((Span(head, Tone.STRONG),), *rows)


_LIST_NAMES: Final = 16


def spoken(robots: tuple[Levels, ...]) -> str:
    """The robots in words, a line each: every part in the same order with its count."""
    told = (
        ", ".join(f"{part.name} {part.count(level)}" for part, level in zip(PARTS, levels, strict=True))
        for levels in robots
    )
    return "\n".join(f"Robot {number}: {words}." for number, words in enumerate(told, start=1))


_ROBOT_ROWS: Final = 14
_ROBOT_COLUMNS: Final = 17


def marked(robots: Drawing, right: str, given: str) -> Drawing:
    """The drawn row with a sign at the right robot and at the one that was taken for it, and their shells in its
    tone."""
    signs = {given: (WRONG_SIGN, Tone.WRONG)} if given in _NUMBERS else {}
    signs[right] = (RIGHT_SIGN, Tone.RIGHT)
    left = {robot: (int(robot) - 1) * (_ROBOT_COLUMNS + len(GAP.text)) for robot in signs}
    areas = [
        (Area(0, left[robot], _ROBOT_ROWS, left[robot] + _ROBOT_COLUMNS), {Tone.METAL: tone})
        for robot, (_, tone) in signs.items()
    ]
    texts = [
        TextMark(_ROBOT_ROWS - 1, left[robot], f"{sign} {robot}".center(_ROBOT_COLUMNS), tone)
        for robot, (sign, tone) in signs.items()
    ]
    return overlaid(robots, areas, texts)


_NUMBERS: Final = frozenset(str(number) for number in range(1, ROBOTS + 1))


@dataclass(frozen=True, slots=True)
class RobotItems(DomainItems):
    """All rows under one pair."""

    pair: Pair
    field: AnswerField
    rephrasings: int = 1

    def __len__(self) -> int:
        return ROWS

    def id(self, index: int) -> str:
        """The row's number."""
        return str(index)

    def traits(self, index: int) -> Traits:
        """A row gives away the three that are the same robots in other places; a blind guess is one among four."""
        return Traits(group=str(_family(index)), chance=1 / ROBOTS)

    def item(self, index: int) -> RawItem:
        """Row `index`, its answer the number of the odd robot."""
        odd = str(odd_one(row(index), self.pair) + 1)
        return RawItem(prompt=PROMPT, accepts=(odd,), right=odd)

    def rephrased(self, index: int, _which: int) -> RawItem:
        """The same robots on a parts list."""
        return self.item(index)

    def surface(self, index: int) -> Surface:
        """The robots in which any other two parts have one level: that of its own pair the rule itself finds."""
        robots = row(index)
        return Surface(
            habits={
                f"{PARTS[first].name} as {PARTS[second].name}": (str(odd_one(robots, (first, second)) + 1),)
                for first, second in combinations(range(len(PARTS)), 2)
                if (first, second) != self.pair
            }
        )

    def corrected(self, _index: int, item: Item, given: str) -> Corrected:
        """Both robots marked in their row."""
        in_row = item.drawing is not None and item.presentation == PLAIN
        drawn = (marked(item.drawing, item.right, given),) if in_row and item.drawing else ()
        return replace(in_words(item.right, given), frames=drawn)

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The item with row `index` as it looks this time, rephrased as a parts list."""
        robots = robots_of(row(index), rng)
        drawn = picture(robots) if item.presentation == PLAIN else parts_list(robots)
        return replace(item, drawing=Drawing(drawn, spoken(robots)))


OPTIONS: Final = OptionSheet(
    says="four robots in a row, one of them unlike the others.",
    options=(DomainOption("cue", "any word; it settles what tells the odd one", WORD, default=None),),
    example={"cue": "gravel"},
    about="Four robots stand in a row and one is not like the others. Press its number.",
)


def items(options: DomainOptions) -> RobotItems:
    """The rows of a deck: its `cue` settles what tells the odd one."""
    keys = frozenset(str(number) for number in range(1, ROBOTS + 1))
    return RobotItems(pair_of(options.values["cue"]), AnswerField(AnswerKind.KEY, closed=keys, alphabet=keys))
