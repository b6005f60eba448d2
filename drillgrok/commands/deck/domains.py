"""`drillgrok deck domains`: which domains make items, and what a deck may tell each of them. No deck is read here."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Final

from drillgrok.console.terminal import columns
from drillgrok.domains import DOMAINS, option_sheet, ways_of
from drillgrok.model.options import DomainOption, OneOf

_NAME_CELLS: Final = 13
_WIDEST: Final = 100


def domains(name: str = "") -> str:
    """Every domain in a line, or of one its options, ways and an example. Raises DrillgrokError for an unknown one."""
    return "\n".join(_of_one(name) if name else _list())


def _list() -> Iterator[str]:
    for name in sorted(DOMAINS):
        yield f"{name:<{_NAME_CELLS}} {option_sheet(name).says}"
    yield ""
    yield "What a deck may tell one of them: drillgrok deck domains NAME"


def _of_one(name: str) -> Iterator[str]:
    sheet = option_sheet(name)
    yield f"{name}: {sheet.says}"
    yield ""
    yield from _table(sheet.options)
    told = ", ".join(f"{option}: {value}" for option, value in {"name": name, **sheet.example}.items())
    yield ""
    yield "In a deck file:"
    yield f"  items: {{domain: {{{told}}}}}"
    yield f"A new deck of it: drillgrok deck new --title Quay --domain {shlex.quote(name)}"
    for key, kind in ways_of(name):
        first, *others = kind.options
        given = [first.name, *(option.name for option in others if option.default is None)]
        yield ""
        yield f"For the rows of a list, {kind.says}:  {key}: {{{', '.join(f'{option}: ...' for option in given)}}}"
        yield ""
        yield from _table(kind.options)


def _table(options: Sequence[DomainOption]) -> Iterator[str]:
    """For each option what it settles, what it takes, what holds without it and what it goes with."""
    width = min(columns(), _WIDEST)
    indent = " " * (_NAME_CELLS + 1)
    for option in options:
        told = [f"{option.says}.", f"Takes {option.takes.told}."]
        if option.default is None:
            told.append("Has to be given.")
        elif option.default:
            told.append(f"Without it: {option.default}.")
        told += _fits(option, options[0])
        for number, text in enumerate(told):
            first = f"  {option.name:<{_NAME_CELLS - 2}} " if number == 0 else indent
            yield from wrap(text, width, initial_indent=first, subsequent_indent=indent)


def _fits(option: DomainOption, first: DomainOption) -> Iterator[str]:
    """What the option goes with, or where that is shorter what it does not go with."""
    if option.only_with and isinstance(first.takes, OneOf):
        others = [word for word in first.takes.words if word not in option.only_with]
        few = len(option.only_with) <= len(others)
        yield f"{'Only' if few else 'Not'} with {', '.join(option.only_with if few else others)}."
