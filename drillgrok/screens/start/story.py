"""The first ten days on a deck as one story: what today records, and what the next look will tell. It holds whatever
the answers are, and says nothing of any rule."""

from __future__ import annotations

from typing import Final

CHOICES: Final = frozenset({5, 10})
"""Days on which going on is asked for, not taken for granted."""

_DAYS: Final = (
    "Today records what you bring along: answers given before anybody told you anything. "
    "Tomorrow shows what a night leaves of them.",
    "Today records what a night has left: yesterday's items come back between new ones. "
    "Tomorrow there are enough of them for a line of their own.",
    "From today there are two lines: what you practised, and what you never saw; stats draws both. "
    "Tomorrow's look says how far they part.",
    "Today records how far the two lines part, and the clock learns your speed. Tomorrow is the first choice.",
    "A choice: Enter goes on, / takes another deck, a sets this one aside with everything kept. "
    "Tomorrow goes on from whichever you take.",
    "Today records what memory costs: new items keep coming, and old ones return after hundreds. "
    "Tomorrow looks back to the first day.",
    "A week: today stands beside the first day, in items held and in the unseen line. "
    "Tomorrow's look is whether that line moved by more than luck.",
    "Today's look: has the unseen line moved by more than luck? Nobody can see more from outside. "
    "Tomorrow adds as many unseen answers again.",
    "Today adds to what tomorrow weighs: every unseen answer since the first day counts the same. "
    "Tomorrow is the second choice.",
    "A choice: what ten days can tell, stats says now. Enter goes on, / takes another deck, a sets this one aside: "
    "each is fair, nothing is lost.",
)
LAST_DAY: Final = len(_DAYS)


def told(day: int) -> str:
    """What stands on the first screen on this day of a deck, from 1; nothing outside the story."""
    return _DAYS[day - 1] if 1 <= day <= LAST_DAY else ""
