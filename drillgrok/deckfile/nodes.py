"""YAML text -> a tree of texts, each with its place. ruamel only splits the text into events; nothing is ever
constructed, resolved or typed, and what could hide or multiply content (anchors, aliases, tags) is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from drillgrok.deckfile.characters import unsafe_character
from drillgrok.deckfile.flaws import Flaw, Report
from drillgrok.deckfile.scalars import TextPlace, place_in, unfolded
from drillgrok.deckfile.texts import MAX_DECK_CHARACTERS, text_flaw
from drillgrok.deckfile.yaml_mends import syntax_flaw

MAX_DEPTH = 20
MAX_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as YAML understands it, quotes and folding undone. `style` is the sign that opened it, or empty."""

    text: str
    place: TextPlace
    style: str = ""
    document: str = field(default="", repr=False, compare=False)
    start: int = field(default=0, repr=False, compare=False)

    def at(self, offset: int) -> TextPlace:
        """Where character `offset` of `text` stands in the file, through quotes, escapes, folds and indentation."""
        return place_in(self.document, unfolded(self.document, self.start, self.style, self.text, offset))


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    items: tuple[Node, ...]
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping whose keys are texts, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: TextPlace

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def parse_nodes(text: str, file: str, report: Report) -> Mapping | None:
    """The tree of a deck file. Mistakes go to `report`; None when there is no tree to read on from."""
    flaw = text_flaw(text, file, MAX_DECK_CHARACTERS)
    if flaw is not None:
        report.add(flaw)
        return None
    try:
        return _Composer(text, file, report).document()
    except _RefusedError as refused:
        report.add(refused.flaw)
    except MarkedYAMLError as error:
        report.add(syntax_flaw(text, file, error))
    except (YAMLError, ValueError, OverflowError):  # the last two: escapes such as "\UFFFFFFFF"
        report.add(Flaw(file, 1, None, "This is not YAML.", "Look for an escape such as \\U that names no character."))
    return None


class _RefusedError(Exception):
    """A mistake after which the rest of the file cannot be understood."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(str(flaw))
        self.flaw = flaw


class _Composer:
    """Builds the tree from ruamel's events, which come lazily: a bomb is refused before it is unpacked."""

    def __init__(self, text: str, file: str, report: Report) -> None:
        self._text = text
        self._file = file
        self._report = report
        self._events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        self._nodes = 0

    def document(self) -> Mapping | None:
        next(self._events)  # the stream's start
        start = next(self._events)
        if not isinstance(start, DocumentStartEvent):
            raise _RefusedError(Flaw(self._file, 1, None, "The file is empty.", "Begin with 'deck:' and 'title:'."))
        if start.version is not None or start.tags:
            self._flaw(start, "A '%' directive cannot stand in a deck.", "Delete it.")
        root = self._node(next(self._events), 1)
        next(self._events)  # the document's end
        following = next(self._events)
        if isinstance(following, DocumentStartEvent):
            self._flaw(following, "A second document begins here.", "Keep one deck a file.")
        if not isinstance(root, Mapping):
            self._report.add(
                Flaw(self._file, root.place.line, root.place.column, "A deck is a list of 'key: value' lines.", "")
            )
            return None
        return root

    def _node(self, event: Any, depth: int) -> Node:
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            bound = f"{MAX_DEPTH} levels deep" if depth > MAX_DEPTH else f"{MAX_NODES:,} values long"
            raise _RefusedError(self._located(event, f"A deck file is at most {bound}.", "Move items to a CSV file."))
        if isinstance(event, AliasEvent):
            self._flaw(event, "'*' begins an alias, which no deck may use.", "Put quotes round a text with '*'.")
            return self._scalar(event.anchor, event, "")
        if event.anchor is not None:
            self._flaw(event, "'&' begins an anchor, which no deck may use.", "Put quotes round a text with '&'.")
        if event.ctag is not None:
            self._flaw(event, "'!' begins a tag, which no deck may use.", "Put quotes round a text with '!'.")
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(event, depth)
        return self._checked_scalar(event)

    def _checked_scalar(self, event: ScalarEvent) -> Scalar:
        unsafe = unsafe_character(event.value)
        if unsafe is not None:
            self._flaw(event, f"The control character {unsafe} cannot stand in a deck.", "Delete its escape.")
            return self._scalar("x", event, event.style or "")  # not empty: one mistake is reported once
        return self._scalar(event.value, event, event.style or "")

    def _sequence(self, event: SequenceStartEvent, depth: int) -> Sequence:
        items = []
        while not isinstance(inner := next(self._events), SequenceEndEvent):
            items.append(self._node(inner, depth + 1))
        return Sequence(tuple(items), _place(event))

    def _mapping(self, event: MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(inner := next(self._events), MappingEndEvent):
            key = self._node(inner, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._flaw(
                    inner, "A key is a word, not a list or a mapping.", "Put quotes round a text with '{' or '['."
                )
            elif key.text == "<<":
                self._flaw(inner, "'<<' merges keys, which no deck may do.", "Write the keys out.")
            elif key.text in entries:
                line = entries[key.text][0].place.line
                self._flaw(inner, f"{key.text!r} stands here and in line {line}.", "Keep one of them.")
            else:
                entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), _place(event))

    def _scalar(self, text: str, event: Any, style: str) -> Scalar:
        return Scalar(text, _place(event), style, self._text, event.start_mark.index)

    def _located(self, event: Any, what: str, mend: str) -> Flaw:
        place = _place(event)
        return Flaw(self._file, place.line, place.column, what, mend)

    def _flaw(self, event: Any, what: str, mend: str) -> None:
        self._report.add(self._located(event, what, mend))


def _place(event: Any) -> TextPlace:
    return TextPlace(event.start_mark.line + 1, event.start_mark.column + 1)
