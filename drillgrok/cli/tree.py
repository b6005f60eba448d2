"""The commands as Typer knows them -> values, for completion scripts and for the reference in the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from typer import Typer
from typer.main import get_command

from drillgrok.commands.completion.verbs import Argument, Option, ValueKind, Verb

_VALUES: Final = {
    "DECK": ValueKind.DECK,
    "SOURCE": ValueKind.FILE,
    "FOLDER": ValueKind.FOLDER,
    "FILE": ValueKind.FILE,
    "PATH": ValueKind.FILE,
}
_ARGUMENTS: Final = _VALUES | {"ID": ValueKind.DECK_ID}
"""As an option's value an id is a new one."""
_OF_LEARNERS: Final = _ARGUMENTS | {"NAME": ValueKind.LEARNER}
"""In the commands about learners."""
_HELP: Final = Option(("-h", "--help"), "Show this message and exit.", ValueKind.NOTHING, "")


def verbs(app: Typer) -> tuple[Verb, ...]:
    """Every command and group of commands, a group before what it holds; the program itself comes first."""
    return tuple(_walk(get_command(app), ()))


def _walk(command: Any, words: tuple[str, ...]) -> Iterator[Verb]:
    parameters = command.params
    yield Verb(
        words,
        command.help or "",
        (*(_option(one) for one in parameters if one.param_type_name == "option"), _HELP),
        tuple(
            _argument(one, _OF_LEARNERS if words[:1] == ("learner",) else _ARGUMENTS)
            for one in parameters
            if one.param_type_name == "argument"
        ),
        (command.epilog or "").removeprefix("Example: "),
    )
    for word, inner in getattr(command, "commands", {}).items():
        yield from _walk(inner, (*words, word))


def _option(parameter: Any) -> Option:
    names = (*parameter.opts, *parameter.secondary_opts)
    if parameter.is_flag:
        return Option(names, parameter.help, ValueKind.NOTHING, "")
    words = _words(parameter)
    value = parameter.metavar or "|".join(words)
    takes = ValueKind.LEARNER if "--learner" in names else _takes(value, words, _VALUES)
    return Option(names, parameter.help, takes, value, words)


def _argument(parameter: Any, known: Mapping[str, ValueKind]) -> Argument:
    name, words = parameter.metavar or parameter.name.upper(), _words(parameter)
    return Argument(name, parameter.help or "", _takes(name, words, known), words)


def _takes(name: str, words: tuple[str, ...], known: Mapping[str, ValueKind]) -> ValueKind:
    """By the first word in capitals that says it, as in `[DECK] [FILE.csv ...]`."""
    if words:
        return ValueKind.WORD
    return next((known[word] for word in re.findall("[A-Z]+", name) if word in known), ValueKind.ANYTHING)


def _words(parameter: Any) -> tuple[str, ...]:
    return tuple(getattr(parameter.type, "choices", ()))
