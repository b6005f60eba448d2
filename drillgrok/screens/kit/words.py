"""Words that several screens say, on a page or by lines: what came of an answer, help, notes, sound. None hints at a
rule, and none depends on whether an unmarked item was right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Final

from drillgrok.console.text import counted
from drillgrok.model.item import AnswerKind

ODOMETER: Final = 10_000
"""Answers that make a round of the counter in the headline."""

CONTRACT = (
    "Nobody will tell you the rule.",
    "Your answers record whether you find it.",
    "Some items are never marked right or wrong.",
    'Expect to miss many. Enter alone says "don\'t know".',
)

NOTED_SIGN = "·"
RIGHT = "right"
NOTED = "noted"
LAST_ANSWER = "last answer"
NOTED_EXPLAINED = "noted. Some items are never marked, on purpose; here is the next one."
LOOSENED = "The clock gives you more time now."
UNDONE = "Taken back: it does not count."
UNDONE_BEFORE = "It is taken back already; only the last answer can be."
NOTHING_TO_UNDO = "There is nothing to take back."
CHECK_STAYS = "An answer of a check cannot be taken back."
AHA_ASKED = "Did it click? Press ! once more to mark it."
AHA = "Marked: you felt it click."
NOTE_KEPT = "Your note is kept."
OLDER_DECK = "This deck has changed; your run keeps the old version. --new-run starts the new one."
CHECK = "A check: unseen items, none of them marked. The result comes at the end."
NO_RULE_FOUND = "No rule was found in this deck: it may be a plain word list, and never click."
UNHEARD = "You answered before it was heard, so that does not count. Here it is again."
NOT_AN_ANSWER = "That cannot be an answer here."
NOT_COPIED = "Not the same. Type it again."
TAKES_MOVES = "Type a move such as Nf3."
TAKES_A_NUMBER = "Type a number."
ANOTHER_NUMBER = "Type another number."
TAKES_NUMBERS = "Type numbers, separated by spaces."

WRONG = "not this one"
TIME_IS_UP = "time is up"
DONT_KNOW = "don't know"
RIGHT_ANSWER = "right answer"
YOU_SAID = "you said"
GO_ON = "any key goes on"
GO_THROUGH = "← → go through the picture"

HELP = (
    ("type", "the answer; it is taken once it is complete, or with Enter"),
    ("Enter", "on an empty field: don't know"),
    ("Backspace", "deletes the last character"),
    ("Esc", "pauses and hides the item; then a letter:"),
    ("  u", "undo the last answer"),
    ("  n", "a note in your own words"),
    ("  !", "twice: mark that you felt it click"),
    ("  t", "more time on every clock, or no clock"),
    ("  s  k", "by ear: sound on or off; a cadence or a drone"),
    ("  b", "hide or show the time bar"),
    ("  q", "stop for today; every answer is already stored"),
    ("Ctrl+C", "leaves at once, safely"),
)
HELP_TITLE = "Keys"
HELP_MORE = "The letters also work directly wherever they cannot be part of an answer."
MEANINGS_TITLE = "What the coach's words mean"
HELP_BACK = "any key goes back"

HELP_SCROLL = "↑ ↓ or space show more · any other key goes back"
ANSWERED: Final = {
    AnswerKind.DIGITS: "You type digits.",
    AnswerKind.LETTERS: "You type letters.",
    AnswerKind.TEXT: "You type it.",
    AnswerKind.KEY: "You press one key.",
    AnswerKind.CHOICE: "You press the number of one of these.",
    AnswerKind.MOVE: "You move: type Nf3 or g1f3, or use arrows and Enter, or the mouse.",
    AnswerKind.TAPS: "You tap these keys:",
}
ONE_TAPPED: Final = "You tap this key:"
KEYS_PRESSED: Final = "You press one of these keys:"
NUMBERS_PRESSED: Final = "You press one of these numbers:"
IN_ANY_ORDER = "Several, in any order, separated by spaces."

KEYS_TITLE = "Your keys"
KEYS_FOUR = (
    "You tap this deck with four fingers, two of each hand. Put them on letters that lie side by side, and press the "
    "four from left to right. They are kept."
)
KEYS_TWO = (
    "You tap this deck with two fingers, one of each hand. Put them on two letters, and press the left one, then the "
    "right one. They are kept."
)
KEYS_KEEP = "Enter keeps them"

NOTE_TITLE = "What changed? In your own words:"
NOTE_HINT = "Enter keeps it · Esc drops it"

TOO_SMALL = "A little more room, please"
TOO_SMALL_HINT = "The drill waits until then. q stops for today."

SOUND_OFF = "Sound is off."
SOUND_NONE = "There is nothing to hear in this deck."

BAR_HIDDEN = "The time bar is hidden."
BAR_SHOWN = "The time bar is there again, where there is a clock."

LEADS = {
    "none": "Nothing more is heard of the key.",
    "each": "A cadence before each item.",
    "third": "A cadence before every third item; the key stays for all three.",
    "drone": "A drone under each item.",
}
NO_LEAD = "No cadence or drone here: there is no key, or it would be part of the answer."

WAITING = "One moment, please"
WAITING_WHY = (
    "Another program is using your answers' database. Your last answer waits here and is stored as soon as it can be."
)
WAITING_HINT = "The clock stands still · Ctrl+C leaves"
WAITING_LINE = "Another program is using the database; your answer waits for it."

NO_LOUDSPEAKER = "No loudspeaker was found: nothing can be heard."
PLAIN_AGAIN = ":r plays the sound again"
PLAIN_PROMPT = "> "


def time_given(factor: str) -> str:
    """How much time there is from now on."""
    if factor == "none":
        return "No clock from here on."
    if factor == "1":
        return "From here on there is the usual clock."
    return f"From here on you have {factor} times the time."


def keys_usual(usual: str) -> str:
    """What else can be done where the keys are asked for."""
    return f"Backspace mends · Esc takes {usual}"


def own_keys(deck_key: Mapping[str, str]) -> str:
    """The learner's own keys beside those that the picture names."""
    return f"your {' '.join(deck_key)} are {' '.join(deck_key.values())}"


