"""The response log leaves one database and enters another unchanged."""

import csv
import io
import tempfile
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Flag, Mark, MarkKind, Moment, Outcome, Role
from drillgrok.names import is_name
from drillgrok.responselog.row import HEADER, csv_line
from drillgrok.store.engine import make_engine, reading
from drillgrok.store.export import log_lines
from drillgrok.store.import_log import Imported, import_log
from drillgrok.store.journal import read_marks, read_responses
from drillgrok.store.learners import learner_named
from drillgrok.store.runs import open_run, runs

HOSTILE = st.sampled_from(
    ["", ",", '"', '""', "\n", "\r\n", "\r", "=1+1", "@x", "字\u0301", "  ", "\t", "a;b", "\u2028", "-2"]
)
ANSWERS = HOSTILE | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NAMES = st.sampled_from(["ada", 'b"o,', "=cmd|' /C'", " spaced ", "字", "ada"]) | st.text(max_size=5).filter(is_name)


@pytest.fixture
def other(tmp_path: Path, new_database: Callable[[Path], Path]):
    """Another, empty database."""
    (tmp_path / "other").mkdir()
    engine = make_engine(new_database(tmp_path / "other"))
    yield engine
    engine.dispose()


def export(engine: Engine, **chosen: str) -> str:
    return "".join(log_lines(engine, **chosen))


def save(folder: Path, text: str) -> Path:
    path = folder / "log.csv"
    path.write_bytes(text.encode())
    return path


@pytest.fixture
def practised(desk, response, noon):
    """A session with every kind of thing in it."""
    for one in (
        response(1, flags=frozenset({Flag.BASELINE})),
        response(2, role=Role.PROBE, correct=False, answer="4,5"),
        response(3, outcome=Outcome.VOID, correct=None, flags=frozenset({Flag.IDLE, Flag.PAUSED})),
        response(4, outcome=Outcome.TIMED_OUT, correct=False, rt_ms=None),
        response(5, chance=1e-07),
    ):
        desk.journal.append(one)
    desk.journal.mark(Mark(MarkKind.IDLE, noon, (3, 4)))
    desk.journal.mark(Mark(MarkKind.UNDONE, noon, (5,)))
    return desk


def test_an_empty_database_exports_the_header_alone(store):
    assert export(store) == ",".join(HEADER) + "\n"


def test_a_log_that_was_practised_comes_back_as_the_same_bytes(practised, other, tmp_path):
    log = export(practised.engine)
    assert import_log(other, save(tmp_path, log)) == Imported(5, 0, 1, changed=(practised.run.id,))
    assert export(other) == log
    assert read_responses(other, practised.run.id) == read_responses(practised.engine, practised.run.id)


def test_the_arm_of_a_run_and_its_lot_come_back_and_a_log_from_before_there_was_one_is_read(practised, other, tmp_path):
    log = export(practised.engine)
    rows = list(csv.reader(io.StringIO(log)))
    assert rows[0][-2:] == ["arm", "lot"]
    drawn = "".join(
        csv_line([*row[:-2], *(("arm", "lot") if number == 0 else ("flood", "1"))]) for number, row in enumerate(rows)
    )
    import_log(other, save(tmp_path, drawn))
    assert export(other) == drawn
    older = "".join(csv_line(row[:-2]) for row in rows).replace(practised.run.id, str(uuid.uuid4()))
    older = older.replace(rows[1][3], str(uuid.uuid4()))
    import_log(other, save(tmp_path, older))
    assert len(export(other).splitlines()) == 2 * len(rows) - 1


def test_a_run_has_one_arm(practised, other, tmp_path):
    header, *rows = csv.reader(io.StringIO(export(practised.engine)))
    torn = [header, *([*row[:-2], "flood" if number else "steady", "1"] for number, row in enumerate(rows))]
    with pytest.raises(DrillgrokError, match="the same, with its lot, in all rows of a run"):
        import_log(other, save(tmp_path, "".join(map(csv_line, torn))))


@st.composite
def logs(draw: st.DrawFn) -> list[tuple[str, str, list[tuple[str, frozenset[Flag], int]]]]:
    """(learner, deck, rows) of a few runs; a row is an answer, flags and a time."""
    row = st.tuples(ANSWERS, st.frozensets(st.sampled_from(Flag)), st.integers(0, 10**12))
    return draw(st.lists(st.tuples(NAMES, NAMES, st.lists(row, min_size=1, max_size=4)), min_size=1, max_size=4))


@settings(max_examples=20, deadline=None)
@given(runs_of_rows=logs())
def test_export_import_export_gives_the_same_bytes_whatever_was_typed(new_database, desk_at, response, runs_of_rows):
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        source, target = make_engine(new_database(Path(first))), make_engine(new_database(Path(second)))
        for learner, deck, rows in runs_of_rows:
            desk = desk_at(source, learner if learner.strip() else "x", deck)
            for seq, (answer, flags, ms) in enumerate(rows, start=1):
                desk.journal.append(response(seq, answer=answer, flags=flags, at=Moment(ms, -210)))
        log = export(source)
        import_log(target, save(Path(first), log))
        assert export(target) == log
        source.dispose()
        target.dispose()


def test_learner_and_deck_choose_what_is_exported(store, desk_at, response):
    for name, deck in (("ada", "coins"), ("ada", "lantern-31"), ("bo", "coins")):
        desk_at(store, name, deck).journal.append(response(1))
    chosen = list(csv.reader(io.StringIO(export(store, learner="ada", deck_id="coins"))))
    assert [row[:2] for row in chosen[1:]] == [["ada", "coins"]]
    assert len(export(store, learner="ada").splitlines()) == 3


