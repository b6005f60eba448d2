"""CSV, TSV and their kin in every guise that spreadsheets and flashcard tools give them."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok import importers
from drillgrok.deckfile.texts import text_flaw
from drillgrok.errors import DrillgrokError
from drillgrok.importers.columns import UNMET
from drillgrok.importers.markup import FORMULAS, MEDIA
from drillgrok.importers.questions import ColumnWishes, Losses, Question, one_line
from drillgrok.tables.formulas import freed, guarded

FoundIn = Callable[..., Any]
WORDS = [("der Baum", "tree"), ("die Straße", "street"), ("Größe; Maß", "size, measure"), ('"ja"', "yes")]
PLAIN = [("Haus", "house"), ("Straße", "street"), ("größer", "larger")]


def written(rows: list[tuple[str, ...]], **dialect: Any) -> str:
    out = io.StringIO()
    csv.writer(out, **dialect).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_reads_the_same_in_every_encoding_line_end_and_separator(
    found_in: FoundIn, encoding: str, ending: str, separator: str
) -> None:
    text = written([("Deutsch", "English"), *WORDS], delimiter=separator, lineterminator=ending)
    found = found_in(text.encode(encoding))
    assert found.pairs == WORDS
    assert found.left_out == []
    assert found.lines == [2, 3, 4, 5]


def test_a_table_without_names_loses_no_row(found_in: FoundIn) -> None:
    assert found_in("Haus,house\nBaum,tree\n").pairs == [("Haus", "house"), ("Baum", "tree")]


@pytest.mark.parametrize(
    "header",
    [
        *("Front,Back", "Question,Answer", "TERM,Definition", "Vorderseite,Rückseite", "english,deutsch"),
        *("Norsk,Engelsk", "Čeština,English", "prompt,answer", "pytanie,odpowiedź", "soru,cevap", "kérdés,válasz"),
        *("слово,значение", "단어,뜻", "汉字,拼音", "ερώτηση,απάντηση", "سؤال,جواب", "שאלה,תשובה", "Fråga,Svar"),
    ],
)
def test_known_words_in_the_first_line_name_the_columns(found_in: FoundIn, header: str) -> None:
    assert found_in(f"{header}\nHaus,house\n").pairs == [("Haus", "house")]


@pytest.mark.parametrize("head", ["Front;Back;Front", "Front;Back;;Notes"])
def test_names_that_come_twice_or_are_missing_are_no_row(found_in: FoundIn, head: str) -> None:
    found = found_in(f"{head}\nHaus;house;x\nBaum;tree;\n")
    assert found.pairs == [("Haus", "house"), ("Baum", "tree")]
    assert [column.name for column in found.columns][:3] == ["Front", "Back", "column 3"]


def test_rows_that_stand_in_one_cell_each_are_refused(found_in: FoundIn) -> None:
    with pytest.raises(DrillgrokError, match="Every row stands in one cell"):
        found_in('"front;back"\n"Haus;house"\n"the ""big"" tree;Baum"\n')
    assert found_in('"Haus","a house; a home"\n"Baum","tree"\n').pairs[0][0] == "Haus"


@pytest.mark.parametrize("title", ["Week 3;;\n;;\n", "Table 1\n", ";Week 3;\nfor Monday;;\n"])
def test_titles_above_the_names_of_the_columns_are_left_out_and_named(found_in: FoundIn, title: str) -> None:
    found = found_in(f"{title}Deutsch;English;Notes\nHaus;house;\nBaum;tree;x\n")
    assert found.pairs == [("Haus", "house"), ("Baum", "tree")]
    assert found.left_out == [
        (line, "It stands above the names of the columns.")
        for line, text in enumerate(title.splitlines(), start=1)
        if text.strip(";")
    ]
    assert found_in(f"{title}von;bis;Grund\n1;2;\n3;4;x\n", header=True).pairs == [("1", "2"), ("3", "4")]


def test_a_row_without_an_answer_above_rows_without_names_is_a_row(found_in: FoundIn) -> None:
    assert found_in("Haus;\nBaum;tree\nHund;dog\n").pairs == [("Baum", "tree"), ("Hund", "dog")]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[{"front": "Haus", "back": "house"},\n{"front": "Baum", "back": "tree"}]', "JSON"),
        ("<!DOCTYPE html>\n<html><body>Haus, house; Baum, tree</body></html>", "a web page"),
        ('<?xml version="1.0"?>\n<quiz><question type="essay"/></quiz>', "XML"),
        ("%PDF-1.4\n1 0 obj, x\n2 0 obj, y\n", "a PDF"),
        ("{\\rtf1\\ansi Haus, house\\par Baum, tree}", "a word processor's file"),
    ],
)
def test_what_only_looks_like_a_table_is_refused_by_its_name(found_in: FoundIn, text: str, what: str) -> None:
    with pytest.raises(DrillgrokError, match=f"This is {what}, not a table"):
        found_in(text)


def test_one_known_word_alone_is_a_row_like_any_other(found_in: FoundIn) -> None:
    assert found_in("question,la pregunta\nanswer,la respuesta\n").pairs[0] == ("question", "la pregunta")


def test_words_above_nothing_but_numbers_name_the_columns(found_in: FoundIn) -> None:
    assert found_in("one;other\n3;4\n5;6\n7;8\n").pairs == [("3", "4"), ("5", "6"), ("7", "8")]


def test_columns_are_taken_by_name_or_number_whatever_their_order(found_in: FoundIn) -> None:
    text = "no,plural,word\n1,Häuser,Haus\n2,Bäume,Baum\n"
    assert found_in(text, prompt="word", answer="PLURAL").pairs == [("Haus", "Häuser"), ("Baum", "Bäume")]
    assert found_in(text, prompt="3", answer="2").pairs == [("Haus", "Häuser"), ("Baum", "Bäume")]


def test_known_words_choose_the_columns_among_many(found_in: FoundIn) -> None:
    text = "id,word,sound,meaning\n1,Haus,h.mp3,house\n2,Baum,b.mp3,tree\n"
    found = found_in(text)
    assert found.pairs == [("Haus", "house"), ("Baum", "tree")]
    assert [(one.name, one.taken_as) for one in found.columns] == [
        ("id", "left out"),
        ("word", "prompt"),
        ("sound", "left out"),
        ("meaning", "answer"),
    ]
    assert found.columns[1].samples == ("Haus", "Baum")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"prompt": "kana"}, "There is no column 'kana'."),
        ({"prompt": "3"}, "There is no column '3'."),
        ({"prompt": "Front", "answer": "1"}, "the same column"),
    ],
)
def test_a_column_that_cannot_be_taken_is_named(found_in: FoundIn, options: dict[str, str], words: str) -> None:
    with pytest.raises(DrillgrokError, match=words):
        found_in("Front,Back\na,b\n", **options)


def test_line_ends_separators_and_doubled_quotes_in_quotes_are_text(found_in: FoundIn) -> None:
    found = found_in('"two\nlines","a, ""b"""\nnext,row\n')
    assert found.pairs == [("two lines", 'a, "b"'), ("next", "row")]
    assert found.lines == [1, 3]


