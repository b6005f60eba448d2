"""What a tutor asks of a run, folded over its log."""

from __future__ import annotations

from drillgrok.history.attendance import Attendance
from drillgrok.model.log import Moment
from tests.helpers.responses import right_answer


def test_a_log_without_times_has_no_day_that_anybody_was_away_since() -> None:
    attendance = Attendance()
    attendance.take("", right_answer(1, at=Moment(0, 0)))
    assert attendance.last_day is None
