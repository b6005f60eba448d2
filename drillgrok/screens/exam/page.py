"""The pages of an exam, from what it is to the answers that come back. Before the pass none of them tells what is
right; after a fail there is the score and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rich.cells import set_cell_size

from drillgrok.console.text import clean
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN
from drillgrok.model.drawing import Span, Tone
from drillgrok.model.log import Attempt, Outcome
from drillgrok.practice.exam import Exam, GivenBack
from drillgrok.screens.exam import words
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.help import legend, middle, title
from drillgrok.screens.kit.letters import large
from drillgrok.screens.kit.page import EMPTY, Page, Row, apart, block, centred, filled, framed, wrapped
from drillgrok.screens.kit.question import frame_rows, question_rows

_MARGIN = 3
_GAP = 3
_ENTRY_ROWS = 4
_FRAME_ROWS = 4
"""Of the page of given-back answers: title, headline, what comes next or air, the hint."""


def ready_page(exam: Exam, attempt: int, width: int, height: int) -> Page:
    """What the exam is, before anything of it is shown."""
    lines = words.ready(exam.asked, exam.paper.to_pass, attempt, reworded=is_reworded(exam))
    said = [row for line in lines for row in wrapped(f"· {line}", width - 2 * _MARGIN)]
    rows = (
        title(f"{words.TITLE}: {clean(exam.run.deck.head.title)}", width),
        EMPTY,
        *block(said, width),
        EMPTY,
        centred((Span(f"  {words.STARTS}  ", Tone.KEY),), width),
    )
    return (*middle(rows, height - 1), _hint(words.READY_HINT, width))


def is_reworded(exam: Exam) -> bool:
    """Whether some questions come in another wording."""
    return any(question.rewording is not None for question in exam.paper.questions)


def question_page(exam: Exam, *, now_ns: int, width: int, height: int, beside: str = "") -> Page:
    """A question as the drill asks it, under the exam's own header and hint; `beside` are other keys."""
    place = (Span(f"{exam.number} of {exam.asked} ", Tone.FAINT),)
    body = question_rows(exam.session, now_ns=now_ns, width=width, height=height)
    rows = frame_rows(exam.session, height)
    return framed(apart(_heading(exam), place, width), body, beside or words.ASKING_HINT, height, frame_rows=rows)


def _heading(exam: Exam) -> Row:
    return (Span(f" {clean(exam.run.deck.head.title)}: {words.TITLE}", Tone.FAINT),)


def exam_pause_page(exam: Exam, width: int, height: int) -> Page:
    """The question is away, and what that costs."""
    rows = (
        title(words.PAUSED, width),
        centred((Span(words.PAUSE_COSTS, Tone.FAINT),), width),
        EMPTY,
        *legend(words.PAUSED_MENU, width),
    )
    return (apart(_heading(exam), EMPTY, width), *middle(rows, height - 1))


def failed_page(exam: Exam, attempt: int, width: int, height: int) -> Page:
    """The score only."""
    rows = (
        title(words.FAILED, width),
        EMPTY,
        *_score(exam, width),
        centred((Span(words.needed(exam.paper.to_pass)),), width),
        EMPTY,
        *(centred(row, width) for row in wrapped(words.next_exam(attempt), width - 2 * _MARGIN)),
        centred((Span(words.SCORE_ONLY, Tone.FAINT),), width),
    )
    return (*middle(rows, height - 1), _hint(words.LEAVE, width))


def _score(exam: Exam, width: int) -> tuple[Row, ...]:
    score = words.score(exam.right, exam.asked)
    return block(((Span(row, Tone.STRONG),) for row in large(score, width) or (score,)), width)


def own_words_page(exam: Exam, earlier: tuple[Attempt, ...], text: str, width: int, height: int) -> Page:
    """Passed; before the rule is shown, the learner says it."""
    told = (words.PASSED, words.at_attempt(len(earlier) + 1), words.with_time(exam.session.time_factor))
    passed = f"{RIGHT_SIGN} {' '.join(filter(None, told))}"
    rows = (
        centred((Span(passed, Tone.RIGHT),), width),
        *_score(exam, width),
        centred((Span(words.earlier(earlier), Tone.FAINT),), width),
        EMPTY,
        title(words.ASK_RULE, width),
        *_entry(text, width),
    )
    return (*middle(rows, height - 1), _hint(words.WORDS_HINT, width))


