"""What the coach says, as values: a verdict or a remark, and what was said before. When it is said, and how it is put,
stands with each kind in `verdicts/` and in `remarks`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from drillgrok.coaching.claims import Claim
from drillgrok.phases.phase import Phase


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the coach says, with all that its words need. Small enough to be stored as it is."""

    kind: str
    """What it is about: the name of one of the files in `verdicts/`, or a remark."""
    number: int
    """The response after which it was given."""
    phase: Phase
    """The phase as the coach has named it: slower to change than the leading one."""
    since: int
    """The response at which that phase began."""
    figures: Mapping[str, int]
    """Every number in its sentences: counts, response numbers, milliseconds."""
    unseen: int
    """Unseen answers that were counted when it was given; their figures stand still until 12 more are in."""
    claim: Claim | None = None
    way: str = ""
    """How it was put; empty where every way had been heard too lately, so that it stood unsaid."""
    session: int = 0
    """Of the run, in which it was said."""
    explains: tuple[str, ...] = ()
    """Words in it that were explained, because they had not been said before."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said in a run so far."""

    last: Verdict | None = None
    standing: Verdict | None = None
    """The last that was no aside."""
    latest: Mapping[str, Verdict] = field(default_factory=dict)
    """The last of each kind."""
    first: Mapping[str, int] = field(default_factory=dict)
    """The response after which each kind was said for the first time."""
    claims: Mapping[str, Claim] = field(default_factory=dict)
    """The last claim made by each kind."""
    sentences: Mapping[str, int] = field(default_factory=dict)
    """The session in which each way of putting something was used last."""
    topics: Mapping[str, int] = field(default_factory=dict)
    """The same of what was told, however it was put."""
    explained: frozenset[str] = frozenset()
    """Words that were explained."""


OLDER: Final = "older than shortcuts"
"""Said of a verdict or a pass from before it was looked for shortcuts that explain it."""


def display_name(kind: str) -> str:
    """A kind of verdict in a word or two."""
    return kind.replace("_", " ")
