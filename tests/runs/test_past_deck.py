"""Decks as a database holds them."""

from __future__ import annotations

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.runs.past_deck import stored_source
from drillgrok.store.runs import DeckVersion


@pytest.mark.parametrize("pack", [b"", b"drillgrok pack 2\n{}\n", b"\x00\x11", ""])
def test_a_stored_deck_that_cannot_be_read_is_damage_and_no_pack_to_install_again(pack) -> None:
    with pytest.raises(DrillgrokError, match="What is kept of the deck tides is damaged") as told:
        stored_source(DeckVersion("0" * 32, "tides", "Tides", "tides", "1", pack))
    assert "restore" in told.value.mend
