"""The record on the quick clock."""

from drillgrok.history.fluency import Fluency, QuickAnswer, fluency_by_session, fluency_words


def session(name, right, wrong=0, rt_ms=1300):
    return [
        *(QuickAnswer(name, correct=True, rt_ms=rt_ms + number) for number in range(right)),
        *(QuickAnswer(name, correct=False, rt_ms=None) for _ in range(wrong)),
    ]


def test_a_session_counts_with_20_answers_of_which_nine_in_ten_are_right():
    answers = [*session("few", 19), *session("slips", 18, 3), *session("good", 18, 2)]
    assert fluency_by_session(answers) == {"good": Fluency(1308, 18, 20)}


def test_a_session_stands_beside_the_best_one_before_it():
    now = Fluency(1310, 29, 30)
    assert fluency_words(None, [now]) == ""
    assert fluency_words(now, []).endswith("in 1.3 s each: that is the record to beat.")
    assert fluency_words(now, [Fluency(1500, 20, 20), Fluency(1700, 20, 20)]).endswith("a new record, it was 1.5 s.")
    assert fluency_words(now, [Fluency(1200, 20, 20)]) == (
        "On the quick clock 29 of 30 were right, in 1.3 s each; the record is 1.2 s."
    )
