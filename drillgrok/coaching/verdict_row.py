"""What every verdict states of itself, in one row. Which comes before which is the table's, in `verdicts/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drillgrok.coaching.claims import Claim
from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures
from drillgrok.coaching.ways import Saying, sentence


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One verdict: when it holds, its figures, the ways to put it, its next step, its claim, what else it changes."""

    kind: str
    """As stored verdicts and the replay name it; its file has the same name."""
    holds: Callable[[Facts], bool]
    figures: Callable[[Facts], Figures]
    """Every number that its sentences need."""
    ways: tuple[Saying, ...]
    """How it is put, the plainest first: as many as it may be said often, each true under its own condition."""
    next_step: str
    """What it means for the next session, in a sentence without a figure."""
    claim: Claim | None = None
    """What it claims about answers to come, as made before any response."""
    claim_waits: bool = False
    """It claims nothing before it is attested."""
    is_aside: bool = False
    """What stood before it stands after it: it says nothing of unseen answers."""
    counts_unseen: bool = True
    """Right answers among the unseen are in its figures."""
    by_unseen: bool = False
    """It comes and goes by unseen answers alone, so it waits for figures that show it."""
    is_found: bool = False
    """The rule has come, is coming or was read: whether it ever comes is no longer the question."""
    is_remark: bool = False
    """It is about practice alone, and what stood before it stands after it."""
    lasts_all_day: bool = False
    """It is not taken back before the day is over, and nothing else is said until then."""
    rests: bool = False
    """Nothing unseen is asked while it stands."""
    pushes: bool = False
    """The clock is pressed one level harder when it is said; where it cannot be said, it does not hold."""

    def put(self, figures: Figures, way: str = "") -> str:
        """The figures in one of its ways; in the first that fits them where that one is none of today's."""
        fit = [one for one in self.ways if one.holds(figures)]
        return next((one for one in fit if one.name == way), fit[0]).say(figures)

    def topic(self, way: str) -> str:
        """What one of its ways tells."""
        return next((one.told(self.kind) for one in self.ways if one.name == way), sentence(self.kind, way))
