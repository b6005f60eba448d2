"""A preview at the screen: keys and saved files in, pages out. Knows no Textual and no deck file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Stamp
from drillgrok.practice.state import Session, Stage
from drillgrok.screens.kit.bare_scene import BareScene
from drillgrok.screens.kit.hearing import Hearing
from drillgrok.screens.kit.help import small_page
from drillgrok.screens.kit.page import Page
from drillgrok.screens.kit.question import change_at_ns, room_needed
from drillgrok.screens.preview.page import Specimens, answered, asking, broken_page, preview_page

_TURNS = {"space": 1, "right": 1, "down": 1, "enter": 1, "n": 1, "p": -1, "left": -1, "up": -1, "backspace": -1}
_LEAVING = frozenset({"q", "escape"})
_LOOK_NS = 300_000_000
"""Between two looks at the files."""


class Watched(Protocol):
    """The files of a deck that is being written."""

    def changed(self) -> bool:
        """Whether any was saved since the last look."""


class PreviewScene(BareScene):
    """What stands between a terminal of some size and a deck's items."""

    def __init__(self, load: Callable[[], Specimens], watched: Watched | None, hearing: Hearing, at: Stamp) -> None:
        """`load` reads the deck as it is now; where it raises and nobody watches, so does this."""
        self._load = load
        self._watched = watched
        self._hearing = hearing
        self._looked_ns = at.mono_ns
        self._place = 0
        self._wording = 0
        self._showing = 0
        self._answered = False
        self._specimens: Specimens | None = None
        self._session: Session | None = None
        self._error: DrillgrokError | None = None
        self._cramped: tuple[int, int] | None = None
        self._read(at)

    def key(self, name: str, char: str | None, at: Stamp) -> None:
        """A key; `char` is None unless it is printable."""
        if name in _LEAVING:
            self.left = True
        elif self._specimens is None or self._hearing.takes(name):
            return
        elif char == "r" and self._specimens.rephrasings:
            self._reword(self._specimens, at)
        elif char == "a" and not self._specimens.sealed:
            self._answered = not self._answered
            self._show(self._specimens, at, again=True)
        else:
            self._turn(_TURNS.get(name, 1 if self._answered else 0), self._specimens, at)

    def _turn(self, steps: int, specimens: Specimens, at: Stamp) -> None:
        if steps:
            self._place = (self._place + steps) % len(specimens.indexes)
            self._wording = 0
            self._show(specimens, at)

    def _reword(self, specimens: Specimens, at: Stamp) -> None:
        """The next wording that this item has."""
        count = specimens.rephrasings + 1
        following = ((self._wording + step) % count for step in range(1, count + 1))
        self._wording = next(k for k in following if specimens.item(self._place, k, self._showing) is not None)
        self._show(specimens, at)

    def _show(self, specimens: Specimens, at: Stamp, *, again: bool = False) -> None:
        """Put the item up; `again` exactly as it was."""
        if not again:
            self._showing += 1
            self._answered = False
        item = specimens.item(self._place, self._wording, self._showing)
        if item is None:
            self._wording = 0
            item = specimens.item(self._place, 0, self._showing)
        if item is None:
            raise AssertionError("every item has its own words")
        session = asking(specimens, self._place, item, self._showing, at)
        self._session = answered(session, at.mono_ns) if self._answered else session
        self._hearing.prepare(self._session)
        self._hearing.follow(self._session)

    def _read(self, at: Stamp) -> None:
        """Take in the deck as it is now; what is wrong with it is shown where somebody is mending it."""
        try:
            self._specimens = self._load()
        except DrillgrokError as error:
            if self._watched is None:
                raise
            self._error, self._specimens, self._session = error, None, None
            return
        self._error = None
        self._place = min(self._place, len(self._specimens.indexes) - 1)
        self._wording = min(self._wording, self._specimens.rephrasings)
        self._showing = max(self._showing, 1)
        self._show(self._specimens, at, again=True)

    def tick(self, at: Stamp) -> None:
        """Time went by: look whether a file was saved."""
        if self._watched is not None and at.mono_ns - self._looked_ns >= _LOOK_NS:
            self._looked_ns = at.mono_ns
            if self._watched.changed():
                self._read(at)

    def painted(self, at: Stamp) -> None:
        """The item is on the terminal: its clock begins."""
        session = self._session
        if session is not None and session.showing is not None:
            self._session = replace(session, showing=replace(session.showing, painted_ns=at.mono_ns))
            self._hearing.follow(self._session)

    def fit(self, width: int, height: int, _at: Stamp) -> None:
        """The terminal has this size."""
        needed = room_needed(self._session) if self._session is not None else (0, 0)
        self._cramped = needed if width < needed[0] or height < needed[1] else None

    @property
    def awaits_paint(self) -> bool:
        """Whether the page shows an item whose clock has not begun."""
        session = self._session
        if session is None or session.showing is None or self._cramped is not None:
            return False
        return session.stage is Stage.ASKING and session.showing.painted_ns is None

    def changes_at_ns(self, now_ns: int) -> int | None:
        """When the picture changes next by itself, on the monotonic clock; None when it waits for a key."""
        if self._session is None or self._cramped is not None or self._session.stage is not Stage.ASKING:
            return None
        return change_at_ns(self._session, now_ns)

    def look(self, now_ns: int) -> object:
        """Always another: the bar moves, and the deck's files are watched."""
        return now_ns

    def page(self, width: int, height: int, now_ns: int) -> Page:
        """What to show at the monotonic time `now_ns`."""
        if self._error is not None:
            return broken_page(self._error, width, height)
        if self._cramped is not None:
            return small_page(self._cramped, width, height)
        if self._specimens is None or self._session is None:
            raise AssertionError("a deck without an error has an item to show")
        return preview_page(
            self._specimens,
            self._place,
            self._session,
            now_ns=now_ns,
            width=width,
            height=height,
            heard=self._hearing.hint,
        )