def such_as(examples: Iterable[str]) -> str:
    """Answers that are right somewhere."""
    return f"Such as: {', '.join(examples)}"


def offered(choices: Iterable[str]) -> str:
    """The numbers of some choices, each with what it stands for, unless that is the number itself."""
    named = tuple(enumerate(choices, start=1))
    if are_numbers(choice for _, choice in named):
        return " ".join(choice for _, choice in named)
    return ", ".join(f"{place} {choice}" for place, choice in named)


def are_numbers(choices: Iterable[str]) -> bool:
    """Whether the choices are called by the numbers that stand for them."""
    return all(choice == str(place) for place, choice in enumerate(choices, start=1))


def answers(count: int) -> str:
    """A number of answers, with its noun."""
    return counted(count, "answer")


def takes_keys(keys: Iterable[str]) -> str:
    """The keys that can be pressed."""
    there = tuple(keys)
    return f"Press one of: {' '.join(there)}" if len(there) > 1 else f"Press {''.join(there)}."


def takes_numbers_to(count: int) -> str:
    """The numbers of some choices."""
    return f"Press 1 to {count}."


def takes_signs(signs: Iterable[str]) -> str:
    """The signs that answers are made of."""
    return f"Answers are made of: {' '.join(sign for sign in signs if not sign.isspace())}"


def volume(count: int) -> str:
    """The headline: answers so far, of the round of the counter that is under way."""
    turns = max(ceil(count / ODOMETER), 1)
    return f"{count:,} of {turns * ODOMETER:,}"


def given(answer: str) -> str:
    """What the learner answered, named."""
    return f"{YOU_SAID} {answer}"


def room(width: int, height: int) -> str:
    """How large the terminal must be."""
    return f"{width} columns and {height} rows are enough."


def sound_on(volume: int) -> str:
    """Said when sound is switched on."""
    return f"Sound is on, volume {volume}."


def hear_again(volume: int, *, both: bool = False) -> str:
    """The keys for the ears, and how loud it is; after a miss, of the right answer and of the given one."""
    again = "Tab right · Shift+Tab yours" if both else "Tab again"
    return f"{again} · Ctrl+↑ ↓ volume {volume}"


def back_after(days: int, earned: int) -> str:
    """What is there still, first thing after days away."""
    held = f"; you held {counted(earned, 'item')} then" if earned else ""
    return f"{counted(days, 'day')} away{held}. 20 answers to warm up, not counted."
