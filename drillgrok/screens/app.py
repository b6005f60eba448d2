"""The Textual program: the terminal's keys and clock to the first screen or the drill, their pages to the terminal.
Before the first page is painted only Textual and light modules are imported; the drill is loaded behind it."""

from __future__ import annotations

import gc
import os
import time
from asyncio import wrap_future
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("TEXTUAL_FPS", "250")  # read at import: a page waits 4 ms at most for the one before, not 17
from textual import events
from textual.app import App, ComposeResult

from drillgrok.errors import DrillgrokError
from drillgrok.model import Goal
from drillgrok.screens import words
from drillgrok.screens.asides import help_page, small_page
from drillgrok.screens.backend import INTERRUPTED, Backend, DeckCard
from drillgrok.screens.clock import stamp
from drillgrok.screens.page import MIN_HEIGHT, MIN_WIDTH, Page
from drillgrok.screens.paint import PageView
from drillgrok.screens.start import Start, start_page, starting_with, turned
from drillgrok.screens.trace import Trace

if TYPE_CHECKING:
    from drillgrok.practice.state import Session
    from drillgrok.screens.drilling import Drilling

_TICK_S = 0.1


def run_drill(backend: Backend, *, first: DeckCard, goal: Goal, trace: Path | None = None) -> int:
    """Show the first screen, drill, and return the exit code.

    Raises DrillgrokError where a response cannot be stored or the trace cannot be written.
    """
    with Trace(trace) as lines:
        app = DrillApp(backend, starting_with(first, backend.cards(), goal), lines)
        code = app.run(mouse=False)
    if app.failure is not None:
        raise app.failure
    return 1 if code is None else code


class DrillApp(App[int]):
    """One widget over the whole terminal; every key comes here and is handed on with its own time."""

    TITLE = "drillgrok"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: ansi_default; overflow: hidden; }"

    def __init__(self, backend: Backend, start: Start, trace: Trace) -> None:
        super().__init__(ansi_color=True)
        self._backend = backend
        self._start = start
        self._trace = trace
        self._help = False
        self._drilling: Drilling | None = None
        self._awaited: Page | None = None
        """The page whose painting starts a prompt's time."""
        self._loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="loader")
        self._prepared: Future[None] | None = None
        self._view = PageView()
        self.failure: DrillgrokError | None = None
        """Why the drill had to end."""

    def compose(self) -> ComposeResult:
        """The one widget."""
        yield self._view

    # What the terminal says.

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text bypass Textual's bindings and focus: none of them may swallow an answer."""
        if isinstance(event, events.Key):
            self._take_key(event)
        elif isinstance(event, events.Paste):
            if self._drilling is not None:
                self._drilling.pasted(event.text)
                self._draw()
        else:
            await super().on_event(event)

    def _take_key(self, event: events.Key) -> None:
        if event.key == "ctrl+c":
            self._interrupt()
        elif event.key == "ctrl+z":
            if self._drilling is not None:
                self._drilling.suspending(stamp(time.monotonic() - event.time))
            self.action_suspend_process()
        elif self._drilling is None:
            self._start_key(event.key, event.character)
        else:
            self._drill_key(self._drilling, event)

    def _start_key(self, name: str, char: str | None) -> None:
        if self._help:
            self._help = False
        elif self._start.opening:
            return
        elif name == "enter":
            self._start = replace(self._start, opening=True, trouble="")
            self.run_worker(self._open())
        elif char == "q":
            self.exit(0)
        elif char == "?":
            self._help = True
        else:
            self._start = turned(self._start, name, char)
        self._draw()

    def _drill_key(self, drilling: Drilling, event: events.Key) -> None:
        age_s = events.Event().time - event.time
        with self._ending_on_failure():
            drilling.key(event.key, event.character if event.is_printable else None, stamp(age_s))
        self._draw()

    def _interrupt(self) -> None:
        if self._drilling is None:
            self.exit(INTERRUPTED)
            return
        with self._ending_on_failure():
            self._drilling.stop(stamp())
        self.exit(INTERRUPTED, message=words.STOPPED)

    def on_resize(self) -> None:
        """Lay the page out anew."""
        self._draw()

    def post_display_hook(self) -> None:
        """Textual has handed a page to the terminal."""
        if self._prepared is None and self._view.painted:
            self._prepared = self._loader.submit(self._backend.prepare)
        if self._awaited is not None and self._view.painted is self._awaited:
            self._begin_time()

    def _begin_time(self) -> None:
        self._awaited = None
        if self._drilling is not None:
            with self._ending_on_failure():
                self._drilling.painted(stamp())

    # What the learner sees.

    def _draw(self) -> None:
        width, height = self.size
        if not width or not height:
            return
        page = self._page(width, height)
        changed = self._view.show(page, width)
        self._awaited = page if self._drilling is not None and self._drilling.awaits_paint else None
        if self._awaited is not None and not changed:
            self._begin_time()  # the same prompt again: it stands there already

    def _page(self, width: int, height: int) -> Page:
        if self._drilling is not None:
            with self._ending_on_failure():
                self._drilling.fit(width, height, stamp())
            return self._drilling.page(width, height, time.monotonic_ns())
        if width < MIN_WIDTH or height < MIN_HEIGHT:
            return small_page((MIN_WIDTH, MIN_HEIGHT), width, height)
        return help_page(width, height) if self._help else start_page(self._start, width, height)

    # The drill behind the first screen.

    async def _open(self) -> None:
        try:
            session = await wrap_future(self._loader.submit(self._open_session))
        except DrillgrokError as error:
            self._start = replace(self._start, opening=False, trouble=str(error))
            self._draw()
            return
        from drillgrok.screens.drilling import Drilling
        from drillgrok.screens.live import LiveSession

        gc.freeze()  # a full collection over all that was imported takes longer than a frame
        self._drilling = Drilling(LiveSession(session, self._backend, self._trace))
        self.set_interval(_TICK_S, self._tick)
        self._draw()

    def _open_session(self) -> Session:
        """In the loader's thread, after `prepare`."""
        if self._prepared is not None:
            self._prepared.result()
        session = self._backend.open(self._start.card.id, self._start.goal, stamp())
        now = stamp()  # opening a large deck may take longer than the silence that counts as a suspension
        return replace(session, last_event=now, last_key_ns=now.mono_ns)

    def _tick(self) -> None:
        if self._drilling is not None:
            with self._ending_on_failure():
                self._drilling.tick(stamp())
            self._draw()

    @contextmanager
    def _ending_on_failure(self) -> Iterator[None]:
        """End the program where a response could not be stored, and when the learner leaves."""
        try:
            yield
        except DrillgrokError as error:
            self.failure = error
            self.exit(1)
        if self._drilling is not None and self._drilling.left:
            self.exit(0)
