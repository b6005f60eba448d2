"""A note of Anki, from a text or a package -> one question, or one for each gap of a cloze text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drillgrok.importers.columns import Layout
from drillgrok.importers.markup import has_gaps, plain_text, with_gaps
from drillgrok.importers.questions import Entry, Losses


def plain_fields(fields: Sequence[str], losses: Losses, *, html: bool) -> list[str]:
    """The fields as text; pictures and sounds are counted."""
    return [plain_text(field, losses, html=html) for field in fields]


def questions_of(place: int, fields: list[str], layout: Layout, losses: Losses) -> Iterator[Entry]:
    """What the plain fields of the note at `place` ask for."""
    asked = "".join(fields[layout.prompt : layout.prompt + 1])
    if has_gaps(asked) and layout.takes(fields):
        yield from with_gaps(place, asked)
    else:
        yield from layout.entries(place, fields, losses)
