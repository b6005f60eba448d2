"""What synthetic learners made of a deck: the curves to expect, and what each pressure costs. They are programs, and
the words here never let that be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Final

from drillgrok.charts.catalogue.grokking import RESPONSES
from drillgrok.charts.chart import Chart, Listing, Plot, Point, Scale, Series, Shape, Unit, Voice
from drillgrok.charts.numbers import between, written
from drillgrok.model.log import Pressure
from drillgrok.simulation.courses import BLOCK_ANSWERS, AnswerBlock, Course, LearnerCourse

LEAST = 3
"""Answers of a kind that a learner needs in a stretch to have a height there."""
_ASSUMED: Final = (
    "These are programs: their memory fades and grows as in laboratories, some hold more and some are faster, they "
    "guess by what they were shown, and they are given the rule half-way, at once or within a day. This is no forecast "
    "for a person: when a rule comes to a person, nobody knows."
)
_BANDS: Final = f"Each point: {BLOCK_ANSWERS} answers; bands: from the lowest to the highest learner."
_COLUMNS: Final = ("pressure", "memorised", "plateau said", "shift said", "right", "late", "min")
_PRESSURE_NOTE: Final = (
    "Answer numbers, the middle learner and in brackets all; the shift in answers after the rule began to come; late: "
    "the deadline came first; min: minutes of answering a day. Pressure makes remembering costly. Learners who "
    "are given the rule cannot show whether it does: here stands only what it costs."
)

Figure = Callable[[LearnerCourse], float | None]


def chart(ways: Sequence[LearnerCourse], course: Course) -> Chart:
    """The curves of one pressure's learners. There is at least one."""
    return Chart(
        id="expected",
        title=f"Curves to expect, {ways[0].pressure} pressure",
        says=" ".join(_says(ways, course)),
        body=Plot(
            x=Scale(RESPONSES, Unit.COUNT, low=0, high=course.answers),
            y=Scale("right", Unit.SHARE, low=0, high=1),
            series=(
                _series("practised", Voice.PRACTISED, ways, lambda one: (one.settled_right, one.settled)),
                _series("unseen", Voice.UNSEEN, ways, lambda one: (one.unseen_right, one.unseen)),
                Series("guessing", Voice.GUESS, Shape.LINE, tuple(_guessing(ways, course))),
            ),
        ),
        note=f"{_BANDS} {_ASSUMED}",
    )


def pressures(ways: Sequence[LearnerCourse], course: Course) -> Chart:
    """What the learners of each pressure came to, a row each, in the order of the ways."""
    by_pressure = {way.pressure: [one for one in ways if one.pressure is way.pressure] for way in ways}
    return Chart(
        id="pressures",
        title="Pressures compared",
        says=_compared(by_pressure, course),
        body=Listing(_COLUMNS, tuple(_row(group, course) for group in by_pressure.values())),
        note=_PRESSURE_NOTE,
    )


# The curves.


def _series(
    name: str, voice: Voice, ways: Sequence[LearnerCourse], count: Callable[[AnswerBlock], tuple[int, int]]
) -> Series:
    places = max(len(way.stretches) for way in ways)
    points = (
        _point([(way.stretches[k].last, *count(way.stretches[k])) for way in ways if k < len(way.stretches)], k)
        for k in range(places)
    )
    return Series(name, voice, Shape.STEPS, tuple(points))


def _point(found: Sequence[tuple[int, int, int]], place: int) -> Point:
    """All learners' answers of one stretch together; `found`: last answer, right ones, and how many. No height where
    fewer than half of the learners have one."""
    last, n = max(last for last, _, _ in found), sum(n for _, _, n in found)
    heights = [right / n for _, right, n in found if n >= LEAST]
    x_from = max(place * BLOCK_ANSWERS, 1)
    if 2 * len(heights) < len(found):
        return Point(last, None, n, x_from=x_from)
    return Point(last, sum(right for _, right, _ in found) / n, n, min(heights), max(heights), x_from)


def _guessing(ways: Sequence[LearnerCourse], course: Course) -> Iterator[Point]:
    level = sum(way.chance for way in ways) / len(ways)
    n = sum(stretch.unseen for way in ways for stretch in way.stretches)
    yield Point(1, level, n)
    yield Point(course.answers, level, n)


# What they say.


