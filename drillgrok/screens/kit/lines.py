"""A screen by lines: what is said goes out as lines, what is typed comes in as lines. For a pipe, a bare terminal or a
screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from io import TextIOWrapper
from typing import Final, Protocol, TextIO, TypeVar

from drillgrok.console.clock import stamp
from drillgrok.console.text import clean
from drillgrok.model.item import AnswerKind
from drillgrok.practice.events import Event, Stopped, Tick
from drillgrok.practice.state import Session
from drillgrok.screens.kit import words

Told_co = TypeVar("Told_co", covariant=True)
_LONGEST_LINE: Final = 2_000
_LONGEST_WAIT: Final = 120
"""Looks at a database that is in use, of some seconds each."""


class Lines:
    """Two streams; at a terminal a sign asks for each line that is typed."""

    def __init__(self, stdin: TextIO | None, stdout: TextIO, *, is_terminal: bool) -> None:
        """`stdin` is None where it is closed."""
        for stream in (stdin, stdout):
            if isinstance(stream, TextIOWrapper) and stream.errors != "replace":  # once read, it can only stay so
                stream.reconfigure(errors="replace")  # a strange byte or a poor encoding must not end a session
        self._stdin = stdin
        self._stdout = stdout
        self.is_terminal = is_terminal

    def say(self, *lines: str) -> None:
        """Write lines, and let them be seen at once."""
        self._stdout.write("".join(f"{line}\n" for line in lines))
        self._stdout.flush()

    def ask(self) -> None:
        """The sign that a line may be typed."""
        if self.is_terminal:
            self._stdout.write(words.PLAIN_PROMPT)
            self._stdout.flush()

    def read(self) -> str | None:
        """The next line, cleaned, or None at the end of the input. No answer and no note is as long as what is left
        out of a longer one."""
        line = "" if self._stdin is None else self._stdin.readline()
        return clean(line).strip()[:_LONGEST_LINE] if line else None


class Patient(Protocol[Told_co]):
    """A session or an exam that may have to wait for the database."""

    @property
    def waits(self) -> bool:
        """Whether something waits to be stored."""

    def tell(self, event: Event) -> Told_co:
        """Take one event and store what it brings."""


def patiently(live: Patient[Told_co], event: Event, lines: Lines) -> Told_co:
    """What came of the event, once it is stored; says so where that has to wait for another program.

    Raises BusyError after some minutes.
    """
    came = live.tell(event)
    if live.waits:
        lines.say(words.WAITING_LINE)
    for _ in range(_LONGEST_WAIT):
        if not live.waits:
            return came
        came = live.tell(Tick(stamp()))
    return live.tell(Stopped(stamp()))


def prompt_lines(session: Session) -> Iterator[str]:
    """The item that is asked as lines: its picture in words, its prompt, its choices."""
    if session.showing is None:
        return
    item, field, drawing = session.showing.item, session.run.field, session.drawing(session.last_event.mono_ns)
    yield ""
    if drawing is not None:
        yield from map(clean, drawing.spoken.split("\n"))
    yield from map(clean, item.prompt.split("\n"))
    choices = item.choices or field.choices
    if field.kind is AnswerKind.CHOICE and choices:
        yield words.offered(map(clean, choices))