def test_quotes_after_a_space_hold_a_cell_together(found_in: FoundIn) -> None:
    assert found_in('one, "a, b"\ntwo, "c, d"\n').pairs == [("one", "a, b"), ("two", "c, d")]


def test_tabs_part_cells_in_a_file_that_is_named_csv_and_are_text_inside_them(found_in: FoundIn) -> None:
    assert found_in("Haus\thouse\nBaum, der\ttree\n").pairs == [("Haus", "house"), ("Baum, der", "tree")]
    assert found_in('"a\tb",c\nd,e\n').pairs == [("a b", "c"), ("d", "e")]


def test_quotes_are_plain_signs_where_no_cell_is_quoted(found_in: FoundIn) -> None:
    found = found_in('"stop" he said\thalt\n"go" she said\tlos\n5" long\tkurz\n', "words.tsv")
    assert found.pairs == [('"stop" he said', "halt"), ('"go" she said', "los"), ('5" long', "kurz")]


def test_a_first_line_may_tell_the_separator(found_in: FoundIn) -> None:
    assert found_in("sep=;\r\na, b;c, d\r\n").pairs == [("a, b", "c, d")]


def test_wide_characters_and_marks_are_composed(found_in: FoundIn) -> None:
    assert found_in("問題,答え\n食べる,e\u0301ating\n飲む\u3000,ＡＢＣ\n").pairs == [
        ("食べる", "éating"),
        ("飲む", "ＡＢＣ"),
    ]


def test_signs_that_cannot_be_seen_are_taken_out(found_in: FoundIn) -> None:
    found = found_in("a\u200bb\u00a0c,\u202exyz\x1b[31m\nمی\u200cخواهم,I\u00adwant\n")
    assert found.pairs == [("ab c", "xyz[31m"), ("می\u200cخواهم", "Iwant")]


