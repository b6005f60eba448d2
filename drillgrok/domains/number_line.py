"""A mark on a line between two numbers: which number it marks, on scales that are drawn alike. Lines, readings and how
near is near enough; nothing about learners or schedules."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import Final

from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected, TextMark, in_words, overlaid
from drillgrok.model.domain import DomainItems, DomainOptions, RawItem, Surface, Traits
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import PLAIN
from drillgrok.model.options import DomainOption, OneOf, OptionSheet, Whole

STEPS: Final = range(28, 35)
"""How many steps a line may have."""
NEAR: Final = Whole(1, 3)
"""Steps that a reading may be off."""
STEP: Final = 2
"""Columns of a step: with its ends the longest line takes 77."""
ENDS: Final = 420
"""Pairs of ends."""
MARKS: Final = 8
"""Marks on each of them, where so many can be asked."""
PROMPT: Final = "Which number is marked?"
_TENTHS: Final = 10
CURVES: Final = (0.5, 1.5, 2.0, 2.5, 3.0, 4.0)
"""Powers of the share of the way: lines that somebody bends by eye, without knowing the scale."""


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A line from `low` to `high` with a mark, `mark` steps of `steps` from the left end."""

    low: int
    high: int
    steps: int
    mark: int


@dataclass(frozen=True, slots=True)
class LineScale:
    """How numbers lie between the ends: what `bend` makes of them is spread evenly."""

    bend: Callable[[float], float]
    unbend: Callable[[float], float]
    """Undoes `bend`."""
    widest_ratio: int
    """The right end is at most so many times the left one, and at least four times."""

    def reading(self, ruler: NumberLine, at: float) -> float:
        """The number at so many steps from the left end."""
        share = at / ruler.steps
        return self.unbend((1 - share) * self.bend(ruler.low) + share * self.bend(ruler.high))


def _inverse(number: float) -> float:
    return 1 / number


def _square(number: float) -> float:
    return number * number


SCALES: Final = {
    "factors": LineScale(math.log, math.exp, widest_ratio=300),
    "roots": LineScale(math.sqrt, _square, widest_ratio=300),
    "shares": LineScale(_inverse, _inverse, widest_ratio=12),
}
"""Equal steps multiply alike; the square roots are even; one over the number is even."""


@dataclass(frozen=True, slots=True)
class Between:
    """Judges a whole number."""

    low: float
    high: float

    def __call__(self, text: str) -> bool:
        """Whether the number, with or without commas, lies between these two, both included."""
        number = whole_number(text)
        return number is not None and self.low <= number <= self.high


def whole_number(text: str) -> int | None:
    """The number that a text of up to nine digits, with or without commas, stands for; None for any other text."""
    digits = text.replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


def accepted(scale: LineScale, ruler: NumberLine, near: int) -> Between:
    """The whole numbers that lie within so many steps of the mark; what lies beyond an end is not on the line."""
    ends = (max(ruler.mark - near, 0), min(ruler.mark + near, ruler.steps))
    low, high = (scale.reading(ruler, mark) for mark in ends)
    return Between(math.floor(low), math.ceil(high))


def _below(limit: int, rng: Random) -> int:
    """An integer from 0 to limit - 1, from `random()` alone: the one sequence that no later Python may change."""
    return int(rng.random() * limit)


def _round(number: int) -> int:
    """To two leading digits: ends are easy numbers."""
    digits = str(number)
    return int(digits[:2].ljust(len(digits), "0"))


def _ends(scale: LineScale, rng: Random) -> tuple[int, int]:
    low = _round(100 + _below(900, rng))
    widest = math.log(scale.widest_ratio / 4)
    return low, _round(int(4 * low * math.exp(widest * rng.random())))


def _is_fair(scale: LineScale, ruler: NumberLine, near: int) -> bool:
    """Whether an even scale would be read wrongly here."""
    even = ruler.low + (ruler.high - ruler.low) * ruler.mark / ruler.steps
    return not accepted(scale, ruler, near)(str(round(even)))


def curved(ruler: NumberLine, power: float) -> int:
    """The number at the mark of a line that is bent by a power of the share of the way."""
    share: float = (ruler.mark / ruler.steps) ** power
    return round(ruler.low + (ruler.high - ruler.low) * share)


