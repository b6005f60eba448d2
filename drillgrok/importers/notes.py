"""A note of Anki, from a text or a package -> one question, or one for each gap of a cloze text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drillgrok.importers.columns import Layout
from drillgrok.importers.markup import has_gaps, is_plain, plain_text, with_gaps
from drillgrok.importers.questions import Entry, Losses


def plain_fields(fields: Sequence[str], losses: Losses, *, html: bool) -> list[str]:
    """The fields as text; pictures and sounds are counted."""
    if is_plain("\t".join(fields), html=html):
        return list(fields)
    return [plain_text(field, losses, html=html) for field in fields]


def questions_of(place: int, fields: list[str], layout: Layout, losses: Losses) -> Iterable[Entry]:
    """What the plain fields of the note at `place` ask for."""
    asked = "".join(fields[layout.prompt : layout.prompt + 1])
    if has_gaps(asked) and layout.takes(fields):
        return with_gaps(place, asked)
    return layout.entries(place, fields, losses)
