"""The one rule that names a phase."""

from __future__ import annotations

import pytest

from drillgrok.model.evidence import FIRST_SEEN_NEEDED, SETTLED_NEEDED
from drillgrok.phases.decision import BARS, decide
from drillgrok.phases.phase import PHASES, Phase


def probabilities(phase: Phase, p: float) -> list[float]:
    return [p if one is phase else (1 - p) / 3 for one in PHASES]


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_is_named_from_its_bar(phase):
    bar = BARS[phase]
    for p, named in ((bar.name, phase), (bar.name - 0.01, Phase.UNCLEAR)):
        assert decide(probabilities(phase, p), FIRST_SEEN_NEEDED, SETTLED_NEEDED, Phase.UNCLEAR) is named


@pytest.mark.parametrize("phase", PHASES)
def test_a_name_is_kept_until_its_probability_falls_clearly(phase):
    bar = BARS[phase]
    for p, named in ((bar.keep, phase), (bar.keep - 0.01, Phase.UNCLEAR)):
        assert decide(probabilities(phase, p), FIRST_SEEN_NEEDED, SETTLED_NEEDED, phase) is named


def test_no_two_phases_can_be_named_at_once():
    assert all(0.5 < bar.keep < bar.name for bar in BARS.values())


@pytest.mark.parametrize("phase", PHASES)
def test_nothing_is_named_on_few_unseen_answers(phase):
    assert decide(probabilities(phase, 1.0), FIRST_SEEN_NEEDED - 1, 500, Phase.UNCLEAR) is Phase.UNCLEAR


def test_only_what_rests_on_memory_needs_settled_answers():
    named = {phase for phase in PHASES if decide(probabilities(phase, 1.0), 50, 0, Phase.UNCLEAR) is phase}
    assert named == {Phase.SHIFTING, Phase.GROKKED}
