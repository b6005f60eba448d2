"""The terminal under the screens, on each system: Textual's driver with an input that nothing odd can end, a way to
rest and come back, and an end that gives the terminal back whatever happened. Knows no scene and no page."""

from __future__ import annotations

import os
import selectors
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TextIO

from textual import events

from drillgrok.screens.kit.keyboard import TerminalReader

if TYPE_CHECKING:
    from textual.driver import Driver

    from drillgrok.screens.kit.first_paint import TakenTerminal

_CHUNK: Final = 4096
_LOOK_S: Final = 0.1
_RESTORED: Final = "\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1006l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""Ends paste marks, cut lines, size reports, mouse, kitty's keys, second screen, hidden cursor, focus reports."""
_SECOND_SCREEN: Final = "\x1b[?1049h"
_TAKEN_AGAIN: Final = "\x1b[?1049h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
"""Asks again for what another program may have taken back meanwhile; asking twice does no harm."""


class HungUp(events.Event, bubble=False):
    """The terminal is gone: nothing can be read from it any more."""


class Signalled(events.Event, bubble=False):
    """The system or another program sent this process a signal about resting: SIGTSTP or SIGCONT."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class _Output:
    """The terminal's side of stdout. Where it is gone, what is written to it is lost, as it would be anyway: an error
    here would end Textual's writing thread, and the program would wait for it for ever."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        if hasattr(file, "reconfigure"):
            file.reconfigure(errors="replace")  # in another encoding than UTF-8 a sign that it lacks is one cell wide

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()

    def isatty(self) -> bool:
        return self._file.isatty()


if sys.platform == "win32":
    from textual.drivers import win32
    from textual.drivers.windows_driver import WindowsDriver

    class _Monitor(win32.EventMonitor):
        """Textual's reader of the console; what makes its parser raise ends a round of it and not the thread."""

        def run(self) -> None:
            """Until the driver asks for the end."""
            while not self.exit_event.is_set():
                super().run()

    class TerminalDriver(WindowsDriver):
        """Textual's driver for Windows."""

        taken: TakenTerminal | None = None
        """Nothing is painted before the driver is there."""
        is_open = False
        """The terminal is in this program's hands."""

        def start_application_mode(self) -> None:
            """Take the terminal."""
            win32.EventMonitor = _Monitor  # the driver looks it up there
            self.is_open = True
            super().start_application_mode()

        def stop_application_mode(self) -> None:
            """Give the terminal back."""
            super().stop_application_mode()
            self.is_open = False

        def restore(self) -> None:
            """Give the terminal back after a failure on the way; does nothing where that is done."""
            if self.is_open:
                self.is_open = False
                _write_through(_RESTORED)
                if self._restore_console:
                    self._restore_console()

        def rest(self) -> None:
            """There is no way to stop a program here."""

        def come_back(self) -> None:
            """It never rested."""

else:
    import termios

    from textual.drivers.linux_driver import LinuxDriver

    class TerminalDriver(LinuxDriver):
        """Textual's driver for Linux, macOS and other POSIX systems."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._file: Any = _Output(sys.__stdout__ or sys.stdout)
            self.is_open = False
            """The terminal is in this program's hands."""
            self._resting = False
            self._own_mode: list[Any] | None = None
            """The terminal's mode while it is in this program's hands."""
            self.taken: TakenTerminal | None = None
            """The terminal, where a page stands on its second screen already."""

        def start_application_mode(self) -> None:
            """Take the terminal. Where another program has it in front, nothing is taken and this one stays at rest."""
            before = self._key_thread
            self.is_open = True
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._resting = self._key_thread is before
            self.is_open = not self._resting
            if self.taken is not None and self.is_open:
                self.attrs_before = self.taken.mode_before
                self.taken.is_handed_over = True
                self.taken = None
            with suppress(termios.error):
                self._own_mode = termios.tcgetattr(self.fileno)

        def write(self, data: str) -> None:
            """To the terminal; a page that stands there is not wiped away by asking once more for its screen."""
            if self.taken is None or data != _SECOND_SCREEN:
                super().write(data)

        def stop_application_mode(self) -> None:
            """Give the terminal back."""
            super().stop_application_mode()
            self.is_open = False

        def restore(self) -> None:
            """Give the terminal back after a failure on the way; does nothing where that is done."""
            if not self.is_open:
                return
            self.is_open = False
            self.exit_event.set()
            _write_through(_RESTORED)
            if self.attrs_before is not None:
                with suppress(termios.error):
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

        def _sigtstp_application(self, *_: object) -> None:
            self._loop.call_soon_threadsafe(self._app.post_message, Signalled(signal.SIGTSTP))

        def _sigcont_application(self, *_: object) -> None:
            self._loop.call_soon_threadsafe(self._app.post_message, Signalled(signal.SIGCONT))

        def rest(self) -> None:
            """Give the terminal back and stop until SIGCONT; a stop that is under way is not begun again."""
            if self._resting or not self.is_open:
                return
            self.suspend_application_mode()
            self._resting = True
            os.kill(os.getpid(), signal.SIGSTOP)

        def come_back(self) -> None:
            """After SIGCONT: take the terminal again; where it was never given back, only mend what another program may
            have done to it."""
            if self._resting:
                self.resume_application_mode()
            elif self.is_open and self._own_mode is not None:
                with suppress(termios.error):
                    termios.tcsetattr(self.fileno, termios.TCSANOW, self._own_mode)
                self.write(_TAKEN_AGAIN)

        def _run_input_thread(self) -> None:
            try:
                self.run_input_thread()
            except Exception as error:  # handed to the guard of all that is unforeseen
                self._loop.call_soon_threadsafe(self._app._handle_exception, error)

        def run_input_thread(self) -> None:
            """Hand on what the terminal sends until the driver stops or the terminal is gone."""
            reader = TerminalReader()
            with selectors.SelectSelector() as selector:  # on macOS the others know no terminals
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(_LOOK_S):
                        data = self._read()
                        if not data:
                            self.send_message(HungUp())
                            return
                        for message in reader.feed(data):
                            self.process_message(message)
                    for message in reader.tick():
                        self.process_message(message)

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, _CHUNK)
            except OSError:  # Linux tells the end of a terminal so
                return b""


def _write_through(text: str) -> None:
    """To the terminal, whatever has become of the threads that usually write."""
    if sys.__stdout__ is not None:
        with suppress(OSError, ValueError):
            os.write(sys.__stdout__.fileno(), text.encode())


def restored(driver: Driver | None) -> None:
    """Have the terminal given back where the app's own way out did not come so far."""
    if isinstance(driver, TerminalDriver):
        driver.restore()
