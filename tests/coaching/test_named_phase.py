"""Which phase the coach speaks of where the model names none."""

from __future__ import annotations

from collections.abc import Iterator

from drillgrok.coaching.named_phase import MOVED_FOR_SURE, moved, named_phase
from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.phase import Phase
from drillgrok.phases.track import Track, begin, follow


def evidence(kind: EvidenceKind, rights: list[bool], *, since: int, seen: int = 0) -> Iterator[Evidence]:
    for number, right in enumerate(rights, since):
        yield Evidence(
            number, kind, f"{number:012x}", seen, "1", 0.5, right, timed_out=False, too_fast=False, rt_ms=900
        )


def two_answers(unseen: list[bool]) -> Track:
    """Somebody who holds what was practised, where every second blind answer is right."""
    settled = evidence(EvidenceKind.RECALL, [number % 10 != 0 for number in range(40)], since=1, seen=9)
    return follow(follow(begin(), settled), evidence(EvidenceKind.FIRST_SEEN, unseen, since=41))


def test_a_change_that_is_sure_is_spoken_of_though_its_size_is_not() -> None:
    flat = [number % 2 == 0 for number in range(30)]
    open_for = 0
    for length in range(40):
        track = two_answers(flat + [number % 9 != 4 for number in range(length)])
        said = named_phase(track, track.posterior, None).phase
        if track.phase is Phase.UNCLEAR:
            open_for += moved(track.posterior) >= MOVED_FOR_SURE
            assert (said is Phase.SHIFTING) == (moved(track.posterior) >= MOVED_FOR_SURE)
    assert open_for >= 5
