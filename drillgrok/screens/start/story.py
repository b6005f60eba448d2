"""The first ten days on a deck as one story: what today records, and what the next look will tell. It holds whatever
the answers are, and says nothing of any rule."""

from __future__ import annotations

from typing import Final

CHOICES: Final = frozenset({5, 10})
"""Days on which going on is asked for, not taken for granted."""

_DAYS: Final = (
    "Today records what you know before anybody has shown you anything. Tomorrow shows how much of today you remember.",
    "Today records what you remember: yesterday's items come back between new ones. "
    "Tomorrow there are enough of them for a line in the charts.",
    "From today there are two lines: what you practised, and what is unseen; stats draws both. "
    "Tomorrow's look says how far apart they are.",
    "Today records how far apart the two lines are, and the clock learns your speed. Tomorrow brings a first choice.",
    "A choice: Enter goes on, / takes another deck, a sets this one aside with everything kept. "
    "Tomorrow goes on from whichever you choose.",
    "Today records the load on your memory: new items keep coming, and old ones return after hundreds of answers. "
    "Tomorrow looks back to the first day.",
    "One week: today is compared with the first day, in items held and in unseen items right. "
    "Tomorrow's look asks whether unseen answers have moved by more than luck.",
    "Today's look: have unseen answers moved by more than luck? Counts cannot tell more than that. "
    "Tomorrow adds as many unseen answers again.",
    "Today adds to what tomorrow weighs: every unseen answer since the first day counts the same. "
    "Tomorrow brings a second choice.",
    "A choice: stats now shows what ten days can tell. Enter goes on, / takes another deck, a sets this one aside: "
    "each is fair, and nothing is lost.",
)
LAST_DAY: Final = len(_DAYS)


def told(day: int) -> str:
    """What stands on the first screen on this day of a deck, from 1; nothing outside the story."""
    return _DAYS[day - 1] if 1 <= day <= LAST_DAY else ""
