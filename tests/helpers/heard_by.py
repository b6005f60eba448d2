"""Which synthetic learner hears which verdict: a row a kind at least. How the learners are made stands with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from drillgrok.coaching.facts import Circumstances, ExamResult
from drillgrok.coaching.verdicts import (
    expert_beginner,
    grokked,
    known,
    memorised_only,
    memorising,
    no_sign,
    not_enough_data,
    plateau,
    recited_only,
    shifting,
    shortcut,
    tired,
)

TWO_KEYS: Final = "language/turkish-many.yaml"
"""A deck where one of two keys is right."""
SINGLES: Final = "signs/cinder-31.yaml"
"""A deck where every item is a group of its own."""


@dataclass(frozen=True, slots=True)
class Hearer:
    """A learner by name, for so many days on the demo deck or one of ours, who hears this kind of verdict."""

    kind: str
    learner: str
    days: int = 6
    deck: str = ""
    circumstances: Circumstances = field(default_factory=Circumstances)


HEARD_BY: Final = (
    Hearer(not_enough_data.KIND, "never"),
    Hearer(known.KIND, "knows, is fast"),
    Hearer(known.KIND, "knows, is slow"),
    Hearer(tired.KIND, "tired"),
    Hearer(tired.KIND, "quitter"),
    Hearer(recited_only.KIND, "recited only", 3, circumstances=Circumstances(narrated=True, primed=True)),
    Hearer(memorised_only.KIND, "never", 2, circumstances=Circumstances(exam=ExamResult(4, 30, passed=False))),
    Hearer(grokked.KIND, "step"),
    Hearer(shifting.KIND, "ramp"),
    Hearer(shortcut.KIND, "presser", 2, TWO_KEYS),
    Hearer(expert_beginner.KIND, "expert beginner"),
    Hearer(expert_beginner.KIND, "waiter", 3),
    Hearer(no_sign.KIND, "never", 17, SINGLES),
    Hearer(plateau.KIND, "never"),
    Hearer(memorising.KIND, "never, bad deck"),
)
