"""From a key to the next prompt, and the latency that is stored: both against the pseudo-terminal's own clock."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.decks import bundled_deck, deck_from_text
from benchmarks.homes import database, environment, new_home, warm_home
from benchmarks.log import stored_responses
from benchmarks.measuring import Figure, Section, percentile, timed_ms
from benchmarks.sitting import Typed, sitting
from benchmarks.terminal import FRAME_END, Terminal
from drillgrok.model.deck import Deck

_BARE: Final = Path(__file__).parent / "bare" / "typed.py"
_THINK_S: Final = (0.005, 0.08)
_P50_BAR_MS: Final = 8.0
_P99_BAR_MS: Final = 33.0
_P50_BAR, _P99_BAR = 1.6, 2.5
_ERROR_P50_BAR_MS: Final = 2.0
_ERROR_P99_BAR_MS: Final = 10.0

_WORDED: Final = """
deck: worded
title: Worded
items:
  table: {a: 0..59, b: 0..59}
  prompt: "A card carries the number {a} on its front and the number {b} on its back. Which of the signs?"
  answer: (3 * a + b) % 10
rule: Three of the first and one of the second.
"""

_HOW: Final = """\
A hand on a pseudo-terminal answers every prompt right, after 5 to 80 ms. Key to prompt: from writing the last key of an
answer (Enter where it does not submit itself) to the last byte of the frame with the next prompt; the response is
committed in between. Latency: the stored `rt_ms` against the time from the last byte of a prompt's frame to the
writing of the last key that changed the answer; the error is its absolute difference, half a millisecond of it
rounding. Before, between and after, on the same terminal and at the same pace, a bare Textual app whose one label
changes at each key: the ratios are to it; "without the disk's durable write" is the ratio where the disk alone took no
time. lantern-31 shows its prompts and answers in large letters and needs Enter after 1, 2 and 3; the worded deck shows
a sentence, and every answer is one key."""

_Drilled = tuple[list[Typed], list[float]]
"""A sitting's answers as the terminal saw them, and the latencies that were stored."""


def run(*, quick: bool) -> Section:
    """1,000 answers to each of two decks, 100 when quick."""
    answers = 100 if quick else 1000
    bare_ms = _bare_ms(answers)
    in_letters = _drilled("lantern-31", bundled_deck("lantern-31"), None, answers)
    bare_ms += _bare_ms(answers)
    in_words = _drilled("worded", deck_from_text(_WORDED), _WORDED, answers)
    bare_ms += _bare_ms(answers)
    disk = _disk(answers)
    disk_ms = disk[0].value
    figures = (
        *_figures("lantern-31", in_letters, bare_ms, disk_ms),
        *_figures("worded", in_words, bare_ms, disk_ms),
        Figure("a bare label: key to its change, p50", percentile(bare_ms, 0.5), "ms"),
        Figure("a bare label: key to its change, p99", percentile(bare_ms, 0.99), "ms"),
    )
    return Section("Keys and latency", _HOW, (*figures, *disk))


def _bare_ms(keys: int) -> list[float]:
    """From each key to the end of the frame with the changed label."""
    rng, times_ms = Random("bare"), []
    with new_home() as home, Terminal([sys.executable, str(_BARE)], environment(home)) as terminal:
        terminal.read_until(b"key 0")
        for _ in range(keys):
            terminal.rest(rng.uniform(*_THINK_S))
            pressed_ns = terminal.send("x")
            times_ms.append((terminal.read_until(FRAME_END) - pressed_ns) / 1e6)
    return times_ms


def _disk(writes: int) -> tuple[Figure, ...]:
    """What the disk alone takes for a durable write: no commit can be faster."""
    times_ms: list[float] = []
    with TemporaryDirectory() as folder, (Path(folder) / "written").open("wb", buffering=0) as file:
        for _ in range(writes):
            file.write(bytes(4096))
            times_ms.append(timed_ms(lambda: os.fsync(file.fileno())))
            time.sleep(_THINK_S[0])
    return (
        Figure("the disk alone: a durable write of 4 kB, p50", percentile(times_ms, 0.5), "ms"),
        Figure("the disk alone: a durable write of 4 kB, p99", percentile(times_ms, 0.99), "ms"),
    )


def _figures(name: str, drilled: _Drilled, bare_ms: list[float], disk_ms: float) -> tuple[Figure, ...]:
    typed, stored_ms = drilled
    to_prompt_ms = [one.next_prompt_ms for one in typed if one.next_prompt_ms is not None]
    beside_disk_ms = [ms - disk_ms for ms in to_prompt_ms]
    errors_ms = [abs(stored - one.rt_ms) for one, stored in zip(typed, stored_ms, strict=True)]
    return (
        Figure(f"{name}: key to next prompt, p50", percentile(to_prompt_ms, 0.5), "ms", _P50_BAR_MS),
        Figure(f"{name}: key to next prompt, p99", percentile(to_prompt_ms, 0.99), "ms", _P99_BAR_MS),
        Figure(f"{name}: that to a bare label, p50", _ratio(to_prompt_ms, bare_ms, 0.5), "x", _P50_BAR),
        Figure(f"{name}: that to a bare label, p99", _ratio(to_prompt_ms, bare_ms, 0.99), "x", _P99_BAR),
        Figure(f"{name}: that without the disk's durable write, p50", _ratio(beside_disk_ms, bare_ms, 0.5), "x"),
        Figure(f"{name}: key to next prompt, worst of {len(to_prompt_ms):,}", max(to_prompt_ms), "ms"),
        Figure(f"{name}: error of stored latency, p50", percentile(errors_ms, 0.5), "ms", _ERROR_P50_BAR_MS),
        Figure(f"{name}: error of stored latency, p99", percentile(errors_ms, 0.99), "ms", _ERROR_P99_BAR_MS),
    )


def _ratio(times_ms: list[float], bare_ms: list[float], share: float) -> float:
    return percentile(times_ms, share) / percentile(bare_ms, share)


def _drilled(name: str, deck: Deck, text: str | None, answers: int) -> _Drilled:
    """One sitting as the terminal saw it, and its latencies as they were stored; `text` is written to a file first."""
    rng = Random(name)
    with warm_home() as home:
        asked_for = name if text is None else _written(home / f"{name}.yaml", text)
        terminal, hand = sitting(asked_for, deck, home, home / "trace.jsonl", answers)
        with terminal:
            hand.open()
            typed = [hand.answer(rng, think_s=_THINK_S) for _ in range(answers)]
        return typed, [float(response.rt_ms or 0) for _, response in stored_responses(database(home))]


def _written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)
