"""Mistakes of a deck, each with its place and a mend, gathered so that an author hears of all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drillgrok.errors import DrillgrokError

MOST_FLAWS = 100
"""A report longer than this helps nobody; the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One mistake: where it stands (line and column from 1), what is wrong, and how to mend it."""

    file: str
    line: int
    column: int | None
    what: str
    mend: str

    def __str__(self) -> str:
        column = f":{self.column}" if self.column is not None else ""
        mend = f" {self.mend}" if self.mend else ""
        return f"{self.file}:{self.line}{column}: {self.what}{mend}"


class DeckFlaws(DrillgrokError):  # noqa: N818
    """Every mistake of one deck; `str` is one mistake a line, `file:line:column: what mend`."""

    def __init__(self, flaws: Sequence[Flaw], uncounted: int = 0) -> None:
        first = flaws[0]
        super().__init__(first.what, where=f"{first.file}:{first.line}", mend=first.mend)
        self.flaws = tuple(flaws)
        self.uncounted = uncounted

    def __str__(self) -> str:
        lines = [str(flaw) for flaw in self.flaws]
        if self.uncounted:
            lines.append(f"... and {self.uncounted} more.")
        elif len(lines) >= MOST_FLAWS:
            lines.append(f"After {MOST_FLAWS} mistakes reading stopped: there may be more.")
        return "\n".join(lines)


class Report:
    """The mistakes found so far in one deck."""

    def __init__(self) -> None:
        self._flaws: list[Flaw] = []
        self._uncounted = 0

    def add(self, flaw: Flaw) -> None:
        """Take one more mistake; beyond `MOST_FLAWS` it is only counted."""
        if len(self._flaws) < MOST_FLAWS:
            self._flaws.append(flaw)
        else:
            self._uncounted += 1

    @property
    def clean(self) -> bool:
        """No mistake so far."""
        return not self._flaws

    @property
    def full(self) -> bool:
        """Looking further would add nothing that is shown."""
        return len(self._flaws) >= MOST_FLAWS

    def raise_if_any(self) -> None:
        """Raise DeckFlaws, in the order of the files' lines, when there is any mistake."""
        if self._flaws:
            files = list(dict.fromkeys(flaw.file for flaw in self._flaws))
            ordered = sorted(self._flaws, key=lambda flaw: (files.index(flaw.file), flaw.line, flaw.column or 0))
            raise DeckFlaws(ordered, self._uncounted)
