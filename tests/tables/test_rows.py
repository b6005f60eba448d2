"""Rows out of a text: where each begins, what parts its cells, what a broken one costs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.tables.names import folded, meant, spelled
from drillgrok.tables.numbers import decimal, milliseconds, share, truth, was_rounded, whole
from drillgrok.tables.rows import BrokenRow, Dialect, TableRow, TextChunks, naming_dialect, rows_of, said_dialect

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=8)


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=20), separator=st.sampled_from(",;\t|")
)
def test_what_was_written_is_read_and_every_row_is_found_again_by_its_start(
    rows: list[list[str]], separator: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    text, dialect = out.getvalue(), Dialect(separator, exact=True)
    found = list(rows_of(TextChunks(text), dialect, "x"))
    assert [row.cells for row in found if isinstance(row, TableRow)] == rows
    for row in found:
        assert isinstance(row, TableRow)
        assert text.count("\n", 0, row.start) + 1 == row.line
        again = next(rows_of(TextChunks(text, row.start), dialect, "x", row.line - 1, row.start))
        assert again == row


def test_a_row_with_broken_quotes_costs_itself_alone() -> None:
    found = list(rows_of(TextChunks('a,b\n"c"d,e\nf,g\n'), Dialect(","), "x"))
    assert found == [TableRow(1, ["a", "b"], 0), BrokenRow(2), TableRow(3, ["f", "g"], 11)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_names_the_columns(separator: str) -> None:
    sample = separator.join(("PROMPT ", '"Answer"', "a,b;c")) + "\n"
    assert naming_dialect(sample, ("prompt", "answer")) == Dialect(separator)


def test_no_separator_names_columns_that_are_not_there() -> None:
    assert naming_dialect("front,back\n", ("prompt", "answer")) is None


def test_a_first_line_may_say_the_separator() -> None:
    assert said_dialect("sep=;\na;b\n") == (Dialect(";"), 6)
    assert said_dialect("separate;b\n") is None


def test_names_are_told_apart_by_their_letters() -> None:
    assert folded(" \ufeffPrompt\u00a0 ") == "prompt"
    assert spelled(("PROMPT", "Übung", "prompt"), ("prompt",)) == ("PROMPT", "Übung", "prompt")
    assert spelled(("PROMPT", " U\u0308bung"), ("prompt",)) == ("prompt", "Übung")
    assert meant("übung", ("Übung", "b")) == "Übung"
    assert meant("A", ("a", "A ")) is None


@pytest.mark.parametrize(("text", "number"), [("3.0", "3"), ("3,00", "3"), ("3.", "3"), ("3.5", "3.5"), ("x", "x")])
def test_whole_numbers_come_back_as_they_were(text: str, number: str) -> None:
    assert whole(text) == number


def test_decimal_commas_truths_and_rounded_names_are_known() -> None:
    assert (decimal("0,25"), decimal(",5"), decimal("1,2,3")) == ("0.25", "0.5", "1,2,3")
    assert (truth("WAHR"), truth("FALSE"), truth("1.0"), truth("yes")) == ("1", "0", "1", "yes")
    assert (share("0,25"), share("25%"), share("3,226 %"), share("62.76%")) == ("0.25", "0.25", "0.03226", "0.6276")
    assert was_rounded("1.23457E+11")
    assert not was_rounded("9891e1205927")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9.355", "9355"),
        ("38,160", "38160"),
        ("9,000", "9000"),
        ("38\u202f160", "38160"),
        ("1'038'160", "1038160"),
        ("1.038.160", "1038160"),
        ("758.123", "758.123"),
        ("758,0", "758"),
        ("758.0", "758"),
        ("2000", "2000"),
        ("soon", "soon"),
    ],
)
def test_parted_thousands_of_milliseconds_are_no_decimals(text: str, number: str) -> None:
    assert milliseconds(text) == number
