"""What a deck may tell a domain, as data: from it come the checks, the editors' schema, the pages and the first lines
of a new deck. Texts in, texts out; nothing here knows a domain, and no option may tell a learner the rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

from drillgrok.errors import DrillgrokError

SEPARATOR = ","
"""Between several values of one option; in a deck file they are a list."""
_PLAIN = ["string", "number", "boolean"]
"""A text to us, whatever an editor makes of it."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A mend for a word that is none of `known`: the nearest one, or all of them."""
    near = get_close_matches(word, known, n=1) or [one for one in known if one.casefold() == word.casefold()]
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"Choose one of: {', '.join(known)}." if known else ""


class Takes(Protocol):
    """What an option takes."""

    @property
    def told(self) -> str:
        """In words, for a table."""

    @property
    def schema(self) -> Mapping[str, Any]:
        """As a JSON Schema."""

    def mend(self, text: str) -> str:
        """What to write in the place of a text that it does not take; empty for one that it takes."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    words: tuple[str, ...]

    @property
    def told(self) -> str:
        """All of them."""
        return ", ".join(self.words)

    @property
    def schema(self) -> Mapping[str, Any]:
        """The words; YAML takes digits for a number, and before 1.2 yes and no for something else."""
        logical = [True, False] if set(self.words) == {"yes", "no"} else []
        return {"enum": [*self.words, *(int(word) for word in self.words if word.isdecimal()), *logical]}

    def mend(self, text: str) -> str:
        """The nearest word, or all."""
        return "" if text in self.words else did_you_mean(text, self.words)


@dataclass(frozen=True, slots=True)
class SomeOf:
    """One or more of some words, each once."""

    words: tuple[str, ...]

    @property
    def told(self) -> str:
        """All of them."""
        return f"one or more of {', '.join(self.words)}"

    @property
    def schema(self) -> Mapping[str, Any]:
        """One word, several in one text, or a list."""
        several = {"type": "array", "items": {"enum": list(self.words)}, "minItems": 1, "uniqueItems": True}
        return {"anyOf": [{"enum": list(self.words)}, several, {"type": "string", "pattern": SEPARATOR}]}

    def mend(self, text: str) -> str:
        """For the first word that is none of them."""
        strange = next((word for word in words_of(text) if word not in self.words), None)
        return "" if strange is None and words_of(text) else did_you_mean(strange or "", self.words)


def words_of(text: str) -> tuple[str, ...]:
    """The words of an option that takes some of many."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(SEPARATOR) if word.strip()))


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, with its unit."""

    least: int
    most: int
    unit: str = ""
    """Such as `ms`; a blank may stand before it."""

    @property
    def told(self) -> str:
        """The bounds."""
        space = " " if self.unit.isalpha() else ""
        return f"{self.least} to {self.most}{space}{self.unit}"

    @property
    def schema(self) -> Mapping[str, Any]:
        """A text with the unit, a number without."""
        if self.unit:
            return {"type": "string", "pattern": f"^\\d+ ?{self.unit}$"}
        return {"type": ["integer", "string"], "minimum": self.least, "maximum": self.most, "pattern": "^\\d+$"}

    def mend(self, text: str) -> str:
        """The bounds."""
        number = self.read(text)
        return f"Write {self.told}." if number is None or not self.least <= number <= self.most else ""

    def read(self, text: str) -> int | None:
        """The number, in the unit; None where the text is none."""
        match = re.fullmatch(rf"(\d{{1,6}}) ?{self.unit}", text, re.ASCII)
        return int(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text of a pattern."""

    pattern: str
    told: str
    """What fits, after the word "Write"."""

    @property
    def schema(self) -> Mapping[str, Any]:
        """The pattern."""
        return {"type": _PLAIN, "pattern": f"^(?:{self.pattern})$"}

    def mend(self, text: str) -> str:
        """What fits."""
        return "" if re.fullmatch(self.pattern, text) else f"Write {self.told}."


COLUMN = FreeText(r"[^\x00-\x1f]+", "the name of a column of the list")


@dataclass(frozen=True, slots=True)
class DomainOption:
    """One option of a domain, or of a way to show or to judge."""

    name: str
    says: str
    """What it settles, in words that follow its name; nothing of the rule."""
    takes: Takes
    default: str | None = ""
    """What holds without it: a value, empty where the drill settles it, and None where it has to be given."""
    only_with: tuple[str, ...] = ()
    """Values of the first option that it goes with; empty for all."""


@dataclass(frozen=True, slots=True)
class OptionSheet:
    """All that a deck may tell a domain."""

    says: str
    """What the domain makes, as the end of a sentence that begins with its name."""
    options: tuple[DomainOption, ...]
    """The first one has to be given."""
    example: Mapping[str, str]
    """Options that make a drill."""
    about: str
    """What learners of the example are told."""
    pressure: str = "{calm: 12 s, quick: 4 s, floor: 1.5 s}"
    """Of the example, as in a deck file."""

    def checked(self, name: str, values: Mapping[str, str]) -> Mapping[str, str]:
        """Every option's value, the default where none is given. Raises DrillgrokError for what is none or has no such
        value."""
        return checked(f"The domain {name!r}", self.options, values)


def checked(told: str, options: Sequence[DomainOption], values: Mapping[str, str]) -> dict[str, str]:
    """A value for each option: the given one, else its default.

    `told` begins the sentence about what has the options. Raises DrillgrokError for an option that is none of these,
    one that does not go with the first one, one that is missing, and a value that it does not take.
    """
    names = [option.name for option in options]
    for name in sorted(set(values) - set(names)):
        raise DrillgrokError(f"{told} has no option {name!r}.", mend=did_you_mean(name, names))
    for option in options:
        _check(told, option, options[0], values)
    return {option.name: values.get(option.name, option.default or "") for option in options}


def _check(told: str, option: DomainOption, first: DomainOption, values: Mapping[str, str]) -> None:
    text = values.get(option.name)
    if text is None:
        if option.default is None:
            mend = option.takes.mend("")
            raise DrillgrokError(f"{told} needs the option {option.name!r}.", mend=f"Add {option.name}. {mend}")
        return
    mend = option.takes.mend(text)
    if mend:
        raise DrillgrokError(f"{option.name!r} cannot be {text!r}.", mend=mend)
    chosen = values.get(first.name, "")
    if option.only_with and chosen not in option.only_with:
        raise DrillgrokError(
            f"{first.name} {chosen!r} has no option {option.name!r}.",
            mend=f"Leave it out, or take one of: {', '.join(option.only_with)}.",
        )