def test_a_row_that_is_left_out_is_named_with_its_line_and_the_reason(found_in: FoundIn) -> None:
    found = found_in('a,b\nc\n,d\ne,f,g\n\n,\n"h" i,j\nk,l\n' + "m,n\n" * 20 + f"o,{'p' * 2001}\n")
    assert found.pairs[:2] == [("a", "b"), ("k", "l")]
    assert [(one.place, one.why) for one in found.left_out] == [
        (2, "It has no answer."),
        (3, "It has no prompt."),
        (4, "The row has 3 cells, the others 2."),
        (7, "Its quotes are broken, or a cell is endless."),
        (29, "Its prompt or its answer has more than 2,000 signs."),
    ]


def test_a_quote_that_never_closes_costs_its_own_row_only(found_in: FoundIn) -> None:
    rows = [f"word {k},wort {k}" for k in range(20_000)]
    rows[500] = '"word,wort'
    found = found_in("\n".join(rows))
    assert len(found.questions) == 19_999
    assert [one.place for one in found.left_out] == [501]


def test_a_long_row_in_quotes_is_read_across_the_readers_blocks(found_in: FoundIn) -> None:
    long = "\n".join(["line"] * 300)
    rows = "".join(f'word {k},"{long} {k}"\n' for k in range(100))
    found = found_in(rows)
    assert [one.place for one in found.questions] == [1 + 300 * k for k in range(100)]
    assert found.left_out == []


def test_empty_cells_at_the_end_of_a_row_do_not_count(found_in: FoundIn) -> None:
    assert found_in("a;b;;;\nc;d;;;;;\n;;;\n").pairs == [("a", "b"), ("c", "d")]


def test_a_list_of_ours_keeps_its_columns_and_others_lose_them(found_in: FoundIn) -> None:
    found = found_in("prompt,answer,accept,stem,chance,key\nput,puts,puts it|puts on,put,.2,7\n")
    (one,) = found.questions
    assert one == Question(2, "put", "puts", ("puts it", "puts on"), (), ("put",))
    assert [column.taken_as for column in found.columns] == [
        "prompt", "answer", "also right", "kept", "left out", "left out",
    ]  # fmt: skip
    assert found_in("front,back,accept,stem\nput,puts,puts it,put\n").questions[0] == Question(2, "put", "puts")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest of a spreadsheet", "a spreadsheet's own file"),
        (b"a,b\n\0\1\2\3\0\0\0\0\0\0\0", "not a text file"),
        (b"\xff\xfea\0,\0b", "damaged: it is not whole UTF-16"),
        ("привет,мир\n".encode("cp1251") * 9, "encoding that cannot be told"),
        ("ひらがな,かな\n".encode("shift_jis") * 9, "encoding that cannot be told"),
        (b"", "no two columns"),
        (b"one\ntwo\n", "no two columns"),
        (b"a,b\n" + b"a," * (1 << 20), "A line is endless"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(found_in: FoundIn, data: bytes, words: str) -> None:
    with pytest.raises(DrillgrokError, match=words):
        found_in(data)


def test_a_file_that_is_not_there_and_a_folder_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.csv", tmp_path):
        with pytest.raises(DrillgrokError, match="Check the path"), importers.opened(path, None, ColumnWishes()):
            pass


def test_a_file_of_broken_quotes_is_given_up(found_in: FoundIn) -> None:
    with pytest.raises(DrillgrokError, match="too many rows are broken"):
        found_in("a,b\n" * 600 + '"a"x,b\n' * 1200)


# Laws.

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=8),
    separator=st.sampled_from(",;\t|"),
    dialect=st.sampled_from(
        [("\r\n", csv.QUOTE_MINIMAL), ("\r\n", csv.QUOTE_ALL), ("\n", csv.QUOTE_ALL), ("\r", csv.QUOTE_ALL)]
    ),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_csv_writer_writes_comes_back(
    rows: list[tuple[str, str]], separator: str, dialect: tuple[str, Any], encoding: str
) -> None:
    ending, quoting = dialect
    table = [("prompt", "answer"), *rows]
    text = f"sep={separator}\n" + written(table, delimiter=separator, lineterminator=ending, quoting=quoting)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "words.csv")
        path.write_bytes(text.encode(encoding))
        with importers.opened(path, None, ColumnWishes()) as material:
            found = [one for one in material.entries(Losses()) if isinstance(one, Question)]
    wanted = [(one_line(freed(prompt)), one_line(freed(answer))) for prompt, answer in rows]
    assert [(one.prompt, one.answer) for one in found] == [pair for pair in wanted if all(pair)]


@given(st.text(max_size=50))
def test_a_line_is_safe_whole_and_stays_as_it_is(text: str) -> None:
    line = one_line(text)
    assert text_flaw(line, "", 1000) is None
    assert "\n" not in line
    assert one_line(line) == line


