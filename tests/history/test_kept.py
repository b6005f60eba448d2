"""Kept figures come back exactly, and what is none is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from drillgrok.history.kept import (
    UNREADABLE,
    sequels_from_bytes,
    tallies_from_bytes,
    tallies_to_bytes,
    trail_from_bytes,
    trail_to_bytes,
    work_from_bytes,
)
from drillgrok.history.tallies import Tallies
from drillgrok.history.trail import Trail


@pytest.mark.parametrize("read", [tallies_from_bytes, work_from_bytes, sequels_from_bytes, trail_from_bytes])
@pytest.mark.parametrize("data", [b"", b"\xff\x00", b"{}", b"{}\n[]", b"[1, 2]", b'{"number": 1}\n[[1]]', b"null\n0"])
def test_what_is_no_kept_state_is_refused(read: Callable[[bytes], object], data: bytes) -> None:
    with pytest.raises(UNREADABLE):
        read(data)


def test_a_state_cut_short_is_refused() -> None:
    with pytest.raises(UNREADABLE):
        tallies_from_bytes(tallies_to_bytes(Tallies())[:-9])
    with pytest.raises(UNREADABLE):
        trail_from_bytes(trail_to_bytes(Trail())[:-3])
