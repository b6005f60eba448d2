"""A table deck's items: every combination of its variables, with what the deck's expressions say of it, as columns.

The order of work is fixed: `where` sees the variables alone and leaves combinations out; then `let`, each seeing the
ones before it; then `answer`; then everything else, which sees all of these and the first answer as `answer`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Literal

import numpy as np
import numpy.typing as npt

from drillgrok.expressions.arithmetic import HIGHEST, LOWEST, Column
from drillgrok.expressions.grammar import Expression
from drillgrok.items.answers import MOST_CLOSED, canonical
from drillgrok.items.grid import Variables, columns_at, combination_count
from drillgrok.items.hashing import Hashes, column_hashes, group_numbers, of_groups, row_keys
from drillgrok.items.rewording import Rewording, Statement
from drillgrok.items.shares import best_single_share, dense, largest_share
from drillgrok.items.symbols import MOST_LETTERS
from drillgrok.items.table_items import TableItems
from drillgrok.items.template import Template
from drillgrok.model.deck import MOST_ITEMS, SymbolKind
from drillgrok.model.item import AnswerForm, AnswerKind

MOST_COMBINATIONS = 20_000_000
"""Before `where` leaves some out."""
MOST_STEPS = 400_000_000
"""Rows times the length of all expressions: some ten seconds of the slowest functions."""
MOST_CELLS = 40_000_000
"""Rows times columns: 320 MB."""

_BLOCK = 1 << 18


class TableError(Exception):
    """Items that cannot be made: `what` is wrong, `mend` says what to do."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """One value, several to be given in any order, or several of which any one is right."""

    mode: Literal["one", "set", "any"]
    expressions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """Items with equal values of all expressions belong together; `unordered`: in any order."""

    unordered: bool
    expressions: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class RephrasingSpec:
    """Another wording. An answer that is a variable's name asks for every value that makes the statement true."""

    prompt: Template
    answer: Expression


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What a deck file says of its table, read but not yet worked out."""

    variables: Variables
    where: Expression | None
    let: Mapping[str, Expression]
    prompt: Template
    answer: AnswerSpec
    group: GroupSpec | None = None
    """Items that give each other's answer away."""
    apart: GroupSpec | None = None
    """Groups that are all practised or all held out."""
    parts: tuple[Expression, ...] = ()
    match: Expression | None = None
    exception: Expression | None = None
    chance: float | None = None
    """None: the share of the most frequent answer."""
    kind: AnswerKind | None = None
    """KEY, CHOICE, or None when the answer is typed."""
    choices: tuple[str, ...] = ()
    """For CHOICE: an answer n means the n-th of them, from 1."""
    symbol_kind: SymbolKind = SymbolKind.DIGITS
    rephrasings: tuple[RephrasingSpec, ...] = ()

    @property
    def form(self) -> AnswerForm:
        """Whether an answer is one value or a set."""
        return AnswerForm.SET if self.answer.mode == "set" else AnswerForm.VALUE


def build_table(deck_id: str, spec: TableSpec) -> TableItems:
    """Works the table out: some tenths of a second for a million items.

    Raises TableError where the table is too large, empty, or cannot be answered as it says, and ExpressionError where
    an expression has no value on some row.
    """
    variables = _rows(spec)
    columns = dict(variables)
    for name, expression in spec.let.items():
        columns[name] = expression.evaluate(columns)
    answers = tuple(expression.evaluate(columns) for expression in spec.answer.expressions)
    columns["answer"] = answers[0]
    rewordings = tuple(_reworded(rephrasing, spec, columns, answers) for rephrasing in spec.rephrasings)
    asked = (*answers, *(rewording.asked for rewording in rewordings))
    symbol_count = _symbol_count(spec, columns, asked)
    _check_kind(spec, asked, symbol_count)
    keys = _unique_keys(deck_id, variables)
    group_of, group_hashes = _groups(spec.group, columns, keys)
    apart_hashes = group_hashes if spec.apart is None else _apart(spec.apart, columns, group_of)
    codes, right = _answer_codes(spec.answer.mode, answers)
    made_by = _rule(spec)
    used = spec.prompt.names.union(*(rephrasing.prompt.names for rephrasing in spec.rephrasings))
    table = TableItems(
        keys=keys,
        group_of=group_of,
        group_hashes=group_hashes,
        apart_hashes=apart_hashes,
        parts=_parts(spec.parts, columns, len(keys)),
        exceptions=_flags(spec.exception, columns, len(keys)),
        balance=None if spec.match is None else spec.match.evaluate(columns).astype(np.float64),
        answer_codes=codes,
        symbol_count=symbol_count,
        kind=spec.kind or (AnswerKind.LETTERS if symbol_count else AnswerKind.DIGITS),
        form=spec.form,
        choices=tuple(canonical(choice, AnswerForm.VALUE) for choice in spec.choices),
        prompt=spec.prompt,
        shown={name: columns[name] for name in used},
        answers=answers,
        right_answers=_listed([right, *(dense(rewording.asked)[1] for rewording in rewordings)]),
        negative=any(bool((column < 0).any()) for column in asked),
        chance=_chance(spec, answers, codes),
        rewordings=rewordings,
        rule_length=sum(expression.length for expression in made_by),
        rule_bits=sum(expression.bits for expression in made_by),
        variables=variables,
    )
    for array in (keys, group_of, group_hashes, apart_hashes, table.parts, table.exceptions, table.balance, codes):
        if array is not None:
            array.setflags(write=False)
    return table


