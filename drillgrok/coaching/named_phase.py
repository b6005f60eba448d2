"""Which phase the coach speaks of, and since when: what the phase model's rule names, with patience for words."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.coaching.verdict import Verdict
from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import Posterior, grokked_for_sure
from drillgrok.phases.track import Track

GROK_ANSWERS = 12
"""First-seen answers after the estimated change, without which the coach does not say grokked."""
MOVED_FOR_SURE = 0.95
"""Probability of shifting and grokked together from which the first of them is said, though neither can be named."""
_MOVED = (Phase.SHIFTING, Phase.GROKKED)


@dataclass(frozen=True, slots=True)
class NamedPhase:
    """A phase by name, or unclear, and the response at which it began."""

    phase: Phase
    since: int


def named_phase(track: Track, posterior: Posterior, before: Verdict | None) -> NamedPhase:
    """The phase to speak of now; `before` is the last verdict on a phase."""
    phase = _phase(track, posterior, before.phase if before else Phase.UNCLEAR)
    if phase in _MOVED:
        onset = track.onset
        return NamedPhase(phase, onset.number if onset else posterior.number)
    if before and phase is before.phase:
        return NamedPhase(phase, before.since)
    return NamedPhase(phase, track.phase_since if track.phase is phase else posterior.number)


def moved(posterior: Posterior) -> float:
    """Probability that unseen accuracy has left the ground."""
    return posterior.p[Phase.SHIFTING] + posterior.p[Phase.GROKKED]


def _phase(track: Track, posterior: Posterior, said: Phase) -> Phase:
    """What is named, less where the coach wants more; while nothing is, what was said stays, or one step less of it."""
    if posterior.first_seen < FIRST_SEEN_NEEDED or posterior.settled < SETTLED_NEEDED:
        return Phase.UNCLEAR
    named = track.phase
    if named is Phase.UNCLEAR:
        if said not in _MOVED and moved(posterior) >= MOVED_FOR_SURE:
            return Phase.SHIFTING
        lost = said is Phase.GROKKED and posterior.p[said] < moved(posterior) / 2
        return Phase.SHIFTING if lost else said
    if named is Phase.GROKKED and said is not Phase.GROKKED:
        sure = grokked_for_sure(posterior) and since_change(track) >= GROK_ANSWERS
        return Phase.GROKKED if sure else Phase.SHIFTING
    return named


def since_change(track: Track) -> int:
    """First-seen answers from the estimated change on; 0 where there is none to estimate."""
    onset = track.onset
    return sum(a.number >= onset.number for a in track.first_seen) if onset else 0
