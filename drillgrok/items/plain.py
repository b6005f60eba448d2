"""Items without the frames that vary round them, and whether texts are all that is shown of them."""

from __future__ import annotations

from drillgrok.items.framed_items import FramedItems
from drillgrok.items.list_items import ListItems
from drillgrok.items.table_items import TableItems
from drillgrok.model.deck import Items


def plain_items(items: Items) -> Items:
    """The items without the frames that vary round them."""
    return items.plain if isinstance(items, FramedItems) else items


def is_text(items: Items) -> bool:
    """Whether a prompt is all that is shown of an item."""
    return isinstance(items, TableItems) or (isinstance(items, ListItems) and items.spec.ways.show is None)
