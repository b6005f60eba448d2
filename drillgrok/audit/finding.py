"""What the audit hands over: one finding a question, as a value. Nothing is asked or worked out here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding asks of the author."""

    OK = "ok"
    NOTE = "note"
    """Worth knowing; the deck works."""
    WARN = "warn"
    """The drill will not show what it is meant to show."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of the audit."""

    id: str
    """Family and question, such as `volume.probes`."""
    severity: Severity
    says: str
    """Sentences with the numbers in them."""
    numbers: Mapping[str, float] = field(default_factory=dict)
    """The same numbers by name; shares are from 0 to 1."""
    mend: str = ""
    """What to do; empty where there is nothing to do."""
    open: bool = False
    """Gives nothing away, so that a learner of the sealed deck may read it."""


def percent(share: float) -> str:
    """A share as it is read aloud: `3 %`."""
    return f"{share * 100:.0f} %"
