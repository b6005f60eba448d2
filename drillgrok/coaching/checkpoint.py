"""The counts of a run as bytes and back, exactly: so that a session goes on without reading the whole log."""

from __future__ import annotations

from array import array
from operator import attrgetter
from typing import Any

from drillgrok.coaching.counts import GivenUnseen, MetItem, PracticeEvent, Practised, RunCounts
from drillgrok.model.item import ItemKey
from drillgrok.model.packed import packed, unpacked
from drillgrok.phases.evidence import MeasuredAnswer

COUNTS_VERSION = 3
"""Stored beside what is kept; counted up when the counts or this format change."""

_ANSWERS = ("settled", "rephrased", "told_quick", "told_calm")
_answer = attrgetter(*MeasuredAnswer.__slots__)
_practised = attrgetter(*Practised.__slots__)
_given = attrgetter(*GivenUnseen.__slots__)


def counts_to_bytes(counts: RunCounts) -> bytes:
    """All of it."""
    head: dict[str, Any] = {name: [_answer(one) for one in getattr(counts, name)] for name in _ANSWERS}
    head |= {
        "number": counts.number,
        "met": list(counts.met),
        "came": counts.came,
        "longest": counts.longest,
        "day_starts": counts.day_starts,
        "day_spent_ms": counts.day_spent_ms,
        "practised": [_practised(one) for one in counts.practised],
        "given_unseen": [_given(one) for one in counts.given_unseen],
        "given": counts.given,
        "first_shown": counts.first_shown,
        "before": counts.before,
    }
    return packed(
        head,
        {
            "first_met": array("i", (one.first for one in counts.met.values())),
            "last_met": array("i", (one.last for one in counts.met.values())),
            "missed": array("i", (one.missed for one in counts.met.values())),
            "left_out": array("i", counts.left_out),
            "unseen": array("i", (one.number for one in counts.unseen)),
            "unseen_right": array("b", (one.right for one in counts.unseen)),
            "unseen_chance": array("d", (one.chance for one in counts.unseen)),
        },
    )


def counts_from_bytes(data: bytes) -> RunCounts:
    """What `counts_to_bytes` wrote. Raises ValueError, KeyError or TypeError on anything else."""
    head, columns = unpacked(data)
    answers, item_before = head["before"]
    met = (columns["first_met"], columns["last_met"], columns["missed"])
    unseen = zip(columns["unseen"], columns["unseen_right"], columns["unseen_chance"], strict=True)
    return RunCounts(
        **{name: tuple(MeasuredAnswer(*one) for one in head[name]) for name in _ANSWERS},
        number=head["number"],
        left_out=tuple(columns["left_out"]),
        met=dict(zip(map(ItemKey, head["met"]), map(MetItem, *met), strict=True)),
        came=PracticeEvent(*head["came"]),
        longest=PracticeEvent(*head["longest"]),
        day_spent_ms=tuple(head["day_spent_ms"]),
        day_starts=tuple((day, first) for day, first in head["day_starts"]),
        unseen=tuple(MeasuredAnswer(number, bool(right), chance) for number, right, chance in unseen),
        practised=tuple(Practised(*one) for one in head["practised"]),
        given_unseen=tuple(_given_unseen(one) for one in head["given_unseen"]),
        given=tuple(head["given"]),
        first_shown=tuple(head["first_shown"]),
        before=((answers[0], answers[1]), None if item_before is None else ItemKey(item_before)),
    )


def _given_unseen(values: list[Any]) -> GivenUnseen:
    item, answer, correct, told, (last, before_last), item_before = values
    before = None if item_before is None else ItemKey(item_before)
    return GivenUnseen(ItemKey(item), answer, correct, told, (last, before_last), before)
