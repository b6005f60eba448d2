"""What a grammar cannot mean is told at its line: a teacher's slips, each with what they stand for."""

from __future__ import annotations

import pytest

from drillgrok.domains import domain_items
from drillgrok.domains.syntax.asking import answered
from drillgrok.domains.syntax.grammar import AskedWay
from drillgrok.model.domain import DomainOptions, FileFlaws
from drillgrok.model.drawing import Span, Tone
from drillgrok.screens.kit.page import broken, width_of, wrapped
from tests.helpers.pages import plain_text

GRAMMAR = """language Test

sounds
  O: b d g k m t
  V: a e o
  C: l m n r s
  Noun = O V C

words
  Det[n=one] = this
  Det[n=two] = these
  N[n=one] = ~Noun
  N[n=two] = ~Noun+s
  Be[n=one] = is
  Be[n=two] = are
  How = green | heavy | quiet

rules
  S -> Subj[n=?n] *Be[n=?n] How "."
  Subj[n=?n] -> Det[n=?n] N[n=?n]

ask
  way: form
  vary: n
  twins: Det N
"""


def told(text: str) -> dict[int, str]:
    """What is said of each line, with its mend."""
    try:
        domain_items(DomainOptions("syntax", {"file": "g.grammar"}, {"g.grammar": text}))
    except FileFlaws as flaws:
        return {flaw.line: f"{flaw.what} {flaw.mend}" for flaw in flaws.flaws}
    return {}


def test_the_grammar_without_a_slip_has_no_mistake() -> None:
    assert told(GRAMMAR) == {}


@pytest.mark.parametrize(
    ("part", "instead", "said"),
    [
        ("  Det[n=one] = this", "  Det[n=one = this", "a '[' without its ']'"),
        ("  Det[n=one] = this", "  Det[n=one n=two] = this", "'n' is said twice"),
        ("  Det[n=one] = this", "Det[n=one] = this", "has no space before it"),
        ('How "."', '(How "."', "a '(' without its ')'"),
        ('How "."', "How “.”", "Write straight ones"),
        ('How "."', 'How ".', "A quote is not closed"),
        ('How "."', '*How "."', "Two parts are marked"),
        ("Subj[n=?n] *Be", "Subj[num=?n] *Be", "No 'Subj' has the feature 'num'"),
        ("Det[n=?n] N[n=?n]", "Det[n=?m] N[n=?n]", "'?m' stands here once"),
        ("Det[n=?n] N[n=?n]", "Det[n=?n] N[n=tow]", "No 'N' has n=tow. It has n=one or n=two."),
        ("  N[n=two] = ~Noun+s", "  N[n=tow] = ~Noun+s", "n=tow stands here alone, so that nothing agrees with it"),
        ("  How =", "  Spare = one | other\n  How =", "'Spare' comes in no sentence"),
        ("  vary: n", "  vary: c", "Nothing that is asked about has the feature 'c'"),
        ("  twins: Det N", "  twins: How", "differ in 'Det'"),
        ("  Subj[n=?n] -> Det", "  Subj[n=?n] -> Subj[n=?n] Det", "'Subj' contains itself"),
    ],
)
def test_a_slip_is_told_at_its_line(part: str, instead: str, said: str) -> None:
    text = GRAMMAR.replace(part, instead)
    line = text[: text.index(instead)].count("\n") + 1
    assert said in told(text)[line]


@pytest.mark.parametrize(
    ("heading", "said"), [("words:", "Did you mean 'words'?"), ("lexicon", "'lexicon' is not a section")]
)
def test_below_a_heading_that_says_nothing_no_line_is_called_wrong(heading: str, said: str) -> None:
    found = told(GRAMMAR.replace("\nwords\n", f"\n{heading}\n"))
    assert [*found] == [9]
    assert said in found[9]


def test_a_form_that_is_never_right_may_be_offered_beside_the_others() -> None:
    assert told(GRAMMAR.replace("  Be[n=two] = are", "  Be[n=two] = are\n  Be[n=owe] = am")) == {}


def test_a_value_may_stand_once_where_its_feature_has_no_other_name() -> None:
    assert "has the feature 'q'" in str(told(GRAMMAR.replace("*Be[n=?n] How", "*Be[n=?n] How[q=?q]")))
    assert told(GRAMMAR.replace("  How =", "  How[q=x] =").replace("*Be[n=?n] How", "*Be[n=?n] How[q=?q]")) == {}


def test_two_shapes_of_a_phrase_are_twins_by_one_name_and_told_apart_by_two() -> None:
    one, other = "Subj[n=one] *Be[n=one] How", "Subj[n=two] *Be[n=two] How"
    two = GRAMMAR.replace("S -> Subj[n=?n] *Be[n=?n] How", f'S -> One | Two\n  One -> {one} "."\n  Two -> {other}')
    found = told(two)
    assert [*found] == [two[: two.index("  twins")].count("\n") + 1]
    assert "'One' and 'Two'" in next(iter(found.values()))
    assert "write two rules of one name" in next(iter(found.values()))
    assert told(two.replace("One", "Told").replace("Two", "Told")) == {}


def test_forms_from_right_to_left_have_a_line_each_so_that_no_key_stands_beside_another_form() -> None:
    turned = GRAMMAR.replace("= is", "= كان").replace("= are", "= كانوا")
    items = domain_items(DomainOptions("syntax", {"file": "g.grammar"}, {"g.grammar": turned}))
    prompt = items.item(0).prompt
    sentence, *forms = prompt.split("\n")
    assert [form[:2] for form in forms] == ["1 ", "2 "]
    assert answered(AskedWay.FORM, prompt, "2", spaces=True) == sentence.replace("___", forms[1][2:])


def test_a_long_sentence_is_broken_whole_and_keeps_its_inks() -> None:
    row = (Span("and in the evening "), Span("sleeps", Tone.KEY), Span(" every good friend of a neighbour."))
    rows = broken(row, 22)
    assert all(width_of(each) <= 22 for each in rows)
    assert " ".join(plain_text(rows).split()) == "and in the evening sleeps every good friend of a neighbour."
    assert [piece.text for each in rows for piece in each if piece.tone is Tone.KEY] == ["sleeps"]


def test_a_sentence_without_spaces_breaks_at_a_pause_and_no_row_begins_with_a_stop() -> None:
    rows = plain_text(wrapped("雨の日に、この人が着いたとき、町の人はどこへ行きましたか。", 40)).split()
    assert rows[0].endswith("、")
    stop = plain_text(wrapped("町の人はどこへ行きましたか。", 26)).split()
    assert not stop[1].startswith("。")
    assert "".join(stop) == "町の人はどこへ行きましたか。"
    assert plain_text(broken((Span("町の人はどこへ行きましたか。"),), 26)).split() == stop
