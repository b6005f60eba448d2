"""What a tutor asks of a run beside its curves: when its learner practised last, which exams were taken, what came of
the checks after one, whether the rule was read early, since when a phase has stood. Folded over the log, a few numbers
a day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from drillgrok.model.log import Flag, Outcome, Response, Role
from drillgrok.planning.checks import CheckCourse, course_since
from drillgrok.planning.history import DayCount
from drillgrok.practice.exam_plan import LENGTHS, mark_of

WEEK_DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class ExamTaken:
    """An exam as far as the log has it."""

    day: int
    right: int
    n: int

    @property
    def passed(self) -> bool | None:
        """None where it was left before its end."""
        return self.right >= mark_of(self.n) if self.n in LENGTHS else None


@dataclass(slots=True)
class Attendance:
    """The fold; `take` every response of one run in its order."""

    narrated: bool = False
    """The rule was read before an exam was passed."""
    _days: dict[int, int] = field(default_factory=dict)
    """Day -> measured responses."""
    _volume: list[tuple[int, int, int]] = field(default_factory=list)
    """For each day the number of its first response, the day, and the measured responses before it."""
    _exams: dict[str, ExamTaken] = field(default_factory=dict)
    _checked: dict[int, list[bool]] = field(default_factory=dict)
    """Day -> which answers of checks were right."""
    _measured: int = 0

    def take(self, session: str, response: Response) -> None:
        """One more response."""
        day = response.at.day
        if day not in self._days:
            self._volume.append((response.seq, day, self._measured))
        self._days[day] = self._days.get(day, 0) + response.is_evidence
        self._measured += response.is_evidence
        self.narrated = self.narrated or Flag.NARRATED in response.flags
        if Flag.CHECK in response.flags and response.is_evidence:
            self._checked.setdefault(day, []).append(response.correct is True)
        if response.role is Role.EXAM and response.outcome is not Outcome.VOID:
            before = self._exams.get(session, ExamTaken(day, 0, 0))
            self._exams[session] = ExamTaken(day, before.right + (response.correct is True), before.n + 1)

    @property
    def course(self) -> CheckCourse | None:
        """What came of the checks after the exam that was passed; None without one."""
        if self.exam is None or not self.exam.passed:
            return None
        days = sorted(self._checked.items())
        return course_since(self.exam.day, (DayCount(day, 0, 0, len(of), sum(of)) for day, of in days))

    @property
    def last_day(self) -> int | None:
        """As `days.local_day` counts; None without a response, or where the log has no times."""
        day = max(self._days, default=None)
        return None if day is None or day <= 0 else day

    def since(self, today: int) -> int:
        """Measured responses of the last seven days, today included."""
        return sum(n for day, n in self._days.items() if today - WEEK_DAYS < day <= today)

    def day_of(self, number: int) -> int | None:
        """The day on which a response was given."""
        place = bisect_right(self._volume, number, key=lambda one: one[0])
        return self._volume[place - 1][1] if place else self.first_day

    @property
    def first_day(self) -> int | None:
        """The day of the first response."""
        return self._volume[0][1] if self._volume else None

    @property
    def exam(self) -> ExamTaken | None:
        """The exam that was passed, else the last that was gone through, else one that was left."""
        taken = list(self._exams.values())
        passed = [one for one in taken if one.passed]
        whole = [one for one in taken if one.passed is not None]
        return next(iter((*passed, *reversed(whole), *reversed(taken))), None)