def _rows(spec: TableSpec) -> dict[str, Column]:
    """The variables' columns, without the combinations that `where` leaves out."""
    for name, values in spec.variables.items():
        _check_values(name, values)
    count = combination_count(spec.variables)
    limit = MOST_ITEMS if spec.where is None else MOST_COMBINATIONS
    if count > limit:
        raise TableError(f"The variables have {count:,} combinations; {limit:,} are the most.", "Shorten their ranges.")
    numbers = np.arange(count) if spec.where is None else _kept(spec.where, spec.variables, count)
    if not len(numbers):
        raise TableError("`where` leaves no item.", "Let it hold for some values.")
    _check_work(len(numbers), _expressions(spec), len(spec.variables))
    return columns_at(spec.variables, numbers)


def _check_values(name: str, values: tuple[int, ...] | range) -> None:
    if not values:
        raise TableError(f"{name} has no values.", "Write a range such as 0..30, or a list of numbers.")
    ends = (values[0], values[-1]) if isinstance(values, range) else (min(values), max(values))
    if min(ends) < LOWEST or max(ends) > HIGHEST:
        raise TableError(f"{name} has a value too large for 64 bits.", f"Stay between {LOWEST} and {HIGHEST}.")
    if not isinstance(values, range) and len(set(values)) < len(values):
        twice = next(value for value, times in Counter(values).items() if times > 1)
        raise TableError(f"{name} has the value {twice} twice.", "Write each value once.")


def _kept(where: Expression, variables: Variables, count: int) -> Column:
    """The numbers of the combinations where `where` holds, sought block by block."""
    _check_work(count, [where], 0)
    kept, found = [], 0
    for start in range(0, count, _BLOCK):
        numbers = np.arange(start, min(start + _BLOCK, count))
        kept.append(numbers[where.evaluate(columns_at(variables, numbers)) != 0])
        found += len(kept[-1])
        if found > MOST_ITEMS:
            raise TableError(f"`where` leaves more than {MOST_ITEMS:,} items.", "Shorten the ranges.")
    return np.concatenate(kept)


def _check_work(rows: int, expressions: Sequence[Expression], columns: int) -> None:
    if rows * sum(expression.length for expression in expressions) > MOST_STEPS:
        raise TableError(f"The expressions are too long for {rows:,} rows.", "Shorten them, or the ranges.")
    if rows * (columns + len(expressions)) > MOST_CELLS:
        raise TableError(f"There are too many expressions for {rows:,} rows.", "Drop some, or shorten the ranges.")


def _expressions(spec: TableSpec) -> list[Expression]:
    """All that is worked out after `where`."""
    one_by_one = [spec.match, spec.exception, *(rephrasing.answer for rephrasing in spec.rephrasings)]
    groups = [expression for key in (spec.group, spec.apart) if key for expression in key.expressions]
    several = (*spec.let.values(), *spec.answer.expressions, *groups, *spec.parts)
    return [*several, *(expression for expression in one_by_one if expression is not None)]


def _reworded(
    rephrasing: RephrasingSpec, spec: TableSpec, columns: Mapping[str, Column], answers: tuple[Column, ...]
) -> Rewording:
    target = rephrasing.answer.text.strip()
    asked = rephrasing.answer.evaluate(columns)
    if target not in spec.variables:
        return Rewording(rephrasing.prompt, asked, None)
    names = rephrasing.prompt.names
    if target in names:
        raise TableError(f"A rephrasing asks for {target} and shows it.", f"Write ? in the place of {{{target}}}.")
    shown = [columns[name] for name in sorted(names - {"answer"})]
    return Rewording(rephrasing.prompt, asked, Statement(shown, answers if "answer" in names else (), asked))


def _symbol_count(spec: TableSpec, columns: Mapping[str, Column], asked: Sequence[Column]) -> int:
    """How many symbols a run needs for all that is shown or typed in symbols."""
    if spec.symbol_kind is SymbolKind.DIGITS:
        return 0
    prompts = (spec.prompt, *(rephrasing.prompt for rephrasing in spec.rephrasings))
    names = {place.name for prompt in prompts for place in prompt.places if not place.format}
    written = [columns[name] for name in names] + ([] if spec.kind is AnswerKind.CHOICE else list(asked))
    lowest = min((int(column.min()) for column in written), default=0)
    highest = max((int(column.max()) for column in written), default=0)
    if lowest < 0:
        raise TableError(f"A value of {lowest} cannot be written as a letter.", "Count the values from 0.")
    if highest >= MOST_LETTERS:
        raise TableError(
            f"A value of {highest} cannot be written in two letters.", f"Use values below {MOST_LETTERS}, or digits."
        )
    return highest + 1


