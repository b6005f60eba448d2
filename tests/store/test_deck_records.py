"""What is kept of each deck for planning a day: counted with every answer, read without a database library."""

import subprocess
import sys

from drillgrok.days import DAY_MS
from drillgrok.model.log import Clock, Flag, Mark, MarkKind, Moment, Outcome, Role
from drillgrok.planning.history import ChoiceKind
from drillgrok.store.choices import keep_choice
from drillgrok.store.deck_records import deck_records
from drillgrok.store.deck_standing import keep_phase, keep_unseen
from drillgrok.store.engine import writing
from drillgrok.store.practice_days import count_days_again, days_are_wrong
from tests.helpers.responses import NOON

TODAY = NOON.day
DECK = "lantern-31"


def record(database, deck=DECK, today=TODAY):
    return deck_records(database, "ada", today)[deck]


def later(days, seq=0):
    return Moment(NOON.utc_ms + days * DAY_MS + 3000 * seq, NOON.offset_min)


def test_a_new_machine_has_no_records_and_looking_makes_no_file(tmp_path):
    assert deck_records(tmp_path / "home" / "drillgrok.db", "ada", TODAY) == {}
    assert list(tmp_path.iterdir()) == []


def test_every_measured_answer_counts_on_its_day_and_nothing_else_does(desk, database, response):
    desk.journal.append(response(1))
    desk.journal.append(response(2, outcome=Outcome.VOID, correct=None, flags=frozenset({Flag.IDLE})))
    desk.journal.append(response(3, flags=frozenset({Flag.REDRILL})))
    desk.journal.append(response(4, flags=frozenset({Flag.WARMUP})))
    desk.journal.append(response(5, at=later(3, 5)))
    found = record(database, today=TODAY + 3)
    assert [(day.day, day.answers) for day in found.recent] == [(TODAY, 1), (TODAY + 3, 1)]
    assert (found.answers, found.practised_days, found.last_day) == (2, 2, TODAY + 3)


def test_time_runs_from_answer_to_answer_and_a_pause_counts_a_minute_at_most(desk, database, response):
    desk.journal.append(response(1))
    desk.journal.append(response(2))
    desk.journal.append(response(3, at=Moment(NOON.utc_ms + 900_000, NOON.offset_min)))
    assert record(database).on(TODAY).spent_ms == 1500 + 3000 + 60_000


def test_what_is_undone_is_taken_back_once(desk, database, response):
    for seq in range(1, 5):
        desk.journal.append(response(seq, role=Role.PROBE, flags=frozenset({Flag.CHECK})))
    desk.journal.mark(Mark(MarkKind.UNDONE, NOON, (4,)))
    desk.journal.mark(Mark(MarkKind.IDLE, NOON, (3, 4)))
    desk.journal.mark(Mark(MarkKind.NOTE, NOON, (1,), "odd"))
    counts = record(database).on(TODAY)
    assert (counts.answers, counts.checked, counts.checked_right) == (2, 2, 2)


def test_a_check_is_counted_apart_however_long_ago_it_was(desk, database, response):
    asked = frozenset({Flag.CHECK})
    desk.journal.append(response(1, role=Role.PROBE, flags=asked))
    desk.journal.append(response(2, role=Role.PROBE, flags=asked, correct=False))
    found = record(database, today=TODAY + 900)
    assert found.recent == ()
    assert [(day.day, day.checked, day.checked_right) for day in found.checks] == [(TODAY, 2, 1)]


def test_a_passed_exam_is_kept_with_the_answer_that_passes_it(desk, database, response):
    desk.journal.mark(Mark(MarkKind.EXAM, NOON, text="2"))
    exam = {"role": Role.EXAM, "clock": Clock.QUICK}
    desk.journal.append(response(1, **exam))
    desk.journal.append(response(2, correct=False, **exam))
    assert record(database).passed is None
    desk.journal.append(response(3, **exam))
    assert record(database).passed == TODAY


def test_the_day_since_which_a_phase_holds_stays_while_it_does(desk, database):
    for day, phase in [(5, "memorising"), (8, "plateau"), (11, "plateau")]:
        with writing(desk.engine) as connection:
            keep_phase(connection, desk.run.id, phase, day)
            keep_unseen(connection, desk.run.id, 100 - day)
    found = record(database)
    assert (found.phase, found.phase_since, found.unseen) == ("plateau", 8, 89)


def test_the_newest_choice_counts_and_only_one_deck_is_the_main_one(desk, database):
    for deck, kind in [
        ("coins", ChoiceKind.MAIN),
        (DECK, ChoiceKind.MAIN),
        ("weekday", ChoiceKind.SET_ASIDE),
        (DECK, ChoiceKind.SKIPPED),
    ]:
        keep_choice(desk.engine, desk.learner, deck, kind, NOON)
    found = deck_records(database, "ada", TODAY)
    assert (found["coins"].chosen, found[DECK].chosen, found[DECK].skipped) == (None, ChoiceKind.MAIN, TODAY)
    assert found["weekday"].is_set_aside


def test_counts_made_again_from_the_log_are_those_that_were_kept(desk, database, response):
    flags = [frozenset(), frozenset({Flag.CHECK}), frozenset({Flag.REDRILL}), frozenset({Flag.WARMUP})]
    for seq in range(1, 13):
        desk.journal.append(response(seq, at=later(seq // 5, seq), flags=flags[seq % 4], correct=bool(seq % 3)))
    desk.journal.mark(Mark(MarkKind.UNDONE, later(3), (9, 12)))
    before = record(database, today=TODAY + 3)
    with writing(desk.engine) as connection:
        assert not days_are_wrong(connection)
        connection.exec_driver_sql("UPDATE practice_day SET answers = answers + 1")
    with writing(desk.engine) as connection:
        assert days_are_wrong(connection)
        count_days_again(connection)
    assert record(database, today=TODAY + 3) == before


def test_a_database_that_waits_for_its_upgrade_has_none(desk, database, response):
    desk.journal.append(response(1))
    with writing(desk.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0005'")
    assert deck_records(database, "ada", TODAY) == {}


def test_reading_them_loads_the_standard_library_alone():
    heavy = "import sys, drillgrok.store.deck_records; print(sorted({'sqlalchemy', 'numpy'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", heavy], check=True, capture_output=True, text=True).stdout.strip() == "[]"
    )
