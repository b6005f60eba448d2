"""Items of a deck as learners will see them: the drill's own question over a session in which nothing counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from drillgrok.console.text import clean
from drillgrok.errors import DrillgrokError
from drillgrok.model.drawing import Span, Tone
from drillgrok.model.item import Item
from drillgrok.model.log import PLAIN, Clock, Goal, Outcome, Pressure, Role, Stamp
from drillgrok.practice import deadlines
from drillgrok.practice.answering import put_up
from drillgrok.practice.exam import REPHRASED_TIME
from drillgrok.practice.standing import fold
from drillgrok.practice.state import Correction, Run, Session, Showing, Stage
from drillgrok.screens.kit.help import title
from drillgrok.screens.kit.page import EMPTY, Page, Row, apart, filled, framed, indented, wrapped
from drillgrok.screens.kit.question import frame_rows, question_rows

HEADING: Final = "preview"
AUTHOR_KEYS: Final = "space next · p back · a answer · q leave"
REWORDING_KEYS: Final = "space next · p back · r other words · a answer · q leave"
SEALED_KEYS: Final = "space next · p back · q leave"
BROKEN: Final = "This cannot be shown yet"
BROKEN_KEYS: Final = "Fix and save the file, and the preview goes on · q leave"
_MARGIN: Final = 2


@dataclass(frozen=True, slots=True)
class Specimens:
    """A deck laid out for looking at, and which of its items are looked at."""

    run: Run
    indexes: Sequence[int]
    """Item numbers in the order of the preview, at least one."""
    sealed: bool
    """Neither answers nor other wordings are shown."""

    @property
    def rephrasings(self) -> int:
        """How many other wordings may be shown."""
        return 0 if self.sealed else self.run.deck.rephrasings

    def item(self, place: int, wording: int, showing: int) -> Item | None:
        """The item at a place (from 0), plain in wording 0, in the deck's first other words in wording 1, and so on.

        `showing` varies what varies from one showing to the next. None where it cannot be asked in these words.
        """
        deck, symbols, index = self.run.deck, self.run.symbols, self.indexes[place]
        rng = Random(f"preview:{self.run.seed}:{index}:{showing}")
        if wording == 0:
            return deck.items.item(index, symbols, rng)
        return deck.items.rephrased(index, wording - 1, symbols, rng)


def asking(specimens: Specimens, place: int, item: Item, showing: int, at: Stamp) -> Session:
    """The drill as it asks this item of a learner with common hands, on the calm clock."""
    run = specimens.run
    standing, past = fold((), run.split, run.pace)
    copy_ms = deadlines.DEFAULT_COPY_MS[run.field.kind]
    session = Session(
        run=run,
        standing=standing,
        past=past,
        stage=Stage.ASKING,
        goal=Goal(),
        pressure=Pressure.FIRM,
        copy_ms=copy_ms,
        daily_goal=0,
        by_lines=False,
        last_event=at,
        last_key_ns=at.mono_ns,
    )
    thinking_ms = run.pace.calm_ms * (1 if item.presentation == PLAIN else REPHRASED_TIME)
    shown = Showing(
        number=showing,
        index=specimens.indexes[place],
        item=item,
        role=Role.PRACTISED,
        clock=Clock.CALM,
        deadline_ms=copy_ms + thinking_ms,
        seen=0,
        shown=0,
        flags=frozenset(),
    )
    return put_up(session, shown)


def answered(session: Session, now_ns: int) -> Session:
    """The same item as a learner sees it after "don't know": with its answer."""
    if session.showing is None:
        raise AssertionError("a preview asks something")
    showing, run = session.showing, session.run
    drawn = run.deck.items.corrected(showing.index, showing.item, "", run.symbols)
    correction = Correction(showing.item, Outcome.PASSED, session.drawing(now_ns), drawn)
    return replace(session, stage=Stage.CORRECTION, correction=correction)


def preview_page(
    specimens: Specimens, place: int, session: Session, *, now_ns: int, width: int, height: int, heard: str = ""
) -> Page:
    """The drill's page under a header and a hint of its own; `heard` are the keys for the ears."""
    deck = specimens.run.deck
    head: Row = (Span(f" {clean(deck.head.title)}: {HEADING}", Tone.FAINT),)
    where: Row = (Span(f"{where_in(specimens, place, session)} ", Tone.FAINT),)
    keys = SEALED_KEYS if specimens.sealed else REWORDING_KEYS if specimens.rephrasings else AUTHOR_KEYS
    hint = " · ".join(filter(None, (keys, heard)))
    body = question_rows(session, now_ns=now_ns, width=width, height=height)
    return framed(apart(head, where, width), body, hint, height, frame_rows=frame_rows(session, height))


def where_in(specimens: Specimens, place: int, session: Session) -> str:
    """Which of how many is shown, and in which words."""
    wording = "" if session.showing is None or session.showing.item.presentation == PLAIN else "other words, "
    count, all_items = len(specimens.indexes), len(specimens.run.deck.items)
    of_all = f", out of {all_items:,}" if count < all_items and not specimens.sealed else ""
    return f"{wording}{place + 1} of {count:,}{of_all}"


def broken_page(error: DrillgrokError, width: int, height: int) -> Page:
    """What is wrong with the deck, mistake by mistake, while its author mends it."""
    rows: list[Row] = [title(BROKEN, width), EMPTY]
    for line in str(error).split("\n"):
        rows += [indented(row, _MARGIN) for row in wrapped(line, width - 2 * _MARGIN)]
        rows.append(EMPTY)
    return (*filled(rows, height - 1), (Span(f" {BROKEN_KEYS}", Tone.FAINT),))
