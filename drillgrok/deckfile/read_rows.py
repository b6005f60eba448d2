"""CSV rows -> the columns of a list's items, in one pass; what is wrong with a row is reported at its line."""

from __future__ import annotations

import re
from array import array
from dataclasses import replace
from math import isfinite

import numpy as np
import numpy.typing as npt

from drillgrok.deckfile.read_shared import MOST_CHOICES, Watch
from drillgrok.deckfile.sheet import Sheet, SheetRow
from drillgrok.items.answers import MOST_CLOSED, answer_field, answer_kind, canonical, open_field
from drillgrok.items.hashing import Hashes, group_numbers, of_groups, text_hash, text_key
from drillgrok.items.list_items import Cells, ListItems, ListSpec, Twins
from drillgrok.items.shares import largest_share
from drillgrok.items.spelling import with_spellings
from drillgrok.items.whole_forms import offered
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind
from drillgrok.tables.numbers import decimal, share

MOST_ITEMS = 2_000_000
MOST_CHARACTERS = 2_000
"""In one prompt or answer."""

_ROWS_A_LOOK = 4_096
_CHANCE = re.compile(r"0?\.\d{1,9}", re.ASCII)
_MOST_RIGHTS = 20_000
"""Different answers that are looked at for how they may be spelt."""
_PROMPTS_LOOKED_AT = 50
_YES = frozenset({"1", "yes", "true", "x"})
_NO = frozenset({"", "0", "no", "false"})
_FAILED = "Write what should stand there, with an apostrophe before it if it begins with = or is meant so."
_SAME_APART = "Write the same in all rows of a group."


def list_items(deck_id: str, sheet: Sheet, spec: ListSpec, watch: Watch, *, for_author: bool) -> ListItems | None:
    """The items of a sheet; None when it has none, or too many mistakes to go on. `watch` is told now and then how many
    rows more are read. Only for its author is every row
    looked over by the ways that show and judge it."""
    columns = _GrowingColumns(deck_id, sheet, spec, for_author=for_author)
    for number, row in enumerate(sheet.rows(MOST_ITEMS), start=1):
        columns.take(row)
        if number % _ROWS_A_LOOK == 0:
            watch(_ROWS_A_LOOK)
        if sheet.flawed and sheet.given_up:
            return None
    if not columns.lines:
        if not sheet.flawed:
            sheet.flaw(1, "The list has no items.", "Add a row for each item.")
        return None
    columns.check_unique()
    columns.check_apart()
    return columns.items()


