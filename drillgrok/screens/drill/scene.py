"""A session at the screen: keys in, pages out, help and notes laid over it. Knows no Textual."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from drillgrok.model.log import Stamp
from drillgrok.practice.events import (
    AskNote,
    Click,
    Event,
    Key,
    Leave,
    NoteWritten,
    Painted,
    ShowHelp,
    Stopped,
    Suspending,
    SwitchSound,
    Tick,
)
from drillgrok.practice.state import Stage
from drillgrok.practice.summary import Summary, summarize
from drillgrok.screens.drill.live import LiveSession
from drillgrok.screens.drill.page import drill_page, progress
from drillgrok.screens.drill.pauses import break_page, pause_page
from drillgrok.screens.drill.summary import missed_page, summary_page
from drillgrok.screens.kit.deck_page import PageOver
from drillgrok.screens.kit.hearing import Hearing
from drillgrok.screens.kit.help import note_page, small_page, waiting_page
from drillgrok.screens.kit.own_keys import KeyQuestion, OwnKeys, deck_key_of, own_keys_hint, usual_keys
from drillgrok.screens.kit.page import Page
from drillgrok.screens.kit.question import cell_of_drawing, change_at_ns, room_needed, time_left

if TYPE_CHECKING:
    from drillgrok.history.figures import RunHistory

_LONGEST_NOTE = 2000
_PICTURE_STEPS = {"left": -1, "right": 1}


class DrillScene:
    """What stands between a terminal of some size and a live session."""

    def __init__(
        self,
        live: LiveSession,
        hearing: Hearing,
        own_keys: OwnKeys | None = None,
        keep_keys: Callable[[str], None] | None = None,
    ) -> None:
        """`own_keys` are the learner's, as far as they are known; those of a deck that are not are asked for and handed
        to `keep_keys`, where there is one."""
        run = live.session.run
        usual = usual_keys(run.field)
        self._deck_key = deck_key_of(run.field, own_keys or {})
        self._keep_keys = keep_keys
        self._asks_keys = KeyQuestion(usual) if keep_keys and usual and len(usual) not in (own_keys or {}) else None
        self._live = live
        self._hearing = hearing
        self._size = (0, 0)
        self._help = PageOver(run.deck, run.symbols)
        self._note: str | None = None
        """The note being written."""
        self._cramped: tuple[int, int] | None = None
        """Columns and rows that are missing; the drill rests until they are there."""
        self._heard = ""
        """What was last said of the sound in this pause."""
        self._missed: int | None = None
        """Which of the items that are worth another look is shown at the end."""
        self._ending: tuple[Summary, RunHistory] | None = None
        """What the last page shows."""
        self.left = False
        """The session is over."""

    def key(self, name: str, char: str | None, at: Stamp) -> None:
        """A key; `char` is None unless it is printable."""
        if self._live.waits:
            return
        if self._help.is_open:
            self._help.key(name, *self._size)
        elif char == "?" and (self._asks_keys is not None or self._live.session.stage is Stage.COPYING):
            self._help.open(self._live.session.standing)
        elif self._asks_keys is not None:
            self._keys_key(self._asks_keys, name, char, at)
        elif self._note is not None:
            self._note_key(self._note, name, char, at)
        elif self._hearing.takes(name) or self._shows_missed(name):
            return
        elif self._cramped is None or char == "q":
            self._heard = ""
            tapped = self._live.session.stage in {Stage.ASKING, Stage.COPYING}
            own = self._deck_key.get((char or "").lower()) if tapped else None
            self._tell(Key(own or name, own or char, at))
            self._ending = None

    def _shows_missed(self, name: str) -> bool:
        """Whether the key was for the pictures of missed items, at the end."""
        ending = self._ending
        if self._live.session.stage is not Stage.FINISHED or ending is None or not ending[0].weak:
            self._missed = None
            return False
        shown, self._missed = self._missed, None
        if name not in _PICTURE_STEPS:
            return shown is not None and name != "r"
        first = 0 if name == "right" else -1
        self._missed = (first if shown is None else shown + _PICTURE_STEPS[name]) % len(ending[0].weak)
        return True

    def _keys_key(self, asked: KeyQuestion, name: str, char: str | None, at: Stamp) -> None:
        """A key while the learner's own are asked for; the drill begins after it."""
        if name == "escape" or (name == "enter" and asked.is_whole):
            keys = asked.usual if name == "escape" else asked.pressed
            self._deck_key = deck_key_of(self._live.session.run.field, {len(keys): keys})
            self._asks_keys = None
            self._live.wake(at)
            if self._keep_keys is not None:
                self._keep_keys(keys)
        else:
            self._asks_keys = asked.key(name, char)

    def _note_key(self, note: str, name: str, char: str | None, at: Stamp) -> None:
        if name in {"enter", "escape"}:
            self._note = None
            self._tell(NoteWritten(note if name == "enter" else "", at))
        elif name == "backspace":
            self._note = note[:-1]
        elif char is not None:
            self._note = (note + char)[:_LONGEST_NOTE]

    def click(self, column: int, row: int, at: Stamp) -> None:
        """A press of the mouse on a cell of the page; beside the drawing it says nothing."""
        if not self.takes_clicks:
            return
        width, height = self._size
        cell = cell_of_drawing(self._live.session, column, row, now_ns=at.mono_ns, width=width, height=height)
        if cell is not None:
            self._tell(Click(*cell, at))

    def pasted(self, text: str) -> None:
        """Pasted text goes into a note and nowhere else: an answer is typed."""
        if self._note is not None:
            self._note = (self._note + " ".join(text.split()))[:_LONGEST_NOTE]

    def tick(self, at: Stamp) -> None:
        """Time went by."""
        self._tell(Tick(at))

    def painted(self, at: Stamp) -> None:
        """The page with the awaited prompt is on the terminal."""
        self._tell(Painted(at))

    def catch_up(self) -> None:
        """Nobody waits: the coach hears what was answered."""
        self._live.catch_up()

    def suspending(self, at: Stamp) -> None:
        """The terminal is about to stop the program."""
        self._tell(Suspending(at))

    def stop(self, at: Stamp) -> None:
        """The program is asked to end."""
        self._tell(Stopped(at))

    def fit(self, width: int, height: int, at: Stamp) -> None:
        """Rest while the terminal is too small for what is asked. A resting item is voided: it has been seen."""
        self._size = width, height
        session = self._live.session
        needed = room_needed(session)
        if width < needed[0] or height < needed[1]:
            self._cramped = needed
            if session.stage is Stage.ASKING:
                self._tell(Key("escape", None, at))
        elif self._cramped is not None:
            enough = width >= self._cramped[0] and height >= self._cramped[1]
            if enough or session.stage is Stage.FINISHED:
                self._cramped = None

    @property
    def awaits_paint(self) -> bool:
        """Whether the page shows a prompt whose time has not begun."""
        session = self._live.session
        if self._is_covered:
            return False
        if session.stage is Stage.COPYING:
            return session.copying is not None and session.copying.painted_ns is None
        return session.stage is Stage.ASKING and session.showing is not None and session.showing.painted_ns is None

    @property
    def takes_clicks(self) -> bool:
        """Whether a picture is shown on which the answer is given."""
        return self._live.session.typed.hand is not None and not self._is_covered

    def changes_at_ns(self, now_ns: int) -> int | None:
        """When the picture changes next by itself, on the monotonic clock; None when it waits for a key."""
        return None if self._is_covered else change_at_ns(self._live.session, now_ns)

    def look(self, now_ns: int) -> object:
        """Where the time bar and the goal in minutes stand; None where nothing is asked or corrected."""
        session = self._live.session
        if session.stage not in {Stage.ASKING, Stage.CORRECTION} or self._asks_keys is not None:
            return None
        return session.stage, session.notice, time_left(session, now_ns), progress(session), self._hearing.hint

    @property
    def _is_covered(self) -> bool:
        covered = self._cramped is not None or self._help.is_open or self._note is not None
        return covered or self._asks_keys is not None or self._live.waits

    def page(self, width: int, height: int, now_ns: int) -> Page:
        """What to show at the monotonic time `now_ns`."""
        laid_over = self._laid_over(width, height)
        if laid_over is not None:
            return laid_over
        session = self._live.session
        if session.stage is Stage.PAUSED:
            return pause_page(session, width, height, said=self._heard)
        if session.stage is Stage.BREAK:
            return break_page(session, width, height, said=self._heard)
        if session.stage is Stage.FINISHED:
            if self._ending is None:
                self._ending = summarize(session), self._live.run.history
            if self._missed is not None:
                return missed_page(session, self._ending[0].weak, self._missed, width, height)
            return summary_page(session, *self._ending, width, height)
        heard = " · ".join(filter(None, (self._hearing.hint, own_keys_hint(self._deck_key))))
        return drill_page(session, now_ns=now_ns, width=width, height=height, heard=heard)

    def _laid_over(self, width: int, height: int) -> Page | None:
        if self._live.waits:
            return waiting_page(width, height)
        if self._cramped is not None:
            return small_page(self._cramped, width, height)
        if self._help.is_open:
            return self._help.page(width, height)
        if self._asks_keys is not None:
            return self._asks_keys.page(width, height)
        return None if self._note is None else note_page(self._note, width, height)

    def _tell(self, event: Event) -> None:
        effects = self._live.tell(event)
        self._hearing.follow(self._live.session)
        for effect in effects:
            if isinstance(effect, SwitchSound):
                self._heard = self._hearing.switch(self._live.session)
            elif isinstance(effect, ShowHelp):
                self._help.open(self._live.session.standing)
            elif isinstance(effect, AskNote):
                self._note = ""
            elif isinstance(effect, Leave):
                self.left = True
