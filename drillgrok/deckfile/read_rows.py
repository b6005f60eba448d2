"""CSV rows -> the columns of a list's items, in one pass; what is wrong with a row is reported at its line."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, compress, groupby, repeat
from math import isfinite
from operator import itemgetter
from unicodedata import normalize

import numpy as np
import numpy.typing as npt

from drillgrok.deckfile.read_shared import MOST_CHOICES, Watch
from drillgrok.deckfile.sheet import Sheet, SheetPage
from drillgrok.items.answers import MOST_CLOSED, answer_field, answer_kind, canonical, open_field
from drillgrok.items.hashing import Hashes, group_numbers, of_groups, text_hashes, text_keys
from drillgrok.items.list_items import ListItems, ListSpec, Twins, rights_of, several_in
from drillgrok.items.shares import largest_share
from drillgrok.items.spelling import with_spellings
from drillgrok.items.whole_forms import offered
from drillgrok.model.deck import MOST_ITEMS
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind
from drillgrok.tables.numbers import decimal, share

MOST_CHARACTERS = 2_000
"""In one prompt or answer."""

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
    rows more are read. Only for its author is every row looked over by the ways that show and judge it."""
    columns = _GrowingColumns(deck_id, sheet, spec, for_author=for_author)
    for page in sheet.pages(MOST_ITEMS):
        columns.take(page)
        watch(len(page.lines))
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
    """The columns as they grow, compact: a number a row and column. Rows are taken by the page and each column at once,
    for there may be a million rows."""

    def __init__(self, deck_id: str, sheet: Sheet, spec: ListSpec, *, for_author: bool) -> None:
        self.lines = array("q")
        self._deck_id = deck_id
        self._sheet = sheet
        self._spec = spec
        self._keyed = "key" in sheet.header
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
        self._flaws: list[tuple[int, str, str]] = []
        """Line, mistake and mend, of the page that is being taken."""

    def take(self, page: SheetPage) -> None:
        """The rows of one more page."""
        page, prompts = self._sound(page)
        self.lines.extend(page.lines)
        self._starts.extend(page.starts)
        self._take_names(page, prompts)
        self._parts.extend(_number(self._numbers, cell) for cell in chain.from_iterable(page.cells(self._spec.parts)))
        rights = self._take_answers(page)
        self._take_marks(page)
        self._spellings.show(prompts)
        self._spellings.add(chain.from_iterable(zip(rights, *self._take_statements(page), strict=True)))
        if self._looked_over:
            self._look_over(page)
        self._tell()

    def _flaw(self, line: int, what: str, mend: str = "") -> None:
        self._flaws.append((line, what, mend))

    def _tell(self) -> None:
        """The mistakes of the page line by line, up to the line at which looking for more is idle."""
        by_line = itemgetter(0)
        for _, flaws in groupby(sorted(self._flaws, key=by_line), by_line):
            if self._sheet.given_up:
                break
            for flaw in flaws:
                self._sheet.flaw(*flaw)
        self._flaws.clear()

    def _sound(self, page: SheetPage) -> tuple[SheetPage, list[str]]:
        """The rows that can be asked, and their prompts, composed."""
        prompts = [normalize("NFC", text) for text in page.column("prompt")]
        lengths = [*map(len, prompts), *map(len, page.column("answer"))]
        if not page.failed and min(lengths, default=1) > 0 and max(lengths, default=1) <= MOST_CHARACTERS:
            return page, prompts
        both = zip(prompts, page.column("answer"), strict=True)
        sound = [self._is_sound(page, place, *texts) for place, texts in enumerate(both)]
        return page.only(sound), list(compress(prompts, sound))

    def _is_sound(self, page: SheetPage, place: int, prompt: str, answer: str) -> bool:
        if not prompt or not answer or max(len(prompt), len(answer)) > MOST_CHARACTERS:
            what, mend = "The prompt or the answer is empty or too long.", f"Up to {MOST_CHARACTERS} signs."
        elif self._for_author and place in page.failed:
            what, mend = f"{page.failed[place]} stands here: the spreadsheet could not work out a formula.", _FAILED
        else:
            return True
        self._flaw(page.lines[place], what, mend)
        return False

    def _take_names(self, page: SheetPage, prompts: list[str]) -> None:
        """What tells items apart, and what joins them."""
        names = prompts
        if self._keyed:
            names = [key or prompt for key, prompt in zip(page.column("key"), prompts, strict=True)]
            shown = zip(prompts, *map(page.column, self._shown), strict=True)
            _extend(self._prompts, text_hashes(map("\x1f".join, shown)))
        _extend(self._keys, text_keys(self._deck_id, names))
        named = zip(_named("group", page.cells(self._spec.group)), names, strict=True)
        groups = _hashed([text or f"item {name}" for text, name in named])
        _extend(self._groups, groups)
        if self._spec.apart:
            aparts = _named("apart", page.cells(self._spec.apart))
            _extend(self._aparts, np.where(np.asarray(aparts, np.bool_), _hashed(aparts), groups))

    def _take_answers(self, page: SheetPage) -> list[tuple[str, ...]]:
        """The right answers of each row."""
        rights, kind = list(map(rights_of, page.column("answer"), page.column("accept"))), self._spec.style.kind
        self._answers.extend(map(hash, map(itemgetter(0), rights)))
        if kind is AnswerKind.KEY:
            for line, several in zip(page.lines, rights, strict=True):
                if any(len(right) != 1 for right in several):
                    self._flaw(line, "An answer given by a key is one character.", "Let answers be typed.")
        guesses = self._checked_guesses(page, rights) if kind is AnswerKind.CHOICE else repeat(0.0, len(rights))
        stated = self._stated_chances(page) if "chance" in page.columns else repeat(None, len(rights))
        both = zip(guesses, stated, strict=True)
        self._chances.extend(-guess if chance is None else chance for guess, chance in both)
        return rights

    def _stated_chances(self, page: SheetPage) -> Iterator[float | None]:
        """What the rows themselves say; None where one says nothing."""
        for line, cell in zip(page.lines, map(share, page.column("chance")), strict=True):
            fits = _CHANCE.fullmatch(cell)
            if cell and not fits:
                self._flaw(line, f"The chance is {cell!r}.", "Write a number between 0 and 1, such as 0.25.")
            yield float(cell) if fits else None

    def _checked_guesses(self, page: SheetPage, rights: Sequence[tuple[str, ...]]) -> Iterator[float]:
        """The success rate of picking any choice of a row."""
        for line, cell, several in zip(page.lines, page.column("choices"), rights, strict=True):
            offered = [canonical(each, AnswerForm.VALUE) for each in several_in(cell) or self._spec.style.choices]
            self._most_choices = max(self._most_choices, len(offered))
            if not set(several) <= set(offered):
                self._flaw(line, "The answer is none of the choices.", "Spell it as one of them.")
            if not 2 <= len(set(offered)) == len(offered) <= MOST_CHOICES:
                what = "The choices are too few, too many or twice the same."
                self._flaw(line, what, f"Offer 2 to {MOST_CHOICES}.")
            yield len(several) / max(len(offered), 1)

    def _take_marks(self, page: SheetPage) -> None:
        if self._spec.exception is not None:
            for line, cell in zip(page.lines, page.column(self._spec.exception), strict=True):
                word = cell.casefold()
                self._exceptions.append(word in _YES)
                if word not in _YES | _NO:
                    self._flaw(line, f"{self._spec.exception} is {word!r}.", "Write yes or no.")
        if self._spec.match is not None:
            for line, cell in zip(page.lines, page.column(self._spec.match), strict=True):
                self._balance.append(self._number_in(cell, line))

    def _take_statements(self, page: SheetPage) -> Iterator[list[tuple[str, ...]]]:
        """The answer that each wording asks for, row by row; none where the cell is empty."""
        for wording, (statements, asked) in zip(self._spec.wordings, self._statements, strict=True):
            rights = [canonical(cell, AnswerForm.VALUE) for cell in page.column(wording.answer)]
            asked.extend(map(hash, rights))
            said = page.cells([*wording.prompt.names, wording.answer]) if wording.prompt else repeat(("",), len(rights))
            hashes = np.maximum(text_hashes(map("\x1f".join, page.cells(wording.shown))), np.uint64(1))
            hashes[[not all(cells) for cells in said]] = 0
            _extend(statements, hashes)
            yield [(right,) if right else () for right in rights]

    def _look_over(self, page: SheetPage) -> None:
        """What the ways find wrong with the rows; a wording that cannot be asked of one is left out."""
        for place, line in enumerate(page.lines):
            named = {name: cells[place] for name, cells in page.columns.items()}
            asked = [w.ways for w in self._spec.wordings if not w.own or any(named[column] for column in w.own)]
            flaws = (ways.flaw(named) for ways in (self._spec.ways, *asked))
            for flaw in dict.fromkeys(flaw for flaw in flaws if flaw is not None):
                self._flaw(line, flaw)

    def _number_in(self, text: str, line: int) -> float:
        try:
            number = float(decimal(text))
        except ValueError:
            number = float("nan")
        if not isfinite(number):
            self._flaw(line, f"{self._spec.match} is {text!r}.", "Write a number.")
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

    def add(self, rights: Iterable[tuple[str, ...]]) -> None:
        """What is right for some items, in canonical form; nothing where an item has no answer."""
        found = list(filter(None, rights))
        texts = set(chain.from_iterable(found))
        self._signs.update(*texts)
        if len(self._texts) <= MOST_CLOSED:
            self._texts |= texts
        for several in found:
            if len(self._rights) > _MOST_RIGHTS:
                break
            self._rights.add(several)

    def show(self, prompts: Sequence[str]) -> None:
        """Prompts, which tell a script, and perhaps what their keys stand for."""
        self._prompts += prompts[: _PROMPTS_LOOKED_AT - len(self._prompts)]
        for prompt in prompts:
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


def _named(salt: str, rows: Sequence[tuple[str, ...]]) -> list[str]:
    """A text that names the same cells alike; empty where all of them are."""
    return [f"{salt}\x1f{text}" if text.strip("\x1f") else "" for text in map("\x1f".join, rows)]


def _hashed(texts: Sequence[str]) -> Hashes:
    """Their hashes, of which a group's are worked out once a page."""
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    hashes: Hashes = text_hashes(places)[[places[text] for text in texts]]
    return hashes


def _number(numbers: dict[str, int], text: str) -> int:
    return numbers.setdefault(text, len(numbers))


def _extend(values: array[int], hashes: Hashes) -> None:
    values.frombytes(hashes.tobytes())


def _uint(values: array[int]) -> Hashes:
    return np.asarray(values, np.uint64)
