"""What a chart shows of a run over stretches of two kinds: the contrast between them, session by session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from drillgrok.domains.movement.contrast import contrast
from drillgrok.domains.movement.stretches import StretchItems
from drillgrok.model.domain import DomainItems, SessionContrast
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Response


def transitions(
    domain: DomainItems, index_of: Mapping[ItemKey, int], sessions: Iterable[Sequence[Response]]
) -> tuple[SessionContrast, ...] | None:
    """Implements `TransitionsOf`: sessions with too few answers of a kind are left out; None for every other drill."""
    if not isinstance(domain, StretchItems):
        return None
    kind_of = cache(domain.kind)
    found = []
    for session in sessions:
        measured = (one for one in session if one.is_evidence and one.item in index_of)
        made = contrast((kind_of(index_of[one.item]), one.answer) for one in measured)
        if made is not None:
            first, last, n = session[0].seq, session[-1].seq, made.leading + made.stray
            found.append(SessionContrast(first, last, made.d, made.low, made.high, n))
    return tuple(found)
