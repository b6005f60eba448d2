"""Which columns of a table are the prompt and the answer: as the user says, as the first line names them, or the first
two. Rows are turned into questions by what was chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from drillgrok.deckfile.sheet import MOST_COLUMNS
from drillgrok.errors import DrillgrokError
from drillgrok.importers.headings import ANSWERS, LANGUAGES, PROMPTS
from drillgrok.importers.questions import (
    ACCEPT,
    ANSWER,
    CHANCE,
    CHOICES,
    PROMPT,
    Column,
    ColumnWishes,
    Entry,
    Skipped,
    one_line,
    question,
)
from drillgrok.importers.rows import Record, width_of
from drillgrok.items.list_items import SEPARATOR

SAMPLES: Final = 3
"""Rows in a preview."""
KEPT, LEFT_OUT = "kept", "left out"
_TAKEN_AS: Final = {PROMPT: "prompt", ANSWER: "answer", ACCEPT: "also right", CHOICES: "choices"}
_REMADE: Final = frozenset({CHANCE, "key"})
"""Columns of a list that belong to one deck: another deck works them out anew."""

_NUMBER: Final = re.compile(r"[-+]?\d+([.,]\d+)?")
_APOSTROPHE: Final = re.compile(r"'+[=+\-@]")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a table stand, counted from 0, and what they are called."""

    names: tuple[str, ...]
    headed: bool
    """The first row names the columns."""
    prompt: int
    answer: int
    accept: int | None = None
    choices: int | None = None
    more: tuple[int, ...] = ()
    """Columns that are kept as they are."""
    own: bool = False
    """The columns are named as in a list of ours; spreadsheets may have met apostrophes in it."""

    @property
    def more_names(self) -> tuple[str, ...]:
        """The kept columns' names."""
        return tuple(self.names[place] for place in self.more)

    def taken_as(self, place: int) -> str:
        """What a column is taken as, in words."""
        roles = {self.prompt: PROMPT, self.answer: ANSWER, self.accept: ACCEPT, self.choices: CHOICES}
        return _TAKEN_AS[roles[place]] if place in roles else KEPT if place in self.more else LEFT_OUT

    def preview(self, rows: Sequence[Record]) -> tuple[Column, ...]:
        """Every column with its cells in the first rows."""
        shown = [[*map(one_line, cells), *([""] * len(self.names))] for _, cells in rows[:SAMPLES]]
        return tuple(
            Column(name, self.taken_as(place), tuple(cells[place] for cells in shown))
            for place, name in enumerate(self.names)
        )

    def entry(self, line: int, cells: list[str]) -> Entry:
        """The question in the cells of a row that begins in a line."""
        missing = len(self.names) - len(cells)
        if missing < 0 and width_of(cells) > len(self.names):
            return Skipped(line, f"The row has {width_of(cells)} cells, the others {len(self.names)}.")
        if missing > 0:
            cells = [*cells, *([""] * missing)]
        if self.accept is self.choices is None and not self.more:
            return question(line, cells[self.prompt], cells[self.answer])
        return self._whole(line, cells)

    def _whole(self, line: int, cells: list[str]) -> Entry:
        """A row of a table like our own, with its other answers, its choices and what else it holds."""
        accept, choices = (
            tuple(filter(str.strip, cells[place].split(SEPARATOR))) if place is not None else ()
            for place in (self.accept, self.choices)
        )
        more = tuple(one_line(cells[place]) for place in self.more)
        return question(line, cells[self.prompt], cells[self.answer], accept, choices, more=more)


def guarded(cell: str) -> str:
    """The cell as a spreadsheet may read it without taking it for a formula: an apostrophe stands before one.
    Numbers are left as they are. `freed` undoes it."""
    risky = cell[:1] in {"=", "+", "-", "@"} and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if risky or _APOSTROPHE.match(cell) else cell


def freed(cell: str) -> str:
    """The cell without the apostrophe that `guarded` put before it."""
    return cell[1:] if cell[:1] == "'" and _APOSTROPHE.match(cell) else cell


