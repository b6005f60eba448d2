"""A terminal for one scene: keys and time go in with their own stamps, pages come out. Knows nothing that they say."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

os.environ.setdefault("TEXTUAL_FPS", "250")  # read at import: a page waits 4 ms at most for the one before, not 17
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.timer import Timer
from textual.worker import WorkerFailed

from drillgrok.console.clock import stamp
from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Stamp
from drillgrok.screens.kit.driver import HungUp, Signalled, TerminalDriver, restored
from drillgrok.screens.kit.ending import exit_code, taking_signals
from drillgrok.screens.kit.keys import by_letter, is_no_key
from drillgrok.screens.kit.page import Page, caret_of
from drillgrok.screens.kit.paint import PageView

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from drillgrok.screens.kit.first_paint import TakenTerminal

_TICK_S = 0.1
# Presses of the mouse only: Textual's own request also reports every move, which would flood a drill.
_MOUSE_ON = "\x1b[?1000h\x1b[?1006h"
_MOUSE_OFF = "\x1b[?1000l\x1b[?1006l"


class Scene(Protocol):
    """What stands between a terminal of some size and its own state."""

    left: bool
    """It is over."""

    def key(self, name: str, char: str | None, at: Stamp) -> None:
        """A key; `char` is None unless it is printable."""

    def click(self, column: int, row: int, at: Stamp) -> None:
        """A press of the mouse on a cell of the page."""

    def pasted(self, text: str) -> None:
        """Text from the clipboard."""

    def tick(self, at: Stamp) -> None:
        """Time went by."""

    def painted(self, at: Stamp) -> None:
        """The page with the awaited prompt is on the terminal."""

    def catch_up(self) -> None:
        """The page is on its way to the terminal, and nobody waits: what was put off is done."""

    def suspending(self, at: Stamp) -> None:
        """The terminal is about to stop the program."""

    def stop(self, at: Stamp) -> None:
        """The program is asked to end."""

    def fit(self, width: int, height: int, at: Stamp) -> None:
        """The terminal has this size."""

    @property
    def awaits_paint(self) -> bool:
        """Whether the page shows a prompt whose time has not begun."""

    @property
    def takes_clicks(self) -> bool:
        """Whether the page has something to click on."""

    def changes_at_ns(self, now_ns: int) -> int | None:
        """When the page changes next by itself, more exactly than a tick; None when it waits for a key."""

    def look(self, now_ns: int) -> object:
        """What the page owes to time alone, differing where the page does; None where time does nothing, so that none
        has to be told."""

    def page(self, width: int, height: int, now_ns: int) -> Page:
        """What to show at the monotonic time `now_ns`."""


def run_scene(scene: Scene, *, said_on_interrupt: str) -> int:
    """Show the scene until it is left, and return the exit code.

    Raises DrillgrokError where the scene could not store something.
    """
    return run_app(SceneApp(scene, said_on_interrupt))


def run_app(app: SceneApp) -> int:
    """Run the app and return its exit code; the terminal is given back whatever ends it.

    Raises what ended it: a DrillgrokError, or whatever was not foreseen.
    """
    with taking_signals(app.signalled):
        try:
            code = app.run(mouse=False)
        finally:
            restored(app.driver)
    if app.failure is not None:
        raise app.failure
    return 1 if code is None else code


def settle_heap() -> None:
    """Leave what was imported out of every later collection, which would take longer than a frame."""
    gc.freeze()


class SceneApp(App[int]):
    """One widget over the whole terminal; every key comes here and is handed on with its own time."""

    TITLE = "drillgrok"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: ansi_default; overflow: hidden; }"

    def __init__(self, scene: Scene, said_on_interrupt: str) -> None:
        super().__init__(TerminalDriver, ansi_color=True)
        self.scene = scene
        self.said_on_interrupt = said_on_interrupt
        self.said_on_leaving: str | None = None
        self._awaited: Page | None = None
        """The page whose painting starts a prompt's time."""
        self._change: tuple[int, Timer] | None = None
        """When the page will change by itself, and what wakes it then."""
        self._mouse = False
        """Presses are reported."""
        self.view = PageView(self.draw)
        self._early: list[events.Event] = []
        """What was pressed before the first page."""
        self.taken: TakenTerminal | None = None
        """The terminal, where the first page was painted before this app was there."""
        self.failure: BaseException | None = None
        """Why the scene had to end: a DrillgrokError, or what was not foreseen."""
        self._look: object = None
        """Of the page that is shown."""
        self._ticks: Timer | None = None
        self._let_in_s = 0.0
        """When whatever else waits was let in last."""

    def compose(self) -> ComposeResult:
        """The one widget, with its page at once: nothing blank is painted over what stands there already."""
        self.draw()
        yield self.view

    def on_mount(self) -> None:
        """Time goes by where a scene has use for it."""
        self._ticks = self.set_interval(_TICK_S, self._tick, pause=True)
        settle_heap()

    def _build_driver(self, *arguments: Any, **options: Any) -> Driver:
        driver = super()._build_driver(*arguments, **options)
        if isinstance(driver, TerminalDriver):
            driver.taken = self.taken
        return driver

    @property
    def driver(self) -> Driver | None:
        """The terminal's; None before the app runs."""
        return self._driver

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text bypass Textual's bindings and focus: none of them may swallow an answer. What
        was pressed before the app had shown its first page waits for that."""
        if not self.view.painted and isinstance(event, events.InputEvent | events.Paste):
            self._early.append(event)
        elif isinstance(event, HungUp):
            self._end_by(signal.SIGHUP if hasattr(signal, "SIGHUP") else signal.SIGTERM)
        elif isinstance(event, Signalled):
            self._rest() if event.number == signal.SIGTSTP else self._come_back()
        elif isinstance(event, events.InputEvent) and self._exit:
            return  # what was typed ahead of the end
        elif isinstance(event, events.Key):
            self._take_key(event)
            await self._let_others_in()
        elif isinstance(event, events.MouseEvent):
            self._take_press(event)
        elif isinstance(event, events.Paste):
            self.scene.pasted(event.text)
            self.draw()
        else:
            await super().on_event(event)

    async def _let_others_in(self) -> None:
        """A flood of keys holds up no signal and no page for longer than a tick."""
        now_s = time.monotonic()
        if now_s - self._let_in_s > _TICK_S:
            self._let_in_s = now_s
            await asyncio.sleep(0)

    def _take_key(self, event: events.Key) -> None:
        age_s = events.Event().time - event.time
        name = by_letter(event.key)
        if is_no_key(name):
            return
        if name == "ctrl+z":
            self._rest()
            return
        if name == "ctrl+c":
            self._end_by(signal.SIGINT)
            return
        with self._ending_on_failure():
            self.scene.key(name, event.character if event.is_printable else None, stamp(age_s))
        self._draw_at_once()

    def _draw_at_once(self) -> None:
        """The page for whoever waits for it; what was put off comes after it."""
        self.draw()
        self.view.hasten()
        self._catch_up_soon()

    def _catch_up_soon(self) -> None:
        asyncio.get_running_loop().call_soon(self._catch_up)  # the thread that writes to the terminal goes first

    def _catch_up(self) -> None:
        try:
            with self._ending_on_failure():
                self.scene.catch_up()
        except Exception as error:  # handed to the guard of all that is unforeseen
            self._handle_exception(error)

    def _rest(self) -> None:
        """Stop until the shell lets the program go on."""
        if isinstance(self._driver, TerminalDriver):
            self._listen_to_mouse(on=False)
            with self._ending_on_failure():
                self.scene.suspending(stamp())
            self._driver.rest()

    def _come_back(self) -> None:
        if isinstance(self._driver, TerminalDriver):
            self._driver.come_back()
            self.refresh(layout=True)
            self.view.refresh()
            self.draw()

    def signalled(self, number: int) -> None:
        """An ending signal came, between any two steps of the main thread."""
        if self._loop is not None and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._end_by, number)
        else:
            raise SystemExit(exit_code(number))

    def _end_by(self, number: int) -> None:
        """Put the item away, and end with the signal's own code; an item that cannot be put away ends it by itself."""
        self.said_on_leaving = None
        with self._ending_on_failure():
            self.scene.stop(stamp())
        if self.failure is None:
            gone = number == getattr(signal, "SIGHUP", None)
            self.exit(exit_code(number), message=None if gone else self.said_on_interrupt)

    def _handle_exception(self, error: Exception) -> None:
        """Textual's own handling would print every local value of every frame, the sealed rule among them."""
        if self.failure is None:
            self.failure = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *_renderables: RenderableType) -> None:
        """End; what is to be said is said by whoever runs the app."""
        self._close_messages_no_wait()

    def _take_press(self, event: events.MouseEvent) -> None:
        if isinstance(event, events.MouseDown) and event.button == 1:
            with self._ending_on_failure():
                self.scene.click(event.x, event.y, stamp(events.Event().time - event.time))
            self._draw_at_once()

    def on_unmount(self) -> None:
        """The terminal gets its mouse back."""
        self._listen_to_mouse(on=False)

    def post_display_hook(self) -> None:
        """Textual has handed a page to the terminal."""
        if self._awaited is not None and self.view.painted is self._awaited:
            self._begin_time()
        if self._early and self.view.painted:
            early, self._early = self._early, []
            for event in early:
                self.post_message(event)

    def _begin_time(self) -> None:
        self._awaited = None
        with self._ending_on_failure():
            self.scene.painted(stamp())
        self._await_change()

    def _tick(self) -> None:
        with self._ending_on_failure():
            self.scene.tick(stamp())
        look = self.scene.look(time.monotonic_ns())
        if look != self._look:
            self.draw()
            if look is None:  # nothing moves on this page: nobody waits
                self._catch_up_soon()

    def draw(self) -> None:
        """Hand the scene's page to the terminal."""
        width, height = self.size
        if not width or not height:
            return
        with self._ending_on_failure():
            self.scene.fit(width, height, stamp())
        now_ns = time.monotonic_ns()
        page = self.scene.page(width, height, now_ns)
        self._keep_time(self.scene.look(now_ns))
        caret = caret_of(page)
        if caret is not None:
            self.cursor_position = Offset(*caret)
        changed = self.view.show(page, width)
        self._awaited = page if self.scene.awaits_paint else None
        if self._awaited is not None and not changed:
            self._begin_time()  # the same prompt again: it stands there already
        self._await_change()
        self._listen_to_mouse(on=self.scene.takes_clicks)

    def _keep_time(self, look: object) -> None:
        """Tell a scene the time only while that does something."""
        if self._ticks is not None and (look is None) is not (self._look is None):
            self._ticks.pause() if look is None else self._ticks.reset()
        self._look = look

    def _await_change(self) -> None:
        """Have the page drawn again when it changes by itself."""
        now_ns = time.monotonic_ns()
        change_ns = self.scene.changes_at_ns(now_ns)
        if self._change is not None:
            if self._change[0] == change_ns:
                return
            self._change[1].stop()
        self._change = None
        if change_ns is not None:
            self._change = change_ns, self.set_timer(max(change_ns - now_ns, 0) / 1e9, self._draw_change)

    def _draw_change(self) -> None:
        self._change = None
        self.draw()

    def _listen_to_mouse(self, *, on: bool) -> None:
        if on is not self._mouse and self._driver is not None:
            self._mouse = on
            self._driver.write(_MOUSE_ON if on else _MOUSE_OFF)

    @contextmanager
    def _ending_on_failure(self) -> Iterator[None]:
        """End the program where something could not be stored, and when the scene is over."""
        try:
            yield
        except DrillgrokError as error:
            self.failure = error
            self.exit(1)
        if self.scene.left and self.return_value is None:
            self.exit(0, message=self.said_on_leaving)
