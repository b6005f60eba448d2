"""A hand that drills as a person would, on a pseudo-terminal, and always knows the right answer: the trace tells it
which item stands on the screen, and it has read the deck too."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.homes import DRILLGROK, environment
from benchmarks.terminal import FRAME_END, Terminal
from drillgrok.items.spelling import submits_itself
from drillgrok.model.deck import Deck, key_text
from drillgrok.model.item import ItemKey

BLOCK: Final = 50
"""Answers between two breaks."""
_PATIENCE_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer as the terminal saw it."""

    next_prompt_ms: float | None
    """From its last key to the last byte of the next prompt's frame; None where a break or the end came next."""
    rt_ms: float
    """From the last byte of its own prompt's frame to the last key that changed the answer."""


class Sitting:
    """One `drillgrok practice DECK`, from the first screen on. `deck` is what `name` (an id or a path) stands for; its
    values are written in digits."""

    def __init__(self, terminal: Terminal, deck: Deck, trace: Path, goal: int) -> None:
        self._terminal = terminal
        self._goal = goal
        self._trace = trace
        self._shown: Iterator[ItemKey] = iter(())
        self._answered = 0
        self._painted_ns = 0
        self._items = deck.items
        self._field = deck.items.field(())
        self._index_of = {key_text(int(key)): index for index, key in enumerate(deck.items.keys)}

    def open(self) -> None:
        """Past the first screen to the first prompt."""
        self._terminal.read_until(b"Enter  starts")
        self._terminal.send("\r")
        self._terminal.read_until(b"Esc pause")
        self._painted_ns = self._terminal.read_until(FRAME_END)
        self._shown = self._shown_items()

    def answer(self, rng: Random, *, think_s: tuple[float, float]) -> Typed:
        """Think for a while and type the right answer, going on past a break."""
        text = self._right_answer()
        self._terminal.rest(rng.uniform(*think_s))
        painted_ns = self._painted_ns
        pressed_ns = changed_ns = self._type(text, rng)
        if not submits_itself(self._field, text):
            pressed_ns = self._terminal.send("\r")
        self._answered += 1
        next_ns = self._await_page()
        rests = self._answered == self._goal or self._answered % BLOCK == 0
        if rests and self._answered < self._goal:
            self._terminal.send(" ")
            self._terminal.read_until(b"Esc pause")
            self._painted_ns = self._terminal.read_until(FRAME_END)
        return Typed(None if rests else (next_ns - pressed_ns) / 1e6, (changed_ns - painted_ns) / 1e6)

    def _type(self, text: str, rng: Random) -> int:
        """Key after key, each when the one before has been painted; returns when the last one was pressed."""
        for char in text[:-1]:
            self._terminal.send(char)
            self._terminal.read_until(FRAME_END)
            self._terminal.rest(rng.uniform(0.005, 0.02))
        at_ns = self._terminal.send(text[-1])
        if not submits_itself(self._field, text):
            self._terminal.read_until(FRAME_END)
            self._terminal.rest(rng.uniform(0.005, 0.02))
        return at_ns

    def _await_page(self) -> int:
        """The frame that counts this answer: it holds the next prompt too, or a break, or the summary."""
        if self._answered < self._goal:
            self._terminal.read_until(f"{self._answered:,} of {self._goal:,}".encode())
        self._painted_ns = self._terminal.read_until(FRAME_END)
        return self._painted_ns

    def _right_answer(self) -> str:
        index = self._index_of[next(self._shown)]
        return self._items.item(index, (), Random(0)).right

    def _shown_items(self) -> Iterator[ItemKey]:
        """The item of each prompt, in order, as the trace tells it. Raises TimeoutError when none comes."""
        with self._trace.open(encoding="utf-8") as file:
            line, until = "", time.monotonic() + _PATIENCE_S
            while time.monotonic() < until:
                line += file.readline()
                if not line.endswith("\n"):
                    self._terminal.rest(0.001)
                    continue
                event = json.loads(line)
                line = ""
                if event["event"] == "shown":
                    yield event["item"]
                    until = time.monotonic() + _PATIENCE_S
        raise TimeoutError("No prompt was shown.")


def sitting(name: str, deck: Deck, home: Path, trace: Path, goal: int) -> tuple[Terminal, Sitting]:
    """Start drillgrok on a terminal of its own; close the terminal when done."""
    command = [DRILLGROK, "practice", name, "--responses", str(goal), "--trace", str(trace)]
    terminal = Terminal(command, environment(home))
    return terminal, Sitting(terminal, deck, trace, goal)
