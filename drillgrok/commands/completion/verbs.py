"""What a command line may hold, as values: commands, their options, and what each of these takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


class ValueKind(Enum):
    """What stands after an option, or in the place of an argument."""

    NOTHING = auto()
    ANYTHING = auto()
    FILE = auto()
    FOLDER = auto()
    DECK = auto()
    """An id or a path."""
    DECK_ID = auto()
    LEARNER = auto()
    WORD = auto()
    """One of a few."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option with all its spellings."""

    names: tuple[str, ...]
    help: str
    takes: ValueKind
    value: str
    """What its value is called in help; empty where it takes none."""
    words: tuple[str, ...] = ()
    """The values that it takes, where these are few."""


@dataclass(frozen=True, slots=True)
class Argument:
    """What stands in a place of its own."""

    name: str
    """As it is called in help, in brackets where it may be left out."""
    help: str
    takes: ValueKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verb:
    """A command or a group of commands, by the words that call it; the program itself has none."""

    words: tuple[str, ...]
    help: str
    options: tuple[Option, ...] = ()
    arguments: tuple[Argument, ...] = ()
    example: str = ""

    @property
    def path(self) -> str:
        """The words with a space between."""
        return " ".join(self.words)


def inside(verb: Verb, verbs: Sequence[Verb]) -> list[Verb]:
    """The commands that a group holds itself, in their order."""
    return [one for one in verbs if len(one.words) == len(verb.words) + 1 and one.words[:-1] == verb.words]
