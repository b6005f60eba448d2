"""Which phase the coach has named, and since when: the leading phase with the patience that words need."""

from __future__ import annotations

from dataclasses import dataclass

from drillgrok.coaching.thresholds import thresholds
from drillgrok.coaching.verdict import Verdict
from drillgrok.phases.phase import FIRST_SEEN_NEEDED, SETTLED_NEEDED, Phase
from drillgrok.phases.regions import Posterior, grokked_for_sure
from drillgrok.phases.track import Track

SHIFT_ANSWERS, GROK_ANSWERS = 4, 12
"""First-seen answers after the estimated change, without which neither is named."""
SWITCH = 0.95
"""To say plateau after memorising, or the other way round, the new name needs so much."""
_LEADING = 0.5
_MOVED = (Phase.SHIFTING, Phase.GROKKED)
_STILL = (Phase.MEMORISING, Phase.PLATEAU)


@dataclass(frozen=True, slots=True)
class NamedPhase:
    """A phase by name, or unclear, and the response at which it began."""

    phase: Phase
    since: int


def named_phase(track: Track, posterior: Posterior, rule_use: float, before: Verdict | None) -> NamedPhase:
    """The phase to speak of now. `rule_use` is P(u >= 1/2); `before` the last verdict on a phase."""
    named = before.phase if before else Phase.UNCLEAR
    phase = _phase(track, posterior, rule_use, named)
    if phase in _MOVED:
        onset = track.onset
        return NamedPhase(phase, onset.number if onset else posterior.number)
    if before and phase is before.phase:
        return NamedPhase(phase, before.since)
    return NamedPhase(phase, track.phase_since if track.phase is phase else posterior.number)


def moved(posterior: Posterior) -> float:
    """Probability that unseen accuracy has left the ground."""
    return posterior.p[Phase.SHIFTING] + posterior.p[Phase.GROKKED]


def _phase(track: Track, posterior: Posterior, rule_use: float, named: Phase) -> Phase:
    if posterior.first_seen < FIRST_SEEN_NEEDED or posterior.settled < SETTLED_NEEDED:
        return Phase.UNCLEAR
    if _has_moved(track, posterior, rule_use, named):
        sure = grokked_for_sure(posterior) and since_change(track) >= GROK_ANSWERS
        kept = named is Phase.GROKKED and posterior.p[Phase.GROKKED] >= _LEADING
        return Phase.GROKKED if sure or kept else Phase.SHIFTING
    return _still(posterior, named)


def _has_moved(track: Track, posterior: Posterior, rule_use: float, named: Phase) -> bool:
    """A change that still lies below guessing, as where guessing gives much, is no shift."""
    if moved(posterior) < _LEADING:
        return False
    return named in _MOVED or (rule_use > thresholds().shifting_alarm and since_change(track) >= SHIFT_ANSWERS)


def since_change(track: Track) -> int:
    """First-seen answers from the estimated change on; 0 where there is none to estimate."""
    onset = track.onset
    return sum(a.number >= onset.number for a in track.first_seen) if onset else 0


def _still(posterior: Posterior, named: Phase) -> Phase:
    leading = max(_STILL, key=lambda phase: posterior.p[phase])
    needed = SWITCH if named in _STILL and named is not leading else _LEADING
    if posterior.p[leading] > needed:
        return leading
    return named if named in _STILL else Phase.UNCLEAR
