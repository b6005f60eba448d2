"""One place says what a run lacks that has no phase."""

from __future__ import annotations

import pytest

from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED
from drillgrok.phases.missing import missing


@pytest.mark.parametrize(
    ("first_seen", "settled", "differing", "words"),
    [
        (4, 11, 0, "8 more unseen and 12 more settled answers"),
        (12, 22, 0, "1 more settled answer"),
        (11, 22, 3, "1 more unseen and 1 more settled answers"),
        (12, 23, 3, "3 more unseen answers that tell a habit from the rule"),
        (12, 23, 1, "1 more unseen answer that tells a habit from the rule"),
        (90, 400, 0, "more of both kinds: what there is fits more than one phase"),
    ],
)
def test_what_is_missing_is_counted(first_seen: int, settled: int, differing: int, words: str) -> None:
    assert missing(first_seen, settled, differing=differing).words == words


def test_nothing_is_missing_from_what_is_needed_on() -> None:
    lacks = missing(FIRST_SEEN_NEEDED, SETTLED_NEEDED)
    assert (lacks.unseen, lacks.settled) == (0, 0)
