"""Charts made by hand, one of each kind: what the page and the sheet are drawn from."""

from __future__ import annotations

import pytest

from drillgrok.charts.chart import (
    Cell,
    Chart,
    Grid,
    Listing,
    Plot,
    Point,
    Scale,
    Series,
    Shape,
    Sign,
    SignKind,
    Unit,
    Voice,
    Zone,
)

END = 2_000
ANSWERS = Scale("answer number", Unit.COUNT, low=0, high=END, may_be_log=True)
HOSTILE = "</script><img src=http://evil.example/x onerror=alert(1)><!--\u2028'\"]; {{datum}} @x"


def _levels(block: int, n: int, level: float, jump: float, *, thin: int = 0) -> tuple[Point, ...]:
    """Blocks of so many answers, one level until answer 1,200 and another after it; the first ones too thin."""
    found = []
    for place, first in enumerate(range(1, END, block)):
        last, share = min(first + block - 1, END), level if first < 1_200 else jump
        thick = Point(last, share, n, max(0.0, share - 0.1), min(1.0, share + 0.1), x_from=first)
        found.append(Point(last, None, 4, x_from=first) if place < thin else thick)
    return tuple(found)


def grokking() -> Chart:
    return Chart(
        id="grokking",
        title="Practised and unseen",
        says="Practised 95 of the last 100 right, unseen 54 of the last 60, where guessing gives about 2.",
        body=Plot(
            x=ANSWERS,
            y=Scale("right", Unit.SHARE, low=0, high=1),
            series=(
                Series("practised", Voice.PRACTISED, Shape.STEPS, _levels(40, 40, 0.95, 0.95, thin=1)),
                Series("unseen", Voice.UNSEEN, Shape.STEPS, _levels(200, 20, 0.05, 0.9)),
                Series("guessing", Voice.GUESS, Shape.LINE, (Point(0, 0.03, 200), Point(END, 0.03, 200))),
            ),
            zones=(Zone(0, 1_200, "plateau", Voice.PLATEAU), Zone(1_200, END, "grokked", Voice.GROKKED)),
            signs=(
                Sign(1, SignKind.SESSION, "sitting"),
                Sign(300, SignKind.VERDICT, "plateau"),
                Sign(1_240, SignKind.AHA, "felt it click"),
                Sign(1_500, SignKind.SEAL, "rule read early"),
                Sign(1_900, SignKind.EXAM, "exam passed, 28 of 30"),
            ),
        ),
        note="Block by block, with 90 % intervals.",
    )


