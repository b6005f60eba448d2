"""`drillgrok learner delete`: one person's data, gone for good. What goes is said first, and the name is typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from drillgrok import places
from drillgrok.commands.said_in_settings import say_learner_in_settings
from drillgrok.console.clock import stamp
from drillgrok.console.text import counted
from drillgrok.errors import DrillgrokError, visible
from drillgrok.settings import read_settings
from drillgrok.store.backup import copy_database, fresh_name, remove_copy
from drillgrok.store.database import open_store
from drillgrok.store.erasure import HeldCopy, Holdings, copies_that_hold, erase, holdings
from drillgrok.store.failures import explaining
from drillgrok.store.learners import all_learners
from drillgrok.store.upgrade import ensure_current

_REMOVE, _KEEP = "remove", "keep"
_NOTHING = "Nothing was deleted."


def delete(learner: str, *, stdin: TextIO | None, stdout: TextIO) -> str:
    """Say what goes, ask what becomes of the copies, have the name typed, and delete; what was done is returned.

    Raises DrillgrokError where nobody has that name, nobody can be asked, or it cannot be done; then all is as it was.
    """
    database = places.database()
    ensure_current(database)
    found = holdings(database, learner)
    if stdin is None or not (stdin.isatty() and stdout.isatty()):
        raise DrillgrokError("Deleting a learner asks for the name to be typed.", mend="Use a terminal.")
    held = copies_that_hold(database, learner)
    stdout.write("\n".join((*_goes(learner, found), *_copies(held, learner), *_stays(held), "")) + "\n")
    choice = _asked(f"The copies: {_REMOVE} or {_KEEP}? ", stdin, stdout) if held else _KEEP
    if choice not in {_REMOVE, _KEEP}:
        return _NOTHING
    if (
        _asked(f"Type {visible(learner)} to delete all this for good, anything else to keep it: ", stdin, stdout)
        != learner
    ):
        return _NOTHING
    erase(database, learner, stamp().moment.utc_ms)
    if read_settings().learner == learner:
        say_learner_in_settings(None)
    return "\n".join((f"{visible(learner)} is deleted.", *(_removed(held) if choice == _REMOVE else ())))


def _asked(question: str, stdin: TextIO, stdout: TextIO) -> str:
    stdout.write(question)
    stdout.flush()
    return stdin.readline().strip()


def _goes(learner: str, found: Holdings) -> Iterator[str]:
    yield f"All that is kept of {visible(learner)} goes and cannot be brought back:"
    sessions, runs = counted(found.sessions, "session"), counted(found.runs, "run")
    yield f"  {counted(found.responses, 'response')} in {sessions} and {runs}"
    marks, verdicts = counted(found.marks, "note or mark", "notes and marks"), counted(found.verdicts, "verdict")
    yield f"  {marks}, {verdicts} of the coach, {counted(found.copy_times, 'copy time')}"
    if found.decks:
        yield f"  in {', '.join(visible(deck) for deck in found.decks)}"


def _copies(held: Sequence[HeldCopy], learner: str) -> Iterator[str]:
    if held:
        yield f"Copies that hold {visible(learner)}:"
    for one in held:
        others = (
            "cannot be read"
            if one.others is None
            else f"{counted(one.others, 'other learner')} too"
            if one.others
            else "alone"
        )
        made = f"{one.copy.made.astimezone():%Y-%m-%d %H:%M}"
        yield f"  {made}  {visible(one.copy.path.name)} ({others})"


def _stays(held: Sequence[HeldCopy]) -> Iterator[str]:
    if held:
        yield "A copy that is kept would bring all of it back when it is restored."
    yield "What was exported or copied elsewhere stays where it is; deck files stay too."


def _removed(held: Sequence[HeldCopy]) -> Iterator[str]:
    """Take the copies away; who is left gets a new one."""
    database = places.database()
    with explaining(database):
        for one in held:
            remove_copy(one.copy.path)
    yield f"{counted(len(held), 'copy', 'copies')} removed."
    with open_store(database, only_read=True) as engine:
        others = all_learners(engine)
    if others:
        yield f"A new one, without them: {visible(copy_database(database, fresh_name(database, 'backup')))}"