def test_marks_are_rebuilt_from_the_flags(practised, other, tmp_path):
    import_log(other, save(tmp_path, export(practised.engine)))
    kinds = [(mark.kind, mark.seqs) for mark in read_marks(other, practised.run.id)]
    assert sorted(kinds) == [(MarkKind.IDLE, (3,)), (MarkKind.IDLE, (4,)), (MarkKind.UNDONE, (5,))]


def test_an_imported_run_is_never_open(practised, other, tmp_path):
    import_log(other, save(tmp_path, export(practised.engine)))
    assert open_run(other, learner_named(other, "ada"), "lantern-31") is None
    with reading(other) as connection:
        (run,) = runs(connection)
    assert run.plan is None


def test_rows_that_are_there_already_are_skipped(practised, other, tmp_path):
    log = save(tmp_path, export(practised.engine))
    import_log(other, log)
    assert import_log(other, log) == Imported(0, 5, 0, changed=())
    assert import_log(practised.engine, log) == Imported(0, 5, 0, changed=())


def test_a_later_export_adds_its_new_rows_and_marks(desk, other, response, noon, tmp_path):
    desk.journal.append(response(1))
    import_log(other, save(tmp_path, export(desk.engine)))
    desk.journal.mark(Mark(MarkKind.UNDONE, noon, (1,)))
    desk.sit_down().append(response(2))
    assert import_log(other, save(tmp_path, export(desk.engine))) == Imported(1, 1, 0, (desk.run.id,))
    assert export(other) == export(desk.engine)


def test_a_row_that_differs_from_the_stored_one_is_refused(practised, other, tmp_path):
    log = export(practised.engine)
    import_log(other, save(tmp_path, log))
    with pytest.raises(DrillgrokError, match=r"log\.csv:3: seq: Row 2 .*differs"):
        import_log(other, save(tmp_path, log.replace('"4,5"', "45")))
    assert export(other) == log


def test_a_run_that_is_practised_here_takes_no_rows_from_outside(desk, response, tmp_path):
    desk.journal.append(response(1))
    log = export(desk.engine)
    second = log.splitlines()[1].replace(",1,2026", ",2,2026")
    with pytest.raises(DrillgrokError, match="practised here"):
        import_log(desk.engine, save(tmp_path, f"{log}{second}\n"))
    with pytest.raises(DrillgrokError, match="differs"):
        import_log(desk.engine, save(tmp_path, log.replace("calm,firm,", "calm,firm,undone")))


def test_mistakes_are_told_with_their_lines_and_nothing_comes_in(practised, other, tmp_path):
    lines = export(practised.engine).splitlines()
    lines[2] = lines[2].replace("probe", "held_out")
    lines[4] = lines[4].replace("timed_out", "late")
    with pytest.raises(DrillgrokError) as caught:
        import_log(other, save(tmp_path, "\n".join(lines)))
    assert [line.split(":")[1] for line in caught.value.what.splitlines()] == ["3", "5"]
    assert export(other) == ",".join(HEADER) + "\n"


def test_the_line_of_a_row_is_where_it_begins_even_after_answers_with_line_feeds(desk, other, response, tmp_path):
    desk.journal.append(response(1, answer="a\nb\nc"))
    desk.journal.append(response(2))
    with pytest.raises(DrillgrokError, match=r"log\.csv:5: "):
        import_log(other, save(tmp_path, export(desk.engine).replace(",17,1,", ",17,2,")))


def test_of_many_mistakes_the_first_twenty_are_told_and_the_rest_counted(desk, other, response, tmp_path):
    for seq in range(1, 31):
        desk.journal.append(response(seq))
    with pytest.raises(DrillgrokError) as caught:
        import_log(other, save(tmp_path, export(desk.engine).replace("calm", "slow")))
    told = caught.value.what.splitlines()
    assert len(told) == 21
    assert told[-1] == "... and 10 more."


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda lines: [lines[0], *lines[2:]], "1 should come here"),
        (lambda lines: [*lines, lines[-1]], "6 should come here"),
        (lambda lines: [*lines[:-1], lines[-1].replace("ada,", "bo,")], "belongs to learner"),
        (
            lambda lines: [*lines, lines[1].replace(lines[1].split(",")[2], "5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a01")],
            "belongs to another run",
        ),
        (lambda lines: [lines[0], lines[1].replace(lines[1].split(",")[3], "")], "not a UUID"),
        (
            lambda lines: [*lines[:3], lines[3].replace(lines[3].split(",")[3], str(uuid.UUID(int=7))), *lines[4:]],
            "came in between",
        ),
    ],
)
def test_runs_come_whole_in_order_and_unmixed(practised, other, tmp_path, change, reason):
    lines = change(export(practised.engine).splitlines())
    with pytest.raises(DrillgrokError, match=reason):
        import_log(other, save(tmp_path, "\n".join(lines)))
    assert export(other) == ",".join(HEADER) + "\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a response log"),
        (b"a,b\n1,2\n", "not a response log"),
        (",".join(HEADER).encode() + b"\n\xc3\xbc\xff\n", "UTF-8"),
        (",".join(HEADER).encode() + b'\n"open\n', "not CSV"),
        (",".join(HEADER).encode() + b"\n" + b"x" * 200_000, "not CSV"),
        (",".join(HEADER).encode() + b"\n1,2,3\n", "3 columns"),
    ],
)
def test_a_file_that_is_no_log_is_refused(store, tmp_path, content, reason):
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(DrillgrokError, match=reason):
        import_log(store, path)


def test_a_file_that_is_not_there_is_said(store, tmp_path):
    with pytest.raises(DrillgrokError, match=r"none\.csv: No such file"):
        import_log(store, tmp_path / "none.csv")
