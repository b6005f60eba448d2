"""The vocabulary every room shares: small frozen values and closed sets of names. Standard library only; no behaviour
beyond what a value can say of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import NewType, Protocol

ItemKey = NewType("ItemKey", str)
"""Twelve hex digits that name an item for ever, whatever happens to its wording."""


class Part(StrEnum):
    """Where the frozen split puts a group."""

    PRACTISED = "practised"
    PROBE = "probe"
    RESERVE = "reserve"


class Role(StrEnum):
    """What an item was asked for, as the response log writes it."""

    PRACTISED = "practised"
    PROBE = "probe"
    EXAM = "exam"


class Outcome(StrEnum):
    """How a showing ended."""

    ANSWERED = "answered"
    PASSED = "passed"
    TIMED_OUT = "timed_out"
    VOID = "void"


class Clock(StrEnum):
    """Which of the three deadlines a showing ran on."""

    STAIRCASE = "staircase"
    CALM = "calm"
    QUICK = "quick"


class Pressure(StrEnum):
    """How hard the staircase presses, chosen by the learner."""

    CALM = "calm"
    FIRM = "firm"
    HARD = "hard"


class Flag(StrEnum):
    """What else is true of a response; a response carries a sorted set of these."""

    BASELINE = "baseline"
    EXCEPTION = "exception"
    """The rule does not hold for this item: its answers are no evidence for or against it."""
    IDLE = "idle"
    NARRATED = "narrated"
    PAUSED = "paused"
    PRIMED = "primed"
    REDRILL = "redrill"
    REPROBE = "reprobe"
    SUSPENDED = "suspended"
    TOO_FAST = "too_fast"
    UNDONE = "undone"


PLAIN = "plain"
"""The presentation of an item in its own wording."""
UNSEEN_LEAST = 10
"""Unseen answers are shown in whole tens: two looks must not tell how the one between them went."""
PAST = 8
"""How many responses a mark can reach back: the state before them is kept."""
NO_EVIDENCE = frozenset({Flag.UNDONE, Flag.IDLE, Flag.REDRILL})
"""Flags that take a response out of every measured figure; it still counts as an exposure."""


class MarkKind(StrEnum):
    """What can be said about responses after the fact; marks are appended, rows never change."""

    UNDONE = "undone"
    IDLE = "idle"
    AHA = "aha"
    NOTE = "note"
    EXAM = "exam"
    """An exam began in this session; the text is how many right answers it takes."""
    RULE = "rule"
    """After the pass: the rule in the learner's own words."""
    KNEW = "knew"
    """After the pass: when the learner knew it."""
    SEAL_BROKEN = "seal_broken"
    """The rule was shown before the exam was passed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as the log keeps it: UTC and the learner's offset beside it."""

    utc_ms: int
    """Milliseconds since 1970-01-01 UTC."""
    offset_min: int
    """Minutes that the learner's wall clock is ahead of UTC."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something happened, on both clocks."""

    mono_ns: int
    """Monotonic clock, for durations."""
    moment: Moment
    """Wall clock, for the log."""


@dataclass(frozen=True, slots=True)
class Response:
    """One showing and what came of it. Immutable; `seq` counts the run's rows from 1, void ones included."""

    seq: int
    at: Moment
    item: ItemKey
    presentation: str
    """`plain`, or `r1`, `r2`, ... for a rephrasing."""
    role: Role
    seen: int
    """Earlier exposures (showings with feedback) of the item's group in this run."""
    shown: int
    """Earlier showings of any kind of the item's group in this run."""
    chance: float
    outcome: Outcome
    answer: str
    correct: bool | None
    """None when void."""
    rt_ms: int | None
    """From the prompt's first paint to the last key that changed the answer; None on a time-out."""
    first_key_ms: int | None
    deadline_ms: int
    clock: Clock
    pressure: Pressure
    flags: frozenset[Flag] = frozenset()

    @property
    def first_seen(self) -> bool:
        """Given before any showing or feedback of its group."""
        return self.seen == 0 and self.shown == 0

    @property
    def is_evidence(self) -> bool:
        """Counts in measured figures."""
        return self.outcome is not Outcome.VOID and not self.flags & NO_EVIDENCE

    @property
    def had_feedback(self) -> bool:
        """The right answer was shown or confirmed, so this was an exposure."""
        return self.role is Role.PRACTISED and self.outcome is not Outcome.VOID


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said about a run, or about the responses it names by `seqs`."""

    kind: MarkKind
    at: Moment
    seqs: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One exam of a run, whether it was gone through or left."""

    at: Moment
    """When it began."""
    asked: int
    to_pass: int
    right: int
    """An item that was paused, left or never reached is not right."""

    @property
    def passed(self) -> bool:
        """It opens the seal."""
        return self.right >= self.to_pass


@dataclass(frozen=True, slots=True)
class Goal:
    """What the learner set out to do; neither is set when going on past a goal, open-ended."""

    responses: int | None = None
    minutes: float | None = None


