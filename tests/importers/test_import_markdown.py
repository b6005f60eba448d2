"""Questions in Markdown in the shapes that people write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from drillgrok.importers.markdown import OTHER, TURNED
from drillgrok.importers.markup import MEDIA

FoundIn = Callable[..., Any]

QUESTIONS = """\
---
name: signs
---
# Signs

Q: What is *one* and [one](http://example.org)?
A: two

**Question 2:** What is
two and two?
**Answer:** four,
that is `2 + 2`
---
3. Q: Nobody answers this
Q: Five?
![](five.png)
A: 5

Some words on the side.
"""


def test_lines_that_begin_with_q_and_a_go_on_until_something_ends_them(found_in: FoundIn) -> None:
    found = found_in(QUESTIONS, "signs.md")
    assert found.pairs == [
        ("What is one and one?", "two"),
        ("What is two and two?", "four, that is 2 + 2"),
        ("Five?", "5"),
    ]
    assert found.lines == [6, 9, 15]
    assert [(one.place, one.why) for one in found.left_out] == [(14, "There is no 'A:' after its 'Q:'.")]
    assert found.losses == {MEDIA: 1, OTHER: 2}


SHAPES = [
    ("Haus :: house\n- Baum::: tree\n", [("Haus", "house"), ("Baum", "tree")]),
    ("std::vector is a word, ok\n", []),
    (
        "What is this?\nIt is old.\n?\nA clock\n<!--SR:!2024-01-01,3,250-->\n\nx\n",
        [("What is this? It is old.", "A clock")],
    ),
    ("Term\n: what it means\n: another\n\nNext\n: its sense\n", [("Term", "what it means"), ("Next", "its sense")]),
    ("| Wort | word |\n|---|:--:|\n| Haus | house |\n| a \\| b | c |\n", [("Haus", "house"), ("a | b", "c")]),
    ("Back | Front\n--- | ---\nhouse | Haus\n", [("Haus", "house")]),
    ("# One\n\n## Haus\nhouse\n\nmore\n## Baum ##\n- tree\n\n### empty\n", [("Haus", "house"), ("Baum", "tree")]),
    ("# Title\nHaus :: house\n## Sub\ntext\n", [("Haus", "house")]),
    ("```\nQ: code\nA: code\n```\nQ: x\nA: y\n", [("x", "y")]),
    ("a #flashcards/de :: b\n", [("a", "b")]),
    ("#flashcards\nHaus::house\nBaum:::tree\n`x::y` is code\n", [("Haus", "house"), ("Baum", "tree")]),
    (
        "#flashcards\n\nHaus::house\nBaum::tree\nWhat grows\non trees\n?\na leaf\n",
        [("Haus", "house"), ("Baum", "tree"), ("What grows on trees", "a leaf")],
    ),
    ("Haus :: house\nBaum\n??\ntree\n", [("Haus", "house"), ("Baum", "tree")]),
    ("Q: Two noble gases?\nA:\n\n- neon\n- argon\n\nQ: x\nA: y\n", [("Two noble gases?", "neon, argon"), ("x", "y")]),
    ("P: 2 + 2\nS: 4\n", [("2 + 2", "4")]),
    (
        "C: The [order] of a [group]\nis its size ![x](y) [no](link).\n---\nC: [Na] it is.\n",
        [
            ("The [...] of a group is its size no.", "order"),
            ("The order of a [...] is its size no.", "group"),
            ("[...] it is.", "Na"),
        ],
    ),
    ("Water is ==wet== and {{cold}}.\n", [("Water is [...] and cold.", "wet"), ("Water is wet and [...].", "cold")]),
    ("{{c1::Rome}} lies in {{c2::Italy}}.\n", [("[...] lies in Italy.", "Rome"), ("Rome lies in [...].", "Italy")]),
    ("What is it?::A clock\n", [("What is it?", "A clock")]),
    ("> quoted :: line\n- [ ] task :: done\n12. no :: 1\n", [("quoted", "line"), ("task", "done"), ("no", "1")]),
    ("[[page|name]] **bold** ==x== ~~y~~ \\*z\\* snake_case :: [[link]]\n", [("name bold x y *z* snake_case", "link")]),
]


def test_what_belongs_to_no_question_is_counted(found_in: FoundIn) -> None:
    found = found_in("Some words.\n\nHaus ::: house\n\nC: no gap\n\na\n??\nb\n", "notes.md")
    assert +found.losses == {OTHER: 1, TURNED: 2}
    assert [(one.place, one.why) for one in found.left_out] == [(5, "It has no gap in square brackets.")]


@pytest.mark.parametrize(("text", "pairs"), SHAPES)
def test_each_shape_gives_its_questions(found_in: FoundIn, text: str, pairs: list[tuple[str, str]]) -> None:
    found = found_in(text, "notes.md")
    assert found.pairs == pairs
    assert found.left_out == []


def test_an_answer_keeps_a_number_at_its_start(found_in: FoundIn) -> None:
    assert found_in("Q: When?\nA: 3. Mai\n", "x.md").pairs == [("When?", "3. Mai")]


def test_columns_of_a_table_can_be_wished_for(found_in: FoundIn) -> None:
    table = "| no | word | sense |\n|--|--|--|\n| 1 | Haus | house |\n"
    assert found_in(table, "x.md", prompt="sense", answer="no").pairs == [("house", "1")]
    (left_out,) = found_in(table, "x.md", prompt="none").left_out
    assert left_out == (1, "The table was left out. There is no column 'none'.")


def test_questions_under_a_plain_name_are_known_by_their_look(found_in: FoundIn) -> None:
    assert found_in("Q: one?\nA: two\n", "notes.txt").pairs == [("one?", "two")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q:",
        "A: x",
        "::",
        " :: ",
        "|\n|-|",
        "|||\n|-|-|\n|",
        "#",
        "---",
        "```",
        "\\",
        ": x\n: y",
        "[[",
        "a\n?\n",
    ],
)
def test_scraps_end_in_nothing_worse_than_a_reason(found_in: FoundIn, text: str) -> None:
    assert found_in(text, "x.md").questions == []


TOO_LONG = "Its prompt or its answer has more than 2,000 signs."


@pytest.mark.parametrize("marks", ["[", "![", "*a", "_ ", "` ", "a :", "\\", "> ", "- ", "|", "==", "<a "])
def test_a_long_line_of_marks_is_one_answer_that_is_left_out(found_in: FoundIn, marks: str) -> None:
    found = found_in("x :: " + marks * 5_000 + "\n" + marks * 5_000 + "\n", "x.md")
    assert found.questions == []
    assert found.left_out == [(1, "It has no answer." if marks == "` " else TOO_LONG)]
