"""A screen by lines: what is said goes out as lines, what is typed comes in as lines. For a pipe, a bare terminal or a
screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from io import TextIOWrapper
from typing import TextIO

from drillgrok.console.text import clean
from drillgrok.model.item import AnswerKind
from drillgrok.practice.state import Session
from drillgrok.screens.kit import words


class Lines:
    """Two streams; at a terminal a sign asks for each line that is typed."""

    def __init__(self, stdin: TextIO | None, stdout: TextIO, *, is_terminal: bool) -> None:
        """`stdin` is None where it is closed."""
        for stream in (stdin, stdout):
            if isinstance(stream, TextIOWrapper):
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
        """The next line, cleaned, or None at the end of the input."""
        line = "" if self._stdin is None else self._stdin.readline()
        return clean(line).strip() if line else None


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
        yield ", ".join(f"{place} {clean(choice)}" for place, choice in enumerate(choices, start=1))
