"""`drillgrok replay`: the phase model over any response log. Rows in, one standing a run out; nothing is stored."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from io import StringIO
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import Final

from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.gather_facts import facts_of
from drillgrok.coaching.look import look
from drillgrok.coaching.named_phase import moved
from drillgrok.coaching.verdict import Said, display_name
from drillgrok.coaching.verdicts import not_enough_data
from drillgrok.commands.parameters import Parameters, parameters, said, values
from drillgrok.console.progress import Reached, reading
from drillgrok.model.evidence import EvidenceKind
from drillgrok.model.log import Flag, Response
from drillgrok.phases.evidence import Evidence, MeasuredAnswer, evidence_of
from drillgrok.phases.missing import missing
from drillgrok.phases.phase import PHASES, Phase
from drillgrok.phases.regions import Belief, Posterior
from drillgrok.phases.track import Track, begin, follow
from drillgrok.responselog.columns import RunName
from drillgrok.responselog.reader import checked_log
from drillgrok.responselog.row import LogRow

_PIPE_WIDTH = 120
_SHORT_RUN = 8
"""Characters of a run's name that a table needs."""

_PAGE = 1000
"""Rows that are counted for the coach at once."""


@dataclass(frozen=True, slots=True)
class ReplayRow:
    """Where a run stands after response `n`."""

    learner: str
    deck: str
    run: str
    n: int
    phase: Phase
    posterior: Posterior
    verdict: str
    since: int
    """The response at which the phase began; 0 when it has been so from the start."""
    parameters: Parameters | None = None
    """Where they are asked for, at the end of the run."""


def standings(
    file: Path, *, every: int | None, check: Reached, advance: Reached, whole: bool = False
) -> Iterator[ReplayRow]:
    """The standing of every run after its last row and, if asked, after each `every` rows, as their rows come; at the
    end of the run with its parameters where the `whole` is asked for.

    The log is read once, with `check` told, and kept aside, so that nothing comes of a faulty one; then the model goes
    over what was kept, with `advance` told. A run is forgotten at its last row, so memory holds only runs that overlap.
    Raises DrillgrokError.
    """
    with checked_log(file, check) as log:
        left = log.sizes.copy()
        taken: dict[RunName, _ReplayedRun] = {}
        for row in log.rows(advance):
            name = (row.learner, row.deck, row.run)
            run = taken.get(name) or taken.setdefault(name, _ReplayedRun.before(row))
            run.take(row)
            left[name] -= 1
            if left[name] == 0:
                del taken[name]
            if left[name] == 0 or (every and run.rows % every == 0):
                yield run.standing(name, whole=whole and left[name] == 0)


@dataclass(slots=True)
class _ReplayedRun:
    """A run while its rows come in."""

    track: Track
    rows: int = 0
    n: int = 0
    counts: RunCounts = field(default_factory=RunCounts)
    page: list[Response] = field(default_factory=list)
    """Rows that are not counted yet."""
    since: list[Evidence] = field(default_factory=list)
    """What they are evidence of."""
    first_seen: list[MeasuredAnswer] = field(default_factory=list)

    @classmethod
    def before(cls, first: LogRow) -> _ReplayedRun:
        return cls(begin(primed=Flag.PRIMED in first.response.flags))

    def take(self, row: LogRow) -> None:
        self.rows += 1
        self.n = row.response.seq
        self.page.append(row.response)
        if len(self.page) >= _PAGE:
            self._turn_page()
        evidence = evidence_of(row.response, row.session)
        if evidence is not None:
            self.since.append(evidence)
            if evidence.kind is EvidenceKind.FIRST_SEEN:
                self.first_seen.append(MeasuredAnswer(evidence.number, evidence.correct, evidence.chance))

    def standing(self, name: RunName, *, whole: bool) -> ReplayRow:
        self._turn_page()
        track = self.track
        narrated = bool(self.counts.told_calm or self.counts.told_quick)
        facts = facts_of(track, self.counts, Circumstances(narrated=narrated), Said())
        found = parameters(self.first_seen, moved(track.posterior)) if whole else None
        return ReplayRow(*name, self.n, track.phase, track.posterior, look(facts).kind, track.since, found)

    def _turn_page(self) -> None:
        self.counts, self.page = counted(self.counts, self.page), []
        self.track, self.since = follow(self.track, self.since), []


def lines(file: Path, *, as_json: bool, every: int | None, whole: bool = False) -> Iterator[str]:
    """What to print: a JSON line each standing, or one table. Long logs show a bar on a terminal's stderr."""
    silent = as_json and sys.stdout.isatty()  # lines and bar on one screen would tear each other
    with reading(file, "checking", "replaying", shown=not silent) as (check, advance):
        found = standings(file, every=every, check=check, advance=advance, whole=whole)
        if as_json:
            yield from map(json_line, found)
            return
        rows = list(found)
    yield _table(rows) if rows else "There are no responses in this file."
    name = _naming(rows)
    for row in rows:
        if row.parameters:
            yield "\n" + fill(f"{name(row)}: {said(row.parameters)}", _width())


