"""What a domain hands over: its items, its ways to show and to judge the rows of a list, and what it adds to the charts
of a run. Protocols, with what holds where an implementer says nothing, and frozen values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from drillgrok.errors import DrillgrokError
from drillgrok.model.corrected import Corrected, in_words
from drillgrok.model.item import AnswerField, Item, ItemKey
from drillgrok.model.log import Response
from drillgrok.model.options import DomainOption


@dataclass(frozen=True, slots=True)
class DomainOptions:
    """What a deck passes to its domain: plain texts by name, as they stand in the file."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """Texts of the files beside the deck that it names."""


@dataclass(frozen=True, slots=True)
class DomainStarter:
    """What a new deck of a domain begins as."""

    body: str
    """Its deck file from the items on, in YAML with comments that teach."""
    files: Mapping[str, str]
    """What lies beside it, by file name."""


@dataclass(frozen=True, slots=True)
class LineFlaw:
    """A mistake in a line, counted from 1, of a file beside a deck, and how to mend it."""

    line: int
    what: str
    mend: str


class FileFlaws(DrillgrokError):  # noqa: N818
    """Every mistake of one file beside a deck."""

    def __init__(self, file: str, flaws: Sequence[LineFlaw]) -> None:
        first = flaws[0]
        super().__init__(first.what, where=f"{file}:{first.line}", mend=first.mend)
        self.file = file
        self.flaws = tuple(flaws)


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item in words as its domain knows it: before keys, groups and probabilities are settled by the deck."""

    prompt: str
    accepts: tuple[str, ...]
    right: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traits:
    """What the split and the phase model need to know of an item."""

    group: str
    """Equal for items that give each other's answer away."""
    chance: float
    """Success rate of the best strategy that ignores what the rule works on."""
    parts: tuple[str, ...] = ()
    """What has to have been met with feedback before the item is asked unseen; equally many for every item."""
    exception: bool = False
    """Practised, never held out, counted apart."""
    rating: float | None = None
    """Balanced across the split; given for every item or for none."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What a learner could go by on an item without its rule, as its domain knows it."""

    cues: Mapping[str, str] = field(default_factory=dict)
    """What a table of answers could be learnt over, by name: the same names for every item."""
    habits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Answers, in canonical form, that take neither rule nor memory, by the name of the habit; one of several is drawn
    evenly."""
    answer_class: str | None = None
    """What its answer is, roughly, where the answers themselves are too many to be kept in contrast."""
    said: Callable[[str], str] | None = None
    """What an answer comes to, as it is stored or as it is written here; None where the two are alike."""


BARE = Surface()
"""Nothing beyond the prompt."""


class DomainItems(Protocol):
    """What a domain makes of its options: a numbered family of items. A file or folder in `domains/` inherits it; what
    it says nothing of has one wording."""

    __slots__ = ()

    field: AnswerField
    rephrasings: int = 0
    """How many other wordings there are."""
    new_words: int | None = None
    """Which of them, from 0, keeps the structure and has words that practice never shows; None where none does."""

    def __len__(self) -> int:
        """How many items there are."""

    def id(self, index: int) -> str:
        """The domain's own name of item `index`; it never changes, the item's key is made from it."""

    def traits(self, index: int) -> Traits:
        """Its group, chance and so on."""

    def item(self, index: int) -> RawItem:
        """Item `index` in words: cheap, for it is asked of all items."""

    def rephrased(self, index: int, which: int) -> RawItem | None:
        """The item in wording `which` (from 0); None where it cannot be asked so."""
        return None

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The item, plain or rephrased, with its picture, sound, hand and judge for one showing, varied by `rng`."""

    def pressed(self, index: int, item: Item, rng: Random, tightness: float) -> Item:
        """The plain item, dressed, as it is practised under a clock that presses: from 0, which is as on the calm one,
        to 1 at its floor. What it shows may be finer then; what is right stays."""
        return item

    def corrected(self, index: int, item: Item, given: str) -> Corrected:
        """A miss: item `index`, as `dress` made it, with the right answer and the one that was given, in canonical
        form and perhaps not whole; empty for none. It shows how the two differ and nothing else."""
        return in_words(item.right, given)

    def surface(self, index: int) -> Surface:
        """What could be gone by on item `index` without the rule."""
        return BARE


class Way(Protocol):
    """One way to show or to judge the rows of a list, made by a domain of what a deck says under `show` or `judge`. A
    way that says nothing of the field leaves it alone."""

    __slots__ = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads."""

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """What is wrong with a row, as a sentence; None when nothing is."""

    def field(self, answers: AnswerField) -> AnswerField:
        """What can be typed, given the field that the answers alone would have."""
        return answers

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        """The item with what this way adds; a way to judge gets it as the way to show has dressed it."""

    def corrected(self, item: Item, cells: Mapping[str, str], given: str) -> Corrected | None:
        """A miss on a row, as for a domain's items; None where another way may say it."""
        return None

    def surface(self, cells: Mapping[str, str]) -> Surface:
        """What could be gone by on a row without the rule."""
        return BARE


@dataclass(frozen=True, slots=True)
class WayKind:
    """A way by its options, the first of them its own name, and what is made of their values: all of them, each one
    that its option takes."""

    says: str
    """What it does, in a few words."""
    options: tuple[DomainOption, ...]
    make: Callable[[Mapping[str, str]], Way]


@dataclass(frozen=True, slots=True)
class SessionContrast:
    """How much sooner the hand is on one of two kinds of items, in one session: the difference in log latency in
    standard deviations, with its 90 % interval."""

    first: int
    last: int
    """Response numbers."""
    d: float
    low: float
    high: float
    n: int
    """Answers of both kinds."""


class TransitionsOf(Protocol):
    """How a domain tells from a run's log whether the hand has learned what comes next."""

    def __call__(
        self, domain: DomainItems, index_of: Mapping[ItemKey, int], sessions: Iterable[Sequence[Response]]
    ) -> tuple[SessionContrast, ...] | None:
        """The contrast of each session that has enough answers; None where these items are of one kind only.

        `index_of` numbers the items of `domain`; `sessions` hold the run's log in its order.
        """
