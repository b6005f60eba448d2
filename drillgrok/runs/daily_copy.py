"""The day's copy of the database, made behind the last page of a sitting."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import Final

from drillgrok.console.clock import stamp
from drillgrok.console.report import unforeseen
from drillgrok.errors import DrillgrokError
from drillgrok.store.copies import keep_daily
from drillgrok.store.failures import LISTED
from drillgrok.store.own_file import MovedError

_NONE: Final = "No copy of your answers was made today."


class DailyCopy:
    """Begun when a sitting is over, waited for before the program ends. A copy that cannot be made costs no sitting."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._thread: Thread | None = None
        self._trouble = ""

    def begin(self) -> None:
        """Copy in a thread of its own, with a connection of its own; once."""
        if self._thread is None:
            self._thread = Thread(target=self._copy, name="daily-copy", daemon=True)
            self._thread.start()

    def wait(self) -> str:
        """What stood in the way, in a sentence, once it is done; empty where nothing did."""
        if self._thread is not None:
            self._thread.join()
        return self._trouble

    def _copy(self) -> None:
        try:
            self._keep()
        except DrillgrokError as error:
            self._trouble = f"{_NONE} {error}"
        except Exception as error:  # nobody sees what ends a thread
            self._trouble = f"{_NONE} {unforeseen(error)}"

    def _keep(self) -> None:
        if not self._database.exists():
            raise MovedError(self._database, LISTED)
        keep_daily(self._database, stamp().moment)