class _GrowingColumns:
    """The columns as they grow, compact: a number a row and column."""

    def __init__(self, deck_id: str, sheet: Sheet, spec: ListSpec, *, for_author: bool) -> None:
        self.lines = array("q")
        self._deck_id = deck_id
        self._sheet = sheet
        self._spec = spec
        self._cells = Cells(sheet.header)
        self._keyed = "key" in sheet.header
        self._rated = "chance" in sheet.header
        self._shown = spec.ways.show.way.columns if spec.ways.show else ()
        self._starts, self._keys, self._prompts = array("q"), array("Q"), array("Q")
        self._groups, self._aparts = array("Q"), array("Q")
        self._answers, self._parts, self._exceptions = array("q"), array("q"), array("b")
        self._chances, self._balance = array("f"), array("d")
        self._numbers: dict[str, int] = {}
        self._spellings = _Spellings()
        self._statements = [(array("Q"), array("q")) for _ in spec.wordings]
        self._most_choices = 0
        self._for_author = for_author
        self._looked_over = for_author and any((spec.ways, *(wording.ways for wording in spec.wordings)))

    def take(self, row: SheetRow) -> None:
        """One more row."""
        texts, line, start, failed = row
        cells = self._cells.load(texts)
        prompt, answer = cells.prompt, cells["answer"]
        if not prompt or not answer or max(len(prompt), len(answer)) > MOST_CHARACTERS:
            self._sheet.flaw(line, "The prompt or the answer is empty or too long.", f"Up to {MOST_CHARACTERS} signs.")
            return
        if failed and self._for_author:
            self._sheet.flaw(line, f"{failed} stands here: the spreadsheet could not work out a formula.", _FAILED)
            return
        self.lines.append(line)
        self._starts.append(start)
        name = (cells["key"] if self._keyed else "") or prompt
        self._keys.append(text_key(self._deck_id, name))
        if self._keyed:
            self._prompts.append(text_hash("\x1f".join((prompt, *(cells[column] for column in self._shown)))))
        self._groups.append(_named_hash("group", cells, self._spec.group) or text_hash(f"item {name}"))
        if self._spec.apart:
            self._aparts.append(_named_hash("apart", cells, self._spec.apart) or self._groups[-1])
        for column in self._spec.parts:
            self._parts.append(_number(self._numbers, cells[column]))
        self._take_answers(cells, prompt, line)
        if self._spec.exception is not None or self._spec.match is not None:
            self._take_marks(cells, line)
        if self._statements:
            self._take_statements(cells)
        if self._looked_over:
            self._look_over(cells, line)

    def _take_answers(self, cells: Cells, prompt: str, line: int) -> None:
        rights, kind = cells.rights, self._spec.style.kind
        self._answers.append(hash(rights[0]))
        self._spellings.add(rights)
        self._spellings.show(prompt)
        if kind is AnswerKind.KEY and any(len(right) != 1 for right in rights):
            self._sheet.flaw(line, "An answer given by a key is one character.", "Let answers be typed.")
        guess = self._checked_guess(cells, rights, line) if kind is AnswerKind.CHOICE else 0.0
        chance = share(cells["chance"]) if self._rated else ""
        if chance and not _CHANCE.fullmatch(chance):
            self._sheet.flaw(line, f"The chance is {chance!r}.", "Write a number between 0 and 1, such as 0.25.")
            chance = ""
        self._chances.append(float(chance) if chance else -guess)

    def _checked_guess(self, cells: Cells, rights: tuple[str, ...], line: int) -> float:
        """The success rate of picking any choice of a row."""
        own = cells.several("choices")
        offered = [canonical(choice, AnswerForm.VALUE) for choice in own or self._spec.style.choices]
        self._most_choices = max(self._most_choices, len(offered))
        if not set(rights) <= set(offered):
            self._sheet.flaw(line, "The answer is none of the choices.", "Spell it as one of them.")
        if not 2 <= len(set(offered)) == len(offered) <= MOST_CHOICES:
            self._sheet.flaw(
                line, "The choices are too few, too many or twice the same.", f"Offer 2 to {MOST_CHOICES}."
            )
        return len(rights) / max(len(offered), 1)

    def _take_marks(self, cells: Cells, line: int) -> None:
        if self._spec.exception is not None:
            word = cells[self._spec.exception].casefold()
            self._exceptions.append(word in _YES)
            if word not in _YES | _NO:
                self._sheet.flaw(line, f"{self._spec.exception} is {word!r}.", "Write yes or no.")
        if self._spec.match is not None:
            self._balance.append(self._number_in(cells[self._spec.match], line))

    def _take_statements(self, cells: Cells) -> None:
        for wording, (statements, asked) in zip(self._spec.wordings, self._statements, strict=True):
            shown = [cells[column] for column in wording.shown]
            said = [cells[column] for column in wording.prompt.names] if wording.prompt else [""]
            whole = all(said) and bool(cells[wording.answer])
            statements.append(text_hash("\x1f".join(shown)) or 1 if whole else 0)
            right = canonical(cells[wording.answer], AnswerForm.VALUE)
            asked.append(hash(right))
            if right:
                self._spellings.add((right,))

    def _look_over(self, cells: Cells, line: int) -> None:
        """What the ways find wrong with the row; a wording that cannot be asked of it is left out."""
        named = cells.by_name()
        asked = [w.ways for w in self._spec.wordings if not w.own or any(cells[column] for column in w.own)]
        flaws = dict.fromkeys(flaw for ways in (self._spec.ways, *asked) if (flaw := ways.flaw(named)) is not None)
        for flaw in flaws:
            self._sheet.flaw(line, flaw)

    def _number_in(self, text: str, line: int) -> float:
        try:
            number = float(decimal(text))
        except ValueError:
            number = float("nan")
        if not isfinite(number):
            self._sheet.flaw(line, f"{self._spec.match} is {text!r}.", "Write a number.")
        return number

    def check_unique(self) -> None:
        """A flaw for every row whose key or prompt an earlier row has."""
        self._check_once(_uint(self._keys), "key" if self._keyed else "prompt")
        if self._keyed:
            self._check_once(_uint(self._prompts), "prompt")

    def _check_once(self, hashes: Hashes, name: str) -> None:
        order = np.argsort(hashes, kind="stable")
        again = np.flatnonzero(hashes[order][1:] == hashes[order][:-1])
        for place in again:
            first, second = self.lines[int(order[place])], self.lines[int(order[place + 1])]
            self._sheet.flaw(
                second, f"The row has the same {name} as line {first}.", "Keep one of them, or change one."
            )
            if self._sheet.given_up:
                return

    def check_apart(self) -> None:
        """A flaw for every row that `apart` parts from its group."""
        if self._spec.apart:
            group_of, _ = group_numbers(_uint(self._groups))
            for place in of_groups(_uint(self._aparts), group_of)[1]:
                line = self.lines[int(place)]
                self._sheet.flaw(line, "An earlier row of its group has another value under `apart`.", _SAME_APART)
                if self._sheet.given_up:
                    return

    def items(self) -> ListItems:
        """The items of all rows."""
        count = len(self.lines)
        codes = _codes(self._answers)
        group_of, group_hashes = group_numbers(_uint(self._groups))
        apart_hashes = of_groups(_uint(self._aparts), group_of)[0] if self._spec.apart else group_hashes
        flags = np.asarray(self._exceptions, np.bool_) if self._spec.exception else np.zeros(count, np.bool_)
        items = ListItems(
            keys=_uint(self._keys),
            group_of=group_of,
            group_hashes=group_hashes,
            apart_hashes=apart_hashes,
            parts=np.asarray(self._parts, np.int32).reshape(count, len(self._spec.parts)),
            exceptions=flags,
            balance=np.asarray(self._balance, np.float64) if self._spec.match else None,
            answer_codes=codes,
            chances=self._all_chances(codes),
            starts=np.asarray(self._starts, np.int64),
            rows=self._sheet,
            spec=self._spec,
            answers=self._spec.ways.field(self._field()),
            twins=tuple(Twins(_uint(shown), _codes(asked)) for shown, asked in self._statements),
        )
        for column in (items.keys, group_of, group_hashes, apart_hashes, items.parts, flags, codes, items.chances):
            column.setflags(write=False)
        return items

    def _all_chances(self, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """A row's own chance, else the deck's, else that of the best guess: the likeliest answer, or any choice."""
        own = np.asarray(self._chances, np.float32)
        guess = np.maximum(-own, largest_share(codes)) if self._spec.chance is None else self._spec.chance
        return np.where(own > 0, own, guess).astype(np.float32)

    def _field(self) -> AnswerField:
        style = self._spec.style
        if style.kind is AnswerKind.CHOICE:
            offered = style.choices or tuple(map(str, range(1, self._most_choices + 1)))
            field = answer_field(AnswerKind.CHOICE, AnswerForm.VALUE, None, offered)
            return with_spellings(field, ((choice,) for choice in offered))
        return self._spellings.field(style.kind)


class _Spellings:
    """Every answer that is right somewhere, while they are few enough to be listed, and all signs of all of them."""

    def __init__(self) -> None:
        self._texts: set[str] = set()
        self._signs: set[str] = set()
        self._rights: set[tuple[str, ...]] = set()
        self._prompts: list[str] = []
        self._options: dict[str, set[str]] = {}
        """What prompts offer by a key: option -> the keys that it had."""

    def add(self, rights: tuple[str, ...]) -> None:
        """What is right for one item, in canonical form."""
        self._signs.update(*rights)
        if len(self._texts) <= MOST_CLOSED:
            self._texts.update(rights)
        if len(self._rights) <= _MOST_RIGHTS:
            self._rights.add(rights)

    def show(self, prompt: str) -> None:
        """A prompt, which tells a script, and perhaps what its keys stand for."""
        if len(self._prompts) < _PROMPTS_LOOKED_AT:
            self._prompts.append(prompt)
        if "\n" in prompt:
            for key, option in offered(prompt.split("\n")[1:]).items():
                self._options.setdefault(option, set()).add(key)

    def field(self, kind: AnswerKind | None) -> AnswerField:
        """The field that takes them; None: they are typed."""
        signs = "".join(sorted(self._signs))
        kind = kind or answer_kind([signs])
        if len(self._texts) > MOST_CLOSED:
            return with_spellings(open_field(kind, AnswerForm.VALUE, signs), sorted(self._rights), self._prompts)
        field = answer_field(kind, AnswerForm.VALUE, self._texts)
        also = tuple(
            (option, key)
            for option, keys in sorted(self._options.items())
            for key in keys
            if len(keys) == 1 and key in self._texts and option not in self._texts
        )
        return with_spellings(replace(field, also=also), sorted(self._rights), self._prompts)


def _codes(hashes: array[int]) -> npt.NDArray[np.int64]:
    """(n,) numbers dense from 0 in the order of first appearance, equal where the hashed texts are: the hashes
    themselves differ from process to process."""
    _, first, numbers = np.unique(np.asarray(hashes, np.int64), return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[numbers]


def _named_hash(salt: str, cells: Cells, columns: tuple[str, ...]) -> int | None:
    """A hash of some cells of a row; None where all of them are empty."""
    if len(columns) == 1:  # most lists, row after row
        cell = cells[columns[0]]
        return text_hash(f"{salt}\x1f{cell}") if cell else None
    named = [cells[column] for column in columns]
    return text_hash("\x1f".join((salt, *named))) if any(named) else None


def _number(numbers: dict[str, int], text: str) -> int:
    return numbers.setdefault(text, len(numbers))


def _uint(values: array[int]) -> Hashes:
    return np.asarray(values, np.uint64)
