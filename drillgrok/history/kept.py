"""Tallies, work, sequels and trail as bytes and back, exactly: a chart is drawn without reading the whole log."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any

from drillgrok.coaching.claims import Claim, Measure, Sequel
from drillgrok.coaching.luck import Count
from drillgrok.history.figures import BeliefAt, Block, Episode
from drillgrok.history.sequels import Followed, Sequels
from drillgrok.history.sums import MOST, Blocks, Sum
from drillgrok.history.tallies import Tallies, Volume
from drillgrok.history.trail import Trail
from drillgrok.history.work import ItemSum, Work
from drillgrok.model.item import ItemKey

HISTORY_VERSION = 3
"""Stored beside what is kept; anything of another version is built again from the log."""

UNREADABLE = (ValueError, KeyError, TypeError)
"""What the readers here raise on anything that the writers did not write."""

_block = attrgetter(*Block.__slots__)
_episode = attrgetter(*Episode.__slots__)
_sum = attrgetter(*Sum.__slots__)
_volume = attrgetter(*Volume.__slots__)
_belief = attrgetter(*BeliefAt.__slots__)
_claim = attrgetter(*Claim.__slots__)
_count = attrgetter(*Count.__slots__)


def tallies_to_bytes(tallies: Tallies) -> bytes:
    """JSON."""
    return _json(
        {
            "number": tallies.number,
            "volume": tallies.volume,
            "settled": _blocks(tallies.settled),
            "unseen": _blocks(tallies.unseen),
            "lexemes": _blocks(tallies.lexemes),
            "exposures": [_sum(one) for one in tallies.exposures],
            "exceptions": [tallies.exceptions, tallies.exceptions_right],
            "days": [(day, *_volume(one)) for day, one in tallies.days.items()],
            "practice_days": tallies.practice_days,
            "hours": [(hour, *_volume(one)) for hour, one in tallies.hours.items()],
            "sitting": tallies.session_id,
            "sessions": tallies.sessions,
            "right_ms": tallies.right_ms,
            "staircase_ms": tallies.staircase_ms,
        }
    )


def tallies_from_bytes(data: bytes) -> Tallies:
    """What `tallies_to_bytes` wrote; raises one of UNREADABLE on anything else."""
    values = json.loads(data)
    return Tallies(
        number=values["number"],
        volume=values["volume"],
        settled=_read_blocks(values["settled"]),
        unseen=_read_blocks(values["unseen"]),
        lexemes=_read_blocks(values["lexemes"]),
        exposures=[Sum(*one) for one in values["exposures"]],
        exceptions=values["exceptions"][0],
        exceptions_right=values["exceptions"][1],
        days={day: Volume(*one) for day, *one in values["days"]},
        practice_days=values["practice_days"],
        hours={hour: Volume(*one) for hour, *one in values["hours"]},
        session_id=values["sitting"],
        sessions=values["sessions"],
        right_ms=values["right_ms"],
        staircase_ms=values["staircase_ms"],
    )


def work_to_bytes(work: Work) -> bytes:
    """JSON."""
    return _json(
        {
            "number": work.number,
            "volume": work.volume,
            "items": [(key, item.first, item.exposures, *_sum(item.plain)) for key, item in work.items.items()],
            "lately": work.lately,
            "staircase_ms": work.staircase_ms,
            "length": work.length,
            "stretches": [_episode(one) for one in work.episodes],
            "early": [_episode(one) for one in work.early],
        }
    )


def work_from_bytes(data: bytes) -> Work:
    """What `work_to_bytes` wrote; raises one of UNREADABLE on anything else."""
    values = json.loads(data)
    return Work(
        number=values["number"],
        volume=values["volume"],
        items={
            ItemKey(key): ItemSum(first, exposures, Sum(*plain)) for key, first, exposures, *plain in values["items"]
        },
        lately=values["lately"],
        staircase_ms=values["staircase_ms"],
        length=values["length"],
        episodes=[Episode(*one) for one in values["stretches"]],
        early=[Episode(*one) for one in values["early"]],
    )


def sequels_to_bytes(sequels: Sequels) -> bytes:
    """JSON. The claims that wait for their first answer are not in it: the verdicts hold them."""
    return _json(
        {
            "number": sequels.number,
            "followed": _followed(sequels.followed),
            "over": _followed(sequels.over),
        }
    )


def sequels_from_bytes(data: bytes) -> Sequels:
    """What `sequels_to_bytes` wrote; raises one of UNREADABLE on anything else."""
    values = json.loads(data)
    return Sequels(
        number=values["number"],
        followed=[_read_followed(one) for one in values["followed"]],
        over=[_read_followed(one) for one in values["over"]],
    )


def trail_to_bytes(trail: Trail) -> bytes:
    """Two lines of JSON: the beliefs are on the second, so that an overview need not read them."""
    head = {
        "number": trail.number,
        "stride": trail.stride,
        "latest": None if trail.latest is None else _belief(trail.latest),
        "model_version": trail.model_version,
    }
    return _json(head) + b"\n[" + b",".join(map(_belief_bytes, trail.beliefs)) + b"]"


@lru_cache(maxsize=MOST)  # all but the last were written at the block's end before
def _belief_bytes(one: BeliefAt) -> bytes:
    return _json(list(_belief(one)))


def trail_from_bytes(data: bytes, *, whole: bool = True) -> Trail:
    """What `trail_to_bytes` wrote, of whichever model version; without its beliefs but for the latest unless `whole`.

    Raises one of UNREADABLE on anything else.
    """
    head, beliefs = data.split(b"\n")
    values = json.loads(head)
    latest = values["latest"]
    return Trail(
        number=values["number"],
        stride=values["stride"],
        beliefs=[_read_belief(one) for one in json.loads(beliefs)] if whole else [],
        latest=None if latest is None else _read_belief(latest),
        model_version=values["model_version"],
    )


def _json(values: dict[str, Any] | list[Any]) -> bytes:
    return json.dumps(values, separators=(",", ":")).encode()


def _blocks(blocks: Blocks) -> list[Any]:
    return [blocks.size, [_block(one) for one in blocks.full], blocks.waiting]


def _read_blocks(values: list[Any]) -> Blocks:
    size, full, waiting = values
    return Blocks(size, [Block(*one) for one in full], [tuple(answer) for answer in waiting])


def _followed(claims: Iterable[Followed]) -> list[Any]:
    return [(kind, _claim(one.claim), one.followed, one.last, _count(one.found), one.narrated) for kind, one in claims]


def _read_followed(values: list[Any]) -> Followed:
    kind, (number, measure, *claim), followed, last, found, narrated = values
    return kind, Sequel(Claim(number, Measure(measure), *claim), followed, last, Count(*found), narrated)


def _read_belief(values: list[Any]) -> BeliefAt:
    number, p, phase, unseen, practised, engaged = values
    return BeliefAt(number, tuple(p), phase, tuple(unseen), tuple(practised), engaged)
