"""What grows with the answers given: the same steps in runs of a thousand, ten thousand and a hundred thousand, and the
slope of each on logarithmic scales. Processor time, so that a busy machine does not count."""

from __future__ import annotations

import io
import math
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import process_time_ns
from typing import Final

from benchmarks.decks import bundled_deck
from benchmarks.homes import database, now, warm_home
from benchmarks.log import begin_run, fill
from benchmarks.long_run import long_log, with_long_run
from benchmarks.measuring import Figure, Section, Table, percentile
from drillgrok.commands.data.export import export
from drillgrok.commands.data.import_ import import_responses
from drillgrok.commands.replay import standings
from drillgrok.model.log import Goal, Moment, Stamp
from drillgrok.names import default_learner_name
from drillgrok.practice.events import Advised, Append, Commit, Event, Key, Painted, SaveCopyTime, Stopped
from drillgrok.practice.session import step
from drillgrok.practice.split import carry_out, plan_split
from drillgrok.practice.state import Session, Showing, Stage
from drillgrok.runs.open_run import OpenRun
from drillgrok.runs.opening import RunOpener
from drillgrok.runs.wishes import Wishes
from drillgrok.store.database import open_store

_DECK: Final = "weekday-of-a-date"
_LENGTHS: Final = (1_000, 10_000, 100_000)
_ANSWERS, _SITTING = 400, 3_000
_RUNS: Final = 50
_LOOKS: Final = frozenset({Stage.BREAK, Stage.FINISHED})
_PRESS_MS: Final = 700
_RIGHT: Final = 0.87

_HOW: Final = """\
A run of weekday-of-a-date (36,525 items) with so many answers behind it, made up as years of practice leave them, and
what practice keeps of it. In this process: the run is opened, and answers are given key by key, stored and heard, as
the screen does it. A block's end and a session's end are the coach's looks; what they found is kept behind their
pages. Import and replay read an export of the run; over fifty runs, of as many answers together. The slope is that of
the last column against the first, on logarithmic scales: 0 grows not at all, 1 in step. Processor time; the disk's own
is not in it."""


@dataclass(slots=True)
class _Times:
    """Milliseconds of processor time by step."""

    opening: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    blocks: list[float] = field(default_factory=list)
    behind_blocks: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    behind_ends: list[float] = field(default_factory=list)
    carried: dict[str, float] = field(default_factory=dict)


