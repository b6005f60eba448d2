"""A verdict as one line of JSON and back, so that it can be stored whole: its words and the next verdict need all
of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Final

from drillgrok.coaching.claims import claim_of
from drillgrok.coaching.verdict import Verdict
from drillgrok.coaching.verdicts import BY_KIND
from drillgrok.phases.phase import Phase

_SAID: Final = frozenset({"way", "session", "explains"})


def to_json(verdict: Verdict) -> str:
    """The verdict, keys sorted. How it was put is left out where it stood unsaid."""
    values = asdict(verdict)
    if not verdict.way:
        values = {name: value for name, value in values.items() if name not in _SAID}
    return json.dumps(values, sort_keys=True)


def from_json(text: str) -> Verdict:
    """What `to_json` wrote. Raises ValueError, KeyError or TypeError on anything else."""
    values = json.loads(text)
    return Verdict(
        kind=BY_KIND[values["kind"]].kind,
        number=int(values["number"]),
        phase=Phase(values["phase"]),
        since=int(values["since"]),
        figures={str(name): int(value) for name, value in values["figures"].items()},
        unseen=int(values["unseen"]),
        claim=claim_of(values["claim"]),
        way=str(values.get("way", "")),
        session=int(values.get("session", 0)),
        explains=tuple(map(str, values.get("explains", ()))),
    )