def phases() -> Chart:
    names = ("memorising", "plateau", "shifting", "grokked")
    ends = range(100, END + 1, 100)
    tables = {
        name: tuple(Point(x, 0.7 if place == x * 4 // (END + 1) else 0.1, x, x_from=x - 100) for x in ends)
        for place, name in enumerate(names)
    }
    series = tuple(Series(name, Voice(name), Shape.STACK, points) for name, points in tables.items())
    plot = Plot(ANSWERS, Scale("probability", Unit.SHARE, low=0, high=1), series)
    return Chart("phases", "Phases", "After answer 2,000 it is called grokked.", plot)


def latency() -> Chart:
    practised = tuple(
        Point(x, 1 + 400 / x, 30, 0.8 + 400 / x, 1.2 + 400 / x, x_from=x - 99) for x in range(100, END, 100)
    )
    unseen = tuple(Point(x, 2 + 900 / x, 12, 1 + 900 / x, 3 + 900 / x, x_from=x - 399) for x in range(400, END, 400))
    series = (
        Series("practised", Voice.PRACTISED, Shape.STEPS, practised),
        Series("unseen", Voice.UNSEEN, Shape.STEPS, unseen),
    )
    plot = Plot(ANSWERS, Scale("seconds", Unit.SECONDS, may_be_log=True), series)
    return Chart("latency", "Time taken", "Right practised answers take 1.2 s.", plot)


def hours() -> Chart:
    series = (
        Series("right", Voice.VOLUME, Shape.BARS, tuple(Point(hour, 10.0 * hour, 10 * hour) for hour in range(24))),
        Series("wrong", Voice.CLOCK, Shape.BARS, tuple(Point(hour, 2.0 * hour, 2 * hour) for hour in range(24))),
    )
    names = tuple(f"{hour:02}" for hour in range(24))
    plot = Plot(Scale("hour", Unit.NAME, names=names), Scale("answers", Unit.COUNT, low=0), series)
    return Chart("hours", "Time of day", "Most answers come late.", plot)


def showings() -> Chart:
    points = tuple(Point(k, k / 6, 50, max(0.0, k / 6 - 0.1), min(1.0, k / 6 + 0.1)) for k in range(6))
    plot = Plot(
        Scale("earlier showings", Unit.NAME, names=("0", "1", "2", "3", "4", "5 to 9")),
        Scale("right", Unit.SHARE, low=0, high=1),
        (Series("practised", Voice.PRACTISED, Shape.DOTS, points),),
    )
    return Chart("showings", "Learning by showing", "The sixth showing comes out right 5 times in 6.", plot)


def calendar() -> Chart:
    days = tuple(Cell(day % 7, day // 7, 10.0 * (day % 9), 10 * (day % 9), f"day {day}") for day in range(80))
    body = Grid(("Mon", "", "Wed", "", "Fri", "", "Sun"), ("Jan", "", "", "", "Feb", *[""] * 7), days, Unit.COUNT)
    return Chart("calendar", "Calendar", "71 days with answers.", body, "A day ends at 04:00.")


def mixed_up() -> Chart:
    cells = tuple(
        Cell(row, column, None if row + column == 4 else (0.8 if row == column else 0.07), 30)
        for row in range(4)
        for column in range(4)
    )
    return Chart(
        "mixed_up", "Right and given", "c for d, 2 of 30.", Grid(tuple("abcd"), tuple("abcd"), cells, Unit.SHARE)
    )


def record() -> Chart:
    rows = (("plateau: unseen below 25 %", 350, 0.125, None), ("shifting", 1_200, 28.0, "held"))
    return Chart("record", "The coach's record", "1 of 1 held.", Listing(("claim", "after", "share", "so it"), rows))


def nothing() -> Chart:
    return Chart("gap", "Unseen beside practised", "It takes 10 right unseen answers to compare times.", None)


@pytest.fixture
def charts() -> tuple[Chart, ...]:
    """One chart of each kind."""
    made = (grokking, phases, latency, hours, showings, calendar, mixed_up, record, nothing)
    return tuple(one() for one in made)


@pytest.fixture
def hostile() -> tuple[Chart, ...]:
    """Charts whose every word comes from somebody who means harm."""
    scale = Scale(HOSTILE, Unit.COUNT, low=0, high=10, may_be_log=True)
    named = Scale(HOSTILE, Unit.NAME, names=(HOSTILE, "b"))
    points = (Point(0, 3.0, 5), Point(1, 4.0, 5))
    plot = Plot(
        named,
        scale,
        (Series(HOSTILE, Voice.PRACTISED, Shape.LINE, points), Series("b", Voice.UNSEEN, Shape.BARS, points)),
        (Zone(0, 1, HOSTILE, Voice.PLATEAU),),
        (Sign(1, SignKind.EXAM, HOSTILE),),
    )
    grid = Grid((HOSTILE,), (HOSTILE,), (Cell(0, 0, 1.0, 3, HOSTILE),), Unit.COUNT)
    listing = Listing((HOSTILE,), ((HOSTILE,),))
    bodies = {"plot": plot, "grid": grid, "listing": listing}
    return tuple(Chart(id_, HOSTILE, HOSTILE, body, HOSTILE) for id_, body in bodies.items())


@pytest.fixture
def hostile_words() -> str:
    """What the hostile charts say everywhere."""
    return HOSTILE
