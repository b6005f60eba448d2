"""What a session is at one moment: everything a screen needs to draw it, and nothing that a screen computes itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random
from statistics import fmean
from typing import Final

from drillgrok.model.corrected import Corrected
from drillgrok.model.deck import Deck, Symbols
from drillgrok.model.drawing import Drawing, Hand, Sound
from drillgrok.model.item import AnswerField, AnswerKind, Item, Pace
from drillgrok.model.leads import Lead
from drillgrok.model.log import PLAIN, Clock, Flag, Goal, IntakeArm, Outcome, Pressure, Response, Role, Stamp
from drillgrok.model.undo import Undoable
from drillgrok.practice.events import NO_ADVICE, Advice
from drillgrok.practice.picker import Pick
from drillgrok.practice.split import Split
from drillgrok.practice.standing import Standing
from drillgrok.shortcuts.profile import DeckProfile

_LOOKED_AT: Final = 50
"""Items that a blind guess is averaged over."""
_MORE: Final = 0.01
"""A habit that gives less beyond a guess is none worth naming."""


class Stage(StrEnum):
    """What the learner is looking at."""

    COPYING = "copying"
    """The warm-up: type what is shown, to measure copy time."""
    ASKING = "asking"
    CORRECTION = "correction"
    """After a miss: the right answer stays until a key."""
    PAUSED = "paused"
    BREAK = "break"
    FINISHED = "finished"
    """The goal is reached or the learner stopped: the summary."""


class Notice(StrEnum):
    """A short word beside the drill; the screen has the sentence."""

    NONE = "none"
    RIGHT = "right"
    NOTED = "noted"
    """After a probe, whatever was answered."""
    NOTED_EXPLAINED = "noted_explained"
    """The same, the first five times."""
    LOOSENED = "loosened"
    """Three time-outs in a row: the clock gives more time."""
    UNDONE = "undone"
    UNDONE_BEFORE = "undone_before"
    """The last answer is taken back already, and only one can be."""
    NOTHING_TO_UNDO = "nothing_to_undo"
    CHECK_STAYS = "check_stays"
    """No answer of a check is taken back."""
    AHA_ASKED = "aha_asked"
    """The mark is asked for and not made: it takes the key once more."""
    AHA = "aha"
    NOTE_KEPT = "note_kept"
    NO_RULE_FOUND = "no_rule_found"
    """The audit found no rule in this deck."""
    OLDER_DECK = "older_deck"
    """The run goes on with the deck as it was when it began."""
    UNHEARD = "unheard"
    """It was answered before its question was heard, and is asked again."""
    BACK = "back"
    """After days away: the first answers warm up and count for nothing."""
    CHECK = "check"
    """Unseen items of a deck that was passed, to see what was kept."""
    TIME = "time"
    """Another factor for every clock."""
    LEAD = "lead"
    """Another way to hear the key of items."""
    BAR_HIDDEN = "bar_hidden"
    BAR_SHOWN = "bar_shown"
    NO_LEAD = "no_lead"
    """These items have none to be heard."""
    NOT_AN_ANSWER = "not_an_answer"
    """Enter on something that cannot be an answer, or a slip of the hand: a typo, not a response."""
    NOT_COPIED = "not_copied"
    """The text to copy was typed otherwise."""


class PauseReason(StrEnum):
    """Why the prompt is hidden."""

    ASKED = "asked"
    IDLE = "idle"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Showing:
    """One item on its way to an answer."""

    number: int
    """Counts the showings of this session from 1."""
    index: int
    item: Item
    role: Role
    clock: Clock
    deadline_ms: int
    seen: int
    shown: int
    flags: frozenset[Flag]
    painted_ns: int | None = None
    lost_ns: int = 0
    """From its first paint to the last key that was meant for what stood there before: no part of its time."""
    led: Sound | None = None
    """Its sound with its key before it or below it, where the learner asked for that."""

    @property
    def sound(self) -> Sound | None:
        """What is heard of it this time."""
        return self.item.sound if self.led is None else self.led

    @property
    def lead_ms(self) -> int:
        """How long a cadence before it lasts: no part of its time either."""
        return self.led.length_ms - self.item.sound.length_ms if self.led and self.item.sound else 0

    def stood_there(self, at_ns: int) -> bool:
        """Whether it was painted by then: a key from before is for what stood there before."""
        return self.painted_ns is not None and self.painted_ns <= at_ns

    def elapsed_ms(self, now_ns: int) -> int:
        """Milliseconds since its first paint, 0 before."""
        return 0 if self.painted_ns is None else max(0, round((now_ns - self.painted_ns) / 1_000_000))

    def spent_ns(self, now_ns: int) -> int:
        """How much of its time has gone by."""
        lost_ns = max(self.lost_ns, self.lead_ms * 1_000_000)
        return 0 if self.painted_ns is None else max(0, now_ns - self.painted_ns - lost_ns)


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key that stays."""

    tonic: float
    """Its first degree, as a note's pitch."""
    left: int
    """For how many more items."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The answer as it stands: in the answer field, or in the item's hand where it has one."""

    text: str = ""
    first_key_ns: int | None = None
    last_change_ns: int | None = None
    hand: Hand | None = None
    refused: bool = False
    """A key was no part of any answer since the field was empty: Enter on it does not say "don't know"."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What stays on the screen after a miss."""

    prompt: Item
    outcome: Outcome
    drawing: Drawing | None
    """The picture as it stood last."""
    corrected: Corrected
    """Right and given beside each other, as the deck draws them."""
    frame: int = 0
    """Which of the corrected picture's frames is shown."""

    @property
    def picture(self) -> Drawing | None:
        """What is shown of it now."""
        frames = self.corrected.frames
        return frames[self.frame] if frames else self.drawing


