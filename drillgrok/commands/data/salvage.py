"""`drillgrok data doctor --salvage`: what can still be read of a damaged database, in a new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from drillgrok import places
from drillgrok.console.files import check_free
from drillgrok.console.text import counted
from drillgrok.errors import DrillgrokError, visible
from drillgrok.store.salvage import Salvaged, salvage


def salvage_into(file: Path) -> tuple[str, ...]:
    """Save into the new database `file` what can be read of the learner's, and say what came of it.

    Raises DrillgrokError where there is no database, nothing can be read, or `file` is in the way of something.
    """
    database = places.database()
    if not database.exists():
        raise DrillgrokError("There is no database here.", where=str(database))
    check_free(file)
    return tuple(_lines(salvage(database, file), file))


def _lines(done: Salvaged, file: Path) -> Iterator[str]:
    yield f"{counted(done.responses, 'response')} saved into {visible(file)}."
    if done.copy is not None:
        filled = done.from_copy["response"]
        yield f"{filled:,} of them could only be read in the copy {visible(done.copy)}."
    yield (
        f"{counted(done.missing, 'response is', 'responses are')} missing."
        if done.missing
        else "No response is known to be missing."
    )
    if refused := sum(done.refused.values()):
        yield f"{counted(refused, 'row')} left out, which made no sense any more."
    yield f"`drillgrok data restore {visible(file)}` puts it in the place of the damaged one, which is kept."
