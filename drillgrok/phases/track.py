"""One run's phase over time: the filter with what its figures need besides. The app holds this and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases import filter as phase_filter
from drillgrok.phases.decision import decide
from drillgrok.phases.evidence import Evidence, MeasuredAnswer
from drillgrok.phases.filter import Filtered
from drillgrok.phases.onset import Onset, onset
from drillgrok.phases.phase import Phase
from drillgrok.phases.prior import Array
from drillgrok.phases.regions import Posterior, given_memory, posterior, weighed

BASELINE = 12
FIRST_SEEN_KEPT, SETTLED_KEPT, PRESSED_KEPT = 1000, 200, 40
_UNSEEN = (EvidenceKind.FIRST_SEEN, EvidenceKind.REPROBE)
_FIRST_SEEN, _RECALL, _PRESSED = EvidenceKind.FIRST_SEEN, EvidenceKind.RECALL, EvidenceKind.PRESSED
KNOWN = 0.6
"""Chance-corrected baseline from which the rule was brought along."""


@dataclass
class Track:
    """The filter's state, the phase that leads and since when, and the answers that phases rest on. To be treated as a
    value; only `follow` fills one in place, that nobody else holds yet."""

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
    given: Array = field(default_factory=lambda: given_memory(phase_filter.start()), compare=False, repr=False)
    """What `given_memory` says of the state: kept, since only unseen answers change it."""

    @property
    def posterior(self) -> Posterior:
        """What the filter says now."""
        return posterior(self.state, self.phase, self.given)

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
    state = phase_filter.start(primed=primed)
    return Track(state, given=given_memory(state))


def follow(track: Track, answers: Iterable[Evidence]) -> Track:
    """The track after more answers; the given one is left as it was. One call for many costs the least."""
    new = copy(track)
    new.state = phase_filter.own(track.state)
    first_seen: list[MeasuredAnswer] = []
    settled: list[MeasuredAnswer] = []
    pressed: list[tuple[bool, bool]] = []
    for answer in answers:
        kind = answer.kind
        phase_filter.take_in_place(new.state, answer)
        if kind is not _PRESSED:
            _name(new, answer)
        if kind is _FIRST_SEEN:
            first_seen.append(MeasuredAnswer(answer.number, answer.correct, answer.chance))
        elif answer.is_settled:
            settled.append(MeasuredAnswer(answer.number, answer.correct, answer.chance))
        if kind is _PRESSED or kind is _RECALL:
            pressed.append((answer.correct, answer.timed_out))
    new.baseline_answers = (*track.baseline_answers, *first_seen)[:BASELINE]
    new.first_seen = (*track.first_seen, *first_seen)[-FIRST_SEEN_KEPT:]
    new.settled = (*track.settled, *settled)[-SETTLED_KEPT:]
    new.pressed = (*track.pressed, *pressed)[-PRESSED_KEPT:]
    return new


def _name(track: Track, answer: Evidence) -> None:
    state = track.state
    if answer.kind in _UNSEEN:
        track.given = given_memory(state)
    phase = decide(weighed(track.given, state), state.first_seen, state.settled, track.phase)
    if phase is not track.phase:
        track.phase = phase
        track.phase_since = answer.number