def _entry(text: str, width: int) -> tuple[Row, ...]:
    """What has been written so far; its end stays in sight."""
    written = wrapped(text, width - 2 * _MARGIN)[-_ENTRY_ROWS:] or (EMPTY,)
    return block((*written[:-1], (*written[-1], Span(" ", Tone.KEY))), width)


def sisters_page(exam: Exam, width: int, height: int) -> Page:
    """Decks that share the rule are still ahead: it can stay shut."""
    rows = (
        title(words.SEE_OR_KEEP, width),
        EMPTY,
        *block(wrapped(words.sisters(tuple(map(clean, exam.sisters))), width - 2 * _MARGIN), width),
    )
    return (*middle(rows, height - 1), _hint(words.SISTERS_HINT, width))


def rule_page(exam: Exam, text: str, width: int, height: int) -> Page:
    """The learner's words and the tutor's, side by side, and one last question."""
    below = (EMPTY, title(words.ASK_KNEW, width), *_entry(text, width))
    room = height - len(below) - 2
    rule = words.KEPT_SHUT if exam.kept_shut else exam.run.deck.rule
    beside = filled(side_by_side(exam.own_words or words.NO_WORDS, rule, width), room)
    return (*filled((EMPTY, *beside, *below), height - 1), _hint(words.WORDS_HINT, width))


def side_by_side(own: str, rule: str, width: int) -> Iterator[Row]:
    """Two texts in two columns, each under its name."""
    column = (width - 2 * _MARGIN - _GAP) // 2
    yield _columns((Span(words.YOURS, Tone.STRONG),), (Span(words.TUTORS, Tone.STRONG),), column)
    for left, right in zip_longest(_lines(own, column), _lines(rule, column), fillvalue=EMPTY):
        yield _columns(left, right, column)


def _columns(left: Row, right: Row, column: int) -> Row:
    start = "".join(piece.text for piece in left)
    padded = Span(set_cell_size(start, column + _GAP), left[0].tone if left else Tone.PLAIN)
    return (Span(" " * _MARGIN), padded, *right)


def _lines(text: str, width: int) -> list[Row]:
    return [row for line in text.strip().split("\n") for row in wrapped(line, width) or (EMPTY,)]


def given_back_page(answers: tuple[GivenBack, ...], first: int, onward: str, width: int, height: int) -> Page:
    """As many answers as there is room for, from number `first` on, counted from 0; `onward` is what comes next."""
    shown = answers[first : first + answers_on_a_page(height)]
    right = sum(answer.correct for answer in answers)
    tally = words.given_back_tally(right, len(answers)) if answers else words.GIVEN_BACK_NONE
    rows = (
        title(words.GIVEN_BACK, width),
        centred((Span(tally),), width),
        centred((Span(clean(onward), Tone.FAINT),), width) if onward else EMPTY,
        *block((_answer_row(answer) for answer in shown), width),
    )
    return (*filled(rows, height - 1), _hint(words.GIVEN_BACK_HINT, width))


def answers_on_a_page(height: int) -> int:
    """How many answers a page holds."""
    return max(height - _FRAME_ROWS, 1)


def _answer_row(answer: GivenBack) -> Row:
    sign, ink = (RIGHT_SIGN, Tone.RIGHT) if answer.correct else (WRONG_SIGN, Tone.WRONG)
    said = "" if answer.correct else f"   {what_was_said(answer)}"
    return (
        Span(f"{sign} ", ink),
        Span(f"{clean(answer.prompt)}   "),
        Span(clean(answer.right), Tone.STRONG),
        Span(said, Tone.FAINT),
    )


def what_was_said(answer: GivenBack) -> str:
    """A missed answer in kit_words."""
    if answer.outcome is Outcome.TIMED_OUT:
        return kit_words.TIME_IS_UP
    return kit_words.given(clean(answer.given)) if answer.outcome is Outcome.ANSWERED else kit_words.DONT_KNOW


def _hint(text: str, width: int) -> Row:
    return centred((Span(text, Tone.FAINT),), width)