@given(st.text(st.sampled_from("'=+-@1,.a#N!"), max_size=6))
def test_a_cell_that_is_kept_from_being_a_formula_comes_back(cell: str) -> None:
    assert freed(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-eku", "@x", "=HYPERLINK(1)"])
def test_no_cell_begins_like_a_formula_and_numbers_stay_numbers(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert guarded("-5") == "-5"
    assert guarded("+3,5") == "+3,5"


def test_a_formula_that_came_to_nothing_is_left_out_and_named(found_in: FoundIn) -> None:
    found = found_in("front,back,note\nHaus,house,#N/A\n#NAME?,tree,\nBaum,#REF!,\n# eins,one,\n")
    assert found.pairs == [("Haus", "house"), ("# eins", "one")]
    assert [(one.place, one.why.split(" stands")[0]) for one in found.left_out] == [(3, "#NAME?"), (4, "#REF!")]


VERBS = "inf,tense,p1s,p2s\nlumar,present,lumo,lumas\nlumar,past,lume,\nbedir,present,bido,bides\n"


def test_a_paradigm_gives_an_item_for_each_form_and_a_group_for_each_word(found_in: FoundIn) -> None:
    found = found_in(VERBS, prompt="{inf} ({tense}), {column}", answer="p1s..p2s", where=("tense!=past",))
    assert found.pairs == [
        ("lumar (present), p1s", "lumo"),
        ("lumar (present), p2s", "lumas"),
        ("bedir (present), p1s", "bido"),
        ("bedir (present), p2s", "bides"),
    ]
    assert [one.more for one in found.questions] == [("lumar",), ("lumar",), ("bedir",), ("bedir",)]
    assert found.losses == {UNMET: 1}


def test_forms_may_be_listed_and_are_named_where_the_wording_does_not(found_in: FoundIn) -> None:
    found = found_in(VERBS, prompt="inf", answer="p1s, P2S", where=("TENSE=past|none",))
    assert found.pairs == [("lumar, p1s", "lume")]


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"prompt": "{verb}"}, "no column 'verb'"),
        ({"prompt": "{}"}, "no column ''"),
        ({"prompt": "{column}", "answer": "p1s"}, "names no column"),
        ({"answer": "p2s..p1s"}, "names no column"),
        ({"answer": "tens"}, "Did you mean 'tense'"),
        ({"where": ("tense",)}, "is not a condition"),
        ({"where": ("mood=x",)}, "no column 'mood'"),
        ({"prompt": "{inf}", "answer": "inf"}, "same column"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused(found_in: FoundIn, wishes: dict[str, Any], said: str) -> None:
    with pytest.raises(DrillgrokError, match=said):
        found_in(VERBS, **wishes)


@pytest.mark.parametrize(
    ("text", "headed"),
    [
        ("kanji,reading,meaning\n犬,いぬ,dog\n猫,ねこ,cat\n", True),
        ("inf,pret,perf\ngehen,ging,gegangen\nsehen,sah,gesehen\n", True),
        ("zwp,qrx,vlm\ngehen,ging,gegangen\nsehen,sah,gesehen\n", False),
        ("sign,sense\n犬,dog\n猫,cat\n", True),
        ("gehen,to go\nsehen,to see\n", False),
    ],
)
def test_a_first_line_of_names_is_known_by_its_words_or_its_letters(found_in: FoundIn, text: str, headed: bool) -> None:
    assert len(found_in(text).questions) == text.count("\n") - headed
    assert len(found_in(text, header=True).questions) == text.count("\n") - 1
    assert len(found_in(text, header=False).questions) == text.count("\n")


def test_nobody_knows_what_three_strange_words_are(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("zwp,qrx,vlm\ngehen,ging,gegangen\n", encoding="utf-8")
    with importers.opened(path, None, ColumnWishes()) as material:
        assert material.unsure == ("zwp", "qrx", "vlm")


def test_texts_of_anki_without_a_head_lose_their_tags(found_in: FoundIn) -> None:
    found = found_in("Haus\t<div>house</div>\nB&auml;r\tbear&nbsp;[sound:b.mp3]\nx\\(^2\\)\tsquare\n", "words.txt")
    assert found.pairs == [("Haus", "house"), ("Bär", "bear"), ("x^2", "square")]
    assert {name: times for name, times in found.losses.items() if times} == {MEDIA: 1, FORMULAS: 2}


def test_a_list_of_ours_keeps_its_tags(found_in: FoundIn) -> None:
    assert found_in("prompt,answer\n<b>,bold\n").pairs == [("<b>", "bold")]


def test_puzzles_are_no_cards(found_in: FoundIn) -> None:
    with pytest.raises(DrillgrokError, match="These are chess puzzles"):
        found_in("PuzzleId,FEN,Moves,Rating\na,b,c,1\n")
