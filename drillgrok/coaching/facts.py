"""Everything the coach looks at, as one frozen value. How it is gathered stands in `gather_facts`; what it comes to is
said by the verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drillgrok.coaching.check import NOT_CHECKED, Check
from drillgrok.coaching.luck import Count
from drillgrok.coaching.today import PracticeToday
from drillgrok.coaching.verdict import Said
from drillgrok.phases.phase import Phase

if TYPE_CHECKING:
    from drillgrok.model.log import IntakeArm
    from drillgrok.phases.onset import Onset
    from drillgrok.phases.regions import Posterior

RECENT, USUAL, USUAL_LEAST = 40, 400, 200
"""Practised answers that tiredness is read from, those before them that say what is usual, and the fewest that can."""
ON_THE_CLOCK = 100
"""Right answers on the staircase that say how its time is used."""
LAST_THIRD = 2 / 3
LONG = 900
"""Practised answers that a pace is read from."""
UNSEEN_LATELY = 60
CLASSES_ATTESTED, SESSIONS_ATTESTED, UNSEEN_ATTESTED = 2, 2, 40
"""Classes of right answers, sessions, and unseen answers that do instead of a second session."""
WITHHELD_MOST = 4
"""Of the last 40 first showings, that may be taken back, paused or left: whoever leaves out what went wrong is right
in all that is left."""
UNSEEN_STEP = 12
"""No sentence is about fewer unseen answers, nor differs from the one before by fewer."""


@dataclass(frozen=True, slots=True)
class ExamResult:
    """The last exam of a run."""

    right: int
    n: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where a deck stands that was passed. Days of the learner's calendar."""

    passed_days: int
    """Since the pass."""
    due_days: int
    """Until the next check; 0 or less where it is due."""
    checks_left: int
    """Whole checks that its unseen items can pay."""
    longest_days: int = 0
    """The longest time after which a check found the rule kept."""
    last: Count | None = None
    """The last check that was done."""
    last_days: int = 0
    """Since then."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What neither the log nor the filter says."""

    primed: bool = False
    narrated: bool = False
    exam: ExamResult | None = None
    exam_open: bool = False
    has_exam: bool = True
    exam_items: int = 30
    exam_needed: int = 26
    today: int | None = None
    """The learner's day (`days.local_day`), where it may be a later one than the last response's."""
    deadline_ms: int | None = None
    """The staircase's whole deadline now."""
    tighter_ms: int | None = None
    """What it would be after a push; None where the clock cannot be tightened."""
    floor_ms: int | None = None
    """What the deck gives a person who has the rule, its hands' time in it: nobody who is that fast is pushed."""
    cut_off: tuple[int, int] | None = None
    """Of 100 answers on the staircase, how many it makes fail, and how many it will at the valley's end; None where
    nothing presses."""
    by_habit: bool = False
    """The best habit without the rule gives more than blind guessing."""
    check: Check = NOT_CHECKED
    """Whether a shortcut explains the unseen answers."""
    intake: IntakeArm | None = None
    """How new items come in from the first plateau on; None where there was no choice."""
    by_lot: bool = False
    """The intake was drawn, not chosen."""
    too_small: bool = False
    """The deck has too few practised items for a flood."""
    at_ease: bool = False
    """The learner went back to the calm pressure today, or was told to rest: no flood before tomorrow."""
    sessions: int = 1
    """Of the run, this one included."""
    keeping: Keeping | None = None
    """Of a deck that was passed: then only this and practice are spoken of."""
    is_check: bool = False
    """This session asks what was kept, which is all there is to say."""
    ahas: tuple[int, ...] = ()
    """The responses at which the learner felt it click."""


@dataclass(frozen=True, slots=True)
class Recent:
    """The last 40 practised answers, all of today, beside what is usual."""

    right: int
    n: int
    timed_out: int
    usual: float
    """The share right of the 400 before them."""


@dataclass(frozen=True, slots=True)
class RecentPace:
    """How fast the last 900 practised answers were given."""

    n: int
    early_ms: int
    """Median latency of right answers in their first half."""
    late_ms: int
    """The same in the second half."""
    early_deadline_ms: int
    """The first staircase deadline among them."""
    late_deadline_ms: int


@dataclass(frozen=True, slots=True)
class LateInTime:
    """How much of its time the last right answers on the staircase took."""

    n: int
    late: int
    """Those that came in the last third of it."""
    median_ms: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All figures a verdict may rest on. Response numbers count every row; counts leave out what is no evidence."""

    number: int
    """The last response, whether it is evidence or not."""
    posterior: Posterior
    phase: Phase
    """As the coach has named it: slower to change than the leading one."""
    since: int
    """The response at which it began."""
    moved: float
    """Probability that chance-corrected unseen accuracy is a quarter or more."""
    known: bool
    """The baseline was right, and no shortcut explains it."""
    attested: bool
    """Unseen answers of two classes were right, and over two sessions or forty answers: enough for a claim."""
    unclaimed: bool
    """A phase that claims the rule would be named, but for a shortcut that explains as much, or for what was left
    out."""
    withheld: int
    """Of the last 40 first showings, those taken back, paused or left, where they are too many; else 0."""
    volume: int
    items: int
    items_then: int
    """Practised items met when the phase began."""
    answers: int
    """Measured answers in the phase."""
    days: int
    baseline: Count
    """The first twelve unseen answers, or as many as there are."""
    fresh: bool
    """Twelve more unseen answers are in since they were counted last; if not, their counts stay as they were said."""
    unseen: Count
    """All of them."""
    unseen_in_phase: Count
    unseen_lately: Count
    """The last 60 of the phase."""
    unseen_last: Count
    """The last 12, whatever the phase."""
    unseen_after: Count
    """From the estimated change on, but at least the last 12 and at most the last 60."""
    unseen_before: Count
    """The others."""
    onset: Onset | None
    """In measured answers."""
    settled: Count
    """The last 200."""
    recent: Recent | None
    """None before 200 answers make the usual share, and before 40 of today."""
    said_today: bool
    """The last that was said was said today."""
    pace: RecentPace | None
    """None before 900 practised answers."""
    on_the_clock: LateInTime | None
    """None before 100 of them."""
    rephrased: Count
    told_quick: Count
    told_calm: Count
    today: PracticeToday
    felt: tuple[int, ...]
    """Where the learner felt it click, in measured answers."""
    circumstances: Circumstances
    said: Said

    def is_todays_last(self, kind: str) -> bool:
        """Whether a verdict of this kind is the last that was said, and was said today."""
        return self.said_today and self.said.last is not None and self.said.last.kind == kind
