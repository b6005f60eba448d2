"""Anki's text exports: the lines before the rows, HTML, gaps, pictures and sounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from drillgrok.importers.markup import MEDIA
from drillgrok.importers.questions import Question

FoundIn = Callable[..., Any]

FULL = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
kX1\tBasic\tEnglish\tder <b>Baum</b>\ttree<br>wood&nbsp;\tnature
kX2\tBasic\tEnglish\t"die ""Straße""<img src=""s.jpg"">"\tstreet [sound:street.mp3]\t
kX3\tCloze\tEnglish\t{{c1::Rom}} liegt in {{c2::Italien::Land}}.\tmore on it\t
kX4\tBasic\tEnglish\t<img src="only.png">\tanswer\t
"""


def test_columns_that_are_no_fields_are_passed_over_and_html_is_taken_out(found_in: FoundIn) -> None:
    found = found_in(FULL, "Notes.txt")
    assert found.pairs == [
        ("der Baum", "tree wood"),
        ('die "Straße"', "street"),
        ("[...] liegt in Italien.", "Rom"),
        ("Rom liegt in [Land].", "Italien"),
    ]
    assert found.lines == [7, 8, 9, 9]
    assert [(one.place, one.why) for one in found.left_out] == [(10, "It has no prompt.")]
    assert found.losses == {MEDIA: 3}


@pytest.mark.parametrize(
    ("name", "separator"),
    [("Tab", "\t"), ("comma", ","), ("Semicolon", ";"), ("Pipe", "|"), ("colon", ":"), ("space", " "), (";", ";")],
)
def test_the_separator_is_taken_by_its_name_or_itself(found_in: FoundIn, name: str, separator: str) -> None:
    found = found_in(f"#separator:{name}\n#html:false\na{separator}b\nc{separator}d\n", "Notes.txt")
    assert found.pairs == [("a", "b"), ("c", "d")]


def test_columns_may_be_named_before_the_rows(found_in: FoundIn) -> None:
    text = "#separator:comma\n#columns:Back,Front,Tags\n#tags column:3\ntree,Baum,x\n"
    found = found_in(text, "Notes.txt")
    assert found.pairs == [("Baum", "tree")]
    assert [one.name for one in found.columns] == ["Back", "Front", "Tags"]


def test_plain_notes_keep_signs_that_html_would_lose(found_in: FoundIn) -> None:
    assert found_in("#separator:tab\n#html:false\na <b and c> d\tx &lt; y\n", "Notes.txt").pairs == [
        ("a <b and c> d", "x &lt; y")
    ]


def test_html_is_told_by_its_look_where_nothing_says_it(found_in: FoundIn) -> None:
    assert found_in("#separator:tab\na<br>b\tc\n", "N.txt").pairs == [("a b", "c")]
    assert found_in("#separator:tab\na < b\tc\n", "N.txt").pairs == [("a < b", "c")]


def test_a_csv_name_hides_no_notes(found_in: FoundIn) -> None:
    assert found_in("#separator:Tab\n#html:false\na, b\tc\n", "notes.csv").pairs == [("a, b", "c")]


def test_what_nobody_can_see_in_a_field_is_no_text(found_in: FoundIn) -> None:
    field = "<style>p{}</style><!-- note --><ruby>漢<rt>かん</rt></ruby>字<script>x()</script><![if x]>!<div>end</div>"
    assert found_in(f"#separator:tab\n#html:true\n{field}\tkanji\n", "N.txt").pairs == [("漢[かん]字 ! end", "kanji")]


@pytest.mark.parametrize(
    "field", ["<", "<!", "<![", "<!-", "<!--", "</", "<a", "<?", "&", "&#", "&#x110000;", "<![CDATA[x"]
)
def test_a_field_may_end_anywhere(found_in: FoundIn, field: str) -> None:
    found = found_in(f"#separator:tab\n#html:true\nx{field}\ty\n", "N.txt")
    assert len(found.questions) == 1


@pytest.mark.parametrize(
    ("field", "questions", "why"),
    [
        ("{{c1::a}} and {{c1::a}}", [("[...] and [...]", "a")], []),
        ("{{c1::a}} and {{c1::b}}", [], ["It hides several texts at once."]),
        ("{{c1::a {{c2::b}} c}}", [], ["Its gaps stand one in another, or do not end."]),
        ("{{c1::a", [], ["Its gaps stand one in another, or do not end."]),
        ("{{c12::a::hint}}}} x", [("[hint]}} x", "a")], []),
    ],
)
def test_gaps_become_questions(found_in: FoundIn, field: str, questions: list[tuple[str, str]], why: list[str]) -> None:
    found = found_in(f"#separator:tab\n#html:true\n{field}\t\n", "N.txt")
    assert found.pairs == questions
    assert [one.why for one in found.left_out] == why


def test_an_export_of_ours_comes_back_with_its_other_answers(found_in: FoundIn) -> None:
    text = '#separator:tab\n#html:false\n#columns:prompt\tanswer\taccept\n"#1"\t"one"\t"eins|uno"\n'
    assert found_in(text, "x.txt").questions == [Question(4, "#1", "one", ("eins", "uno"))]
