"""`domain:` and its options -> the items of a domain; what the domain refuses becomes a flaw."""

from __future__ import annotations

from collections.abc import Mapping

from drillgrok.deckfile.fields import Reader
from drillgrok.deckfile.flaws import Flaw, Report
from drillgrok.deckfile.nodes import Node, Scalar
from drillgrok.deckfile.read_shared import ItemsRead
from drillgrok.deckfile.source import beside_name, shown_name
from drillgrok.deckfile.texts import MAX_DECK_CHARACTERS, text_flaw
from drillgrok.domains import domain_items
from drillgrok.errors import DrillgrokError
from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.model.domain import DomainOptions, FileFlaws
from drillgrok.model.head import DeckSource
from drillgrok.model.options import SEPARATOR

_MOST_CHARACTERS = 200
"""In one text of an option."""
FILE = "file"
"""The option that names a file beside the deck, for a domain that reads one."""


def read_domain(reader: Reader, node: Node, source: DeckSource, deck_id: str, report: Report) -> ItemsRead | None:
    """`domain: {name: ..., option: ...}` -> its items; what the domain refuses becomes a flaw, in the file beside the
    deck where it stands there."""
    fields = reader.fields(node, "domain")
    named = fields.require("name", "Add the domain's name: {name: ...}.") if fields else None
    if fields is None or named is None:
        return None
    texts = {key.text: _told(reader, value, key.text) for key, value in fields.all()}
    values = {key: text for key, text in texts.items() if text is not None}
    if len(values) < len(texts):
        return None
    beside = _beside(reader, fields.take(FILE), source)
    if beside is None:
        return None
    name = values.pop("name")
    try:
        items = DomainDeckItems(deck_id, domain_items(DomainOptions(name, values, beside)))
    except FileFlaws as flaws:
        shown = shown_name(source, flaws.file)
        for flaw in flaws.flaws:
            report.add(Flaw(shown, flaw.line, None, flaw.what, flaw.mend))
        return None
    except DrillgrokError as error:
        reader.flaw(node, error.what, error.mend)
        return None
    fixing = {"domain": name, **values, **_fixing(beside)}
    return ItemsRead(items, fixing, rephrasings=items.rephrasings, new_words=items.domain.new_words)


def _told(reader: Reader, node: Node, option: str) -> str | None:
    """What an option says: a text, or several as one."""
    if isinstance(node, Scalar):
        return reader.line(node, option, _MOST_CHARACTERS)
    texts = reader.lines(node, option, _MOST_CHARACTERS)
    return f"{SEPARATOR} ".join(texts) if texts else None


def _beside(reader: Reader, node: Node | None, source: DeckSource) -> Mapping[str, str] | None:
    """The text of the file that the options name; None where it cannot be read."""
    if node is None:
        return {}
    name = beside_name(reader, node, source) if isinstance(node, Scalar) else None
    if name is None:
        return None
    flaw = text_flaw(source.files[name], shown_name(source, name), MAX_DECK_CHARACTERS)
    if flaw is not None:
        reader.flaw(node, flaw.what, flaw.mend)
        return None
    return {name: source.files[name]}


def _fixing(beside: Mapping[str, str]) -> Mapping[str, list[str]]:
    """What of a file fixes answers: its lines, without comments and air."""
    return {
        f"file {name}": [line.rstrip() for line in text.split("\n") if line.strip() and not line.startswith("#")]
        for name, text in beside.items()
    }