CSV_HEADER: Final = (
    *("learner", "deck", "run", "n", "evidence", "correct", "phase"),
    *(f"p_{phase}" for phase in PHASES),
    *(f"{side}_{name}" for side in ("unseen", "practised") for name in ("mean", "low", "high")),
    "engaged",
)
"""`evidence`: what the answer is evidence of, by the names of EvidenceKind in small letters."""


def csv_lines(file: Path) -> Iterator[str]:
    """The posterior after every answer that is evidence, as CSV; nothing of a faulty log. Raises DrillgrokError."""
    with reading(file, "checking", "replaying", shown=not sys.stdout.isatty()) as (check, advance):
        yield from _evidence_lines(file, check, advance)


def _evidence_lines(file: Path, check: Reached, advance: Reached) -> Iterator[str]:
    with checked_log(file, check) as log:
        yield _csv_line(CSV_HEADER)
        tracks: dict[RunName, Track] = {}
        for row in log.rows(advance):
            name = (row.learner, row.deck, row.run)
            track = tracks.get(name) or begin(primed=Flag.PRIMED in row.response.flags)
            evidence = evidence_of(row.response, row.session)
            if evidence is not None:
                track = follow(track, (evidence,))
                yield _csv_line((*name, *_after(evidence, track)))
            tracks[name] = track


def _after(answer: Evidence, track: Track) -> Iterator[str | int]:
    found = track.posterior
    yield from (answer.number, answer.kind.name.lower(), int(answer.correct), found.phase.value)
    bounds = [value for one in (found.unseen, found.practised) for value in (one.mean, one.low, one.high)]
    yield from (f"{value:.6g}" for value in (*found.p.values(), *bounds, found.engaged))


def _csv_line(fields: Iterable[str | int]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="").writerow(fields)
    return line.getvalue()


def json_line(standing: ReplayRow) -> str:
    """The standing as the contract's JSON object, ASCII on one line."""
    found = standing.posterior
    return json.dumps(
        {
            "learner": standing.learner,
            "deck": standing.deck,
            "run": standing.run,
            "n": standing.n,
            "phase": standing.phase.value,
            "p": {phase.value: found.p[phase] for phase in PHASES},
            "held_out": asdict(found.unseen),
            "practised": asdict(found.practised),
            "engaged": found.engaged,
            "verdict": standing.verdict,
            "since": standing.since,
            **({"parameters": values(standing.parameters)} if standing.parameters else {}),
        },
        allow_nan=False,
    )


def _table(rows: list[ReplayRow]) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for column in ("run", "n", "phase", "since", "  M   P   S   G", "unseen", "practised", "verdict"):
        table.add_column(column, justify="right" if column in {"n", "since"} else "left", overflow="fold")
    name = _naming(rows)
    for row in rows:
        found = row.posterior
        table.add_row(
            Text(name(row)),
            f"{row.n:,}",
            row.phase.value,
            f"{row.since:,}",
            " ".join(f"{found.p[phase] * 100:3.0f}" for phase in PHASES),
            _corrected(found.unseen),
            _corrected(found.practised),
            _verdict(row),
        )
    console = Console() if sys.stdout.isatty() else Console(width=_PIPE_WIDTH)
    with console.capture() as capture:
        console.print(table)
        console.print(
            "M P S G: per cent for memorising, plateau, shifting, grokked. Unseen and practised with 90 % ranges: "
            "0 is blind guessing, 100 always right. A log does not hold its deck, so nobody looked for a shortcut that "
            "would explain its answers.",
            style="dim",
        )
    return capture.get().rstrip("\n")


def _verdict(row: ReplayRow) -> str:
    """The coach's, with what is missing where it has too little."""
    found = row.posterior
    lacks = f": {missing(found.first_seen, found.settled).words}" if row.verdict == not_enough_data.KIND else ""
    return f"{display_name(row.verdict)}{lacks}"


def _width() -> int:
    return get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH


def _naming(rows: list[ReplayRow]) -> Callable[[ReplayRow], str]:
    """A run by what sets it apart: learner, deck where there are several, and run where one learner has several."""
    decks = len({row.deck for row in rows}) > 1
    runs = len({(row.learner, row.deck, row.run) for row in rows}) > len({(row.learner, row.deck) for row in rows})

    def name(row: ReplayRow) -> str:
        parts = (row.learner, row.deck if decks else "", row.run[:_SHORT_RUN] if runs else "")
        return " ".join(part for part in parts if part) or "(unnamed)"

    return name


def _corrected(belief: Belief) -> str:
    return f"{belief.mean * 100:.0f} ({belief.low * 100:.0f} to {belief.high * 100:.0f})"
