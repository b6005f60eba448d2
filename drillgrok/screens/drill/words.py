"""Every sentence that a learner reads during the drill, on the screen or by lines. Words only; none hints at a rule,
and none depends on whether an unmarked item was right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drillgrok.model.log import Goal

CONTRACT = (
    "Nobody will tell you the rule. Answering finds it.",
    "Some items stay unmarked, right or wrong.",
    "Misses are expected, many of them. Just go on.",
)
STARTS = "Enter  starts"
OPENING = "One moment ..."
CHOOSE = "↑ ↓ another deck"
CHANGE_GOAL = "← → change"
START_HINT = "Enter starts · ? help · q quit"
DRILL_HINT = "Esc pause · ? help"
HAND_HINT = "Esc pause"
NO_LOUDSPEAKER = "There is no loudspeaker here: nothing is heard."

RIGHT_SIGN = "✓"
WRONG_SIGN = "✗"
NOTED_SIGN = "·"
RIGHT = "right"
NOTED = "noted"
NOTED_EXPLAINED = "noted. Some items stay unmarked on purpose; the next one is here."
LOOSENED = "The clock gives you more time now."
UNDONE = "Taken back: it does not count."
NOTHING_TO_UNDO = "There is nothing to take back."
AHA = "Marked: you felt it click."
NOTE_KEPT = "Your note is kept."
NOT_AN_ANSWER = 'That cannot be an answer here. Mend it, or empty it for "don\'t know".'

WRONG = "not this one"
TIME_IS_UP = "time is up"
DONT_KNOW = "don't know"
RIGHT_ANSWER = "right answer"
YOU_SAID = "you said"
GO_ON = "any key goes on"

COPY_TITLE = "First, your typing"
COPY_WHY = "Type what you see, as it stands. It is not scored: it gives you the time your hands need."
COPY_SKIP = "Esc skips this"

PAUSED = "Paused"
PAUSED_IDLE = "Paused, because no key came for a while"
PAUSED_SUSPENDED = "Paused, because the machine or the program was asleep"
PAUSE_VOIDED = "The item that was on the screen does not count. You will get another."
PAUSE_STORED = "Everything you answered is stored."
PAUSE_MENU = (
    ("space", "go on"),
    ("u", "undo the last answer"),
    ("n", "write a note"),
    ("!", "mark: it clicked"),
    ("b", "hide or show the time bar"),
    ("?", "help"),
    ("q", "stop for today"),
)
BREAK = "A breath"
BREAK_GO_ON = "space goes on"
BREAK_HINT = "u undo · n note · ! aha · ? help · q stop"

HELP = (
    ("type", "the answer; it is taken as soon as it is complete, else Enter"),
    ("Enter", "on an empty field: don't know"),
    ("Backspace", "mends"),
    ("Esc", "pauses and hides the item; then a letter:"),
    ("  u", "undo the last answer"),
    ("  n", "a note in your own words"),
    ("  !", "mark that you felt it click"),
    ("  b", "hide or show the time bar"),
    ("  q", "stop for today; every answer is already stored"),
    ("Ctrl+C", "leaves at once, safely"),
)
HELP_TITLE = "Keys"
HELP_MORE = "The letters also work directly wherever they cannot be part of an answer."
HELP_BACK = "any key goes back"

NOTE_TITLE = "What changed? In your own words:"
NOTE_HINT = "Enter keeps it · Esc leaves it"

TOO_SMALL = "A little more room, please"
TOO_SMALL_HINT = "The drill rests until then. q stops for today."

SUMMARY_HINT = "space go on · u undo · ? help · q leave"
REDRILL_HINT = "r drills these again, outside the count"
UNSEEN = "unseen"
PRACTISED = "practised"
TYPICAL_TIME = "typical time"
NOT_ENOUGH_YET = "not enough yet"
ANOTHER_LOOK = "worth another look"
NO_ANSWERS_YET = "No answers this time."
STOPPED = "Stopped. Every answer is stored."

PLAIN_KEYS = 'Type the answer, then Enter. Enter alone is "don\'t know". :? lists what else there is.'
PLAIN_HELP = (
    ":u takes the last answer back",
    ":n WORDS keeps a note",
    ":! marks that you felt it click",
    ":q stops for today; every answer is already stored",
)
PLAIN_AGAIN = ":r plays the sound again"
PLAIN_PROMPT = "> "
PLAIN_NOTE = "Write the note after :n, on the same line."


def answers(count: int) -> str:
    """A number of answers, with its noun."""
    return f"{count:,} answer{'' if count == 1 else 's'}"


def hear_again(volume: int) -> str:
    """The keys for the ears, and how loud it is."""
    return f"Tab again · Ctrl+↑ ↓ volume {volume}"


def goal(chosen: Goal) -> str:
    """The goal as the first screen names it."""
    if chosen.minutes is not None:
        return f"{chosen.minutes:g} minute{'' if chosen.minutes == 1 else 's'}"
    return answers(chosen.responses or 0)


def volume(count: int, odometer: int) -> str:
    """The headline: answers so far of the odometer's full turn."""
    return f"{count:,} of {odometer:,}"


def of_total(right: int, count: int) -> str:
    """A result that carries its n; a share is told from ten answers on."""
    if not count:
        return NOT_ENOUGH_YET
    share = f", {right / count:.0%}" if count >= 10 else ""
    return f"{right:,} of {count:,} right{share}"


def seconds(duration_ms: float) -> str:
    """A latency to a tenth of a second."""
    return f"{duration_ms / 1000:.1f} s"


def given(answer: str) -> str:
    """What the learner answered, named."""
    return f"{YOU_SAID} {answer}"


def room(width: int, height: int) -> str:
    """How large the terminal must be."""
    return f"{width} columns and {height} rows are enough."


def missed(times: int) -> str:
    """Why a missed item is named in the summary."""
    return "missed" if times == 1 else f"missed {times} times"


def slow(rt_ms: int) -> str:
    """Why a slow item is named in the summary."""
    return f"slow, {seconds(rt_ms)}"


def sitting(count: int, minutes: float) -> str:
    """What this sitting added to the volume."""
    whole = round(minutes)
    spent = f"{whole} minute{'' if whole == 1 else 's'}" if whole else "under a minute"
    return f"{answers(count)} this time, in {spent}"
