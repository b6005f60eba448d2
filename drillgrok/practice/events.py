"""What can happen to a session and what it asks of the outside. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.model.item import AnswerKind
from drillgrok.model.log import Mark, Moment, Response, Stamp


@dataclass(frozen=True, slots=True)
class Painted:
    """The prompt asked last has reached the screen: its time starts here."""

    at: Stamp


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the terminal named it: `name` such as `enter`, `escape`, `backspace`, `a`; `char` when printable."""

    name: str
    char: str | None
    at: Stamp


@dataclass(frozen=True, slots=True)
class Click:
    """A press of the mouse on a cell of the drawing that is shown, counted from 0."""

    column: int
    row: int
    at: Stamp


@dataclass(frozen=True, slots=True)
class Line:
    """A whole line of input at once: the plain drill's answer, or an empty one for "don't know"."""

    text: str
    at: Stamp


@dataclass(frozen=True, slots=True)
class Tick:
    """Time went by; sent several times a second while a session is open."""

    at: Stamp


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """The learner finished (or left empty) a note."""

    text: str
    at: Stamp


@dataclass(frozen=True, slots=True)
class Suspending:
    """The program is about to be stopped by the terminal."""

    at: Stamp


@dataclass(frozen=True, slots=True)
class Stopped:
    """The input ended or the program is asked to end: leave safely."""

    at: Stamp


@dataclass(frozen=True, slots=True)
class Advice:
    """What the coach makes of the run so far, as far as the drill has to act on it."""

    contrast: tuple[int, ...] = ()
    """Unseen items by index on which a shortcut and the rule differ: ask some of them."""
    moving: bool = False
    """Unseen accuracy may be changing: ask more unseen items."""
    rest: bool = False
    """The learner seems tired: ask nothing unseen."""
    push: bool = False
    """The learner is comfortable: press one level harder from the next block."""
    plateau: bool = False
    """Practised items may now and then be asked in other words."""
    valley: bool = False
    """The staircase may press harder than the chosen pressure does: it was announced."""
    flood: float = 0.0
    """The share of practised showings that go to unmet items, whatever memory holds."""
    words: str = ""
    """What the coach says at a break and at the end."""


NO_ADVICE = Advice()
"""Before the coach has looked."""


@dataclass(frozen=True, slots=True)
class Advised:
    """The coach has looked at the run."""

    advice: Advice
    at: Stamp


Event = Painted | Key | Click | Line | Tick | NoteWritten | Advised | Suspending | Stopped


@dataclass(frozen=True, slots=True)
class Commit:
    """Store this response before anything else is shown. `showing` is the number of the showing it answers."""

    response: Response
    showing: int


@dataclass(frozen=True, slots=True)
class Append:
    """Store this mark."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class SaveCopyTime:
    """Store how long this learner needs to type what is shown."""

    kind: AnswerKind
    samples_ms: tuple[int, ...]
    at: Moment


@dataclass(frozen=True, slots=True)
class AskNote:
    """Open a line for free words; answer with NoteWritten."""


@dataclass(frozen=True, slots=True)
class SwitchSound:
    """Sound on where it is off, off where it is on; say which."""


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """Show the keys."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The session is over; close the screen."""


Effect = Commit | Append | SaveCopyTime | AskNote | SwitchSound | ShowHelp | Leave