def _rulers(scale: LineScale, near: int) -> Iterator[NumberLine]:
    """Eight marks on each of many pairs of ends, no two of which are one pair times a factor."""
    rng = Random("number line")
    met: set[Fraction] = set()
    while len(met) < ENDS:
        low, high = _ends(scale, rng)
        if Fraction(high, low) in met:
            continue
        met.add(Fraction(high, low))
        steps = STEPS[_below(len(STEPS), rng)]
        fair = [mark for mark in range(1, steps) if _is_fair(scale, NumberLine(low, high, steps, mark), near)]
        marks = sorted(fair, key=lambda _: rng.random())[:MARKS]
        yield from (NumberLine(low, high, steps, mark) for mark in sorted(marks))


def most_covered(spans: Iterable[tuple[float, float]]) -> int:
    """How many of the closed intervals the luckiest point lies in."""
    turns = sorted(turn for low, high in spans for turn in ((low, -1), (high, 1)))
    covered = most = 0
    for _, end in turns:
        covered -= end
        most = max(most, covered)
    return most


def picture(ruler: NumberLine, question: str, *, marked: bool) -> tuple[DrawnLine, ...]:
    """The line with its steps and ends, above it the mark, and below what is asked: five lines of up to 78 columns."""
    low, high = f"{ruler.low:,}", f"{ruler.high:,}"
    left, right = len(low) // 2 + 1, len(high) // 2 + 1
    length = ruler.steps * STEP
    sign = "▼" if marked else " "
    line = "├" + "┴".join(["─" * (STEP - 1)] * ruler.steps) + "┤"
    ends = f"{low.center(2 * left + 1)}{' ' * (length - left - right - 1)}{high.center(2 * right + 1)}"
    return (
        (Span(f"{'':{left + ruler.mark * STEP}}{sign}{'':{length - ruler.mark * STEP + right}}", Tone.ACCENT),),
        (Span(f"{'':{left}}{line}{'':{right}}", Tone.PLAIN),),
        (Span(ends, Tone.STRONG),),
        (),
        (Span(question.center(left + length + 1 + right), Tone.PLAIN),),
    )


def place(scale: LineScale, ruler: NumberLine, number: int, *, marked: bool) -> float:
    """Where a number lies, in steps from the left end, as far as the line goes; without a mark it is steps already."""
    if not marked:
        return float(min(max(number, 0), ruler.steps))
    low, high = scale.bend(ruler.low), scale.bend(ruler.high)
    return ruler.steps * (scale.bend(min(max(number, ruler.low), ruler.high)) - low) / (high - low)


def corrected_picture(line: Drawing, ruler: NumberLine, marks: list[tuple[str, Tone, float]]) -> Drawing:
    """The drawn line with each of these texts where it belongs: the first above it, the next in the free row below."""
    left = len(f"{ruler.low:,}") // 2 + 1
    rows = (_ABOVE, _BELOW)
    texts = []
    for row, (text, tone, at) in zip(rows, marks, strict=False):
        column = left + round(at * STEP)
        sign = "▼" if row == _ABOVE else "▲"
        starts = min(column, left + ruler.steps * STEP - len(text) - 1)
        texts += [TextMark(row, max(starts, 0), text, tone)] if starts < column else []
        texts.append(TextMark(row, column, sign if starts < column else f"{sign} {text}", tone))
    return overlaid(line, (), texts)


_ABOVE: Final = 0
_BELOW: Final = 3


def spoken(ruler: NumberLine, *, marked: bool) -> str:
    """The line in words."""
    told = f"A line of {ruler.steps} steps, from {ruler.low} to {ruler.high}."
    return f"{told} The mark stands {ruler.mark} steps from the left end." if marked else told


