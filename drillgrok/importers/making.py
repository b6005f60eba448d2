"""A deck file and its list out of what was imported. Both are written aside and looked at before they take their
places: a deck that is not sound never appears, and nothing is ever written over."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import normalize

from drillgrok.errors import DrillgrokError
from drillgrok.importers.questions import ACCEPT, ANSWER, CHOICES, PROMPT, Question, one_line
from drillgrok.items.list_items import SEPARATOR
from drillgrok.tables.formulas import guarded

LONGEST_ID: Final = 64
LONGEST_TITLE: Final = 60
_COMMENT_AT: Final = 29
_TYPED: Final = "A line is shown. Type what belongs to it."
_CHOSEN: Final = "A question is shown with several answers. Choose one."
_TURNED_ROUND: Final = (
    ("# rephrased:", "other words for the same knowledge, at least one of them turned round"),
    ('#   - {prompt: "What gives {answer}?", answer: prompt}', ""),
)
_RULE: Final = "  What rule these items follow is not written down yet. If you know it, write it here."


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """What is to be made of questions."""

    deck_id: str
    title: str
    source: str
    """The file's name, for the comment."""
    chosen: bool
    """Answers are chosen, not typed."""
    accepting: bool
    """Some questions have several right answers, or may get them."""
    more: tuple[str, ...]
    """Further columns."""

    @property
    def header(self) -> tuple[str, ...]:
        """The columns of the list."""
        optional = ((ACCEPT, self.accepting), (CHOICES, self.chosen))
        return (PROMPT, ANSWER, *(name for name, wanted in optional if wanted), *self.more)

    def rows(self, questions: Iterable[Question]) -> Iterator[tuple[str, ...]]:
        """The list: its columns, then a row for each question."""
        yield self.header
        yield from map(self._row, questions)

    def _row(self, question: Question) -> tuple[str, ...]:
        if not self.accepting and not self.chosen:
            return (question.prompt, question.answer, *question.more)
        several = ((question.accept, self.accepting), (question.choices, self.chosen))
        cells = (SEPARATOR.join(texts) for texts, wanted in several if wanted)
        return (question.prompt, question.answer, *cells, *question.more)

    def text(self) -> str:
        """The deck file, with comments for whoever goes on with it."""
        listed = ", ".join(self.header[:6]) + (", ..." if len(self.header) > 6 else "")
        lines = (
            (f"# Made from {one_line(self.source)} by `drillgrok deck import`.", ""),
            ("# After a change here or in the list: drillgrok deck check PATH", ""),
            (f"deck: {self.deck_id}", "never change it: answers are stored under it"),
            (f"title: {quoted(self.title)}", "learners see it, so it gives nothing away"),
            (f"about: {_CHOSEN if self.chosen else _TYPED}", ""),
            ("items:", ""),
            (f"  list: {self.deck_id}.csv", f"columns: {listed}"),
            ("  # group: stem", "a column: rows that give each other's answer away have the same text in it"),
            *((("answers: choice", ""),) if self.chosen else _TURNED_ROUND),
            ("# held_out: 40%", "the share of groups that is never practised"),
            ("# pressure: {calm: 8 s, quick: 2.5 s, floor: 1.2 s}", ""),
            ("rule: |", "sealed until the exam is passed"),
            (_RULE, ""),
        )
        return "".join(f"{line:<{_COMMENT_AT}}  # {why}\n" if why else f"{line}\n" for line, why in lines)


def deck_id_from(text: str) -> str:
    """An id made of a name: lower-case letters, digits and single hyphens; empty where nothing of it remains.

    An id comes back as it is.
    """
    plain = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].rstrip("-")


@contextmanager
def made(deck_id: str, text: str, rows: Iterable[Sequence[str]], folder: Path) -> Iterator[Path]:
    """Write a deck file of this text and its list of these rows, the columns first, aside, for the block to look at;
    when it ends the deck takes its place in `folder`, when it raises the deck is gone.

    Raises DrillgrokError where the deck cannot be written or one of its files is there already.
    """
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        aside = tempfile.TemporaryDirectory(prefix=".import-", dir=folder)
    with aside as name:
        with _explained(folder):
            path = Path(name, f"{deck_id}.yaml")
            path.write_text(text, encoding="utf-8", newline="\n")
            _write_list(path.with_suffix(".csv"), rows)
        yield path
        with _explained(folder):
            _move((path.with_suffix(".csv"), path), folder)


def _write_list(file: Path, rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(map(guarded, row) for row in rows)


def _move(files: tuple[Path, ...], folder: Path) -> None:
    """All of them or none, into empty places only."""
    taken: list[Path] = []
    try:
        for file in files:
            (folder / file.name).open("x").close()
            taken.append(folder / file.name)
        for file in files:
            file.replace(folder / file.name)
    except OSError:
        for place in taken:
            place.unlink(missing_ok=True)
        raise


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise DrillgrokError(
            "There is such a file already.", where=str(error.filename), mend="Choose another --id."
        ) from None
    except OSError as error:
        reason = error.strerror or "The deck cannot be written"
        raise DrillgrokError(f"{reason}.", where=str(folder), mend="Check who may write there.") from None


def quoted(text: str) -> str:
    """A YAML scalar of any text on one line."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