def run(*, quick: bool) -> Section:
    """Three lengths; the first two when quick."""
    lengths = _LENGTHS[:2] if quick else _LENGTHS
    found = {}
    for length in lengths:
        with warm_home() as home, _at(home):
            with_long_run(home, bundled_deck(_DECK), length)
            found[length] = _measured(home, length)
    longest = found[lengths[-1]]
    with warm_home() as home, _at(home):
        opened = _Opened()
        sitting = _sat(opened, _SITTING // (10 if quick else 1), _Times()).answers
        opened.close()
    with warm_home() as home, _at(home):
        _begin_many(home, lengths[-1] // _RUNS)
        of_many = _carried(home, lengths[-1], _Times())
    first, last = sitting[: len(sitting) // 6], sitting[-len(sitting) // 6 :]
    figures = (
        Figure(f"opening a run of {lengths[-1]:,} answers", median(longest.opening), "ms", 150.0),
        Figure("an answer there, p50", percentile(longest.answers, 0.5), "ms"),
        Figure("an answer there, p99", percentile(longest.answers, 0.99), "ms"),
        Figure("a block's end there, median", median(longest.blocks), "ms", 20.0),
        Figure(f"an answer, first sixth of a sitting of {len(sitting):,}", median(first), "ms"),
        Figure("an answer, its last sixth", median(last), "ms"),
        Figure("import, an answer", longest.carried["import, an answer"], "us", 45.0),
        Figure("replay, an answer", longest.carried["replay, an answer"], "us", 45.0),
        Figure(f"import, an answer, {_RUNS} runs", of_many.carried["import, an answer"], "us", 25.0),
        Figure(f"replay, an answer, {_RUNS} runs", of_many.carried["replay, an answer"], "us", 25.0),
        Figure("the database, an answer", longest.carried["bytes an answer"], "bytes", 200.0),
    )
    return Section("Growth", _HOW, figures, (_slopes(found),))


def _slopes(found: dict[int, _Times]) -> Table:
    named: dict[str, Callable[[_Times], float]] = {
        "opening the run, ms": lambda t: median(t.opening),
        "an answer, p50, ms": lambda t: percentile(t.answers, 0.5),
        "an answer, p99, ms": lambda t: percentile(t.answers, 0.99),
        "a block's end, ms": lambda t: median(t.blocks),
        "a sitting's first block's end, ms": lambda t: t.blocks[0],
        "what a block's end leaves for behind its page, ms": lambda t: median(t.behind_blocks),
        "a session's end, ms": lambda t: median(t.ends),
        "what it leaves for behind its page, ms": lambda t: median(t.behind_ends),
        "import, an answer, us": lambda t: t.carried["import, an answer"],
        "replay, an answer, us": lambda t: t.carried["replay, an answer"],
        "the database, an answer, bytes": lambda t: t.carried["bytes an answer"],
    }
    header = ("what", *(f"{length:,} answers" for length in found), "slope")
    return Table(header, tuple(_row(name, found, of) for name, of in named.items()))


def _row(name: str, found: dict[int, _Times], of: Callable[[_Times], float]) -> tuple[str, ...]:
    values, lengths = [of(times) for times in found.values()], list(found)
    slope = math.log(values[-1] / values[0]) / math.log(lengths[-1] / lengths[0])
    return (name, *(f"{value:.3g}" for value in values), f"{slope:.2f}")


@contextmanager
def _at(home: Path) -> Iterator[None]:
    """In this process the learner's folder is another one."""
    before = os.environ.get("DRILLGROK_HOME")
    os.environ["DRILLGROK_HOME"] = str(home)
    try:
        yield
    finally:
        del os.environ["DRILLGROK_HOME"]
        if before is not None:
            os.environ["DRILLGROK_HOME"] = before


class _Opened:
    """The run, opened, and a clock of its own."""

    def __init__(self) -> None:
        wishes = Wishes(_DECK, None, _SITTING, None, "firm", new_run=False, seed=None, plain=False, trace=None)
        self._opener = RunOpener(wishes, default_learner_name(), by_lines=False, has_loudspeaker=lambda: True)
        self._opener.prepare(_DECK)
        self._utc_ms = now().utc_ms
        self.run: OpenRun
        self.session: Session

    def open(self) -> None:
        self.run = self._opener.open(_DECK, Goal(responses=_SITTING), self.stamp())
        self.session = self.run.session

    def close(self) -> None:
        self._opener.close()

    def stamp(self) -> Stamp:
        self._utc_ms += _PRESS_MS
        return Stamp(self._utc_ms * 1_000_000, Moment(self._utc_ms, 60))

    def tell(self, event: Event) -> bool:
        """As the live session does it. True where an answer was stored."""
        before = self.session
        self.session, effects = step(before, event)
        for effect in effects:
            if isinstance(effect, Commit | Append | SaveCopyTime):
                self.run.carry_out(effect)
        stored = any(isinstance(effect, Commit) for effect in effects)
        if (stored or self.session.stage is not before.stage) and self.session.stage not in _LOOKS:
            self.look()
        return stored

    def catch_up(self) -> None:
        self.run.catch_up(self.session)

    def look(self) -> None:
        advice = self.run.advise(self.session)
        if advice is not None:
            self.session, _ = step(self.session, Advised(advice, self.session.last_event))


def _took_ms(work: Callable[[], object]) -> float:
    started_ns = process_time_ns()
    work()
    return (process_time_ns() - started_ns) / 1e6


def _measured(home: Path, length: int) -> _Times:
    times, opened = _Times(), _Opened()
    opened.open()
    opened.tell(Stopped(opened.stamp()))
    opened.look()
    opened.catch_up()  # what a run of this length keeps is kept now
    times.carried["bytes an answer"] = _bytes(home) / length
    for _ in range(5):
        times.opening.append(_took_ms(opened.open))
    _sat(opened, _ANSWERS, times)
    opened.close()
    return _carried(home, length, times)


def _sat(opened: _Opened, count: int, times: _Times) -> _Times:
    """So many answers of one session, and its end."""
    opened.open()
    rng = Random(1)
    while len(times.answers) < count and opened.session.stage is not Stage.FINISHED:
        showing = opened.session.showing
        if opened.session.stage is Stage.ASKING and showing is not None:
            opened.tell(Painted(opened.stamp()))
            opened.catch_up()
            text = _answer(opened.session, showing, rng)
            times.answers.append(_took_ms(partial(opened.tell, Key(text, text, opened.stamp()))))
        elif opened.session.stage is Stage.BREAK:
            times.blocks.append(_took_ms(opened.look))
            times.behind_blocks.append(_took_ms(opened.catch_up))
            opened.tell(Key("space", " ", opened.stamp()))
        else:
            opened.tell(Key("enter", None, opened.stamp()))
    opened.tell(Stopped(opened.stamp()))
    times.ends.append(_took_ms(opened.look))
    times.behind_ends.append(_took_ms(opened.catch_up))
    return times


def _answer(session: Session, showing: Showing, rng: Random) -> str:
    choices: Sequence[str] = session.run.field.choices
    right = choices.index(showing.item.right)
    return str(1 + (right if rng.random() < _RIGHT else (right + 1) % len(choices)))


def _bytes(home: Path) -> int:
    return sum(path.stat().st_size for path in home.glob(f"{database(home).name}*") if not path.name.endswith("-shm"))


def _begin_many(home: Path, length: int) -> None:
    """Fifty runs in this folder, each of so many answers."""
    deck = bundled_deck(_DECK)
    split = carry_out(deck.items, plan_split(deck.items, deck.held_out, 1))
    with open_store(database(home)) as engine:
        for seed in range(_RUNS):
            fill(engine, *begin_run(engine, deck), list(long_log(split, length, seed=seed)))


def _carried(home: Path, length: int, times: _Times) -> _Times:
    """Export, import into another folder, replay."""
    file = home / "log.csv"
    export(file, stdout=io.BytesIO())
    replay_ms = _took_ms(lambda: list(standings(file, every=None, check=lambda _: None, advance=lambda _: None)))
    with warm_home() as other, _at(other):
        import_ms = _took_ms(lambda: import_responses(file))
    times.carried["import, an answer"] = 1_000 * import_ms / length
    times.carried["replay, an answer"] = 1_000 * replay_ms / length
    return times