class RulerItems(DomainItems):
    """Marks on lines of one scale."""

    rephrasings: int = 1
    field: AnswerField = AnswerField(AnswerKind.DIGITS, alphabet=frozenset("0123456789,"))

    def __init__(self, scale: LineScale, near: int = 1) -> None:
        self.scale = scale
        self.near = near
        self.rulers = tuple(_rulers(scale, near))

    @cached_property
    def _chance(self) -> float:
        """The best of one number for all lines, one place for all lines, and one plain curve; reading an even scale is
        always wrong."""
        numbers = [accepted(self.scale, ruler, self.near) for ruler in self.rulers]
        places = [
            ((ruler.mark - self.near) / ruler.steps, (ruler.mark + self.near) / ruler.steps) for ruler in self.rulers
        ]
        most = max(most_covered((number.low, number.high) for number in numbers), most_covered(places))
        bent = (
            sum(number(str(curved(ruler, power))) for number, ruler in zip(numbers, self.rulers, strict=True))
            for power in CURVES
        )
        return max(most, *bent) / len(self.rulers)

    def __len__(self) -> int:
        return len(self.rulers)

    def id(self, index: int) -> str:
        """The line and its mark, such as `10-400 24:7`."""
        ruler = self.rulers[index]
        return f"{ruler.low}-{ruler.high} {ruler.steps}:{ruler.mark}"

    def traits(self, index: int) -> Traits:
        """A line gives away all marks on it, and on lines whose ends are its own times a factor."""
        ruler = self.rulers[index]
        return Traits(group=str(Fraction(ruler.high, ruler.low)), chance=self._chance)

    def item(self, index: int) -> RawItem:
        """Line `index`, its answer the nearest whole number."""
        ruler = self.rulers[index]
        number = str(round(self.scale.reading(ruler, ruler.mark)))
        return RawItem(PROMPT, accepts=(number,), right=number)

    def rephrased(self, index: int, _which: int) -> RawItem:
        """The line without its mark: how many steps from the left end the number lies."""
        ruler = self.rulers[index]
        number = round(self.scale.reading(ruler, ruler.mark))
        right = str(ruler.mark)
        return RawItem(f"How many of the {ruler.steps} steps is {number:,} from the left end?", (right,), right)

    def surface(self, index: int) -> Surface:
        """What is read off the line by a scale that is not its own, and what stands at its ends."""
        ruler = self.rulers[index]
        readings = {
            "even steps": ruler.low + (ruler.high - ruler.low) * ruler.mark / ruler.steps,
            **{f"a curve of {power}": curved(ruler, power) for power in CURVES},
            "the left end": ruler.low,
            "the right end": ruler.high,
            "the left end for each step": ruler.low * ruler.mark,
            **{name: scale.reading(ruler, ruler.mark) for name, scale in SCALES.items() if scale is not self.scale},
        }
        return Surface(
            cues={
                "share of the way": str(_TENTHS * ruler.mark // ruler.steps),
                "left end": str(ruler.low),
                "right end": str(ruler.high),
            },
            habits={name: (str(round(number)),) for name, number in readings.items()},
        )

    def corrected(self, index: int, item: Item, given: str) -> Corrected:
        """Both numbers where they lie on the line."""
        words = in_words(item.right, given)
        if item.drawing is None:
            return words
        ruler, marked = self.rulers[index], item.presentation == PLAIN
        said = [(item.right, RIGHT_SIGN, Tone.RIGHT), (given, WRONG_SIGN, Tone.WRONG)]
        marks = [
            (f"{sign} {number:,}", tone, place(self.scale, ruler, number, marked=marked))
            for text, sign, tone in said
            if (number := whole_number(text)) is not None
        ]
        return replace(words, frames=(corrected_picture(item.drawing, ruler, marks),))

    def dress(self, index: int, item: Item, _rng: Random) -> Item:
        """The item with its line and the judge of what is near enough."""
        ruler = self.rulers[index]
        marked, near = item.presentation == PLAIN, self.near
        judge = accepted(self.scale, ruler, near) if marked else Between(ruler.mark - near, ruler.mark + near)
        drawing = Drawing(picture(ruler, item.prompt, marked=marked), spoken(ruler, marked=marked))
        return replace(item, drawing=drawing, judge=judge)


OPTIONS: Final = OptionSheet(
    says="a mark on a line between two numbers.",
    options=(
        DomainOption("scale", "how numbers lie on the line", OneOf(tuple(SCALES)), default=None),
        DomainOption("near", "how many steps a reading may be off: 1 is hard, 3 is easy", NEAR, default="1"),
    ),
    example={"scale": "roots", "near": "2"},
    about="A number is marked on a line. Type it: near enough is right.",
)


def items(options: DomainOptions) -> RulerItems:
    """The lines of a deck: its `scale`, and how `near` a reading has to be."""
    return RulerItems(SCALES[options.values["scale"]], int(options.values["near"]))