def _check_kind(spec: TableSpec, asked: Sequence[Column], symbol_count: int) -> None:
    """Every answer must be one that the learner can give."""
    if spec.kind is None:
        return
    if spec.answer.mode == "set":
        raise TableError("Several answers in any order can only be typed.", "Write `answers: typed`.")
    lowest, highest = min(int(column.min()) for column in asked), max(int(column.max()) for column in asked)
    if spec.kind is AnswerKind.CHOICE and (lowest < 1 or highest > len(spec.choices)):
        raise TableError(
            f"The answers go from {lowest} to {highest}, but the choices from 1 to {len(spec.choices)}.",
            "Let the answer be the number of the right choice.",
        )
    one_key = 0 < symbol_count <= len(ascii_lowercase) or (not symbol_count and lowest >= 0 and highest <= 9)
    if spec.kind is AnswerKind.KEY and not one_key:
        raise TableError("Some answers need more than one key.", "Write `answers: typed`.")


def _unique_keys(deck_id: str, variables: Mapping[str, Column]) -> Hashes:
    keys = row_keys(deck_id, variables)
    ordered = np.sort(keys)
    if (ordered[1:] == ordered[:-1]).any():
        raise TableError("Two items get the same key by accident.", "Give the deck another id.")
    return keys


def _groups(
    group: GroupSpec | None, columns: Mapping[str, Column], keys: Hashes
) -> tuple[npt.NDArray[np.int64], Hashes]:
    """Group numbers and hashes; without a group each item stands by itself, under its own key."""
    if group is None:
        return np.arange(len(keys)), keys
    return group_numbers(_key_hashes("group", group, columns))


def _apart(apart: GroupSpec, columns: Mapping[str, Column], group_of: npt.NDArray[np.int64]) -> Hashes:
    hashes, others = of_groups(_key_hashes("apart", apart, columns), group_of)
    if len(others):
        raise TableError(
            "Items of one group have different values under `apart`.", "Let it be the same for all items of a group."
        )
    return hashes


def _key_hashes(salt: str, key: GroupSpec, columns: Mapping[str, Column]) -> Hashes:
    """A hash of each row's values under a key."""
    values = [expression.evaluate(columns) for expression in key.expressions]
    return column_hashes(salt, list(_ordered(values).T) if key.unordered else values)


def _ordered(columns: Sequence[Column]) -> npt.NDArray[np.int64]:
    """Columns -> (rows, columns), each row ascending."""
    return np.sort(np.stack(columns, axis=1), axis=1)


def _answer_codes(mode: str, answers: tuple[Column, ...]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """A number for each item's right answer, dense from 0, and the (answers, values) distinct right answers."""
    if len(answers) == 1:
        codes, values = dense(answers[0])
        return codes, values.reshape(-1, 1)
    rows = _ordered(answers)
    hashes = column_hashes("answer", list(rows.T))
    _, first, codes = np.unique(hashes, return_index=True, return_inverse=True)
    return codes, rows[first] if mode == "set" else dense(rows)[1].reshape(-1, 1)


def _rule(spec: TableSpec) -> list[Expression]:
    """All that the answer is worked out from."""
    found = list(spec.answer.expressions)
    names = frozenset().union(*(expression.names for expression in found))
    for name in reversed(list(spec.let)):  # each sees only those before it
        if name in names:
            names |= spec.let[name].names
            found.append(spec.let[name])
    return found


def _listed(right_answers: Sequence[npt.NDArray[np.int64]]) -> tuple[tuple[int, ...], ...] | None:
    """All right answers by their values, unless they are too many for a closed field."""
    if max(map(len, right_answers)) > MOST_CLOSED:
        return None
    listed = {tuple(map(int, answer)) for answers in right_answers for answer in answers.reshape(len(answers), -1)}
    return tuple(sorted(listed)) if len(listed) <= MOST_CLOSED else None


def _chance(spec: TableSpec, answers: tuple[Column, ...], codes: npt.NDArray[np.int64]) -> float:
    """How often the best fixed answer is right, unless the deck says it."""
    if spec.chance is not None:
        return spec.chance
    if spec.answer.mode == "any":
        return best_single_share(np.stack(answers, axis=1))
    return largest_share(codes)


def _parts(parts: tuple[Expression, ...], columns: Mapping[str, Column], rows: int) -> npt.NDArray[np.int32]:
    if not parts:
        return np.empty((rows, 0), np.int32)
    numbers, _ = dense(np.stack([part.evaluate(columns) for part in parts], axis=1))
    return numbers.astype(np.int32)


def _flags(condition: Expression | None, columns: Mapping[str, Column], rows: int) -> npt.NDArray[np.bool_]:
    return np.zeros(rows, np.bool_) if condition is None else condition.evaluate(columns) != 0
