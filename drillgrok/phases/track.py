"""One run's phase over time: the filter with what its figures need besides. The app holds this and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases import filter as phase_filter
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.filter import Filtered
from drillgrok.phases.onset import Onset, onset
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import Posterior, masses, named, posterior

BASELINE = 12
FIRST_SEEN_KEPT, SETTLED_KEPT, PRESSED_KEPT = 1000, 200, 40
KNOWN = 0.6
"""Chance-corrected baseline from which the rule was brought along."""


@dataclass(frozen=True, slots=True)
class MeasuredAnswer:
    """A first-seen or settled answer, as counts need it."""

    number: int
    right: bool
    chance: float


@dataclass(frozen=True)
class Track:
    """The filter's state, the phase that leads and since when, and the answers that phases rest on."""

    state: Filtered
    phase: Phase = Phase.UNCLEAR
    phase_since: int = 0
    """The response number at which the present phase was first named."""
    baseline_answers: tuple[MeasuredAnswer, ...] = ()
    """The first twelve first-seen answers."""
    first_seen: tuple[MeasuredAnswer, ...] = ()
    """The last 1,000."""
    settled: tuple[MeasuredAnswer, ...] = ()
    """The last 200."""
    pressed: tuple[tuple[bool, bool], ...] = ()
    """Right and timed out, of the last 40 practised answers of any kind."""

    @property
    def posterior(self) -> Posterior:
        """What the filter says now."""
        return posterior(self.state)

    @property
    def since(self) -> int:
        """The response at which the present phase began: for shifting and grokked where the change lies, for the
        others when they were first named."""
        changed = self.onset if self.phase in (Phase.SHIFTING, Phase.GROKKED) else None
        return changed.number if changed else self.phase_since

    @property
    def onset(self) -> Onset | None:
        """Where first-seen answers changed, given that they did."""
        return onset([a.number for a in self.first_seen], [a.right for a in self.first_seen])

    @property
    def baseline(self) -> float | None:
        """Chance-corrected accuracy of the first twelve first-seen answers; None before they are in."""
        first = self.baseline_answers
        if len(first) < BASELINE:
            return None
        chance = sum(a.chance for a in first) / BASELINE
        return (sum(a.right for a in first) / BASELINE - chance) / (1 - chance)

    @property
    def known(self) -> bool:
        """The rule was brought along: there is no plateau to wait for."""
        baseline = self.baseline
        return baseline is not None and baseline >= KNOWN


def begin(*, primed: bool = False) -> Track:
    """Before any answer."""
    return Track(phase_filter.start(primed=primed))


def follow(track: Track, answers: Iterable[Evidence]) -> Track:
    """The track after more answers."""
    for answer in answers:
        track = _follow(track, answer)
    return track


def _follow(track: Track, answer: Evidence) -> Track:
    state = phase_filter.take(track.state, (answer,))
    phase = named(state, masses(state)) if answer.kind is not EvidenceKind.PRESSED else track.phase
    kept = MeasuredAnswer(answer.number, answer.correct, answer.chance)
    baseline, first_seen = track.baseline_answers, track.first_seen
    settled, pressed = track.settled, track.pressed
    if answer.kind is EvidenceKind.FIRST_SEEN:
        first_seen = (*first_seen, kept)[-FIRST_SEEN_KEPT:]
        baseline = (*baseline, kept)[:BASELINE]
    if answer.is_settled:
        settled = (*settled, kept)[-SETTLED_KEPT:]
    if answer.kind in (EvidenceKind.RECALL, EvidenceKind.PRESSED):
        pressed = (*pressed, (answer.correct, answer.timed_out))[-PRESSED_KEPT:]
    return replace(
        track,
        state=state,
        phase=phase,
        phase_since=track.phase_since if phase is track.phase else answer.number,
        baseline_answers=baseline,
        first_seen=first_seen,
        settled=settled,
        pressed=pressed,
    )
