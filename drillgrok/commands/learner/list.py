"""`drillgrok learner list`: who practises on this machine, and who is meant where nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

from drillgrok import places
from drillgrok.console.text import counted
from drillgrok.names import default_learner_name
from drillgrok.responselog.row import time_text
from drillgrok.store.database import open_store
from drillgrok.store.identity import revision_of
from drillgrok.store.learners import Attended, all_learners

_DAY_LETTERS = len("2026-01-01")
_MEANT = "*"


def list_learners() -> str:
    """A line for each, the one who is meant without a name marked. Raises DrillgrokError when none can be read."""
    meant = default_learner_name()
    found: tuple[Attended, ...] = ()
    if revision_of(places.database()) is not None:
        with open_store(places.database(), only_read=True) as engine:
            found = all_learners(engine)
    if meant not in {one.name for one in found}:
        found = (*found, Attended(meant, 0, 0, None))
    return "\n".join((*_lines(found, meant), "", f"{_MEANT} is meant where nobody is named."))


def _lines(found: tuple[Attended, ...], meant: str) -> Iterator[str]:
    width = max(len(one.name) for one in found)
    for one in found:
        mark = _MEANT if one.name == meant else " "
        yield f"{mark} {one.name:<{width}}  {_practised(one)}".rstrip()


def _practised(one: Attended) -> str:
    if one.last is None:
        return "nothing practised yet"
    done = f"{counted(one.responses, 'response')} in {counted(one.decks, 'deck')}"
    return f"{done}, last on {time_text(one.last)[:_DAY_LETTERS]}"
