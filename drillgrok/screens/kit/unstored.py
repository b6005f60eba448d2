"""What a screen has asked to be stored while another program holds the database: it waits here, in order, and nothing
is shown as accepted before it is stored. Knows no session and no page."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Final, Generic, TypeVar

from drillgrok.errors import BusyError, DrillgrokError

Asked = TypeVar("Asked")
LAST_TRIES_S: Final = 5.0
"""How long the end of the program waits for a database that is in use."""


class Unstored(Generic[Asked]):
    """Stores what is asked for in order; what cannot be stored yet waits."""

    def __init__(self, store: Callable[[Asked], None]) -> None:
        """`store` raises BusyError while the database is in use, and then has stored nothing."""
        self._store = store
        self._waiting: deque[Asked] = deque()

    @property
    def waits(self) -> bool:
        """Whether something is not stored yet."""
        return bool(self._waiting)

    def ask(self, asked: Iterable[Asked]) -> bool:
        """Store these after all that waits already; whether nothing waits any more.

        Raises DrillgrokError for whatever else stands in the way.
        """
        self._waiting.extend(asked)
        try:
            while self._waiting:
                self._store(self._waiting[0])
                self._waiting.popleft()
        except BusyError:
            return False
        except DrillgrokError:
            self._waiting.clear()
            raise
        return True

    def insist(self) -> None:
        """Try for some seconds, for this is the last chance. Raises BusyError where it was not enough."""
        until_s = time.monotonic() + LAST_TRIES_S
        while not self.ask(()):
            if time.monotonic() > until_s:
                raise BusyError(
                    "Another program keeps the database for itself, and your last answer could not be stored.",
                    mend="Close the other program; everything before it is stored.",
                )
