"""`--trace FILE`: a JSON line for each shown, key and committed event, on the monotonic clock."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TextIO

from drillgrok.console.files import check_free
from drillgrok.console.text import clean
from drillgrok.errors import DrillgrokError
from drillgrok.model.item import ItemKey

Event = Literal["shown", "key", "committed"]
_BEGINS = '{"event":'


class Trace:
    """Writes the lines as they happen, each one complete before the next event; without a file it writes nothing. Where
    it cannot be written to its end, it ends, and the drill goes on."""

    def __init__(self, path: Path | None) -> None:
        """Start the file anew. Raises DrillgrokError where it cannot be written, or something else stands there."""
        self._file: TextIO | None = None
        self.ended = ""
        """Why it ended early, in a sentence."""
        if path is None:
            return
        self._path = path
        check_free(path, overwrite=_is_trace(path) or None)
        try:
            self._file = path.open("w", encoding="utf-8", newline="\n", buffering=1)
        except OSError as error:
            raise DrillgrokError(
                f"The trace cannot be written ({error.strerror}).", where=str(path), mend="Name another file."
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._close()

    def write(self, event: Event, showing: int, item: ItemKey, t_ns: int) -> None:
        """One line; `showing` counts the showings of this session, `t_ns` is monotonic."""
        if self._file is None:
            return
        try:
            self._file.write(f'{{"event":"{event}","n":{showing},"item":"{item}","t_ns":{t_ns}}}\n')
        except OSError as error:
            self._end(error)

    def _close(self) -> None:
        file, self._file = self._file, None
        if file is None:
            return
        try:
            file.close()
        except OSError as error:
            self._end(error)

    def _end(self, error: OSError) -> None:
        self.ended = self.ended or f"The trace {clean(str(self._path))} ended early: {error.strerror}."
        self._close()


def _is_trace(path: Path) -> bool:
    """Whether an earlier trace stands there, or nothing yet: it may go."""
    try:
        if path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                return file.read(len(_BEGINS)) in {"", _BEGINS}
    except OSError:
        return False
    return False
