"""Every sentence of the first screen that is its own, but for the story of the first days."""

from __future__ import annotations

from typing import Final

from drillgrok.console.text import counted
from drillgrok.library.ladder import Rung
from drillgrok.model.log import Goal
from drillgrok.planning.history import ChoiceKind
from drillgrok.screens.backend import DeckCard
from drillgrok.screens.kit.words import answers

STARTS: Final = "Enter  starts"
OPENING: Final = "One moment ..."
OPENING_LONG: Final = "Going through all your answers once, as after an update ..."
CHANGE_GOAL: Final = "← → change"
TODAY: Final = "Today"
DONE: Final = "Done today"
WEEK: Final = "Seven days"
COACH: Final = "The coach"
WAITS: Final = "Waits"
NOTHING_PLANNED: Final = "Nothing is planned: every deck you began is passed, put off or set aside. / shows all decks."
NAME: Final = "drillgrok"
TAGLINE: Final = "One hidden rule at a time. You answer, nobody explains, and your answers show whether you find it."
DOORS: Final = "Where would you like to begin?"
SHORT: Final = "Machines find this deck's rule sooner than most."
CHOSEN_BY: Final = "How soon people do, nobody has measured yet."
DEMO: Final = "Or press d to watch a simulated learner find a rule, in half a minute."
START_HERE: Final = "start here"
CHOOSE: Final = "Choose a deck"
NONE_FOUND: Final = "No deck has these letters. Backspace deletes one, Esc all of them."

HINT_PLAN: Final = "Enter starts · / all decks · s not today · a set aside · ? help · q quit"
HINT_DOORS: Final = "Enter starts · 1 2 3 · d demo · / decks · ? help · q quit"
HINT_PICKED: Final = "Enter starts · m main deck · / all decks · Esc back · ? help · q quit"
HINT_CHOOSING: Final = "type to find · ↑ ↓ PgUp PgDn Home End, mouse · Enter takes it · Esc back"

_ENTER_STARTS: Final = "Enter starts"
_ENTER_TRIES: Final = "Enter tries again"

HELP: Final = (
    ("Enter", "starts what is chosen"),
    ("↑ ↓  1 2 3", "choose a line; a click does, too"),
    ("← →", "less or more of it today"),
    ("/", "all decks; type letters to find one"),
    ("d", "before your first answer: watch a simulated learner, half a minute"),
    ("s", "leaves this line out for today"),
    ("m", "make the deck you chose your main one, for every day"),
    ("a", "set the deck aside, or take it up again; nothing is lost"),
    ("Esc", "back to the day's plan"),
    ("q", "leaves"),
)
HELP_MORE: Final = "The drill has its own keys: ? shows them there."


_SAID: Final = {
    ChoiceKind.MAIN: "is your main deck now. m on another deck takes that back.",
    ChoiceKind.SKIPPED: "is left out for today. It is still there with /.",
    ChoiceKind.SET_ASIDE: "is set aside. a takes it up again; / finds it later.",
    ChoiceKind.TAKEN_UP: "is taken up again.",
}


def said_of(kind: ChoiceKind, title: str) -> str:
    """What was kept of a deck, and how that is taken back."""
    return f"{title} {_SAID[kind]}"


def after_trouble(hint: str) -> str:
    """The keys while it stands there why the chosen deck could not be opened."""
    return hint.replace(_ENTER_STARTS, _ENTER_TRIES)


def goal(chosen: Goal) -> str:
    """The goal as the first screen names it."""
    if chosen.minutes is not None:
        return f"{chosen.minutes:g} minute{'' if chosen.minutes == 1 else 's'}"
    return answers(chosen.responses or 0)


def found(count: int, of: int) -> str:
    """How many decks the list shows."""
    return counted(of, "deck") if count == of else f"{count:,} of {counted(of, 'deck')}"


def standing(card: DeckCard) -> str:
    """What a list says of where a deck stands."""
    return START_HERE if card.starts_here else card.state


def place(rung: Rung) -> str:
    """Where a deck stands on its way, and why."""
    turned = f" Step {rung.step} of {rung.steps} in {rung.dial}." if rung.dial else ""
    return f"{rung.place} of {rung.of} in {rung.domain}, from easy to hard.{turned} {rung.why}"
