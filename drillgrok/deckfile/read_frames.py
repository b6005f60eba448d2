"""`vary:` -> frames: CSV files of one column, named as in the deck, one frame a line."""

from __future__ import annotations

from drillgrok.deckfile.fields import Reader
from drillgrok.deckfile.flaws import Report
from drillgrok.deckfile.nodes import Node, Scalar
from drillgrok.deckfile.sheet import open_sheet
from drillgrok.deckfile.source import beside_name, shown_name
from drillgrok.items.framed_items import Frames
from drillgrok.items.template import TemplateError, parse_template
from drillgrok.model.head import DeckSource
from drillgrok.tables.names import folded

MOST_FRAMES = 10_000


def read_frames(reader: Reader, node: Node, source: DeckSource, report: Report) -> tuple[Frames, ...]:
    """`vary: {name: file.csv}` -> the frames of each file."""
    fields = reader.fields(node, "vary")
    found = []
    for name, file_node in fields.all() if fields else ():
        if not isinstance(file_node, Scalar):
            reader.flaw(file_node, "A file of frames is named here.", "Write it as {carrier: frames.csv}.")
            continue
        file = beside_name(reader, file_node, source)
        frames = _frames(source, file, name.text, report) if file else ()
        if frames:
            found.append(frames)
    return tuple(found)


def _frames(source: DeckSource, file: str, column: str, report: Report) -> Frames:
    sheet = open_sheet(source.files[file], shown_name(source, file), report, (column,))
    if sheet is None:
        return ()
    if tuple(map(folded, sheet.header)) != (folded(column),):
        sheet.flaw(1, f"The file has the columns {', '.join(sheet.header)}.", f"Give it one column, {column!r}.")
        return ()
    frames = []
    written = (row for page in sheet.pages(MOST_FRAMES) for row in zip(page.lines, *page.columns.values(), strict=True))
    for line, text in written:
        try:
            frame = parse_template(text, ["prompt"])
        except TemplateError as error:
            sheet.flaw(line, error.what, error.mend)
            continue
        if frame.names != {"prompt"} or any(place.format for place in frame.places):
            sheet.flaw(line, "The frame has no plain {prompt}.", "Say where the prompt goes: {prompt}.")
        frames.append(frame)
    if not frames:
        sheet.flaw(1, "The file has no frames.", "Write one frame a line, such as: Now {prompt}.")
    return tuple(frames)
