"""A trace that cannot be written ends by itself; the drill goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from drillgrok.errors import DrillgrokError
from drillgrok.model.item import ItemKey
from drillgrok.screens.kit.trace import Trace


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_trace_on_a_full_disk_ends_and_says_so() -> None:
    with Trace(Path("/dev/full")) as trace:
        for number in range(3):
            trace.write("shown", number, ItemKey("00000000002a"), 1)
    assert "ended early: No space left" in trace.ended


def test_a_trace_takes_the_place_of_an_earlier_one_and_of_nothing_else(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "trace.jsonl"
    for _ in range(2):
        with Trace(path) as trace:
            trace.write("shown", 1, ItemKey("00000000002a"), 1)
    assert path.read_text().count("\n") == 1
    path.write_text("a letter")
    with pytest.raises(DrillgrokError, match="already"):
        Trace(path)
    assert path.read_text() == "a letter"
