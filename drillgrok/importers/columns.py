"""Which columns of a table are the prompt and the answer: as the user says, as the first line names them, or the first
two. Rows are turned into questions by what was chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from drillgrok.console.text import counted
from drillgrok.deckfile.sheet import MOST_COLUMNS
from drillgrok.errors import DrillgrokError
from drillgrok.importers.headings import ANSWERS, COLUMNS, LANGUAGES, PROMPTS
from drillgrok.importers.questions import (
    ACCEPT,
    ANSWER,
    CHANCE,
    CHOICES,
    PROMPT,
    Column,
    ColumnWishes,
    Entry,
    Losses,
    Skipped,
    one_line,
    question,
)
from drillgrok.items.list_items import GROUP, OWN_COLUMNS, SEPARATOR
from drillgrok.tables.formulas import first_failed, may_have_failed
from drillgrok.tables.names import folded, meant, spelled
from drillgrok.tables.rows import TableRow, width_of

SAMPLES: Final = 3
"""Rows in a preview."""
KEPT, LEFT_OUT = "kept", "left out"
UNMET: Final = "rows that do not meet --where"
_TAKEN_AS: Final = {PROMPT: "prompt", ANSWER: "answer", ACCEPT: "also right", CHOICES: "choices"}
_REMADE: Final = frozenset({CHANCE, "key"})
"""Columns of a list that belong to one deck: another deck works them out anew."""

_ASKED_FOR: Final = "column"
"""In a wording: the name of the column that is asked for."""
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_WORD: Final = re.compile(r"[^\W\d][\w.-]{0,24}")
_LAST_LATIN: Final = 0x24F
_NUMBER: Final = re.compile(r"[-+]?\d+([.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Condition:
    """A row is taken where a cell is one of these texts, or where it is none of them."""

    place: int
    texts: frozenset[str]
    wanted: bool

    def met(self, cells: Sequence[str]) -> bool:
        """Capitals and marks composed or not make no difference."""
        cell = folded(cells[self.place]) if self.place < len(cells) else ""
        return (cell in self.texts) == self.wanted


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a table stand, counted from 0, and what they are called."""

    names: tuple[str, ...]
    headed: bool
    """The first row names the columns."""
    prompt: int
    """The column that is asked, or the first one of the wording."""
    answers: tuple[int, ...]
    """One; or several, and then a row asks for each of them."""
    wording: tuple[str | int, ...] = ()
    """Texts and columns that make the prompt, -1 standing for the name of the column asked for; empty where the prompt
    is a column."""
    conditions: tuple[Condition, ...] = ()
    accept: int | None = None
    choices: int | None = None
    more: tuple[int, ...] = ()
    """Columns that are kept as they are."""
    own: bool = False
    """The columns are named as in a list of ours; spreadsheets may have met apostrophes in it."""
    unsure: bool = False
    """Nothing tells whether the first row names the columns."""
    telling_apart: tuple[str, ...] = ()
    """The prompt's column and another that tells rows of one prompt apart."""

    @property
    def more_names(self) -> tuple[str, ...]:
        """The kept columns' names; forms of one row belong to one group."""
        return (GROUP,) if self.several else tuple(self.names[place] for place in self.more)

    @property
    def several(self) -> bool:
        """A row asks for several columns."""
        return len(self.answers) > 1

    def taken_as(self, place: int) -> str:
        """What a column is taken as, in words."""
        roles: dict[int | None, str] = {k: PROMPT for k in (self.prompt, *self.wording) if isinstance(k, int)}
        roles.update(dict.fromkeys(self.answers, ANSWER))
        roles |= {self.accept: ACCEPT, self.choices: CHOICES}
        return _TAKEN_AS[roles[place]] if place in roles else KEPT if place in self.more else LEFT_OUT

    def preview(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """Every column with its cells in the first rows."""
        shown = [[*map(one_line, row.cells), *([""] * len(self.names))] for row in rows[:SAMPLES]]
        return tuple(
            Column(name, self.taken_as(place), tuple(cells[place] for cells in shown))
            for place, name in enumerate(self.names)
        )

    def failed(self, cells: Sequence[str]) -> str:
        """What a spreadsheet wrote into a cell that is taken, in the place of what its formula should come to; empty
        where there is no such cell."""
        if not may_have_failed("\t".join(cells)):
            return ""
        used = (self.prompt, *self.answers, *self.wording, self.accept, self.choices)
        return first_failed(cells[k].strip() for k in used if isinstance(k, int) and 0 <= k < len(cells))

    def takes(self, cells: Sequence[str]) -> bool:
        """Whether the row meets every condition."""
        return all(condition.met(cells) for condition in self.conditions)

    def entries(self, line: int, cells: list[str], losses: Losses) -> Iterable[Entry]:
        """The questions in the cells of a row that begins in a line."""
        missing = len(self.names) - len(cells)
        if missing < 0 and width_of(cells) > len(self.names):
            return (Skipped(line, f"The row has {counted(width_of(cells), 'cell')}, the others {len(self.names)}."),)
        if missing > 0:
            cells = [*cells, *([""] * missing)]
        if self.conditions and not self.takes(cells):
            losses[UNMET] += 1
            return ()
        if self.several:
            return self._each(line, cells)
        if self.accept is self.choices is None and not self.more:
            return (question(line, self._worded(cells, self.answers[0]), cells[self.answers[0]]),)
        return (self._whole(line, cells),)

    def _worded(self, cells: list[str], asked: int) -> str:
        """The prompt, by which the cell of one column is asked for."""
        if not self.wording:
            return cells[self.prompt]
        said = {-1: self.names[asked]}
        return "".join(piece if isinstance(piece, str) else said.get(piece) or cells[piece] for piece in self.wording)

    def _each(self, line: int, cells: list[str]) -> Iterator[Entry]:
        """A question for each column asked for; a form that there is not is none."""
        found = [place for place in self.answers if one_line(cells[place])]
        if not found or not one_line(cells[self.prompt]):
            yield Skipped(line, "It has no prompt." if found else "It has no answer.")
            return
        for place in found:
            yield question(line, self._worded(cells, place), cells[place], more=(one_line(cells[self.prompt]),))

    def _whole(self, line: int, cells: list[str]) -> Entry:
        """A row of a table like our own, with its other answers, its choices and what else it holds."""
        accept, choices = (
            tuple(filter(str.strip, cells[place].split(SEPARATOR))) if place is not None else ()
            for place in (self.accept, self.choices)
        )
        more = tuple(one_line(cells[place]) for place in self.more)
        answer = self.answers[0]
        return question(line, self._worded(cells, answer), cells[answer], accept, choices, more=more)


def lay_out(
    rows: Sequence[TableRow], wishes: ColumnWishes, names: Sequence[str] = (), apart: Iterable[int] = ()
) -> Layout:
    """Choose the columns from the first rows; `names` are given where the file says them elsewhere, and columns
    `apart` are no candidates.

    Raises DrillgrokError when a column that was asked for is not there, or there are no two to choose from.
    """
    if not rows:
        raise DrillgrokError("There are no rows in the file.")
    first = tuple(one_line(cell) for cell in rows[0].cells[: width_of(rows[0].cells)])
    headed, unsure = (False, False) if names else _headed(first, rows[1:], wishes)
    called = tuple(names) or (first if headed else ())
    width = max(len(called), 0 if headed else _usual_width(rows))
    named = [*called, *([""] * (width - len(called)))]
    called = tuple(
        name if name and name not in named[: k - 1] else f"column {k}" for k, name in enumerate(named, start=1)
    )
    called = spelled(called, OWN_COLUMNS)
    taken = frozenset(apart)
    free = [place for place in range(width) if place not in taken]
    if len(free) < 2:
        raise DrillgrokError("There are no two columns to take.", mend="A question needs a prompt and an answer.")
    prompt, answers, wording = _chosen(called, wishes, free)
    conditions = tuple(_condition(called, text) for text in wishes.where)
    own = called[prompt] == PROMPT and called[answers[0]] == ANSWER and len(set(called)) == width <= MOST_COLUMNS
    if not own or wording:
        apart_by = () if wording else _telling_apart(called, rows[1:], prompt, answers)
        return Layout(called, headed, prompt, answers, wording, conditions, unsure=unsure, telling_apart=apart_by)
    accept, choices = (called.index(name) if name in called else None for name in (ACCEPT, CHOICES))
    used = {prompt, *answers, accept, choices, *taken}
    more = tuple(place for place in range(width) if place not in used and called[place] not in _REMADE)
    return Layout(called, headed, prompt, answers, wording, conditions, accept, choices, more, own=True)


def _telling_apart(
    names: tuple[str, ...], rows: Sequence[TableRow], prompt: int, answers: tuple[int, ...]
) -> tuple[str, ...]:
    """The prompt's column and the one beside it that makes most prompts different; empty where none does."""

    def different(place: int) -> int:
        return len({tuple("".join(row.cells[k : k + 1]) for k in (prompt, place)) for row in rows})

    others = [place for place in range(len(names)) if place not in {prompt, *answers}]
    best = max(others, key=different, default=prompt)
    return (names[prompt], names[best]) if different(best) > different(prompt) else ()


def _usual_width(rows: Sequence[TableRow]) -> int:
    widths = Counter(width_of(row.cells) for row in rows)
    return max(widths, key=lambda width: (widths[width], width))


def _headed(first: tuple[str, ...], rest: Sequence[TableRow], wishes: ColumnWishes) -> tuple[bool, bool]:
    """Whether the first row names columns, and whether that is anybody's guess."""
    if wishes.header is not None:
        return wishes.header, False
    words = {folded(name) for name in first}
    if PROMPTS & words and ANSWERS & words:
        return True, False
    if len(first) < 2 or not all(first) or len(set(first)) < len(first):
        return False, False
    if _is_header(first, rest, wishes):
        return True, False
    below = {folded(cell) for row in rest for cell in row.cells}
    apart = all(_WORD.fullmatch(name) and folded(name) not in below for name in first)
    return False, bool(rest) and len(first) > 2 and apart


def _is_header(first: tuple[str, ...], rest: Sequence[TableRow], wishes: ColumnWishes) -> bool:
    """The first row names columns: known words, what the user calls them, words above nothing but numbers, or Latin
    letters above none."""
    words = {folded(name) for name in first}
    asked = _named_in(wishes)
    if asked and asked <= words:
        return True
    if len(LANGUAGES & words) > 1:
        return True
    if len((PROMPTS | ANSWERS | LANGUAGES | COLUMNS) & words) >= max(2, len(first) / 2):
        return True
    columns = [
        [cell for row in rest if k < len(row.cells) and (cell := row.cells[k].strip())] for k in range(len(first))
    ]
    if all(name.isascii() for name in first) and any(
        len(cells) > 1 and all(map(_is_foreign, cells)) for cells in columns
    ):
        return True
    return any(
        len(cells) > 1 and all(map(_NUMBER.fullmatch, cells)) and not _NUMBER.fullmatch(name)
        for name, cells in zip(first, columns, strict=True)
    )


def _is_foreign(cell: str) -> bool:
    """Its letters are of another alphabet than Latin."""
    letters = [char for char in cell if char.isalpha()]
    return bool(letters) and all(ord(char) > _LAST_LATIN for char in letters)


def _named_in(wishes: ColumnWishes) -> set[str]:
    """The columns that the user's wishes name, folded; numbers name none."""
    prompts = _PLACE.findall(wishes.prompt) if wishes.prompt and "{" in wishes.prompt else [wishes.prompt]
    answers = re.split(r",|\.\.", wishes.answer) if wishes.answer else []
    named = [*prompts, *answers, *(re.split("!?=", text)[0] for text in wishes.where)]
    return {folded(name) for name in named if name and not name.strip().isdigit()} - {_ASKED_FOR}


def _chosen(
    names: tuple[str, ...], wishes: ColumnWishes, free: list[int]
) -> tuple[int, tuple[int, ...], tuple[str | int, ...]]:
    """The places of prompt and answers, and the prompt's wording where it is more than a column."""
    wording = _wording(names, wishes.prompt)
    prompt = next((piece for piece in wording if isinstance(piece, int) and piece >= 0), None)
    if prompt is None:
        prompt = _asked(names, wishes.prompt, "--prompt")
    answers = _answers(names, wishes.answer)
    if prompt is not None and prompt in answers:
        raise DrillgrokError("Prompt and answer are the same column.", where="--answer", mend="Name two columns.")
    if prompt is None:
        prompt = _known(names, PROMPTS, free, others=answers)
    if not answers:
        shown = [piece for piece in wording if isinstance(piece, int)]
        answers = (_known(names, ANSWERS, free, others=(prompt, *shown)),)
    if len(answers) > 1 and -1 not in wording:
        wording = (*(wording or (prompt,)), ", ", -1)
    return prompt, answers, wording


def _wording(names: tuple[str, ...], wish: str | None) -> tuple[str | int, ...]:
    """`{inf}, {tense}` -> its texts and columns; empty where the wish is a column itself."""
    if wish is None or "{" not in wish or meant(wish, names) is not None:
        return ()
    pieces: list[str | int] = []
    for k, piece in enumerate(_PLACE.split(wish)):
        place = piece if k % 2 == 0 else _asked(names, piece, "--prompt", others=(_ASKED_FOR,))
        if place not in {"", None}:
            pieces.append(-1 if place == len(names) else place)
    if not any(isinstance(piece, int) and piece >= 0 for piece in pieces):
        raise DrillgrokError(f"{wish!r} names no column.", where="--prompt", mend=f"Write it as '{{{names[0]}}}'.")
    return tuple(pieces)


def _answers(names: tuple[str, ...], wish: str | None) -> tuple[int, ...]:
    """A column, `first..last`, or several parted by commas; empty where nothing is wished for."""
    if wish is None:
        return ()
    if meant(wish, names) is not None:
        return (names.index(meant(wish, names) or ""),)
    found: list[int] = []
    for part in wish.split(","):
        ends = [_asked(names, end.strip(), "--answer") or 0 for end in part.split("..", 1)]
        found += range(ends[0], ends[-1] + 1)
    if not found:
        raise DrillgrokError(f"{wish!r} names no column.", where="--answer", mend="Name the first column first.")
    return tuple(dict.fromkeys(found))


def _condition(names: tuple[str, ...], wish: str) -> Condition:
    """`tense=present`, `tense!=past`, `tense=past|future` -> what a row has to meet."""
    name, sign, texts = wish.partition("=")
    if not sign:
        raise DrillgrokError(f"{wish!r} is not a condition.", where="--where", mend=f"Write it as {names[0]}=text.")
    place = _asked(names, name.removesuffix("!").strip(), "--where") or 0
    return Condition(place, frozenset(map(folded, texts.split("|"))), wanted=not name.endswith("!"))


def _asked(names: tuple[str, ...], wish: str | None, option: str, others: tuple[str, ...] = ()) -> int | None:
    """The place of a column by its name or its number; `others` are names that stand for no column."""
    if wish is None:
        return None
    found = meant(wish, (*names, *others))
    if found is not None:
        return (*names, *others).index(found)
    if wish.strip().isdecimal() and 1 <= int(wish) <= len(names):
        return int(wish) - 1
    listed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
    near = get_close_matches(folded(wish), [folded(name) for name in names], n=1)
    meaning = f"Did you mean {next(name for name in names if folded(name) == near[0])!r}? " if near else ""
    raise DrillgrokError(
        f"There is no column {wish!r}.",
        where=option,
        mend=f"{meaning}Name one, or its number from 1 to {len(names)}: {listed}.",
    )


def _known(names: tuple[str, ...], words: frozenset[str], free: list[int], others: Sequence[int | None]) -> int:
    """The first free column whose name is one of the words, else a language's, else the first free one."""
    candidates = [place for place in free if place not in others]
    if not candidates:
        raise DrillgrokError("There is no column left to ask for.", where="--prompt", mend="Name one with --answer.")
    named = [place for known in (words, LANGUAGES) for place in candidates if folded(names[place]) in known]
    return (named or candidates)[0]
