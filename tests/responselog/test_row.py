"""One response to one CSV row and back."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.model.item import ItemKey
from drillgrok.model.log import Clock, Flag, IntakeArm, Moment, Outcome, Pressure, Response, Role
from drillgrok.names import is_name
from drillgrok.responselog.row import HEADER, LogRow, RowError, csv_line, from_fields, to_fields

RUN = "5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a01"
SESSION = "5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a02"

counts = st.integers(0, 2**31 - 1)
names = st.text(min_size=1, max_size=20).filter(is_name)


@st.composite
def rows(draw: st.DrawFn) -> LogRow:
    outcome = draw(st.sampled_from(Outcome))
    response = Response(
        seq=draw(st.integers(1, 2**31 - 1)),
        at=Moment(draw(st.integers(-(10**13), 10**14)), draw(st.integers(-1439, 1439))),
        item=ItemKey(draw(names)),
        presentation=draw(st.sampled_from(["plain", "r1", "r12"])),
        role=draw(st.sampled_from(Role)),
        seen=draw(counts),
        shown=draw(counts),
        chance=draw(st.floats(0, 1)),
        outcome=outcome,
        answer=draw(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))),
        correct=None if outcome is Outcome.VOID else draw(st.booleans()),
        rt_ms=None if outcome is Outcome.TIMED_OUT else draw(st.none() | counts),
        first_key_ms=draw(st.none() | counts),
        deadline_ms=draw(counts),
        clock=draw(st.sampled_from(Clock)),
        pressure=draw(st.sampled_from(Pressure)),
        flags=draw(st.frozensets(st.sampled_from(Flag))),
    )
    arm = draw(st.none() | st.sampled_from(IntakeArm))
    return LogRow(draw(names), draw(names), RUN, SESSION, response, arm, None if arm is None else draw(st.booleans()))


@given(rows())
def test_every_row_is_read_back_as_it_was_written(row):
    assert from_fields(list(to_fields(row))) == row


@given(st.lists(st.text(alphabet=',"\r\n =字a'), min_size=2))
def test_any_csv_reader_reads_a_line_of_ours(fields):
    assert list(csv.reader(io.StringIO(csv_line(fields), newline=""), strict=True)) == [fields]


def good() -> dict[str, str]:
    return {
        "learner": "ada",
        "deck": "lantern-31",
        "run": RUN,
        "session": SESSION,
        "seq": "1",
        "at": "2026-03-05T14:03:22.123-02:30",
        "item": "00000000002a",
        "presentation": "plain",
        "role": "practised",
        "seen": "0",
        "shown": "0",
        "chance": "0.5",
        "outcome": "answered",
        "answer": "17",
        "correct": "1",
        "rt_ms": "1500",
        "first_key_ms": "900",
        "deadline_ms": "8900",
        "clock": "calm",
        "pressure": "firm",
        "flags": "baseline primed",
        "arm": "flood",
        "lot": "1",
    }


def test_the_columns_stand_in_the_order_that_other_programs_rely_on():
    assert tuple(good()) == HEADER


def test_time_is_kept_to_the_millisecond_with_the_learners_offset():
    row = from_fields(list(good().values()))
    assert row.response.at == Moment(1_772_728_402_123, -150)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("learner", ""),
        ("deck", "a\x1b[2J"),
        ("run", "1"),
        ("session", SESSION.upper()),
        ("seq", "0"),
        ("seq", "01"),
        ("seq", "9999999999"),
        ("at", "2026-03-05 14:03:22"),
        ("at", "2026-02-30T14:03:22.123+01:00"),
        ("at", "2026-03-05T14:03:22.123-00:00"),
        ("at", "0001-01-01T00:00:00.000+14:00"),
        ("item", ""),
        ("presentation", "r0"),
        ("role", "held_out"),
        ("seen", "-1"),
        ("shown", "1.5"),
        ("chance", "nan"),
        ("chance", "1.5"),
        ("chance", "1_0"),
        ("outcome", "right"),
        ("answer", "a\0b"),
        ("correct", "yes"),
        ("rt_ms", "1e3"),
        ("first_key_ms", "\u0663"),
        ("deadline_ms", ""),
        ("clock", "slow"),
        ("pressure", ""),
        ("flags", "primed baseline"),
        ("flags", "baseline  primed"),
        ("flags", "bright"),
        ("arm", "much"),
        ("lot", "2"),
        ("lot", ""),
    ],
)
def test_a_field_that_no_log_of_ours_could_hold_is_named(column, text):
    with pytest.raises(RowError) as caught:
        from_fields(list((good() | {column: text}).values()))
    assert [problem.split(":")[0] for problem in caught.value.problems] == [column]


def test_everything_wrong_with_a_row_is_said_at_once():
    with pytest.raises(RowError) as caught:
        from_fields(list((good() | {"seq": "x", "role": "y", "clock": "z"}).values()))
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    "changes",
    [{"outcome": "void"}, {"correct": ""}, {"outcome": "timed_out", "correct": "0"}],
)
def test_fields_that_contradict_each_other_are_named(changes):
    with pytest.raises(RowError):
        from_fields(list((good() | changes).values()))


def test_a_row_of_another_width_is_named():
    with pytest.raises(RowError, match="22 columns"):
        from_fields(list(good().values())[:-1])
