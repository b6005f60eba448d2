"""What the audit says of twins in the bundled tables: nothing is a near copy, and what it notes is declared here."""

from drillgrok.audit.finding import Severity
from drillgrok.audit.texts import plain_items
from drillgrok.audit.twins import of_table
from drillgrok.items.table_items import TableItems
from drillgrok.model.deck import Deck
from drillgrok.practice.split import carry_out, plan_split

DECLARED = {
    "book-number": "b + 1 and d - 1 in the place of b and d",
    "card-number": "b + 1 and d - 1 in the place of b and d",
    "harbour-31": "a and the answer give b",
    "harbour-31-letters": "a and the answer give b",
    "harbour-97": "a and the answer give b",
    "orchard-31": "a and the answer give b",
    "orchard-31-letters": "a and the answer give b",
    "orchard-97": "a and the answer give b",
}
"""Symmetries that groups leave out since whoever sees them has found most of the rule; the deck's remark says so."""
COPIED = {
    "ember-64": "- a and - b in the place of a and b, modulo 64",
    "windows-3": "q + 4 in the place of q",
}
"""Changes that keep the answer in a part of the items alone."""


def test_no_held_out_item_of_a_table_is_a_near_copy_of_a_practised_one(deck: Deck) -> None:
    items = plain_items(deck.items)
    if not isinstance(items, TableItems):
        return
    twins, copies = of_table(carry_out(items, plan_split(items, deck.held_out, 1)), items)
    assert twins.severity is (Severity.NOTE if deck.id in DECLARED else Severity.OK)
    assert DECLARED.get(deck.id, "") in twins.says
    assert copies.severity is (Severity.NOTE if deck.id in COPIED else Severity.OK)
    assert COPIED.get(deck.id, "") in copies.says
