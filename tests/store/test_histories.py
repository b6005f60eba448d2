"""What is kept of runs is replaced, not added to, and is forgotten when the log changes behind it."""

from drillgrok.model.log import Flag, Mark, MarkKind, Moment, Role
from drillgrok.store.engine import make_engine, reading, writing
from drillgrok.store.exams import break_seal
from drillgrok.store.export import log_lines
from drillgrok.store.histories import Kept, LogSize, keep_history, log_sizes, read_history
from drillgrok.store.import_log import import_log
from drillgrok.store.milestones import StoredMilestone, read_milestones
from drillgrok.store.verdicts import StoredVerdict, checkpoint, keep_checkpoint, keep_verdict, last_verdicts


def kept(engine, run_id, *states):
    with writing(engine) as connection:
        keep_history(connection, run_id, states)


def found(engine, run_ids, kinds=("a", "b"), version=1):
    with reading(engine) as connection:
        return read_history(connection, run_ids, kinds, version=version)


def test_a_state_takes_the_place_of_the_one_of_its_kind(desk):
    one, two, later = Kept("a", 10, 1, b"one"), Kept("b", 10, 1, b"two"), Kept("a", 20, 1, b"later")
    kept(desk.engine, desk.run.id, one, two)
    kept(desk.engine, desk.run.id, later)
    assert found(desk.engine, [desk.run.id]) == {desk.run.id: {"a": later, "b": two}}


def test_states_are_found_by_run_kind_and_version(store, desk_at):
    desks = [desk_at(store, name) for name in ("ada", "bo")]
    for number, desk in enumerate(desks):
        kept(store, desk.run.id, Kept("a", number, 1, b""), Kept("b", number, 2, b""))
    ids = [desk.run.id for desk in desks]
    assert found(store, ids) == {run_id: {"a": Kept("a", k, 1, b"")} for k, run_id in enumerate(ids)}
    assert found(store, ids[1:], kinds=("b",), version=2) == {ids[1]: {"b": Kept("b", 1, 2, b"")}}
    assert found(store, []) == {}


def test_an_import_forgets_what_was_kept_of_the_runs_that_it_changes(store, desk_at, response, tmp_path, new_database):
    changed, same = desk_at(store, "ada"), desk_at(store, "bo")
    changed.journal.append(response(1))
    same.journal.append(response(1))
    (tmp_path / "other").mkdir()
    other = make_engine(new_database(tmp_path / "other"))
    log = tmp_path / "log.csv"
    log.write_text("".join(log_lines(store)), encoding="utf-8")
    import_log(other, log)
    for desk in (changed, same):
        kept(other, desk.run.id, Kept("a", 1, 1, b""))
        with writing(other) as connection:
            keep_checkpoint(connection, desk.run.id, 1, 1, b"")
    changed.journal.mark(Mark(MarkKind.UNDONE, response(1).at, (1,)))
    log.write_text("".join(log_lines(store)), encoding="utf-8")
    assert import_log(other, log).changed == (changed.run.id,)
    assert set(found(other, [changed.run.id, same.run.id])) == {same.run.id}
    with reading(other) as connection:
        assert checkpoint(connection, changed.run.id, 1) is None
        assert checkpoint(connection, same.run.id, 1) == (1, b"")
    other.dispose()


def test_a_log_is_as_long_as_its_last_row(store, desk_at, response):
    desk, empty = desk_at(store, "ada"), desk_at(store, "bo")
    for seq in (1, 2, 3):
        desk.journal.append(response(seq))
    with reading(store) as connection:
        assert set(log_sizes(connection)) == {LogSize(desk.run.id, False, 3), LogSize(empty.run.id, False, 0)}
        assert log_sizes(connection, [desk.run.id]) == (LogSize(desk.run.id, False, 3),)


# Milestones.


def milestones(engine, *runs):
    with reading(engine) as connection:
        return read_milestones(connection, [run.id for run in runs])


def later(noon, seconds):
    return Moment(noon.utc_ms + 1000 * seconds, noon.offset_min)


def test_an_aha_stands_at_the_response_that_it_names(desk, response, noon):
    for seq in (1, 2, 3):
        desk.journal.append(response(seq))
    desk.journal.mark(Mark(MarkKind.AHA, noon, (2,)))
    desk.journal.mark(Mark(MarkKind.NOTE, noon, text="odd"))
    desk.journal.mark(Mark(MarkKind.UNDONE, noon, (3,)))
    assert milestones(desk.engine, desk.run) == {desk.run.id: (StoredMilestone(2, MarkKind.AHA),)}


def test_an_exam_stands_at_its_last_response_with_its_score(desk, response, noon):
    desk.journal.append(response(1))
    for start, right in ((2, 1), (5, 2)):
        exam = desk.sit_down(later(noon, start))
        exam.mark(Mark(MarkKind.EXAM, noon, text="2"))
        for k in range(3):
            exam.append(response(start + k, role=Role.EXAM, correct=k < right))
    failed, passed = milestones(desk.engine, desk.run)[desk.run.id]
    assert (failed.seq, failed.right, failed.to_pass, failed.passed, failed.opens_seal) == (4, 1, 2, False, False)
    assert (passed.seq, passed.right, passed.asked, passed.passed, passed.opens_seal) == (7, 2, 300, True, True)


def test_an_exam_that_was_left_at_once_stands_where_it_began(desk, response, noon):
    desk.journal.append(response(1))
    desk.sit_down(later(noon, 60)).mark(Mark(MarkKind.EXAM, later(noon, 60), text="26"))
    (exam,) = milestones(desk.engine, desk.run)[desk.run.id]
    assert (exam.seq, exam.passed) == (1, False)


def test_a_broken_seal_stands_behind_the_last_response_before_it(desk, response, noon):
    for seq in (1, 2):
        desk.journal.append(response(seq))
    break_seal(desk.engine, desk.run.id, later(noon, 7))
    desk.sit_down(later(noon, 8)).append(response(3, flags=frozenset({Flag.NARRATED})))
    assert milestones(desk.engine, desk.run) == {desk.run.id: (StoredMilestone(2, MarkKind.SEAL_BROKEN),)}


def test_milestones_are_told_apart_by_run(store, desk_at, noon):
    one, two, none = (desk_at(store, name) for name in ("ada", "bo", "cy"))
    for desk in (one, two):
        break_seal(store, desk.run.id, noon)
    assert set(milestones(store, one.run, two.run, none.run)) == {one.run.id, two.run.id}
    assert set(milestones(store, one.run, none.run)) == {one.run.id}


def test_the_last_verdict_of_each_run_is_found(store, desk_at, noon):
    one, two, none = (desk_at(store, name) for name in ("ada", "bo", "cy"))
    said = {}
    for desk in (one, two):
        for seq in (50, 100):
            said[desk.run.id] = StoredVerdict(seq, noon, "plateau", f"Words {seq}.", "{}")
            keep_verdict(store, desk.run.id, desk.session, said[desk.run.id])
    with reading(store) as connection:
        assert last_verdicts(connection, [one.run.id, two.run.id, none.run.id]) == said
