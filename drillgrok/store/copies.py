"""Which copies of the database there are, the one that is made by itself at the end of a day's sitting, and how they
thin out as they age. Standard library only, like all that the first screen may need."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from drillgrok.console.text import counted
from drillgrok.days import date_of, local_day
from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Moment
from drillgrok.store.backup import COMPRESSED, check_whole, copy_database, folder_beside, plain_copy, sweep_folder
from drillgrok.store.failures import DamagedError
from drillgrok.store.identity import existing, revision_of
from drillgrok.store.meaning import is_time

DAILY: Final = "daily"
_NAME: Final = re.compile(r"(?P<why>.+)-(?P<made>\d{8}T\d{6}Z)(?:-(?P<number>\d+))?\.db(?:\.zst)?")
_DAYS: Final = 14
_WEEKS: Final = 8
_MARGIN: Final = 1.3
"""Room that a copy needs while it is made, in sizes of the database: the copy, and the same compressed."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as its name tells of it."""

    path: Path
    why: str
    """daily, backup, before-restore, before-upgrade-from-..."""
    made: datetime
    size_bytes: int
    responses: int | None
    """How many responses it holds; None where only opening it would tell."""


class LostError(DrillgrokError):
    """The database is empty or damaged, and there is a copy of what it held."""

    def __init__(self, what: str, *, database: Path, copy: Copy) -> None:
        held = "" if copy.responses is None else f", with {counted(copy.responses, 'response')}"
        super().__init__(
            f"{what} The newest good copy is of {copy.made.astimezone():%Y-%m-%d %H:%M}{held}.",
            where=str(database),
            mend=f"`drillgrok data restore '{copy.path}'` brings it back; to begin afresh, move the copies away.",
        )
        self.copy = copy


def copies(database: Path) -> tuple[Copy, ...]:
    """Every copy beside the database, the newest first. Raises OSError where the folder cannot be read."""
    folder = folder_beside(database)
    if not folder.is_dir():
        return ()
    found = [copy for path in folder.iterdir() if (copy := _copy(path, database.stem)) is not None]
    return tuple(sorted(found, key=lambda copy: copy.made, reverse=True))


def _copy(path: Path, stem: str) -> Copy | None:
    named = _NAME.fullmatch(path.name.removeprefix(f"{stem}-"))
    if named is None or not path.name.startswith(f"{stem}-"):
        return None
    made = datetime.strptime(named["made"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    count = int(named["number"]) if named["why"] == DAILY and named["number"] else None
    return Copy(path, named["why"], made, path.stat().st_size, count)


def newest_good(database: Path) -> Copy | None:
    """The newest copy that is sound and one of ours; every copy before it was opened to know that."""
    for copy in copies(database):
        try:
            with plain_copy(copy.path) as plain:
                if revision_of(plain) is not None:
                    check_whole(plain)
                    return copy
        except DrillgrokError:
            continue
    return None


def refuse_lost(database: Path) -> str | None:
    """The database's revision, None where there is nothing in it yet.

    Raises LostError where it is empty or damaged, and a good copy of it lies beside; DrillgrokError as `revision_of`.
    """
    try:
        found = revision_of(database)
    except DamagedError as error:
        copy = newest_good(database)
        if copy is None:
            raise
        raise LostError(error.what, database=database, copy=copy) from error
    copy = newest_good(database) if found is None else None
    if copy is not None:
        raise LostError("The database is empty, and it was not.", database=database, copy=copy)
    return found


def keep_daily(database: Path, at: Moment) -> Path | None:
    """Copy the database, unless that was done today or nothing is in it, and let older copies thin out.

    Raises DrillgrokError where no copy can be made.
    """
    sweep_folder(database)
    dailies = [copy for copy in copies(database) if copy.why == DAILY]
    today = at.day
    days = {copy.path: _day(copy, at.offset_min) for copy in dailies}
    count = _responses(database)
    if not count or today in days.values():
        return None
    _refuse_full(database)
    made = datetime.fromtimestamp(at.utc_ms / 1000, UTC)
    name = f"{database.stem}-{DAILY}-{made:%Y%m%dT%H%M%SZ}-{count}.db{COMPRESSED}"
    target = copy_database(database, folder_beside(database) / name)
    kept = to_keep({*days.values(), today}, today)
    for path, day in days.items():
        if day not in kept:
            path.unlink(missing_ok=True)
    return target


def to_keep(days: Iterable[int], today: int) -> frozenset[int]:
    """Of copies made on these days, those to keep: every day of two weeks, the last of each week for eight more, the
    last of each month for ever. Days are numbers, as `local_day` gives them."""
    kept: dict[tuple[int, ...], int] = {}
    for day in sorted(days):
        on, age = date_of(day), today - day
        if age < _DAYS:
            period: tuple[int, ...] = (0, day)
        elif age < _DAYS + 7 * _WEEKS:
            period = (1, *on.isocalendar()[:2])
        else:
            period = (2, on.year, on.month)
        kept[period] = day
    return frozenset(kept.values())


def _day(copy: Copy, offset_min: int) -> int:
    return local_day(round(copy.made.timestamp() * 1000), offset_min)


def _responses(database: Path) -> int:
    """How many the database holds; 0 where there is no table yet."""
    if revision_of(database) is None:
        return 0
    with existing(database) as connection, closing(connection.execute("SELECT count(*) FROM response")) as rows:
        (count,) = rows.fetchone()
    return int(count)


def shrunk(database: Path, connection: sqlite3.Connection) -> Copy | None:
    """The newest daily copy that holds more responses than the database, though since it was made no copy was brought
    back and nobody was deleted."""
    found = copies(database)
    lessened = [copy.made for copy in found if copy.why == "before-restore"]
    (erased_utc_ms,) = connection.execute("SELECT max(utc_ms) FROM tombstone").fetchone()
    if is_time(erased_utc_ms):
        lessened.append(datetime.fromtimestamp(erased_utc_ms / 1000, UTC))
    last = max(lessened, default=None)
    since = [copy for copy in found if copy.responses is not None and (last is None or copy.made > last)]
    (count,) = connection.execute("SELECT count(*) FROM response").fetchone()
    return next((copy for copy in since if (copy.responses or 0) > count), None)


def _refuse_full(database: Path) -> None:
    needed, free = database.stat().st_size * _MARGIN, shutil.disk_usage(database.parent).free
    if needed > free:
        raise DrillgrokError(
            "There is no room for today's copy of your answers.",
            where=str(folder_beside(database)),
            mend=f"It needs {needed / 1e6:,.0f} MB for a moment; {free / 1e6:,.0f} MB are free.",
        )
