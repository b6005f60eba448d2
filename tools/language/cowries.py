"""Rows of letters laid by three rooms in a ring, and the letter that no row can go on with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product

from tools.language.rows import Row, order

ROOMS = 3
ENDING = 2
"""Last letters that rows are kept apart by: two tell the barred letter in three of four rows, one in one of two."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """What each letter does in each room: how far round the ring it leads; None where it is not allowed.

    `steps[letter]` has one entry for each room; every row begins in room 0.
    """

    steps: dict[str, tuple[int | None, ...]]

    def room_after(self, row: str) -> int | None:
        """The room that the row ends in; None when it cannot be laid."""
        room = 0
        for letter in row:
            step = self.steps[letter][room]
            if step is None:
                return None
            room = (room + step) % ROOMS
        return room

    def barred(self, row: str) -> str:
        """The one letter that cannot follow a row that can be laid."""
        room = self.room_after(row)
        assert room is not None
        return next(letter for letter, steps in self.steps.items() if steps[room] is None)

    def rows(self, lengths: range) -> list[str]:
        """Every row of these lengths that can be laid."""
        return [
            "".join(row)
            for length in lengths
            for row in product(self.steps, repeat=length)
            if self.room_after("".join(row)) is not None
        ]


def stay_or_go(first: str, second: str, third: str) -> Rooms:
    """In each room one letter stays, one leads on, and one is not allowed."""
    return Rooms({first: (0, 1, None), second: (1, None, 0), third: (None, 0, 1)})


def doors(first: str, second: str, third: str) -> Rooms:
    """Each letter is a door between two rooms, and the third room has no such door."""
    return Rooms({first: (1, -1, None), second: (-1, None, 1), third: (None, 1, -1)})


def told(row: str) -> str:
    """The row in words: how many of each letter, run by run."""
    return ", ".join(f"{len(list(run))} {letter}" for letter, run in groupby(row))


def next_letter(rooms: Rooms) -> Iterator[Row]:
    """Which letter cannot come next?"""
    for row in rooms.rows(range(4, 9)):
        yield {"prompt": f"{row}_", "answer": rooms.barred(row), "ending": row[-ENDING:], "told": told(row)}


def whole_rows(rooms: Rooms) -> Iterator[Row]:
    """Can this row be laid? Each row that can and one that differs in one letter and cannot are a group."""
    taken: set[str] = set()
    for row in sorted(rooms.rows(range(5, 9)), key=order)[:340]:
        spoilt = _spoilt(rooms, row, taken)
        if spoilt is None:
            continue
        taken.add(spoilt)
        yield {"prompt": row, "answer": "y", "group": row, "told": told(row)}
        yield {"prompt": spoilt, "answer": "n", "group": row, "told": told(spoilt)}


def _spoilt(rooms: Rooms, row: str, taken: set[str]) -> str | None:
    """The row with one letter changed, so that it cannot be laid but its first two letters can; None when all such rows
    are taken."""
    changed = {row[:place] + letter + row[place + 1 :] for place in range(len(row)) for letter in rooms.steps}
    begun = {other for other in changed - taken if rooms.room_after(other[:2]) is not None}
    return min((other for other in begun if rooms.room_after(other) is None), key=order, default=None)


FIRST, LETTERS, TURNED = stay_or_go("K", "P", "T"), stay_or_go("V", "M", "X"), doors("K", "P", "T")

LISTS = {
    "cowries-kpt": lambda: next_letter(FIRST),
    "cowries-rows": lambda: whole_rows(FIRST),
    "cowries-mvx": lambda: next_letter(LETTERS),
    "cowries-turned": lambda: next_letter(TURNED),
}
