"""A track as bytes and back, exactly: so that a sitting resumes without reading the whole log."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import numpy as np

from drillgrok.phases import prior
from drillgrok.phases.filter import Filtered
from drillgrok.phases.phase import Phase
from drillgrok.phases.track import MeasuredAnswer, Track
from drillgrok.phases.version import MODEL_VERSION

_ANSWERS = ("baseline_answers", "first_seen", "settled")


def to_bytes(track: Track) -> bytes:
    """A line of JSON, then the belief as little-endian doubles."""
    state = {field.name: getattr(track.state, field.name) for field in fields(Filtered) if field.name != "belief"}
    head: dict[str, Any] = {
        "state": state,
        "phase": track.phase,
        "phase_since": track.phase_since,
        "pressed": track.pressed,
    }
    head |= {name: [[a.number, a.right, a.chance] for a in getattr(track, name)] for name in _ANSWERS}
    return json.dumps(head).encode() + b"\n" + track.state.belief.astype("<f8").tobytes()


def from_bytes(data: bytes) -> Track | None:
    """The track, or None when another version of the model wrote it."""
    line, _, numbers = data.partition(b"\n")
    head = json.loads(line)
    if head["state"]["model_version"] != MODEL_VERSION:
        return None
    belief = np.frombuffer(numbers, dtype="<f8").reshape(prior.SHAPE)
    answers = {name: tuple(MeasuredAnswer(*row) for row in head[name]) for name in _ANSWERS}
    return Track(
        state=Filtered(belief=belief, **head["state"]),
        phase=Phase(head["phase"]),
        phase_since=head["phase_since"],
        baseline_answers=answers["baseline_answers"],
        first_seen=answers["first_seen"],
        settled=answers["settled"],
        pressed=tuple((right, timed_out) for right, timed_out in head["pressed"]),
    )
