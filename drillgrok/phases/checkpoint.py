"""A track as bytes and back, exactly: so that a sitting resumes without reading the whole log."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np

from drillgrok.phases import memory, unseen
from drillgrok.phases.evidence import MeasuredAnswer
from drillgrok.phases.filter import Filtered
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import given_memory
from drillgrok.phases.track import Track
from drillgrok.phases.version import MODEL_VERSION

_BELIEFS = ("unseen", "recalled")
_ANSWERS = ("baseline_answers", "first_seen", "settled")


def to_bytes(track: Track) -> bytes:
    """A line of JSON, then the two beliefs as little-endian doubles."""
    state = {field.name: getattr(track.state, field.name) for field in fields(Filtered) if field.name not in _BELIEFS}
    head: dict[str, Any] = {
        "state": state,
        "phase": track.phase,
        "phase_since": track.phase_since,
        "pressed": track.pressed,
    }
    head |= {name: [[a.number, a.right, a.chance] for a in getattr(track, name)] for name in _ANSWERS}
    return (
        json.dumps(head).encode()
        + b"\n"
        + b"".join(getattr(track.state, name).astype("<f8").tobytes() for name in _BELIEFS)
    )


def from_bytes(data: bytes) -> Track | None:
    """The track, or None when another version of the model wrote it."""
    line, _, numbers = data.partition(b"\n")
    head = json.loads(line)
    if head["state"]["model_version"] != MODEL_VERSION:
        return None
    beliefs = np.frombuffer(numbers, dtype="<f8")
    size = memory.SIZE
    a, b, c, d = head["state"].pop("attention", memory.AS_IT_WAS)  # older ones had taken it in
    state = Filtered(
        unseen=beliefs[:-size].reshape(-1, unseen.ERRORS),
        recalled=beliefs[-size:].reshape(memory.SHAPE),
        attention=(a, b, c, d),
        **head["state"],
    )
    answers = {name: tuple(MeasuredAnswer(*row) for row in head[name]) for name in _ANSWERS}
    return Track(
        state=state,
        phase=Phase(head["phase"]),
        phase_since=head["phase_since"],
        baseline_answers=answers["baseline_answers"],
        first_seen=answers["first_seen"],
        settled=answers["settled"],
        given=given_memory(state),
        pressed=tuple((right, timed_out) for right, timed_out in head["pressed"]),
    )
