"""Who has read a rule, and in which decks that counts."""

from drillgrok.model.log import Mark, MarkKind, Moment
from drillgrok.store.exams import family_was_read, keep_reading
from drillgrok.store.journal import read_marks
from drillgrok.store.runs import start_run
from tests.helpers.responses import NOON
from tests.store.conftest import PLAN


def begun(desk, deck_id, seconds):
    at = Moment(NOON.utc_ms + 1000 * seconds, NOON.offset_min)
    return start_run(desk.engine, desk.learner, deck_id, PLAN, at).id


def test_a_sister_begun_after_reading_counts_as_told_and_one_begun_before_does_not(desk):
    before = begun(desk, "lantern-97", 10)
    keep_reading(desk.engine, desk.run.id, Moment(NOON.utc_ms + 20_000, NOON.offset_min))
    after = begun(desk, "lantern-letters", 30)
    assert [family_was_read(desk.engine, run, "lantern") for run in (before, after)] == [False, True]
    assert not family_was_read(desk.engine, after, "coins")
    assert not family_was_read(desk.engine, after, "")


def test_the_deck_itself_and_other_learners_are_not_told_by_it(desk, store, desk_at):
    keep_reading(desk.engine, desk.run.id, NOON)
    again = begun(desk, "lantern-31", 30)
    other = desk_at(store, "bo", "lantern-97")
    assert not family_was_read(desk.engine, again, "lantern")
    assert not family_was_read(desk.engine, other.run.id, "lantern")


def test_reading_is_stored_once(desk):
    for _ in range(2):
        keep_reading(desk.engine, desk.run.id, NOON)
    assert read_marks(desk.engine, desk.run.id) == (Mark(MarkKind.RULE_READ, NOON),)
