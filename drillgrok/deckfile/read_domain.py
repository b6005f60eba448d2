"""`domain:` and its options -> the items of a domain; what the domain refuses becomes a flaw."""

from __future__ import annotations

from drillgrok.deckfile.fields import Reader
from drillgrok.deckfile.nodes import Node
from drillgrok.deckfile.read_shared import ItemsRead
from drillgrok.domains import domain_items
from drillgrok.errors import DrillgrokError
from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.model.domain import DomainOptions


def read_domain(reader: Reader, node: Node, deck_id: str) -> ItemsRead | None:
    """`domain: {name: ..., option: ...}` -> its items; what the domain refuses becomes a flaw."""
    fields = reader.fields(node, "domain")
    named = fields.require("name", "Add the domain's name: {name: ...}.") if fields else None
    if fields is None or named is None:
        return None
    texts = {key.text: reader.line(value, key.text, 200) for key, value in fields.all()}
    values = {key: text for key, text in texts.items() if text is not None}
    if len(values) < len(texts):
        return None
    name = values.pop("name")
    try:
        items = DomainDeckItems(deck_id, domain_items(DomainOptions(name, values)))
    except DrillgrokError as error:
        reader.flaw(node, error.what, error.mend)
        return None
    return ItemsRead(items, {"domain": name, **values}, rephrasings=items.rephrasings)
