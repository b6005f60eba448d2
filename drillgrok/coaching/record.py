"""A verdict as one line of JSON and back, so that it can be stored whole: its words and the next verdict need all
of it."""

from __future__ import annotations

import json
from dataclasses import asdict

from drillgrok.coaching.claims import claim_of
from drillgrok.coaching.verdict import Verdict
from drillgrok.coaching.verdicts import BY_KIND
from drillgrok.phases.phase import Phase


def to_json(verdict: Verdict) -> str:
    """The verdict, keys sorted."""
    return json.dumps(asdict(verdict), sort_keys=True)


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
    )
