"""What every verdict states of itself, in one row. Which comes before which is the table's, in `verdicts/`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drillgrok.coaching.claims import Claim
from drillgrok.coaching.facts import Facts
from drillgrok.coaching.figures import Figures


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One verdict: when it holds, its figures, its sentences, its next step, its claim, and what else it changes."""

    kind: str
    """As stored verdicts and the replay name it; its file has the same name."""
    holds: Callable[[Facts], bool]
    figures: Callable[[Facts], Figures]
    """Every number that its sentences need."""
    say: Callable[[Figures], str]
    """One or two sentences, from its figures alone."""
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
    all_day: str = ""
    """What is said of it for the rest of the day, where it is not taken back before that is over."""
    rests: bool = False
    """Nothing unseen is asked while it stands."""
    pushes: bool = False
    """The clock is pressed one level harder when it is said."""
