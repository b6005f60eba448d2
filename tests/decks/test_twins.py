"""What the audit says of twins in the bundled tables: nothing is a near copy, and what it notes is declared here."""

import numpy as np

from drillgrok.audit.finding import Finding, Severity
from drillgrok.audit.leaks import leaks
from drillgrok.audit.texts import Texts, plain_items
from drillgrok.items.table_items import TableItems
from drillgrok.model.deck import Deck

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
COPIED = {"ember-64": "- a and - b in the place of a and b, modulo 64"}
"""Changes that keep the answer in a part of the items alone."""


def told(deck: Deck) -> dict[str, Finding]:
    no_texts = Texts(np.empty(0, np.int64), (), whole=False)
    return {finding.id: finding for finding in leaks(deck, no_texts)}


def test_no_held_out_item_of_a_table_is_a_near_copy_of_a_practised_one(deck: Deck) -> None:
    if not isinstance(plain_items(deck.items), TableItems):
        return
    found = told(deck)
    twins, copies = found["leaks.twins"], found["leaks.copies"]
    assert twins.severity is (Severity.NOTE if deck.id in DECLARED else Severity.OK)
    assert DECLARED.get(deck.id, "") in twins.says
    assert copies.severity is (Severity.NOTE if deck.id in COPIED else Severity.OK)
    assert COPIED.get(deck.id, "") in copies.says
