"""`list:` and its keys -> ListSpec -> items. Says what the keys of a list mean; listed.py makes the items."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from drillgrok.deckfile.fields import Reader
from drillgrok.deckfile.flaws import Report
from drillgrok.deckfile.nodes import Node, Scalar
from drillgrok.deckfile.read_rows import list_items
from drillgrok.deckfile.read_shared import ItemsRead, Keys, Watch, read_answer_style, read_chance
from drillgrok.deckfile.read_ways import read_ways
from drillgrok.deckfile.sheet import open_sheet
from drillgrok.deckfile.source import beside_name, shown_name
from drillgrok.items.answers import AnswerStyle
from drillgrok.items.list_items import ListSpec, Wording
from drillgrok.items.template import Template
from drillgrok.items.ways import Ways
from drillgrok.model.head import DeckSource
from drillgrok.model.item import AnswerKind
from drillgrok.tables.names import meant

_NEEDED = ("prompt", "answer")
_NEAR = 0.8
"""How alike two names are that are one but for a slip."""


def read_list(
    reader: Reader, keys: Keys, source: DeckSource, deck_id: str, report: Report, *, watch: Watch
) -> ItemsRead | None:
    """The items of a list; what is wrong with the deck's keys and with the file's rows is reported together. `watch` is
    told how many rows more are read."""
    node = keys["list"]
    if not isinstance(node, Scalar):
        reader.flaw(node, "A list is a file beside the deck.", "Write 'list: items.csv'.")
        return None
    file = beside_name(reader, node, source)
    sheet = open_sheet(source.files[file], shown_name(source, file), report, _NEEDED) if file else None
    if sheet is None:
        return None
    missing = [column for column in _NEEDED if column not in sheet.header]
    if missing:
        what = f"There is no column {' and no column '.join(map(repr, missing))}."
        below = sheet.line_naming(_NEEDED)
        titled = f"They are named in line {below}: delete the lines above it." if below else ""
        sheet.flaw(sheet.head_line, what, titled or _renaming(missing, sheet.header))
        return None
    spec = read_spec(reader, keys, sheet.header)
    for_author = source.path is not None and not source.sealed
    items = list_items(deck_id, sheet, spec, watch, for_author=for_author)
    if items is None:
        return None
    return ItemsRead(items, _fixing(spec, sheet.header), rephrasings=len(spec.wordings))


def _renaming(missing: list[str], header: tuple[str, ...]) -> str:
    """What to do about columns that are not there, from what is there."""
    near = [(name, found[0]) for name in missing if (found := get_close_matches(name, header, n=1, cutoff=_NEAR))]
    if near:
        return "Rename " + " and ".join(f"{there!r} to {name!r}" for name, there in near) + "."
    listed = ", ".join(header[:8]) + (", ..." if len(header) > 8 else "")
    return f"The first line names: {listed}. Rename two, or let `drillgrok deck import` make a deck of the file."


def read_spec(reader: Reader, keys: Keys, header: tuple[str, ...]) -> ListSpec:
    """What the deck's keys say of the columns in `header`."""
    style = read_answer_style(reader, keys)
    if style.kind is AnswerKind.CHOICE and not style.choices and "choices" not in header:
        reader.flaw(keys["answers"], "There are no choices to choose from.", "Add 'choices: [first, second]'.")
    ways = read_ways(reader, keys, header)
    return ListSpec(
        group=_columns(reader, keys.get("group"), "group", header) or (("group",) if "group" in header else ()),
        apart=_columns(reader, keys.get("apart"), "apart", header),
        parts=_columns(reader, keys.get("parts"), "parts", header),
        exception=_column(reader, keys.get("exception"), header),
        match=_column(reader, keys.get("match"), header),
        style=style,
        chance=read_chance(reader, keys),
        ways=ways,
        wordings=_wordings(reader, keys.get("rephrased"), header, style, ways),
    )


def _columns(reader: Reader, node: Node | None, name: str, header: Collection[str]) -> tuple[str, ...]:
    found = (_column(reader, item, header) for item in reader.items(node, name)) if node else ()
    return tuple(column for column in found if column is not None)


def _column(reader: Reader, node: Node | None, header: Collection[str]) -> str | None:
    """A column by its name, capitals or not."""
    found = meant(node.text, header) if isinstance(node, Scalar) else None
    return found or (reader.word(node, "column of the list", tuple(header)) if node else None)


def _wordings(
    reader: Reader, node: Node | None, header: tuple[str, ...], style: AnswerStyle, ways: Ways
) -> tuple[Wording, ...]:
    found = (_wording(reader, item, header, style, ways) for item in (reader.items(node, "rephrased") if node else ()))
    return tuple(wording for wording in found if wording is not None)


def _wording(
    reader: Reader, node: Node, header: tuple[str, ...], style: AnswerStyle, deck_ways: Ways
) -> Wording | None:
    """With a prompt a rephrasing is shown and judged as it says itself; without one it is the item as it stands, but
    for the ways and the answer that it names."""
    fields = reader.fields(node, "A rephrasing")
    if fields is None:
        return None
    ways = read_ways(reader, fields, header)
    prompt, answer = fields.take("prompt"), fields.take("answer")
    if prompt is None and not ways:
        fields.require("prompt", 'Add a wording of columns, such as prompt: "{answer}?".')
    if answer is None and not ways:
        fields.require("answer", "Add the column asked for, such as 'answer: prompt'.")
    fields.close()
    wording = _template(reader, prompt, header) if prompt else None
    column = _column(reader, answer, header) if answer else "answer"
    if wording is not None and style.kind is AnswerKind.CHOICE:
        reader.flaw(node, "An answer that is chosen cannot be rephrased.", "Let answers be typed.")
    if column is None or (prompt is not None and wording is None):
        return None
    if wording is not None:
        return Wording(wording, column, ways)
    own = (ways.columns | {column}) - deck_ways.columns - {"answer"}
    return Wording(None, column, Ways(ways.show or deck_ways.show, ways.judge or deck_ways.judge), own)


def _template(reader: Reader, node: Node, header: tuple[str, ...]) -> Template | None:
    template = reader.template(node, "A rephrasing", header)
    for place in template.places if template else ():
        if place.format:
            reader.flaw(node, "The cells of a list are texts.", f"Write {{{place.name}}}.", place.offset)
    return template


def _fixing(spec: ListSpec, header: tuple[str, ...]) -> dict[str, object]:
    """The layout and how answers are judged: the answers themselves are compared item by item."""
    used = [column for column in ("accept", "choices", "key") if column in header]
    fixing = {"list": used, "group": spec.group, "answers": spec.style.kind, "choices": spec.style.choices}
    fixing |= {"apart": spec.apart} if spec.apart else {}
    return fixing | ({"judge": dict(spec.ways.judge.options)} if spec.ways.judge else {})
