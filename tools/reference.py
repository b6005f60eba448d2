"""Pages of the docs that the code says by itself: commands, settings, keys of deck files. `make renew` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Final

from drillgrok.cli.app import app
from drillgrok.cli.tree import verbs
from drillgrok.commands.completion.verbs import Option, Verb, inside
from drillgrok.deckfile.keys import BESIDE, COMMON, INSIDE, DeckKey
from drillgrok.settings import TEMPLATE, Settings

_MADE: Final = "<!-- Written by tools/reference.py; `make renew` renews it. -->"
_COMMANDS: Final = """\
Every command and every option, as the program itself explains them with `--help`. DECK is a deck's id, as
`drillgrok deck list` shows it, or a path to a deck file. What an option means in practice is told in
[the first quarter of an hour](../learners/first-quarter-of-an-hour.md).

## Exit codes

| code | when |
|---|---|
| 0 | done |
| 1 | something that you can fix: one sentence says what, where and how |
| 2 | an option or a value that the command does not know |
| 130 | interrupted by Ctrl+C; every answer is stored |

`--json` and `--csv` write data to the standard output and nothing else. `NO_COLOR` and `TERM=dumb` are honoured, and
so are a pipe and a closed standard input."""
_SETTINGS: Final = """\
`drillgrok settings` writes this file into the folder that `drillgrok data where` names, and shows what is in force.
What you say on the command line wins over it.
"""
_DECK_KEYS: Final = """\
[Writing a deck](../decks.md) explains them one after the other, with examples. `drillgrok deck new --schema` puts the
same as a JSON Schema beside a new deck, for editors that complete and check while you type."""


def pages() -> Mapping[str, str]:
    """The text of each page by its name under docs/reference."""
    return {
        "commands.md": _page("Commands", _COMMANDS, *_groups(verbs(app))),
        "settings.md": _page("Settings", _SETTINGS, *_settings()),
        "deck-keys.md": _page("The keys of a deck file", _DECK_KEYS, *_deck_keys()),
    }


def _page(title: str, *parts: str) -> str:
    return "\n".join([f"# {title}", "", _MADE, "", *parts]) + "\n"


def _groups(found: tuple[Verb, ...]) -> Iterator[str]:
    for verb in found:
        if not verb.words:
            continue
        yield from ("", f"{'#' * (len(verb.words) + 1)} drillgrok {verb.path}", "", verb.help)
        if inside(verb, found):
            continue
        yield from ("", f"    {_usage(verb)}", "", f"For example `{verb.example}`.")
        yield from _table(("argument or option", "what it is"), _rows(verb))


def _usage(verb: Verb) -> str:
    return " ".join(["drillgrok", *verb.words, *(one.name for one in verb.arguments), "[OPTIONS]"])


def _rows(verb: Verb) -> Iterator[tuple[str, str]]:
    for argument in verb.arguments:
        yield f"`{argument.name}`", argument.help
    for option in verb.options[:-1]:  # each has --help
        yield _spelt(option), option.help


def _spelt(option: Option) -> str:
    names = ", ".join(f"`{name}`" for name in option.names)
    return f"{names} {option.value.replace('|', ' | ')}".strip().replace("|", "\\|")


def _settings() -> Iterator[str]:
    yield from ("```toml", TEMPLATE.rstrip("\n"), "```")
    usual = Settings()
    values = ((one.name, getattr(usual, one.name)) for one in fields(Settings))
    rows = [(f"`{name}`", "none" if value is None else f"`{value}`") for name, value in values]
    yield from _table(("setting", "without a line for it"), rows)


def _deck_keys() -> Iterator[str]:
    for title, keys in (("Of a deck", {**COMMON, **BESIDE}), ("Inside `items`", INSIDE)):
        yield from ("", f"## {title}")
        yield from _table(("key", "what it says", "default"), [_key_row(name, key) for name, key in keys.items()])


def _key_row(name: str, key: DeckKey) -> tuple[str, str, str]:
    return f"`{name}`", key.says, key.default or ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        yield from ("", f"| {' | '.join(head)} |", "|---" * len(head) + "|", *lines)
