"""Reading logs that others wrote: what may be left out, what is refused and how it is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Clock, Flag, Moment, Outcome, Response, Role
from drillgrok.responselog.exact import exact_pages, rows_of
from drillgrok.responselog.reader import checked_log, log_rows, run_sizes
from drillgrok.responselog.row import HEADER, LogRow, csv_line, to_fields

LEAST = "item,role,seen,chance,outcome,correct\n"


def unwatched(_bytes: int) -> None:
    pass


@pytest.fixture
def log(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "log.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def responses(path: Path) -> list[Response]:
    return [row.response for row in log_rows(path, unwatched)]


def refusal(path: Path) -> str:
    with pytest.raises(DrillgrokError) as caught:
        run_sizes(path, unwatched)
    return str(caught.value)


def test_six_columns_are_enough_and_the_rest_is_filled_in(log):
    first, second = responses(log(LEAST + "i1,practised,0,0.5,answered,1\ni1,practised,3,0.5,passed,0\n"))
    assert (first.seq, second.seq) == (1, 2)
    assert (first.shown, second.shown) == (0, 3)
    assert (second.clock, second.presentation, second.rt_ms, second.flags) == (Clock.CALM, "plain", None, frozenset())
    assert second.outcome is Outcome.PASSED


def test_held_out_is_another_word_for_probe(log):
    found = responses(log(LEAST + "i1,held_out,0,0.5,answered,1\ni2,probe,0,0.5,answered,0\n"))
    assert [r.role for r in found] == [Role.PROBE, Role.PROBE]


def test_columns_may_come_in_any_order_with_others_between(log):
    (found,) = responses(log("colour,correct,outcome,chance,seen,role,item\n\x1b[31m,1,answered,.25,2,practised,i1\n"))
    assert (found.item, found.seen, found.chance, found.correct) == ("i1", 2, 0.25, True)


def test_an_empty_cell_is_as_good_as_no_column(log):
    (found,) = responses(log("learner,seq,shown,rt_ms,flags," + LEAST + ",,,,,i1,practised,4,0.5,answered,1\n"))
    assert (found.seq, found.shown, found.rt_ms, found.flags) == (1, 4, None, frozenset())


def test_a_mark_of_utf_8_and_line_ends_of_windows_change_nothing(log):
    plain = LEAST + "i1,practised,0,0.5,answered,1\n\ni2,practised,0,0.5,timed_out,0\n"
    expected = responses(log(plain))
    assert len(expected) == 2
    assert responses(log(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())) == expected


OTHERS = "Item;Role;SEEN;Chance;outcome ;correct;rt_ms;;\r\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_log_that_went_through_another_program_is_what_it_was(log, encoding):
    text = OTHERS + "tür;practised;0,0;0,25;answered;WAHR;758,0;;\r\n;;;;;;;;\r\nb;probe;2.0;,5;timed_out;FALSE\r\n"
    with pytest.raises(DrillgrokError, match=r":4: This row has 6 columns, the first line has 9"):
        responses(log(text.encode(encoding)))
    one, two = responses(log(text.replace("FALSE\r", "FALSE;;;\r").encode(encoding)))
    assert (one.item, one.seen, one.chance, one.correct, one.rt_ms) == ("tür", 0, 0.25, True, 758)
    assert (two.item, two.role, two.seen, two.chance, two.correct) == ("b", Role.PROBE, 2, 0.5, False)


def test_a_name_that_a_spreadsheet_rounded_is_told(log):
    assert "was rounded by a spreadsheet" in refusal(log(LEAST + "1.23457E+11,practised,0,0.5,answered,1\n"))


def test_line_ends_of_old_machines_are_line_ends(log):
    assert len(responses(log((LEAST + "i,practised,0,0.5,answered,1\n" * 2).replace("\n", "\r")))) == 2


def test_a_first_line_that_tells_a_spreadsheet_the_separator_is_no_header(log):
    text = "sep=;\r\n" + LEAST.replace(",", ";") + "i;practised;0;3,23 %;answered;1\r\n"
    assert responses(log(text))[0].chance == 0.0323
    assert ":4: chance: 'x' is not a number" in refusal(log(text + "i;probe;0;x;answered;1\r\n"))


def test_days_that_a_spreadsheet_wrote_in_one_meaning_are_read(log):
    rows = ["29.11.2026 14:12,i,practised,0,0.5,answered,1", "2026/11/29 14:12:05,i,practised,1,0.5,answered,1"]
    first, second = responses(log("at," + LEAST + "\n".join(rows)))
    assert second.at.utc_ms - first.at.utc_ms == 5_000
    assert "Take the file as it was exported" in refusal(log("at," + LEAST + rows[0].replace("29.11.", "11/29/")))


def test_thousands_parted_by_a_spreadsheet_stay_thousands(log):
    rows = '"1,234",i1,practised,0,0.5,answered,1\n12.345,i1,practised,1,0.5,answered,1\n'
    assert [response.rt_ms for response in responses(log("rt_ms," + LEAST + rows))] == [1_234, 12_345]


def test_a_name_that_turns_the_writing_round_is_none(log):
    assert "none of them control characters" in refusal(
        log("learner," + LEAST + "A\u202eda,i,practised,0,0.5,answered,1\n")
    )
    names = [
        row.learner for row in log_rows(log("learner," + LEAST + "می‌خواهم,i,practised,0,0.5,answered,1\n"), unwatched)
    ]
    assert names == ["می‌خواهم"]


def test_an_empty_log_is_called_empty(log):
    assert "The file is empty" in refusal(log(""))


def test_a_log_in_another_order_is_told_how_to_sort_it(log):
    assert "Sort the file by seq" in refusal(
        log("seq," + LEAST + "2,i,practised,0,0.5,answered,1\n1,i,practised,0,0.5,answered,1\n")
    )


def test_latencies_may_be_fractions(log):
    head = "rt_ms," + LEAST
    assert responses(log(head + "758.0,i1,practised,0,0.5,answered,1\n"))[0].rt_ms == 758


def test_flags_come_in_any_order(log):
    (found,) = responses(log("flags," + LEAST + "undone baseline,i1,practised,0,0.5,answered,1\n"))
    assert found.flags == {Flag.BASELINE, Flag.UNDONE}


def test_runs_may_interleave_and_each_counts_for_itself(log):
    path = log("learner,run," + LEAST + "".join(f"{who},1,i1,practised,0,0.5,answered,1\n" for who in "abaab"))
    assert run_sizes(path, unwatched) == {("a", "", "1"): 3, ("b", "", "1"): 2}
    assert [row.response.seq for row in log_rows(path, unwatched)] == [1, 1, 2, 3, 2]


def test_times_keep_their_offset_and_are_utc_without_one(log):
    head = "at," + LEAST
    row = ",i1,practised,0,0.5,answered,1\n"
    path = log(head + "1970-01-01T01:00:02.5+01:00" + row + "1970-01-01 00:00:03" + row)
    assert [r.at for r in responses(path)] == [Moment(2500, 60), Moment(3000, 0)]
    assert "at: '31/12/20' is not a time like" in refusal(log(head + "31/12/20" + row))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",practised,0,0.5,answered,1", "item: 1 to 200 characters"),
        ("\x1b[31m,practised,0,0.5,answered,1", "item: 1 to 200 characters"),
        ("i,other,0,0.5,answered,1", "role: 'other' is none of practised, probe, exam, held_out."),
        ("i,practised,-1,0.5,answered,1", "seen: '-1' is not a whole number"),
        ("i,practised,99999999999,0.5,answered,1", "seen: '99999999999' is not a whole number"),
        ("i,practised,٣,0.5,answered,1", "seen: '٣' is not a whole number"),
        ("i,practised,0,1.1,answered,1", "chance: '1.1' is not a number from 0 to 1."),
        ("i,practised,0,nan,answered,1", "chance: 'nan' is not a number"),
        ("i,practised,0,9e999,answered,1", "chance: '9e999' is not a number"),
        ("i,practised,0,.,answered,1", "chance: '.' is not a number"),
        ("i,practised,0,0.5,skipped,1", "outcome: 'skipped' is none of answered, passed, timed_out, void."),
        ("i,practised,0,0.5,answered,2", "correct: '2' is none of 0, 1, (empty)."),
        ("i,practised,0,0.5,answered,", "correct: It is empty when the outcome is void"),
        ("i,practised,0,0.5,void,0", "correct: It is empty when the outcome is void"),
        ("i,practised,0,0.5,answered", "This row has 5 columns, the first line has 6."),
    ],
)
def test_a_bad_row_is_named_by_file_line_and_column(log, row, sentence):
    path = log(LEAST + "i,practised,0,0.5,answered,1\n" + row + "\n")
    assert refusal(path).startswith(f"{path}:3: {sentence}")
    with pytest.raises(DrillgrokError, match=":3: "):
        responses(path)


def test_twenty_mistakes_are_shown_and_the_others_counted(log):
    said = refusal(log(LEAST + "i,practised,x,0.5,answered,7\n" * 1000))
    assert said.count("log.csv:") == 20
    assert "... and 1,980 more." in said


def test_the_rows_of_a_run_have_to_be_in_order(log):
    path = log("seq," + LEAST + "2,i,practised,0,0.5,answered,1\n2,i,practised,1,0.5,answered,1\n")
    assert f"{path}:3: seq: 2 comes after 2" in refusal(path)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty"),
        ("item,role,seen,chance,outcome\n", "no column correct"),
        ("item," + LEAST, "names item twice"),
        (LEAST + '"i"x,practised,0,0.5,answered,1\n', ":2: This is not CSV"),
        (LEAST + '"i\n' + "i\n" * 100_000, ":2: This is not CSV"),
        (LEAST.encode() + "Tür,practised".encode() + b"\xff,0,0.5,answered,1\n", ":2: Byte 53 is not UTF-8 text."),
        (LEAST.encode("utf-16")[:-1], "not whole UTF-16"),
        (LEAST + "i" * (1 << 21), ":2: A line is endless."),
        (b"\0" * 5000, "not a text file"),
        (b"PK\x03\x04" + b"x" * 500, "a spreadsheet's own file"),
    ],
)
def test_a_file_that_is_no_log_is_refused_in_a_sentence(log, content, sentence):
    assert sentence in refusal(log(content))


def test_a_folder_or_a_missing_file_is_said_to_be_one(tmp_path):
    assert "cannot be read twice" in refusal(tmp_path)
    assert "No such file" in refusal(tmp_path / "none.csv")


def test_whoever_watches_is_told_of_every_byte_in_the_end(log):
    path = log(LEAST + "i,practised,0,0.5,answered,1\n" * 5000)
    told: list[int] = []
    run_sizes(path, told.append)
    assert told == sorted(told)
    assert told[-1] == path.stat().st_size


CELLS = st.sampled_from(["", "0", "1", "01", "7", "٣", "0.5", "25%", "1e-3", "i1", "1.2E+11", "758.0", "1,234", " 3"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 11), st.sampled_from(HEADER), CELLS | st.sampled_from(HEADER))))
def test_rows_are_read_alike_many_at_a_time_and_one_by_one(log, response, changes):
    """An empty line in between has a page read row by row."""
    rows = [
        list(to_fields(LogRow("ada", "lantern-31", str(UUID(int=k // 6)), str(UUID(int=9 + k // 3)), one)))
        for k in range(12)
        for one in [response(seq=k % 6 + 1, correct=k % 5 > 0, answer=f"a{k}", flags=frozenset({Flag.PRIMED}))]
    ]
    for k, column, cell in changes:
        rows[k][HEADER.index(column)] = cell
    lines = [csv_line(HEADER), *map(csv_line, rows)]

    def found(text: str) -> tuple[object, ...]:
        path = log(text)
        rows = (row for lines, page in exact_pages(path) for _, row in rows_of(lines, page))
        exact = [row if isinstance(row, LogRow) else row.problems for row in rows]
        try:
            with checked_log(path, unwatched) as read:
                kept = list(read.rows(unwatched))
            assert list(log_rows(path, unwatched)) == kept
        except DrillgrokError as error:
            return exact, str(error)
        return exact, kept, read.sizes

    assert found("".join(lines)) == found("".join([*lines, "\n"]))


def test_what_was_checked_is_not_read_again(log):
    path = log(LEAST + "i,practised,0,0.5,answered,1\n" * 5000)
    told: list[int] = []
    with checked_log(path, unwatched) as read:
        size = path.stat().st_size
        path.unlink()
        assert [row.response.seq for row in read.rows(told.append)] == list(range(1, 5001))
    assert told == sorted(told)
    assert told[-1] == size


@given(seen=st.integers(0, 50), correct=st.booleans(), answer=st.text(st.characters(codec="utf-8"), max_size=20))
def test_what_an_export_says_of_evidence_is_read_back(tmp_path_factory, response, seen, correct, answer):
    one = response(seen=seen, shown=seen + 1, correct=correct, answer=answer, flags=frozenset({Flag.PRIMED}))
    path = tmp_path_factory.mktemp("export") / "log.csv"
    row = LogRow("ada", "lantern-31", "run-1", "sitting-1", one)
    path.write_bytes((csv_line(HEADER) + csv_line(to_fields(row))).encode())
    (back,) = log_rows(path, unwatched)
    assert (back.learner, back.deck, back.run, back.session) == ("ada", "lantern-31", "run-1", "sitting-1")
    for name in ("seq", "at", "item", "presentation", "role", "seen", "shown", "chance", "outcome", "correct", "rt_ms"):
        assert getattr(back.response, name) == getattr(one, name)
    assert (back.response.clock, back.response.flags) == (one.clock, one.flags)
