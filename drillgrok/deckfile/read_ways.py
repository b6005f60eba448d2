"""`show:` and `judge:` of a list -> the ways that domains make of them."""

from __future__ import annotations

from collections.abc import Mapping

from drillgrok.deckfile.fields import Fields, Reader
from drillgrok.deckfile.nodes import Mapping as MappingNode
from drillgrok.deckfile.nodes import Node, Scalar
from drillgrok.deckfile.read_shared import Keys
from drillgrok.domains import JUDGES, SHOWS, way
from drillgrok.errors import DrillgrokError
from drillgrok.items.ways import PLAIN_WAYS, ToldWay, Ways
from drillgrok.model.options import did_you_mean

MOST_CHARACTERS = 200
"""In one option of a way."""


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
        reader.flaw(name or fields.node, f"{name.text if name else '{}'!r} is not a way to {key}.", mend)
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
