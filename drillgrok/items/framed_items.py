"""`vary:` puts another frame round the prompt at each showing, so that nothing but what the rule works on repeats.

A frame is a text with `{prompt}` in it; frames stand in a CSV file of one column, named as in the deck."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

from drillgrok.deckfile.fields import Reader
from drillgrok.deckfile.flaws import Report
from drillgrok.deckfile.nodes import Node, Scalar
from drillgrok.deckfile.sheet import open_sheet
from drillgrok.deckfile.source import beside_name, shown_name
from drillgrok.items.template import Template, TemplateError, parse_template
from drillgrok.model.deck import DeckSource, Items, Symbols
from drillgrok.model.item import AnswerField, Item

MOST_FRAMES = 10_000

Frames = tuple[Template, ...]


class VariedItems:
    """Items whose plain prompt is framed afresh at each showing; rephrasings stay as they are."""

    def __init__(self, items: Items, frames: tuple[Frames, ...]) -> None:
        self.plain: Final = items
        """The same items without frames."""
        self._frames = frames
        self.keys, self.group_of, self.group_hashes = items.keys, items.group_of, items.group_hashes
        self.parts, self.exceptions, self.balance = items.parts, items.exceptions, items.balance
        self.answer_codes = items.answer_codes

    def __len__(self) -> int:
        return len(self.plain)

    def field(self, symbols: Symbols) -> AnswerField:
        """As without frames."""
        return self.plain.field(symbols)

    def item(self, index: int, symbols: Symbols, rng: Random) -> Item:
        """The item with one frame of each kind, drawn by `rng`, round its prompt: the deck's first kind innermost."""
        item = self.plain.item(index, symbols, rng)
        prompt = item.prompt
        for frames in self._frames:
            prompt = rng.choice(frames).fill({"prompt": prompt})
        return replace(item, prompt=prompt)

    def rephrased(self, index: int, which: int, symbols: Symbols, rng: Random) -> Item | None:
        """As without frames."""
        return self.plain.rephrased(index, which, symbols, rng)


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
    sheet = open_sheet(source.files[file], shown_name(source, file), report)
    if sheet is None:
        return ()
    if sheet.header != (column,):
        sheet.flaw(1, f"The file has the columns {', '.join(sheet.header)}.", f"Give it one column, {column!r}.")
        return ()
    frames = []
    for row in sheet.rows(MOST_FRAMES):
        try:
            frame = parse_template(row.cells[0], ["prompt"])
        except TemplateError as error:
            sheet.flaw(row.line, error.what, error.mend)
            continue
        if frame.names != {"prompt"} or any(place.format for place in frame.places):
            sheet.flaw(row.line, "The frame has no plain {prompt}.", "Say where the prompt goes: {prompt}.")
        frames.append(frame)
    if not frames:
        sheet.flaw(1, "The file has no frames.", "Write one frame a line, such as: Now {prompt}.")
    return tuple(frames)