def lay_out(
    rows: Sequence[Record], wishes: ColumnWishes, names: Sequence[str] = (), apart: Iterable[int] = ()
) -> Layout:
    """Choose the columns from the first rows; `names` are given where the file says them elsewhere, and columns
    `apart` are no candidates.

    Raises DrillgrokError when a column that was asked for is not there, or there are no two to choose from.
    """
    if not rows:
        raise DrillgrokError("There are no rows in the file.")
    cells = rows[0][1]
    first = tuple(one_line(cell) for cell in cells[: width_of(cells)])
    headed = not names and _is_header(first, rows[1:], wishes)
    called = tuple(names) or (first if headed else ())
    width = max(len(called), 0 if headed else _usual_width(rows))
    called = tuple(name or f"column {k}" for k, name in enumerate((*called, *([""] * (width - len(called)))), start=1))
    taken = frozenset(apart)
    free = [place for place in range(width) if place not in taken]
    if len(free) < 2:
        raise DrillgrokError("There are no two columns to take.", mend="A question needs a prompt and an answer.")
    prompt, answer = _chosen(called, wishes, free)
    own = called[prompt] == PROMPT and called[answer] == ANSWER and len(set(called)) == width <= MOST_COLUMNS
    if not own:
        return Layout(called, headed, prompt, answer)
    accept, choices = (called.index(name) if name in called else None for name in (ACCEPT, CHOICES))
    used = {prompt, answer, accept, choices, *taken}
    more = tuple(place for place in range(width) if place not in used and called[place] not in _REMADE)
    return Layout(called, headed, prompt, answer, accept, choices, more, own=True)


def _usual_width(rows: Sequence[Record]) -> int:
    widths = Counter(width_of(cells) for _, cells in rows)
    return max(widths, key=lambda width: (widths[width], width))


def _is_header(first: tuple[str, ...], rest: Sequence[Record], wishes: ColumnWishes) -> bool:
    """The first row names columns: known words, what the user calls them, or words above nothing but numbers."""
    if len(first) < 2 or not all(first) or len(set(first)) < len(first):
        return False
    words = [name.casefold() for name in first]
    asked = [wish.casefold() for wish in (wishes.prompt, wishes.answer) if wish is not None and not wish.isdigit()]
    if asked and set(asked) <= set(words):
        return True
    if (PROMPTS & set(words) and ANSWERS & set(words)) or len(LANGUAGES & set(words)) > 1:
        return True
    columns = [[cells[k].strip() for _, cells in rest if k < len(cells)] for k in range(len(first))]
    return any(
        len(cells) > 1 and all(map(_NUMBER.fullmatch, cells)) and not _NUMBER.fullmatch(name)
        for name, cells in zip(first, columns, strict=True)
    )


def _chosen(names: tuple[str, ...], wishes: ColumnWishes, free: list[int]) -> tuple[int, int]:
    """The places of prompt and answer."""
    prompt = _asked(names, wishes.prompt, "--prompt")
    answer = _asked(names, wishes.answer, "--answer")
    if prompt is not None and prompt == answer:
        raise DrillgrokError("Prompt and answer are the same column.", where="--answer", mend="Name two columns.")
    if prompt is None:
        prompt = _known(names, PROMPTS, free, other=answer)
    if answer is None:
        answer = _known(names, ANSWERS, free, other=prompt)
    return prompt, answer


def _asked(names: tuple[str, ...], wish: str | None, option: str) -> int | None:
    if wish is None:
        return None
    folded = [name.casefold() for name in names]
    if wish.casefold() in folded:
        return folded.index(wish.casefold())
    if wish.isdecimal() and 1 <= int(wish) <= len(names):
        return int(wish) - 1
    listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    raise DrillgrokError(
        f"There is no column {wish!r}.", where=option, mend=f"Name one, or its number from 1 to {len(names)}: {listed}."
    )


def _known(names: tuple[str, ...], words: frozenset[str], free: list[int], other: int | None) -> int:
    """The first free column whose name is one of the words, else a language's, else the first free one."""
    candidates = [place for place in free if place != other]
    named = [place for known in (words, LANGUAGES) for place in candidates if names[place].casefold() in known]
    return (named or candidates)[0]
