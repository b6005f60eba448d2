"""`drillgrok rule`: closed before the exam, open after it; and the one way to open it early, which leaves a mark."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from drillgrok import places
from drillgrok.coaching.verdict import OLDER
from drillgrok.console.clock import stamp
from drillgrok.console.text import clean
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.model.log import Attempt, Mark, MarkKind, Moment
from drillgrok.names import named_or_default
from drillgrok.responselog.row import time_text
from drillgrok.runs.keeping import unmet_sisters
from drillgrok.screens.exam import words as exam_words
from drillgrok.store import runs
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.exams import break_seal, keep_reading, read_attempts
from drillgrok.store.identity import is_writable
from drillgrok.store.journal import read_marks

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from drillgrok.model.deck import Deck

_DAY_LETTERS = len("2026-01-01")


def show(deck_name: str, learner: str | None) -> str:
    """The rule and how it was found. Raises DrillgrokError while the seal is closed.

    A deck file named by its path is its author's and shows its rule at once.
    """
    deck = read_deck(catalog.find(deck_name))
    if not deck.source.sealed:
        return _text(deck.rule)
    with open_store(places.database(), only_read=not is_writable(places.database())) as engine:
        mine = _runs(engine, learner, deck.id)
        told = tuple(_history(engine, mine))
        if told:
            told = (*told, *_told_of_sisters(engine, mine[-1], deck))
    if not told:
        raise DrillgrokError(
            f"The rule of {deck.id} is sealed until you pass its exam.",
            mend=f"`drillgrok practice {deck.id}` goes on, and `drillgrok exam {deck.id}` opens it.",
        )
    return "\n".join((_text(deck.rule), "", *told))


def _told_of_sisters(engine: Engine, run: runs.RunRecord, deck: Deck) -> Iterator[str]:
    """Which decks count as told from now on, because they share the rule and were not begun; that is stored."""
    at = stamp().moment
    sisters = unmet_sisters(engine, run, deck.head, at)
    if sisters:
        with suppress(DrillgrokError):  # a disk that cannot be written: then nothing can be begun either
            keep_reading(engine, run.id, at)
        yield exam_words.sisters(tuple(map(clean, sisters)))


def open_early(deck_name: str, learner: str | None, *, stdin: TextIO | None, stdout: TextIO) -> str:
    """Break the seal after a typed confirmation; what is said is the rule, or that nothing was opened.

    Raises DrillgrokError where nobody can be asked, and for a deck that was never practised.
    """
    deck = read_deck(catalog.find(deck_name))
    if not deck.source.sealed:
        return _text(deck.rule)
    with open_store(places.database()) as engine:
        mine = _runs(engine, learner, deck.id)
        if not mine:
            raise DrillgrokError(
                f"There is no run of {deck.id} whose seal could be broken.",
                where="--break-seal",
                mend=f"`drillgrok practice {deck.id}` begins one.",
            )
        if not any(_history(engine, mine)):
            if stdin is None or not (stdin.isatty() and stdout.isatty()):
                raise DrillgrokError(
                    "Breaking a seal asks for a typed confirmation.", where="--break-seal", mend="Use a terminal."
                )
            if not _confirmed(mine[-1], deck, stdin, stdout):
                return "The seal stays closed. Nothing was recorded."
            break_seal(engine, mine[-1].id, stamp().moment)
        return "\n".join((_text(deck.rule), "", *_history(engine, mine)))


def _runs(engine: Engine, learner: str | None, deck_id: str) -> tuple[runs.RunRecord, ...]:
    """The learner's own runs of this deck, oldest first; imported ones prove nothing."""
    name = named_or_default(learner)
    with reading(engine) as connection:
        return tuple(run for run in runs.runs(connection, learner=name, deck_id=deck_id) if run.plan is not None)


def _confirmed(run: runs.RunRecord, deck: Deck, stdin: TextIO, stdout: TextIO) -> bool:
    """Whether the learner typed the deck's id after reading what it costs."""
    stdout.write(
        f"You have not passed the exam of {deck.id}. Once the rule is shown, you cannot find it yourself any more.\n"
        f"Run {run.number} is then marked as narrated for good, and so is every later answer of yours in this deck:\n"
        "they can no longer show that you found the rule.\n"
        f"Type {deck.id} to break the seal, anything else to leave it closed: "
    )
    stdout.flush()
    return stdin.readline().strip() == deck.id


def _history(engine: Engine, mine: tuple[runs.RunRecord, ...]) -> Iterator[str]:
    """How the seal came to be open, by run; nothing while it is closed."""
    for run in mine:
        marks = read_marks(engine, run.id)
        for mark in marks:
            if mark.kind is MarkKind.SEAL_BROKEN:
                yield f"Run {run.number}: the seal was broken on {_date(mark.at)}."
            if mark.kind is MarkKind.FINISHED:
                yield f"Run {run.number}: finished without an exam on {_date(mark.at)}."
        attempts = read_attempts(engine, run.id)
        if attempts and attempts[-1].passed:
            yield from _passed(run.number, attempts, marks)


def _passed(number: int, attempts: tuple[Attempt, ...], marks: tuple[Mark, ...]) -> Iterator[str]:
    last = attempts[-1]
    how = f"{exam_words.at_attempt(len(attempts))}, {exam_words.score(last.right, last.asked)}"
    older = f", {OLDER}" if last.before_shortcuts else ""
    yield f"Run {number}: passed on {_date(last.at)} {how}{older}. {exam_words.earlier(attempts[:-1])}".rstrip()
    names = {MarkKind.RULE: exam_words.YOURS, MarkKind.KNEW: exam_words.ASK_KNEW.rstrip("?").lower()}
    yield from (f"{names[mark.kind].capitalize()}: {clean(mark.text)}" for mark in marks if mark.kind in names)


def _text(rule: str) -> str:
    return "\n".join(clean(line) for line in rule.strip().split("\n"))


def _date(at: Moment) -> str:
    """The day on the learner's own calendar."""
    return time_text(at)[:_DAY_LETTERS]
