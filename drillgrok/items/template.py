"""Wordings with places for values, such as `{a} ∘ {b}` or `{a:04b}`. Text in, text out; nothing is called."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from drillgrok.items.symbols import write
from drillgrok.model.deck import Symbols

MOST_CHARACTERS = 2000
WIDEST = 64

_FORMAT = re.compile(r"0?(\d{0,3})[bdloxX]?", re.ASCII)
_LAMPS = str.maketrans("01", "○●")
"""What `l` makes of the bits that `b` writes."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class TemplateError(Exception):
    """A wording that cannot be used: `what` is wrong at character `offset` (from 0), `mend` says what to do."""

    def __init__(self, offset: int, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.offset = offset
        self.what = what
        self.mend = mend


@dataclass(frozen=True, slots=True)
class ValuePlace:
    """Where a value goes; a `format` such as `04b` writes the number itself instead of its symbol."""

    name: str
    format: str
    offset: int


@dataclass(frozen=True)
class Template:
    """A wording, read and checked."""

    text: str
    pieces: tuple[str | ValuePlace, ...]

    @cached_property
    def places(self) -> tuple[ValuePlace, ...]:
        """Its places in order."""
        return tuple(piece for piece in self.pieces if isinstance(piece, ValuePlace))

    @cached_property
    def names(self) -> frozenset[str]:
        """The values it shows."""
        return frozenset(place.name for place in self.places)

    def fill(self, values: Mapping[str, str | int], symbols: Symbols = ()) -> str:
        """The wording with its values: numbers in the run's symbols unless their place has a format, texts as they are.

        Raises TemplateError where a text stands in a place with a format.
        """
        return "".join(
            piece if isinstance(piece, str) else _written(piece, values[piece.name], symbols) for piece in self.pieces
        )


def parse_template(text: str, names: Collection[str]) -> Template:
    """Reads a wording that may use `names`. Raises TemplateError."""
    if len(text) > MOST_CHARACTERS:
        raise TemplateError(MOST_CHARACTERS, f"A wording may have at most {MOST_CHARACTERS} characters.", "Shorten it.")
    pieces: list[str | ValuePlace] = []
    at = 0
    while at < len(text):
        if text.startswith(("{{", "}}"), at):
            pieces.append(text[at])
            at += 2
        elif text[at] == "{":
            end = text.find("}", at)
            if end < 0:
                raise TemplateError(at, "A { is never closed.", "Close it with }, or write {{ for the sign itself.")
            pieces.append(_place(text[at + 1 : end], at, names))
            at = end + 1
        elif text[at] == "}":
            raise TemplateError(at, "A } closes nothing.", "Write }} for the sign itself.")
        else:
            end = min((i for i in (text.find("{", at), text.find("}", at)) if i >= 0), default=len(text))
            pieces.append(text[at:end])
            at = end
    return Template(text, tuple(pieces))


def _place(inside: str, offset: int, names: Collection[str]) -> ValuePlace:
    name, colon, form = inside.partition(":")
    known = ", ".join(sorted(names)) or "none"
    if not _NAME.fullmatch(name):
        raise TemplateError(
            offset, f"{{{inside}}} is not a place for a value.", f"Put one name between the braces: {known}."
        )
    if name not in names:
        raise TemplateError(offset, f"There is no value called {name!r}.", f"Use one of: {known}.")
    width = _FORMAT.fullmatch(form)
    if (colon and not form) or width is None:
        raise TemplateError(
            offset,
            f"{form!r} is not a way to write a number.",
            "Use a width and a base, such as 02, b, 08b, 08l or 02x.",
        )
    if int(width[1] or 0) > WIDEST:
        raise TemplateError(offset, f"{form!r} is too wide.", f"Use a width of at most {WIDEST}.")
    return ValuePlace(name, form, offset)


def _written(place: ValuePlace, value: str | int, symbols: Symbols) -> str:
    if isinstance(value, str):
        if place.format:
            raise TemplateError(
                place.offset, f"{place.name} is a text; {place.format!r} writes numbers.", f"Write {{{place.name}}}."
            )
        return value
    if place.format.endswith("l"):
        return format(value, f"{place.format[:-1]}b").translate(_LAMPS)
    return format(value, place.format) if place.format else write(value, symbols)
