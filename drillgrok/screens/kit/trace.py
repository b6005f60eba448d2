"""`--trace FILE`: a JSON line for each shown, key and committed event, on the monotonic clock."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TextIO

from drillgrok.errors import DrillgrokError
from drillgrok.model.item import ItemKey

Event = Literal["shown", "key", "committed"]


class Trace:
    """Writes the lines as they happen, each one complete before the next event; without a file it writes nothing."""

    def __init__(self, path: Path | None) -> None:
        """Start the file anew. Raises DrillgrokError where it cannot be written."""
        self._file: TextIO | None = None
        if path is None:
            return
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
        if self._file is not None:
            self._file.close()

    def write(self, event: Event, showing: int, item: ItemKey, t_ns: int) -> None:
        """One line; `showing` counts the showings of this session, `t_ns` is monotonic."""
        if self._file is not None:
            self._file.write(f'{{"event":"{event}","n":{showing},"item":"{item}","t_ns":{t_ns}}}\n')
