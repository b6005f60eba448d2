"""Every sentence around an exam and the seal, on the screen or by lines. Words only; none hints at a rule."""

from __future__ import annotations

from collections.abc import Iterator

from drillgrok.model.log import Attempt
from drillgrok.practice.deadlines import factor_name
from drillgrok.practice.questions import ATTEMPTS
from drillgrok.practice.standing import ANSWERS_BEFORE_AN_EXAM

TITLE = "Exam"
STARTS = "Enter  starts"
READY_HINT = "Enter starts · ? help · q not now"
ASKING_HINT = "Esc pauses: the item on the screen then counts as missed"
PAUSED = "Paused"
PAUSE_COSTS = "The item that was on the screen counts as missed."
PAUSED_MENU = (("space", "go on with the next item"), ("q", "end the exam: what is left counts as missed"))
KEYS = (
    ("type", "the answer; it is taken once it is complete, or with Enter"),
    ("Enter", "on an empty field: don't know"),
    ("Backspace", "deletes the last character"),
    ("Esc", "pauses: the item on the screen then counts as missed"),
    ("  q", "ends the exam there: what is left counts as missed"),
    ("Ctrl+C", "ends it at once, in the same way"),
)
CLOCK_RUNS = "While an item is asked the clock runs on behind this page."
LEAVE = "Enter leaves"
SCORE_ONLY = "That is all you are told: the items stay sealed."
PASSED = "Passed"


FAILED = "Not this time"
ASK_RULE = "In your own words: what is the rule?"
ASK_KNEW = "When did you know it?"
WORDS_HINT = "Enter keeps it"
YOURS = "your words"
TUTORS = "the rule"
NO_WORDS = "(none)"
SEE_OR_KEEP = "See the rule now, or keep it sealed until you have begun there?"
SISTERS_HINT = "Enter shows it now · k keeps it sealed"
PLAIN_SISTERS = "Enter shows it now, k keeps it sealed."
KEPT_SHUT = "It stays sealed. `drillgrok rule` opens it whenever you like."
GIVEN_BACK = "Your answers to the unmarked items"
GIVEN_BACK_NONE = "No item was left unmarked in this run."
GIVEN_BACK_HINT = "space and ↑ ↓ turn the page · q leaves"
STOPPED = "The exam is over. What was not answered counts as missed."
PLAIN_KEYS = 'Type the answer, then Enter. Enter alone is "don\'t know". :q ends the exam.'
PLAIN_STARTS = "Enter starts, :q leaves."


def ready(asked: int, to_pass: int, number: int, *, reworded: bool) -> Iterator[str]:
    """What the exam is, a line each; `number` counts the run's exams from 1."""
    yield f"{asked} items that you have never been shown, on the quick clock."
    if reworded:
        yield "Some are worded differently; those have more time."
    yield f"{to_pass} right answers pass and open the rule."
    yield "Nothing is marked before the end, and nothing can be taken back."
    yield "An item that you pause on or leave counts as missed."
    yield f"This is exam {number} of {ATTEMPTS} in this run."


def score(right: int, asked: int) -> str:
    """The result."""
    return f"{right} of {asked}"


def needed(to_pass: int) -> str:
    """What it took, said after a fail."""
    return f"{to_pass} were needed."


def next_exam(number: int) -> str:
    """What comes after exam `number` of the run was failed."""
    if number >= ATTEMPTS:
        return f"It was the last of {ATTEMPTS} in this run. A new run has its own."
    return f"The next one opens on another day, after {ANSWERS_BEFORE_AN_EXAM} more answers and with other items."


def at_attempt(number: int) -> str:
    """At which attempt an exam was passed."""
    return f"at the {('first', 'second', 'third')[number - 1]} attempt"


def earlier(attempts: tuple[Attempt, ...]) -> str:
    """The scores before the pass; empty when there were none."""
    told = ", ".join(score(attempt.right, attempt.asked) for attempt in attempts)
    return f"Before: {told}." if told else ""


def sisters(titles: tuple[str, ...]) -> str:
    """Which decks would be told by reading the rule."""
    decks = ", ".join(titles)
    share = "shares" if len(titles) == 1 else "share"
    return f"{decks} {share} this rule. A deck that you begin after reading it is marked: you knew the rule."


def given_back_tally(right: int, count: int) -> str:
    """The headline of the answers that come back."""
    return f"{right:,} of {count:,} right"


def with_time(factor: float) -> str:
    """Said of an exam that was taken with more time than its clock; empty for one that was not."""
    name = factor_name(factor)
    return "" if name == "1" else "without a clock" if name == "none" else f"with {name} times the time"
