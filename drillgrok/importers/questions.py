"""What every format comes to: questions with their right answers, and what had to be left out with the reason. Texts
are made fit for a deck here; no format is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from unicodedata import category, normalize

from drillgrok.console.text import JOINERS, counted
from drillgrok.deckfile.read_rows import MOST_CHARACTERS
from drillgrok.deckfile.read_shared import MOST_CHOICES
from drillgrok.items.list_items import SEPARATOR

PROMPT, ANSWER, ACCEPT, CHOICES, CHANCE = "prompt", "answer", "accept", "choices", "chance"
"""Columns of a list that have a meaning of their own."""

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})
_NON_CHARACTERS: Final = "\ufffe\uffff"


class Question(NamedTuple):
    """One prompt with its right answers; every text is one line, composed, without invisible signs."""

    place: int
    """Its line or note in the file, from 1."""
    prompt: str
    answer: str
    accept: tuple[str, ...] = ()
    """Other right answers."""
    choices: tuple[str, ...] = ()
    """What is offered; empty where the answer is typed."""
    more: tuple[str, ...] = ()
    """Cells of the columns that are kept as they are."""


class Skipped(NamedTuple):
    """What is no question, and why."""

    place: int
    why: str


Entry = Question | Skipped
Losses = Counter[str]
"""What was taken out of questions that were kept, by name."""


@dataclass(frozen=True, slots=True)
class ColumnWishes:
    """The columns that the user named; None where the file decides."""

    prompt: str | None = None
    """A column, or a wording with columns in braces."""
    answer: str | None = None
    """A column, or several parted by commas, or the first and the last with two dots between them."""
    where: tuple[str, ...] = ()
    """Conditions such as `tense=present` that a row has to meet."""
    header: bool | None = None
    """Whether the first line names the columns."""
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file, what it is taken as, and its cells in a few rows."""

    name: str
    taken_as: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was opened and understood, but not yet read through."""

    told: str
    """How it was understood, as a sentence."""
    entries: Callable[[Losses], Iterator[Entry]]
    """All that is in it, from the start; what is lost on the way is counted."""
    columns: tuple[Column, ...] = ()
    """None where the format has no columns."""
    sampled: tuple[int, ...] = ()
    """The places of the columns' samples."""
    more: tuple[str, ...] = ()
    """Names of the columns that are kept as they are."""
    unit: str = "line"
    """What places count: lines or notes."""
    unsure: tuple[str, ...] = ()
    """The cells of the first line, where nothing tells whether it names the columns."""
    guessed_encoding: bool = False
    free_text: bool = False
    """Its answers were written for people: one text may hold several."""
    telling_apart: tuple[str, ...] = ()
    """Columns that may tell rows of the same prompt apart."""


def question(
    place: int,
    prompt: str,
    answer: str,
    accept: Sequence[str] = (),
    choices: Sequence[str] = (),
    *,
    more: tuple[str, ...] = (),
) -> Entry:
    """The question that a deck can hold, its texts made one line each, or why it can hold none."""
    prompt, answer = one_line(prompt), one_line(answer)
    if not prompt:
        return Skipped(place, "It has no prompt.")
    if not answer:
        return Skipped(place, "It has no answer.")
    if len(prompt) > MOST_CHARACTERS or len(answer) > MOST_CHARACTERS:
        return Skipped(place, f"Its prompt or its answer has more than {MOST_CHARACTERS:,} signs.")
    if not accept and not choices:
        return Question(place, prompt, answer, (), (), more)
    others = dict.fromkeys(one_line(text) for text in accept)
    rights = tuple(text for text in others if text not in {"", answer})
    offered = tuple(one_line(text) for text in choices)
    made = Question(place, prompt, answer, rights, offered, more)
    why = _unfit(made)
    return Skipped(place, why) if why else made


def spelt_out(one: Question) -> Question:
    """A question whose choices stand in its prompt, for a deck in which answers are typed."""
    if not one.choices:
        return one
    return one._replace(prompt=f"{one.prompt} ({' / '.join(one.choices)})", choices=())


def _unfit(one: Question) -> str | None:
    """Why a list cannot hold the question's several answers or its choices."""
    choices = one.choices
    if any(SEPARATOR in text for text in (*one.accept, *choices)):
        return f"One of its several answers holds the sign {SEPARATOR}."
    if choices and not 2 <= len(choices) <= MOST_CHOICES:
        return f"It offers {counted(len(choices), 'choice')}; 2 to {MOST_CHOICES} can be offered."
    if choices and (len(set(choices)) < len(choices) or "" in choices):
        return "One of its choices is empty or there twice."
    if choices and not {one.answer, *one.accept} <= set(choices):
        return "Its answer is none of its choices."
    if len(spelt_out(one).prompt) > MOST_CHARACTERS:
        return f"Its choices have more than {MOST_CHARACTERS:,} signs."
    return None


def one_line(text: str) -> str:
    """The text on one line: composed (NFC), white space folded, without signs that cannot be seen."""
    if text.isascii():
        if "  " not in text and text.isprintable():
            return text.strip()  # most cells, at half the cost
    else:
        text = normalize("NFC", text)
    text = " ".join(text.split())
    return text if text.isprintable() else normalize("NFC", " ".join("".join(filter(_is_kept, text)).split()))


def _is_kept(char: str) -> bool:
    return char in JOINERS or (category(char) not in _INVISIBLE and char not in _NON_CHARACTERS)
