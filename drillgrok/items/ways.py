"""`show:` and `judge:` of a list -> the ways that domains make of them. What a way does with a row is the domain's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from drillgrok.deckfile.fields import Fields, Reader
from drillgrok.deckfile.flaws import did_you_mean
from drillgrok.deckfile.nodes import Mapping as MappingNode
from drillgrok.deckfile.nodes import Node, Scalar
from drillgrok.deckfile.read_shared import Keys
from drillgrok.domains import JUDGES, SHOWS, way
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import Way
from drillgrok.model.item import AnswerField, Item

MOST_CHARACTERS = 200
"""In one option of a way."""


@dataclass(frozen=True, slots=True)
class ToldWay:
    """A way and the options that a deck file told it."""

    options: Mapping[str, str]
    way: Way


@dataclass(frozen=True, slots=True)
class Ways:
    """How rows are shown and judged; None where that is the plain way: as text, by the answers in the row."""

    show: ToldWay | None = None
    judge: ToldWay | None = None

    def __bool__(self) -> bool:
        return bool(self._told)

    @property
    def _told(self) -> tuple[Way, ...]:
        return tuple(told.way for told in (self.show, self.judge) if told is not None)

    @property
    def columns(self) -> frozenset[str]:
        """Every column that they read."""
        return frozenset(column for each in self._told for column in each.columns)

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """The first thing that is wrong with a row."""
        return next((flaw for each in self._told if (flaw := each.flaw(cells)) is not None), None)

    def field(self, answers: AnswerField) -> AnswerField:
        """What can be typed, given the field that the answers alone would have."""
        for each in self._told:
            answers = each.field(answers)
        return answers

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        """The item as it is shown, then as it is judged."""
        for each in self._told:
            item = each.dress(item, cells, rng)
        return item


PLAIN_WAYS = {"show": "text", "judge": "exact"}


def read_ways(reader: Reader, keys: Keys | Fields, header: tuple[str, ...]) -> Ways:
    """`show` and `judge` of a deck or of one rephrasing; what cannot be is a flaw, and then the plain way."""
    take = keys.take if isinstance(keys, Fields) else keys.get
    return Ways(
        _read_way(reader, take("show"), "show", SHOWS, header),
        _read_way(reader, take("judge"), "judge", JUDGES, header),
    )


def check_plain_ways(reader: Reader, keys: Keys, origin: str) -> None:
    """A flaw for each way that a deck names though its items come from a table or a domain, not from a list."""
    for key, plain in PLAIN_WAYS.items():
        node = keys.get(key)
        if isinstance(node, Scalar):
            reader.word(node, f"way to {key}", (plain,))
        elif node is not None:
            reader.flaw(node, f"A deck from a {origin} has no way to {key} but {plain!r}.", "Delete the line.")


def _read_way(
    reader: Reader, node: Node | None, key: str, named: Mapping[str, str], header: tuple[str, ...]
) -> ToldWay | None:
    if isinstance(node, Scalar):
        if reader.word(node, f"way to {key}", (PLAIN_WAYS[key], *named)) in named:
            reader.flaw(node, f"{node.text!r} is not told what to read.", f"Name a column: {{{node.text}: column}}.")
        return None
    fields = reader.fields(node, key) if node else None
    if fields is None:
        return None
    entries = tuple(fields.all())
    name = next((option for option, _ in entries), None)
    if name is None or name.text not in named:
        mend = did_you_mean(name.text if name else "", (PLAIN_WAYS[key], *named))
        reader.flaw(name or fields.node, f"{name.text if name else '{}'!r} is no way to {key}.", mend)
        return None
    options = {option.text: reader.line(value, option.text, MOST_CHARACTERS) for option, value in entries}
    told = {option: text for option, text in options.items() if text is not None}
    return _made(reader, fields.node, named, told, header) if len(told) == len(options) else None


def _made(
    reader: Reader, node: MappingNode, named: Mapping[str, str], options: Mapping[str, str], header: tuple[str, ...]
) -> ToldWay | None:
    try:
        made = way(named, options)
    except DrillgrokError as error:
        reader.flaw(node, error.what, error.mend)
        return None
    missing = [column for column in made.columns if column not in header]
    for column in missing:
        reader.flaw(node, f"The list has no column {column!r}.", did_you_mean(column, header))
    return None if missing else ToldWay(options, made)
