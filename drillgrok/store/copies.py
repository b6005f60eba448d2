"""Which copies of the database there are, the one that is made by itself at the end of a day's sitting, and how they
thin out as they age. Standard library only, like all that the first screen may need."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from drillgrok.console.text import counted
from drillgrok.days import date_of, local_day
from drillgrok.errors import DrillgrokError, visible
from drillgrok.model.log import Moment
from drillgrok.store.backup import (
    COMPRESSED,
    check_whole,
    copy_database,
    folder_beside,
    plain_copy,
    refuse_other_than_folder,
    sweep_folder,
)
from drillgrok.store.failures import DamagedError, explaining
from drillgrok.store.identity import existing, revision_of
from drillgrok.store.meaning import is_time

DAILY: Final = "daily"
_NAME: Final = re.compile(r"(?P<why>.+)-(?P<made>[0-9]{8}T[0-9]{6}Z)(?:-(?P<number>[0-9]+))?\.db(?:\.zst)?")
_TIME: Final = "%Y%m%dT%H%M%SZ"
_FIRST, _LAST = datetime(1970, 1, 3, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)
"""A clock that nobody has set begins in 1970."""
_DAYS: Final = 14
_WEEKS: Final = 8
_JUMP_DAYS: Final = 28
"""After so many days without a copy, a clock may as well have jumped."""
_AHEAD_S: Final = 24 * 3600
_NAMED: Final = 3
"""Copies that one sentence names."""
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
        super().__init__(
            f"{what} {described(copy)}",
            where=str(database),
            mend=f"`drillgrok data restore '{copy.path}'` brings it back; to begin afresh, move the copies away.",
        )
        self.copy = copy


def described(copy: Copy) -> str:
    """A sentence that offers a good copy."""
    held = "" if copy.responses is None else f", with {counted(copy.responses, 'response')}"
    return f"The best copy is of {copy.made.astimezone():%Y-%m-%d %H:%M}{held}."


def copies(database: Path) -> tuple[Copy, ...]:
    """Every copy beside the database, the newest first by its name; what only looks like one is left out. Raises
    DrillgrokError where nobody can tell, for the folder cannot be read, or something else is in its place."""
    folder = folder_beside(database)
    refuse_other_than_folder(folder)
    try:
        if not folder.is_dir():
            return ()
        found = [copy for path in folder.iterdir() if (copy := _copy(path, database.stem)) is not None]
    except PermissionError:
        mend = "Let yourself read, write and enter it; `chmod 700` does that."
        raise DrillgrokError("The folder of copies cannot be read.", where=str(folder), mend=mend) from None
    except OSError as error:
        with explaining(folder):
            raise error from None
    return tuple(sorted(found, key=lambda copy: copy.made, reverse=True))


def _copy(path: Path, stem: str) -> Copy | None:
    """None for what is no copy. Raises OSError where the folder cannot be looked into."""
    named = _NAME.fullmatch(path.name.removeprefix(f"{stem}-"))
    if named is None or not path.name.startswith(f"{stem}-"):
        return None
    made = _made(named["made"])
    path.lstat()  # fails where the folder keeps everything from being looked at
    with suppress(OSError):  # a link to nothing, or taken away meanwhile
        size_bytes = path.stat().st_size
        count = int(named["number"]) if named["why"] == DAILY and named["number"] else None
        return None if made is None else Copy(path, named["why"], made, size_bytes, count)
    return None


def _made(text: str) -> datetime | None:
    """When a copy was made by its name; None for a time that not every system can tell in its own zone."""
    try:
        made = datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return made if _FIRST <= made < _LAST else None


def dated_ahead(copy: Copy) -> bool:
    """Whether the clock of this machine has not come to the time when the copy says that it was made."""
    return copy.made.timestamp() > time.time() + _AHEAD_S


def best_good(database: Path) -> Copy | None:
    """The copy to bring back, sound and one of ours, and how many responses it holds; None where there is none.

    It is the newest, but those last that a clock made which stood ahead, unless one holds more that was made since a
    copy was brought back or somebody was deleted: then its clock stood behind. Raises DrillgrokError where the copies
    cannot be looked for.
    """
    found = copies(database)
    in_turn = sorted(found, key=dated_ahead)
    newest, held = next(((copy, held) for copy in in_turn if (held := _held(copy)) is not None), (None, None))
    if newest is None or held is None:
        return None
    best, most = newest, held.responses
    since = _last_lessened(found, held.erased_utc_ms)
    for copy in found:
        if copy is newest or (copy.responses is not None and copy.responses <= most):
            continue
        if since is not None and copy.made <= since:
            continue
        other = _held(copy)
        if other is not None and other.responses > most:
            best, most = copy, other.responses
    return replace(best, responses=most)


@dataclass(frozen=True, slots=True)
class _CopyContents:
    """What stands in a copy that is sound."""

    responses: int
    erased_utc_ms: int | None
    """When somebody was deleted last."""


def _held(copy: Copy) -> _CopyContents | None:
    """None where it is damaged, not ours, or cannot be opened."""
    with suppress(DrillgrokError), plain_copy(copy.path) as plain:
        if revision_of(plain) is None:
            return None
        check_whole(plain)
        with existing(plain) as connection:
            ((responses,),) = connection.execute("SELECT count(*) FROM response").fetchall()
            return _CopyContents(responses, _last_erased(connection))
    return None


def _last_erased(connection: sqlite3.Connection) -> int | None:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'tombstone'").fetchone()
    if known is None:  # older databases have none
        return None
    ((erased_utc_ms,),) = connection.execute("SELECT max(utc_ms) FROM tombstone").fetchall()
    return erased_utc_ms if is_time(erased_utc_ms) else None


def _last_lessened(found: Iterable[Copy], erased_utc_ms: int | None) -> datetime | None:
    """When a copy was brought back or somebody was deleted last: copies from before may rightly hold more."""
    lessened = [copy.made for copy in found if copy.why == "before-restore"]
    if erased_utc_ms is not None:
        lessened.append(datetime.fromtimestamp(erased_utc_ms / 1000, UTC))
    return max(lessened, default=None)


def refuse_lost(database: Path) -> str | None:
    """The database's revision, None where there is nothing in it yet.

    Raises LostError where it is empty or damaged, and a good copy of it lies beside; DrillgrokError where it is empty
    and copies lie beside that cannot be opened or looked for, and as `revision_of`.
    """
    try:
        found = revision_of(database)
    except DamagedError as error:
        copy = None
        with suppress(DrillgrokError):  # what is wrong with the database matters more
            copy = best_good(database)
        if copy is None:
            raise
        raise LostError(error.what, database=database, copy=copy) from error
    if found is None:
        copy = best_good(database)
        if copy is not None:
            raise LostError("The database is empty, and it was not.", database=database, copy=copy)
        refuse_unopened(database)
    return found


def refuse_unopened(database: Path) -> None:
    """Raise DrillgrokError where there are copies of a database that is empty; none of them can be opened."""
    found = copies(database)
    if found:
        names = ", ".join(visible(copy.path.name) for copy in found[:_NAMED])
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        what = "the copy of it cannot" if len(found) == 1 else f"none of the {len(found)} copies of it can"
        raise DrillgrokError(
            f"The database is empty, and it was not; {what} be opened: {names}{more}.",
            where=str(database),
            mend=f"{_why_not(found[0])} To begin afresh, move the copies out of {visible(folder_beside(database))}.",
        )


def _why_not(copy: Copy) -> str:
    """What stands in the way of opening a copy."""
    try:
        with plain_copy(copy.path) as plain:
            if revision_of(plain) is None:
                return "There is nothing in the newest."
            check_whole(plain)
    except DrillgrokError as error:
        return f"Of the newest: {error.what}"
    return "`drillgrok data doctor` looks again."


def keep_daily(database: Path, at: Moment) -> Path | None:
    """Copy the database, unless that was done today or nothing is in it, and let older copies thin out.

    Raises DrillgrokError where no copy can be made.
    """
    folder = folder_beside(database)
    with explaining(folder):
        dailies = [copy for copy in copies(database) if copy.why == DAILY]
        sweep_folder(database)
        today = at.day
        days = {copy.path: _day(copy, at.offset_min) for copy in dailies}
        count = _responses(database)
        if not count or today in days.values():
            return None
        _refuse_full(database)
        made = datetime.fromtimestamp(at.utc_ms / 1000, UTC)
        target = copy_database(database, folder / f"{database.stem}-{DAILY}-{made:{_TIME}}-{count}.db{COMPRESSED}")
        kept = to_keep({*days.values(), today}, _aged_by(days.values(), today))
        for path, day in days.items():
            if day not in kept:
                path.unlink(missing_ok=True)
    return target


def _aged_by(days: Iterable[int], today: int) -> int:
    """The day by which copies age: where the clock has jumped, or nobody was here for long, the one before, so that it
    takes two days to make old what was young."""
    before = max((day for day in days if day <= today), default=today)
    return today if today - before <= _JUMP_DAYS else before


def to_keep(days: Iterable[int], today: int) -> frozenset[int]:
    """Of copies made on these days, those to keep: every day of two weeks, the last of each week for eight more, the
    last of each month for ever; and the last two weeks of days that have a copy, whatever the clock says. Days are
    numbers, as `local_day` gives them."""
    in_turn = sorted(set(days))
    kept: dict[tuple[int, ...], int] = {}
    for day in in_turn:
        on, age = date_of(day), today - day
        if age < _DAYS:
            period: tuple[int, ...] = (0, day)
        elif age < _DAYS + 7 * _WEEKS:
            period = (1, *on.isocalendar()[:2])
        else:
            period = (2, on.year, on.month)
        kept[period] = day
    return frozenset((*kept.values(), *in_turn[-_DAYS:]))


def _day(copy: Copy, offset_min: int) -> int:
    return local_day(round(copy.made.timestamp() * 1000), offset_min)


def _responses(database: Path) -> int:
    """How many the database holds; 0 where there is no table yet."""
    if revision_of(database) is None:
        return 0
    with existing(database) as connection, closing(connection.execute("SELECT count(*) FROM response")) as rows:
        (count,) = rows.fetchone()
    return int(count)


def shrunk(found: Sequence[Copy], connection: sqlite3.Connection) -> Copy | None:
    """Of these copies of a database that is open, the daily one with most responses, if they are more than it holds,
    though since it was made no copy was brought back and nobody was deleted."""
    last = _last_lessened(found, _last_erased(connection))
    (count,) = connection.execute("SELECT count(*) FROM response").fetchone()
    fuller = [copy for copy in found if (copy.responses or 0) > count and (last is None or copy.made > last)]
    return max(fuller, key=lambda copy: copy.responses or 0, default=None)


def _refuse_full(database: Path) -> None:
    needed, free = database.stat().st_size * _MARGIN, shutil.disk_usage(database.parent).free
    if needed > free:
        raise DrillgrokError(
            "There is no room for today's copy of your answers.",
            where=str(folder_beside(database)),
            mend=f"It needs {needed / 1e6:,.0f} MB for a moment; {free / 1e6:,.0f} MB are free.",
        )
