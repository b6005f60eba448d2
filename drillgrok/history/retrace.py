"""The phase model over a log once more, leaving its trail. Loads the model, which the other files here do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drillgrok.history.gathering import Row
from drillgrok.history.trail import Trail
from drillgrok.phases.evidence import Evidence, evidence_of
from drillgrok.phases.track import Track, follow


def retraced(track: Track, trail: Trail, rows: Iterable[Row]) -> tuple[Track, Trail]:
    """Track and trail after more rows, which no undo can reach; the given ones are left as they were.

    Both have to end at the same response, the one before the first row.
    """
    new = replace(trail, beliefs=list(trail.beliefs))
    since: list[Evidence] = []
    for session_id, response in rows:
        evidence = evidence_of(response, session_id)
        if evidence is not None:
            since.append(evidence)
        if new.is_due(response.seq):
            track, since = follow(track, since), []
        new.take(response.seq, track)
    return follow(track, since), new
