"""Pages of a log that were read once, kept aside until they are wanted: in memory while they are few, then in a file
without a name. Nothing is read or checked here."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from drillgrok.responselog.columns import AnswerManner, LogPage, Lot, RunName

_IN_MEMORY_BYTES: Final = 32 << 20
_LENGTH_BYTES: Final = 8
_PLAIN: Final = tuple(one.name for one in fields(LogPage) if one.name not in {"whose", "manners", "lots"})
"""Columns of numbers and texts."""


@dataclass(slots=True)
class KeptPages:
    """Pages in their order. Whose rows they are, and their manners, are few and stay in memory."""

    _file: IO[bytes]
    _runs: dict[RunName, int] = field(default_factory=dict)
    _manners: dict[AnswerManner, int] = field(default_factory=dict)
    _lots: dict[Lot, int] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[KeptPages]:
        """An empty place for them, gone at the end."""
        with SpooledTemporaryFile(_IN_MEMORY_BYTES) as file:
            yield cls(file)

    def keep(self, page: LogPage) -> None:
        """One more page."""
        columns = [list(getattr(page, name)) for name in _PLAIN]
        named = [
            _numbered(self._runs, page.whose),
            _numbered(self._manners, page.manners),
            _numbered(self._lots, page.lots),
        ]
        # this process alone reads it again, so it may be as Python has it
        data = marshal.dumps((columns, named))
        self._file.write(len(data).to_bytes(_LENGTH_BYTES))
        self._file.write(data)

    def pages(self) -> Iterator[LogPage]:
        """All of them, once more."""
        runs, manners, lots = (list(names) for names in (self._runs, self._manners, self._lots))
        self._file.seek(0)
        while length := self._file.read(_LENGTH_BYTES):
            columns, (whose, said, drawn) = marshal.loads(self._file.read(int.from_bytes(length)))
            yield LogPage(
                **dict(zip(_PLAIN, columns, strict=True)),
                whose=[runs[number] for number in whose],
                manners=[manners[number] for number in said],
                lots=[lots[number] for number in drawn],
            )


def _numbered(known: dict[Any, int], values: Any) -> list[int]:
    """The values by number. Most of a page are one and the same object, so that few are looked up."""
    numbers = {key: known.setdefault(value, len(known)) for key, value in {id(one): one for one in values}.items()}
    return [numbers[id(one)] for one in values]