class Tone(StrEnum):
    """How a span should stand out; a screen maps tones to colours and, without colours, to nothing or to signs."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    ACCENT = "accent"
    METAL = "metal"
    SHADE = "shade"
    LIGHT = "light"
    """The ground of a board's light square; what is written in it shows without colours only. So DARK and MARKED."""
    DARK = "dark"
    MARKED = "marked"
    WHITE_ON_LIGHT = "white_on_light"
    """A white piece on that ground, and so on."""
    WHITE_ON_DARK = "white_on_dark"
    WHITE_ON_MARKED = "white_on_marked"
    BLACK_ON_LIGHT = "black_on_light"
    BLACK_ON_DARK = "black_on_dark"
    BLACK_ON_MARKED = "black_on_marked"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a domain hands over instead of colours or widgets: lines of spans, and the same in words.

    `spoken` is what `--plain` prints and a screen reader can read; it must hold as much as the picture does.
    """

    lines: tuple[tuple[Span, ...], ...]
    spoken: str

    @property
    def width(self) -> int:
        """Cells of the widest line, counting one cell a character."""
        return max((sum(len(span.text) for span in line) for line in self.lines), default=0)


def text_drawing(text: str) -> Drawing:
    """A prompt that is only text, as large and plain as the screen likes to show it."""
    return Drawing(tuple((Span(line, Tone.STRONG),) for line in text.split("\n")), spoken=text)


class AnswerKind(StrEnum):
    """How an answer is given; copy time is measured once for each."""

    DIGITS = "digits"
    LETTERS = "letters"
    TEXT = "text"
    KEY = "key"
    CHOICE = "choice"
    MOVE = "move"
    """A move on a board, by letters, cursor or mouse."""
    TAPS = "taps"
    """Keys struck one after the other, in time."""


class AnswerForm(StrEnum):
    """Whether an answer is one value, or several in any order."""

    VALUE = "value"
    SET = "set"


@dataclass(frozen=True, slots=True)
class AnswerField:
    """What can be typed into a deck's answer field, independent of any one item.

    `closed` holds every answer of the deck in canonical form when there are at most 200 of them, else it is None and
    an answer needs Enter. `alphabet` is every character that can be part of an answer, or None when any printable may.
    For CHOICE, `choices` are the options in order and their keys are 1, 2, ...
    """

    kind: AnswerKind
    form: AnswerForm = AnswerForm.VALUE
    closed: frozenset[str] | None = None
    alphabet: frozenset[str] | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One tone of a sound."""

    midi: float
    """Pitch: 69 is the A of 440 Hz, 1 is an equal-tempered semitone."""
    start_ms: int
    length_ms: int
    loudness: float = 1.0
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a domain hands over to be played. `spoken` names what is heard without giving an answer away."""

    notes: tuple[Note, ...]
    spoken: str

    @property
    def length_ms(self) -> int:
        """Until its last tone has ended."""
        return max((note.start_ms + note.length_ms for note in self.notes), default=0)


class Hand(Protocol):
    """An answer that is given on the picture itself: a move on a board, taps in time. Values: every method returns
    another hand. Times are milliseconds since the prompt's first paint."""

    @property
    def text(self) -> str:
        """The answer as it stands, in the canonical form that is stored and judged; empty before the first key."""

    @property
    def done(self) -> bool:
        """The answer is whole and submits itself."""

    @property
    def slipped(self) -> bool:
        """The last key, click or line can be part of no answer: a typo, said beside the drill and not counted."""

    def drawing(self, elapsed_ms: int) -> Drawing:
        """What stands on the screen now."""

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        """When the drawing changes next by itself; None when it waits for a key."""

    def key(self, name: str, char: str | None, elapsed_ms: int) -> Hand:
        """After a key as the terminal names it: `enter`, `left`, `backspace`, `a`; `char` when printable."""

    def click(self, column: int, row: int, elapsed_ms: int) -> Hand:
        """After a press of the mouse on a cell of the drawing, counted from 0."""

    def line(self, text: str) -> Hand:
        """After a whole line at once, in the drill by lines."""


@dataclass(frozen=True, slots=True)
class Item:
    """One prompt with its right answers, ready to be shown once.

    `accepts` holds every right answer in the canonical form of `deckfile.answers.canonical`; `right` is how the right
    answer is written for the learner. `drawing` is None for a text prompt. Where `judge` is given it decides instead of
    `accepts`; where `hand` is given the answer is given there instead of in the answer field, and `hand.drawing` is
    shown instead of `drawing`.
    """

    key: ItemKey
    prompt: str
    accepts: frozenset[str]
    right: str
    chance: float
    presentation: str = "plain"
    drawing: Drawing | None = None
    choices: tuple[str, ...] = ()
    sound: Sound | None = None
    hand: Hand | None = None
    judge: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """A deck's thinking times in milliseconds, on top of the learner's copy time."""

    calm_ms: int = 8000
    quick_ms: int = 2500
    floor_ms: int = 1200


@dataclass(frozen=True, slots=True)
class DomainOptions:
    """What a deck passes to its domain: plain texts by name, as they stand in the file."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


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


class DomainItems(Protocol):
    """What a domain makes of its options: a numbered family of items. A file or folder in `domains/` implements it."""

    field: AnswerField
    rephrasings: int
    """How many other wordings there are."""

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

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The item, plain or rephrased, with its picture, sound, hand and judge for one showing, varied by `rng`."""


class Way(Protocol):
    """One way to show or to judge the rows of a list, made by a domain of what a deck says under `show` or `judge`."""

    columns: tuple[str, ...]
    """The columns it reads."""

    def flaw(self, cells: Mapping[str, str]) -> str | None:
        """What is wrong with a row, as a sentence; None when nothing is."""

    def field(self, answers: AnswerField) -> AnswerField:
        """What can be typed, given the field that the answers alone would have."""

    def dress(self, item: Item, cells: Mapping[str, str], rng: Random) -> Item:
        """The item with what this way adds; a way to judge gets it as the way to show has dressed it."""
