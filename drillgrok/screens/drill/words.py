"""Every sentence of the drill that is its own, on the screen or by lines. None hints at a rule, and none depends on
whether an unmarked item was right."""

from __future__ import annotations

from drillgrok.console.text import counted
from drillgrok.screens.kit.words import answers

DRILL_HINT = "Esc pause · ? help"
HAND_HINT = "Esc pause · ? help"

COPY_TITLE = "First, your typing"
COPY_WHY = "Type exactly what you see. This is not scored: it sets how much time your hands get."
COPY_SKIP = "Esc skips this · ? help"

PAUSED = "Paused"
PAUSED_IDLE = "Paused, because no key was pressed for a while"
PAUSED_SUSPENDED = "Paused, because the machine or the program was asleep"
PAUSE_VOIDED = "The item that was on the screen does not count. You will get another."
PAUSE_STORED = "Everything you answered is stored."
PAUSE_MENU = (
    ("space", "go on"),
    ("u", "undo the last answer"),
    ("n", "write a note"),
    ("!", "twice: mark that you felt it click"),
    ("t", "more time on every clock, or none"),
    ("s", "sound on or off, where there is something to hear"),
    ("k", "a cadence or a drone with it, where there is a key"),
    ("b", "hide or show the time bar"),
    ("?", "help"),
    ("q", "stop for today"),
)

BREAK = "Break"
CAMP_ENDS = (
    "The camp ends here for today. That is advice: every answer is stored, and space goes on without planned rests."
)
BREAK_GO_ON = "space goes on"
BREAK_HINT = "u undo · n note · ! it clicked · ? help · q stop"

SUMMARY_HINT = "space go on · u undo · ? help · q leave"
REDRILL_HINT = "← → look · r again, not counted"
MISSED_HINT = "← → another one · r again, not counted · any key goes back"
UNSEEN = "unseen"
PRACTISED = "practised"
SETTLED = "settled"
PRACTICE = "practice"
THIS_TIME = "this time"
SO_FAR = "the whole run"
TYPICAL_TIME = "typical time"
MISSED = "missed"
NOT_ENOUGH_YET = "not enough yet"
ANOTHER_LOOK = "worth another look"
NO_ANSWERS_YET = "No answers this time."
STOPPED = "Stopped. Every answer is stored: `drillgrok` goes on from here."
LEFT = "Every answer is stored: `drillgrok` goes on from here."

PLAIN_KEYS = 'Type the answer, then Enter. Enter alone is "don\'t know". :? lists what else there is.'
PLAIN_HELP = (
    ":u takes the last answer back",
    ":n WORDS keeps a note",
    ":! marks that you felt it click",
    ":t gives more time on every clock, or no clock",
    ":s turns sound on or off, :k gives a cadence or a drone with it",
    ":q stops for today; every answer is already stored",
)
PLAIN_NOTE = "Write your note after :n, on the same line."


def camp_rest(minutes: int, done: int, of: int) -> str:
    """The planned length of a rest, and what leaving costs."""
    return (
        f"Rest for {minutes} minutes: {done:,} of {of:,} answers of this day are done. Leaving here loses nothing; "
        "practice --camp goes on with what is left of the day."
    )


def hurried(count: int) -> str:
    """Said at a break after a bout of answers that came too fast."""
    return f"{count} of them came faster than anyone can answer, so they show nothing."


def of_total(right: int, count: int) -> str:
    """A result that carries its n; a share is told from ten answers on."""
    if not count:
        return NOT_ENOUGH_YET
    share = f", {right / count:.0%}" if count >= 10 else ""
    return f"{right:,} of {count:,} right{share}"


def again(left: int) -> str:
    """On the way through missed items: what it is, and how many are still to come with the one that is asked."""
    return f"{left} left, not counted"


def day(number: int) -> str:
    """A day of practice by its number."""
    return f"day {number}"


def regularity(out_of_100: int, fullest_day: int) -> str:
    """How regular the days of practice are, and the most that was answered on one of them."""
    return f"regularity {out_of_100} of 100, fullest day {fullest_day}"


def seconds(duration_ms: float) -> str:
    """A latency to a tenth of a second."""
    return f"{duration_ms / 1000:.1f} s"


def missed(times: int) -> str:
    """Why a missed item is named in the summary."""
    return "missed" if times == 1 else f"missed {times} times"


def slow(rt_ms: int) -> str:
    """Why a slow item is named in the summary."""
    return f"slow, {seconds(rt_ms)}"


def this_time(count: int, minutes: float) -> str:
    """What this session added to the volume."""
    whole = round(minutes)
    spent = counted(whole, "minute") if whole else "under a minute"
    return f"{answers(count)} this time, in {spent}"
