"""What the trials come to: figures with their bars, and a row a deck. No shortcut is named: the names tell of rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.cheats.drills import CHEAT_DAYS, DAILY, HEARD_WITHIN, CheatDrill
from benchmarks.cheats.grounds import BEST, EXCEPTED
from benchmarks.cheats.trial import Trial
from benchmarks.measuring import Figure, Section, Table
from drillgrok.coaching.verdicts import shortcut

_HOLDERS_LEAST: Final = 50
"""Of fewer one in ten says nothing: a glance looks at cheats."""
_HOW: Final = f"""\
Each bundled deck with its {BEST} best shortcuts, as `python -m tools.shortcuts` measures them; tables keyed by what the
rule reads are left out. Exams: papers as the program draws them, each of another run, answered by the shortcut, its
table learnt from 500 practised items. Cheats: learners who go by the shortcut, always or only where memory does not
help, through the real drill beside the coach for {CHEAT_DAYS * DAILY} answers; none should be told known, shifting or
grokked. Rule-holders: a memoriser to whom the rule comes all at once after a day and a half, told of it within
{HEARD_WITHIN} first-seen answers. Slipping rule-holders: sixty unseen answers without the drill, one in ten of them
wrong. Guess is what a blind answer gives; chance is the greater of it and the best shortcut that needs no memory."""

_HEADER: Final = (
    *("deck", "guess", "no memory", "table", "chance", "exam", "passed", "cheats told", "rule told", "slips"),
    "tried on",
)


def section(trials: Sequence[Trial], untried: Sequence[str] = ()) -> Section:
    """The whole; `untried` are decks that are still to be tried."""
    tables = tuple(_tables(trials, untried))
    return Section("Shortcuts that might pass for the rule", _HOW, tuple(_figures(trials, untried)), tables)


def _figures(trials: Sequence[Trial], untried: Sequence[str]) -> Iterator[Figure]:
    passed = [count for trial in trials for _, count in trial.exams.passed]
    papers = sum(trial.exams.papers * len(trial.exams.passed) for trial in trials)
    most = max((100 * n / trial.exams.papers for trial in trials for _, n in trial.exams.passed), default=0.0)
    yield Figure("exams passed by shortcuts", _percent(sum(passed), papers), "%", 1.0)
    yield Figure("the same, by any one of them", most, "%", 6.0)
    for name, remembers in (("cheats", False), ("cheats with a memory", True)):
        claims = [bool(cheat.claimed) for cheat in _cheats(trials) if cheat.remembers is remembers]
        yield Figure(f"{name} told known, shifting or grokked", _percent(sum(claims), len(claims)), "%", 0.0)
    holders = [holder for trial in trials for holder in trial.holders]
    late = sum(holder.told_after is None for holder in holders)
    bar = 10.0 if len(holders) >= _HOLDERS_LEAST else None
    yield Figure("rule-holders not told in time", _percent(late, len(holders)), "%", bar)
    yield Figure("of these told before the rule came", sum(holder.early for holder in holders), "")
    slips = [trial.slips for trial in trials]
    yield Figure(
        "slipping rule-holders told that a shortcut explains them",
        _percent(sum(one.heard for one in slips), sum(one.runs for one in slips)),
        "%",
        1.0,
    )
    most = max((_percent(one.heard, one.runs) for one in slips), default=0.0)
    yield Figure("the same, on any one deck", most, "%", 5.0)
    yield Figure("decks without an exam", sum(not trial.exams.papers for trial in trials), "")
    yield Figure("decks excepted", len(EXCEPTED), "")
    yield Figure("decks tried", len(trials), "")
    yield Figure("decks still to be tried", len(untried), "")


def _cheats(trials: Sequence[Trial]) -> Iterator[CheatDrill]:
    return (cheat for trial in trials for cheat in trial.cheats)


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def _tables(trials: Sequence[Trial], untried: Sequence[str]) -> Iterator[Table]:
    yield Table(_HEADER, tuple(map(_row, trials)))
    closed = [(trial.deck, trial.exams.closed.replace("_", " ")) for trial in trials if not trial.exams.papers]
    yield Table(("without an exam", "why"), tuple(closed) or (("none", ""),))
    yield Table(("excepted", "why"), tuple(EXCEPTED.items()))
    if untried:
        yield Table(("still to be tried",), tuple((name,) for name in untried))


def _row(trial: Trial) -> tuple[str, ...]:
    exams, holders = trial.exams, trial.holders
    in_time = sum(holder.told_after is not None for holder in holders)
    return (
        trial.deck,
        f"{trial.found.guess:.3f}",
        f"{trial.found.without_memory.success:.3f}",
        f"{trial.found.from_memory.success:.3f}",
        f"{trial.chance:.3f}",
        f"{exams.to_pass} of {exams.asked}" if exams.papers else "none",
        f"{sum(n for _, n in exams.passed)} of {exams.papers * len(exams.passed)}" if exams.papers else "",
        _told(trial.cheats),
        f"{in_time} of {len(holders)}",
        f"{trial.slips.heard} of {trial.slips.runs}",
        trial.date,
    )


def _told(cheats: Sequence[CheatDrill]) -> str:
    """Claims by kind, and how many heard that a shortcut explains them."""
    claims = Counter(cheat.claimed for cheat in cheats if cheat.claimed)
    found = sum(shortcut.KIND in cheat.told for cheat in cheats)
    told = [f"{count} {kind}" for kind, count in sorted(claims.items())] + [f"{found} shortcut"] * bool(found)
    return f"of {len(cheats)}: {', '.join(told) or 'nothing of either'}"
