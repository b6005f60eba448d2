"""A standing as bytes and back, exactly: so that a session goes on without reading the whole log. It speaks of items by
their numbers, so it holds for one deck, split and pace only, and for another it is none."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable
from typing import Any

from drillgrok.model.int_map import IntMap
from drillgrok.model.log import Pressure
from drillgrok.model.packed import packed, unpacked
from drillgrok.practice.standing import GroupMemory, ItemMemory, Queue, Standing
from drillgrok.practice.state import Run
from drillgrok.practice.unmet import Unmet
from drillgrok.shortcuts.classes import REST

STANDING_VERSION = 6
"""Stored beside what is kept; counted up when the fold or this format changes."""

_PLAIN = ("count", "volume", "staircase_ms", "time_outs", "day", "days", "first_seen_count", "pressed", "valley")
_PROBES = ("probes", "probes_today", "probe_groups")
_LISTS = ("active", "core", "settled", "calm_returns", "active_in_time", "recent", "classes", "own_ms")
_ITEM = ("last", "streak", "misses", "returns")


def standing_to_bytes(standing: Standing, run: Run) -> bytes:
    """A standing of this run."""
    head: dict[str, Any] = {name: getattr(standing, name) for name in (*_PLAIN, *_PROBES, *_LISTS, "first_seen")}
    head |= {
        "run": _fingerprint(run),
        "pressure": standing.pressure,
        "parts_met": sorted(standing.parts_met),
        "blocks_told": sorted(standing.blocks_told),
        "met_classes": list(standing.met_classes.items()),
    }
    groups = (standing.fresh or run.split.fresh).met
    items = (standing.unmet or run.split.unmet).met
    met, known = [standing.groups[group] for group in groups], [standing.items[item] for item in items]
    return packed(
        head,
        {
            "measured_ms": array("q", standing.measured_ms),
            "groups": _numbers(groups),
            "seen": _numbers(one.seen for one in met),
            "shown": _numbers(one.shown for one in met),
            "items": _numbers(items),
            "earned": array("b", (one.earned for one in known)),
            "class": array("Q", (one.item_class & _UNSIGNED for one in known)),
            **{name: _numbers(getattr(one, name) for one in known) for name in _ITEM},
        },
    )


_UNSIGNED = (1 << 64) - 1
"""A class is a hash of 64 bits, or REST, which is -1."""


def _signed(number: int) -> int:
    return number if number < _UNSIGNED else REST


def _numbers(values: Iterable[int]) -> array[int]:
    return array("i", values)


def standing_from_bytes(data: bytes, run: Run) -> Standing | None:
    """What `standing_to_bytes` wrote of this run; None where it is of another deck, split or pace.

    Raises ValueError, KeyError or TypeError on anything else.
    """
    head, columns = unpacked(data)
    if head["run"] != _fingerprint(run):
        return None
    groups, items = columns["groups"].tolist(), columns["items"].tolist()
    met = map(GroupMemory, columns["seen"], columns["shown"])
    earned, classes = map(bool, columns["earned"]), map(_signed, columns["class"])
    known = (columns["last"], columns["streak"], columns["misses"], earned, columns["returns"], classes)
    memories = list(map(ItemMemory._make, zip(*known, strict=True)))
    plain: dict[str, Any] = {name: head[name] for name in (*_PLAIN, *_PROBES)}
    plain |= {name: tuple(head[name]) for name in _LISTS}
    return Standing(
        **plain,
        groups=IntMap.of(dict(zip(groups, met, strict=True))),
        items=IntMap.of(dict(zip(items, memories, strict=True))),
        waiting=_waiting(items, memories),
        fresh=Unmet.of(run.split.practised, len(run.split.part_of_group), run.split.items.group_of, groups),
        unmet=Unmet.of(run.split.practised, len(run.split.items.group_of), None, items),
        parts_met=frozenset(head["parts_met"]),
        blocks_told=frozenset(head["blocks_told"]),
        pressure=None if head["pressure"] is None else Pressure(head["pressure"]),
        first_seen=tuple((right, chance) for right, chance in head["first_seen"]),
        met_classes=dict(head["met_classes"]),
        measured_ms=tuple(columns["measured_ms"]),
    )


def _waiting(items: list[int], memories: list[ItemMemory]) -> dict[Queue, IntMap[int]]:
    found: dict[Queue, dict[int, int]] = {}
    for item, memory in zip(items, memories, strict=True):
        if memory.earned:
            found.setdefault(memory.queue, {})[memory.last] = item
    return {queue: IntMap.of(waiting) for queue, waiting in found.items()}


def _fingerprint(run: Run) -> str:
    """Of all that a standing follows from beside the log."""
    items, split = run.split.items, run.split
    columns = (items.keys, items.group_of, items.parts, items.apart_hashes, items.exceptions, split.part_of_group)
    found = 0
    for column in columns:
        found = zlib.crc32(column.tobytes(), found)
    return f"{found:08x} {run.deck.head.version} {run.pace} {sorted(split.classes.shares.items())}"
