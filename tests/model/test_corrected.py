"""What is marked is how right and given differ, and marks leave the picture's size alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.model.corrected import Area, TextMark, differing, in_words, overlaid, words_of
from drillgrok.model.drawing import Drawing, Span, Tone


def marked(line: tuple[Span, ...]) -> str:
    return "".join(f"[{span.text}]" if span.tone is Tone.KEY else span.text for span in line)


def test_the_parts_in_which_two_answers_differ_are_marked() -> None:
    assert tuple(map(marked, differing("kirjassa", "kirjasta"))) == ("kirjas[s]a", "kirjas[t]a")
    assert tuple(map(marked, differing("tsuzuite", "tsuzute"))) == ("tsuzu[i]te", "tsuzute")
    assert tuple(map(marked, differing("12", "47"))) == ("12", "47"), "nothing in common, nothing to compare"
    assert tuple(map(marked, differing("8", "8"))) == ("8", "8")


@settings(deadline=None)
@given(st.text("abc", max_size=9), st.text("abc", max_size=9))
def test_both_answers_are_said_whole(right: str, wrong: str) -> None:
    above, below = differing(right, wrong)
    assert ("".join(span.text for span in above), "".join(span.text for span in below)) == (right, wrong)


def test_no_word_of_a_sentence_is_cut_in_two() -> None:
    above, below = differing("er sagt, der kleine Blorf geht", "er sagt, den kleinen Blorf geht")
    assert [span.text for span in above if span.tone is Tone.KEY] == ["der", "kleine"]
    assert [span.text for span in below if span.tone is Tone.KEY] == ["den", "kleinen"]


def test_without_an_answer_the_right_one_stands_alone() -> None:
    assert in_words("7", "").given == ()
    assert words_of(in_words("7", "").right) == "7"


def test_marks_are_laid_over_a_picture_and_leave_its_size_alone() -> None:
    picture = Drawing(((Span("oo", Tone.METAL), Span("xx")), (Span("oooo", Tone.METAL),)), "four and four")
    made = overlaid(picture, [(Area(0, 1, 2, 3), {Tone.METAL: Tone.RIGHT})], [TextMark(1, 3, "✓", Tone.RIGHT)])
    assert ["".join(span.text for span in line) for line in made.lines] == ["ooxx", "ooo✓"]
    assert made.lines[0] == (Span("o", Tone.METAL), Span("o", Tone.RIGHT), Span("xx"))
    assert made.spoken == picture.spoken
