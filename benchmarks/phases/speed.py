"""Time: one answer through the filter, and a long history's state read back from its checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from typing import Final

from benchmarks.measuring import Figure, Section, Table, timed_ms
from benchmarks.phases.calibration import drilled
from drillgrok.phases import filter as phase_filter
from drillgrok.phases.checkpoint import from_bytes, to_bytes
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.track import begin, follow

_FILTER_BAR_US, _RESUME_BAR_MS = 50.0, 5.0
_SEED: Final = 5000
_ROUNDS: Final = 9

_HOW: Final = f"""\
A memoriser's answers at the real drill (seed {_SEED}), latencies and all. The filter alone, fed a block at a time; then
as the program feeds it, one answer at a time with the phase named after each. Medians of {_ROUNDS} rounds. Resuming is
from the bytes of the checkpoint to the track."""


def run(*, quick: bool) -> Section:
    """A few seconds."""
    lengths = (500, 3000) if quick else (500, 3000, 12_000)
    answers = [evidence for evidence, _ in drilled("never", _SEED, lengths[-1])]
    filter_us = _us_an_answer(lambda block: phase_filter.take(phase_filter.start(), block), answers[: lengths[1]])
    track_us = _us_an_answer(lambda block: follow(begin(), block), answers[: lengths[1]])
    resumed = {length: _resumed_ms(answers[:length]) for length in lengths}
    figures = (
        Figure("the filter, an answer", filter_us, "us", _FILTER_BAR_US),
        Figure("the filter and the phase's name, an answer", track_us, "us"),
        Figure("resuming, at worst", max(ms for ms, _ in resumed.values()), "ms", _RESUME_BAR_MS),
    )
    rows = tuple((f"{length:,}", f"{ms:.2f}", f"{size:,}") for length, (ms, size) in resumed.items())
    return Section("Speed", _HOW, figures, (Table(("answers", "resuming, ms", "bytes"), rows),))


def _us_an_answer(work: Callable[[Sequence[Evidence]], object], answers: Sequence[Evidence]) -> float:
    return median(timed_ms(lambda: work(answers)) for _ in range(_ROUNDS)) * 1000 / len(answers)


def _resumed_ms(answers: Sequence[Evidence]) -> tuple[float, int]:
    data = to_bytes(follow(begin(), answers))
    return median(timed_ms(lambda: from_bytes(data)) for _ in range(_ROUNDS)), len(data)