@dataclass(frozen=True, slots=True)
class Copying:
    """The warm-up: `text` is to be typed as it stands."""

    kind: AnswerKind
    texts: tuple[str, ...]
    samples_ms: tuple[int, ...] = ()
    painted_ns: int | None = None

    @property
    def text(self) -> str:
        """What to type now."""
        return self.texts[len(self.samples_ms)]


@dataclass(frozen=True, slots=True)
class Run:
    """What is fixed for a run: deck, seed, split, alphabet and clocks."""

    deck: Deck
    seed: int
    split: Split
    symbols: Symbols
    field: AnswerField
    pace: Pace
    """Calm and quick thinking times as they were at the run's start; the floor is the deck's."""
    primed: bool = False
    intake: IntakeArm | None = None
    """How new items come in from the first plateau on; None where there was no choice."""
    by_lot: bool = False
    """The intake was drawn, not chosen."""
    narrated: bool = False
    """The seal was broken before the exam was passed."""
    passed: bool = False
    """The exam was passed, or the deck finished without one: what is unseen is kept for checks."""
    profile: DeckProfile | None = None
    """What shortcuts are worth on the deck; None where nobody has looked."""

    @property
    def best_shortcut(self) -> float:
        """How often the best shortcut is right; without a profile as often as a blind guess."""
        if self.profile is not None:
            return self.profile.best
        looked_at = range(0, len(self.deck.items), max(1, len(self.deck.items) // _LOOKED_AT))
        return fmean(self.item(index).chance for index in looked_at)

    @property
    def by_habit(self) -> bool:
        """The best habit without the rule gives more than a blind guess."""
        return self.profile is not None and self.profile.habit > self.profile.guess + _MORE

    def chance_of(self, item: Item) -> float:
        """How often somebody without the rule is right on an item: by a blind guess, or by the best habit."""
        if self.profile is None or item.presentation != PLAIN:
            return item.chance
        return max(item.chance, self.profile.habit)

    def item(self, index: int) -> Item:
        """Item `index` as it is named outside the drill: always drawn alike."""
        return self.deck.items.item(index, self.symbols, Random(0))


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting at a run. `standing` is what the run's whole log says; `responses` are its own."""

    run: Run
    standing: Standing
    past: Undoable[Standing]
    """The last responses with the standing before each, from earlier sessions too."""
    stage: Stage
    goal: Goal
    pressure: Pressure
    copy_ms: int
    """What copying an answer takes these hands, or is taken to until it was measured."""
    daily_goal: int
    """Responses a day that probes are rationed for."""
    by_lines: bool
    """The plain drill: no warm-up, no correction that stays, no break; a whole line is an answer."""
    last_event: Stamp
    last_key_ns: int
    active_ns: int = 0
    """Time spent asking and correcting, pauses left out."""
    advice: Advice = NO_ADVICE
    copying: Copying | None = None
    showing: Showing | None = None
    showings: int = 0
    typed: Typed = Typed()
    correction: Correction | None = None
    notice: Notice = Notice.NONE
    bar_hidden: bool = False
    """The learner does not want to see the deadline."""
    pause_reason: PauseReason = PauseReason.ASKED
    responses: tuple[Response, ...] = ()
    """Its own, in the order they were given, flags as they stand now."""
    measured: int = 0
    """How many of them were answered, passed or timed out and count towards the goal."""
    read_aloud: bool = False
    """Items may be read aloud before they are thought about."""
    time_factor: float = 1.0
    """How many times the time of every clock the learner has; infinite without a limit. Beside 1 nothing presses."""
    lead: Lead = Lead.NONE
    """How the learner hears the key of items that have one."""
    held_key: HeldKey | None = None
    """The key that a cadence has led to, and that stays for the next items."""
    hushed_ns: int | None = None
    """Keys are swallowed until they have been silent for a moment since then; None: they are taken."""
    given: str = ""
    """What was typed for the last answer that the learner gave: a key that goes on with it is none of the next."""
    given_ns: int = 0
    block_started: int = 0
    """Measured responses of this session when the block began."""
    keyless: tuple[int, ...] = ()
    """Time-outs since the last key: no evidence if the learner turns out to be away."""
    copy_measured: bool = True
    """`copy_ms` is the learner's own."""
    queue: tuple[Pick, ...] = ()
    """What is asked before anything is picked: after days away, and in a check."""
    checking: bool = False
    """Nothing but the queue is asked."""
    away_days: int = 0
    """Days since the last answer, where they were so many that the first answers warm up."""
    redrill: tuple[int, ...] = ()
    """Item indexes still to be drilled again, outside the measured data."""

    def drawing(self, now_ns: int) -> Drawing | None:
        """The picture of the item that is asked, as it stands now; None for a prompt of words."""
        if self.showing is None:
            return None
        hand = self.typed.hand
        return self.showing.item.drawing if hand is None else hand.drawing(self.showing.elapsed_ms(now_ns))