def _says(ways: Sequence[LearnerCourse], course: Course) -> Iterator[str]:
    who = "1 synthetic learner" if len(ways) == 1 else f"{len(ways)} synthetic learners"
    yield f"{who}, {course.days} days of {course.daily:,} answers."
    yield f"{_when('Settled items are held', 'No learner held settled items', ways, lambda way: way.memorised)}."
    yield f"{_when('The coach names the plateau', 'The coach never named a plateau', ways, lambda way: way.plateau)}."
    yield f"At answer {course.rule_from:,} the rule begins to come; {_shift(ways, course)}."
    early = sum(way.early is not None for way in ways)
    if early:
        yield f"To {_of(early, len(ways))} the coach spoke of a shift before the rule came: a false alarm."
    end = _supply_ends(ways)
    if end is not None:
        yield (
            f"Unseen items run out near answer {end:,}: nothing can show a shift after that. More items, or a larger "
            "share held out, last longer."
        )


def _when(there: str, never: str, ways: Sequence[LearnerCourse], figure: Figure) -> str:
    numbers = _numbers(ways, figure)
    if not numbers:
        return never
    return f"{there} from answer {_spread(numbers)} on{_some(numbers, ways)}"


def _shift(ways: Sequence[LearnerCourse], course: Course) -> str:
    delays = _numbers(ways, _delay(course))
    if not delays:
        return "the coach never saw it"
    return f"the coach sees it {_spread(delays)} answers later{_some(delays, ways)}"


def _delay(course: Course) -> Figure:
    return lambda way: None if way.shift is None else way.shift - course.rule_from


def _numbers(ways: Sequence[LearnerCourse], figure: Figure) -> list[float]:
    return sorted(number for way in ways if (number := figure(way)) is not None)


def _some(numbers: Sequence[float], ways: Sequence[LearnerCourse]) -> str:
    return "" if len(numbers) == len(ways) else f", for {_of(len(numbers), len(ways))}"


def _of(some: int, whole: int) -> str:
    return f"{some} of {whole}" if some < whole else f"all {whole}"


def _spread(numbers: Sequence[float]) -> str:
    """The middle one, and the lowest and the highest where they differ."""
    middle = written(median(numbers), Unit.COUNT)
    return middle if numbers[0] == numbers[-1] else f"{middle} ({between(numbers[0], numbers[-1], Unit.COUNT)})"


def _supply_ends(ways: Sequence[LearnerCourse]) -> int | None:
    """The end of the last stretch in which anyone met an unseen item, where whole stretches come after it."""
    ends = [max((one.last for one in way.stretches if one.unseen), default=0) for way in ways]
    return max(ends) if max(ends) + BLOCK_ANSWERS < ways[0].stretches[-1].last else None


# Pressures.


def _row(ways: Sequence[LearnerCourse], course: Course) -> tuple[str, ...]:
    def cell(figure: Figure) -> str:
        numbers = _numbers(ways, figure)
        some = f" {len(numbers)}/{len(ways)}" if len(numbers) < len(ways) else ""
        return f"{_spread(numbers).replace(' to ', '-')}{some}" if numbers else "never"

    return (
        ways[0].pressure.value,
        cell(lambda way: way.memorised),
        cell(lambda way: way.plateau),
        cell(_delay(course)),
        written(median(way.right for way in ways), Unit.SHARE),
        written(median(way.timed_out for way in ways), Unit.SHARE),
        written(median(way.minutes_a_day for way in ways), Unit.COUNT),
    )


def _compared(ways: dict[Pressure, list[LearnerCourse]], course: Course) -> str:
    """The measures in which the easiest and the hardest pressure lie apart for every learner."""
    (easy, calm), *_, (stern, hard) = ways.items()
    apart = [
        f"{name} {written(median(one), unit)} on {easy}, {written(median(other), unit)} on {stern}"
        for name, figure, unit in _measures(course)
        if (one := _numbers(calm, figure)) and (other := _numbers(hard, figure))
        if one[-1] < other[0] or other[-1] < one[0]
    ]
    if not apart:
        return "The learners differ from one another by more than the pressures do."
    return f"Beyond what the learners differ: {'; '.join(apart)}."


def _measures(course: Course) -> tuple[tuple[str, Figure, Unit], ...]:
    return (
        ("memorised after", lambda way: way.memorised, Unit.COUNT),
        ("plateau said after", lambda way: way.plateau, Unit.COUNT),
        ("shift said within", _delay(course), Unit.COUNT),
        ("right", lambda way: way.right, Unit.SHARE),
        ("late", lambda way: way.timed_out, Unit.SHARE),
        ("minutes a day", lambda way: way.minutes_a_day, Unit.COUNT),
    )
