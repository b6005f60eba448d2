"""An exam at the screen: keys in, pages out, the learner's words taken down. Knows no Textual."""

from __future__ import annotations

from collections.abc import Callable

from drillgrok.items.spelling import belongs
from drillgrok.model.log import Stamp
from drillgrok.practice.events import Click, Event, Key, NoteWritten, Painted, Stopped, Tick
from drillgrok.practice.exam import ExamStage, GivenBack, ask_next, given_back
from drillgrok.practice.session import STRAY_KEY_NS
from drillgrok.screens.exam import page, words
from drillgrok.screens.exam.live import LiveExam
from drillgrok.screens.kit.deck_page import PageOver, ScreenKeys
from drillgrok.screens.kit.hearing import Hearing
from drillgrok.screens.kit.help import small_page, waiting_page
from drillgrok.screens.kit.own_keys import OwnKeys, deck_key_of, own_keys_hint
from drillgrok.screens.kit.page import Page
from drillgrok.screens.kit.question import cell_of_drawing, change_at_ns, room_needed, time_left

_LONGEST_WORDS = 2000
_WRITING = frozenset({ExamStage.OWN_WORDS, ExamStage.RULE})
_TURNS = {"down": 1, "space": 1, "pagedown": 1, "up": -1, "pageup": -1}


class ExamScene:
    """What stands between a terminal of some size and a live exam."""

    def __init__(self, live: LiveExam, hearing: Hearing | None = None, own_keys: OwnKeys | None = None) -> None:
        """Without a `hearing` nothing is heard; `own_keys` are the learner's for decks that are tapped."""
        run = live.exam.run
        self._live = live
        self._deck_key = deck_key_of(run.field, own_keys or {})
        self._help = PageOver(run.deck, run.symbols, ScreenKeys(words.KEYS, words.CLOCK_RUNS))
        self._hearing = hearing or Hearing(None)
        self._text = ""
        """The words being written."""
        self._answers: tuple[GivenBack, ...] | None = None
        """The probe answers, once they are given back."""
        self._page = 0
        """Of the answers given back."""
        self._size = (0, 0)
        self._cramped: tuple[int, int] | None = None
        """Columns and rows that are missing."""
        self.left = False
        """The exam is over."""

    def key(self, name: str, char: str | None, at: Stamp) -> None:
        """A key; `char` is None unless it is printable."""
        stage = self._live.exam.stage
        if self._live.waits:
            return
        if self._help.is_open:
            self._help.key(name, *self._size)
            return
        if self._cramped is not None and (char != "q" or stage in _WRITING):
            return
        if char == "?" and not self._takes_question_mark:
            self._help.open(self._live.exam.session.standing)
            return
        if stage in _WRITING:
            self._writing_key(name, char, at)
        elif stage is ExamStage.GIVEN_BACK and name in _TURNS:
            self._turn(_TURNS[name])
        elif not self._hearing.takes(name):
            own = self._deck_key.get((char or "").lower()) if stage is ExamStage.ASKING else None
            self._tell(Key(own or name, own or char, at))

    @property
    def _takes_question_mark(self) -> bool:
        """Whether it is written, or part of an answer."""
        now = self._live.exam
        if now.stage is not ExamStage.ASKING:
            return now.stage in _WRITING
        hand = now.session.typed.hand
        return hand.unfinished if hand is not None else belongs(now.run.field, "?") is not None

    def _writing_key(self, name: str, char: str | None, at: Stamp) -> None:
        if at.mono_ns - self._live.exam.since_ns < STRAY_KEY_NS:
            return  # meant for the last question
        if name == "enter":
            text, self._text = self._text, ""
            self._tell(NoteWritten(text, at))
        elif name == "backspace":
            self._text = self._text[:-1]
        elif char is not None:
            self._text = (self._text + char)[:_LONGEST_WORDS]

    def _turn(self, pages: int) -> None:
        count = len(self._given_back)
        last = max(count - 1, 0) // page.answers_on_a_page(self._size[1])
        self._page = min(max(self._page + pages, 0), last)

    @property
    def _given_back(self) -> tuple[GivenBack, ...]:
        if self._answers is None:
            self._answers = given_back(self._live.exam)
        return self._answers

    def click(self, column: int, row: int, at: Stamp) -> None:
        """A press of the mouse on a cell of the page; beside the drawing it says nothing."""
        if not self.takes_clicks:
            return
        width, height = self._size
        session = self._live.exam.session
        cell = cell_of_drawing(session, column, row, now_ns=at.mono_ns, width=width, height=height)
        if cell is not None:
            self._tell(Click(*cell, at))

    def pasted(self, text: str) -> None:
        """Pasted text goes into the learner's words and nowhere else: an answer is typed."""
        if self._live.exam.stage in _WRITING:
            self._text = (self._text + " ".join(text.split()))[:_LONGEST_WORDS]

    def tick(self, at: Stamp) -> None:
        """Time went by."""
        self._tell(Tick(at))

    def painted(self, at: Stamp) -> None:
        """The page with the awaited question is on the terminal."""
        self._tell(Painted(at))

    def catch_up(self) -> None:
        """Nothing was put off."""

    def suspending(self, at: Stamp) -> None:
        """An exam does not wait: its time goes on."""

    def stop(self, at: Stamp) -> None:
        """The program is asked to end."""
        self._tell(Stopped(at))

    def fit(self, width: int, height: int, at: Stamp) -> None:
        """Nothing begins in a terminal that is too small for the questions; one that becomes too small pauses."""
        self._size = width, height
        needed = self._room_needed(at)
        if width >= needed[0] and height >= needed[1]:
            self._cramped = None
            return
        self._cramped = needed
        if self._live.exam.stage is ExamStage.ASKING:
            self._tell(Key("escape", None, at))

    def _room_needed(self, at: Stamp) -> tuple[int, int]:
        """Of the question on the screen; where none is, of the next one."""
        now = self._live.exam
        resting = now.stage in {ExamStage.READY, ExamStage.PAUSED}
        return room_needed((ask_next(now, at) if resting else now).session)

    @property
    def awaits_paint(self) -> bool:
        """Whether the page shows a question whose time has not begun."""
        now = self._live.exam
        showing = now.session.showing
        asking = now.stage is ExamStage.ASKING and showing is not None and showing.painted_ns is None
        return asking and not self._is_covered

    @property
    def _is_covered(self) -> bool:
        return self._cramped is not None or self._help.is_open or self._live.waits

    @property
    def takes_clicks(self) -> bool:
        """Whether a picture is shown on which the answer is given."""
        now = self._live.exam
        hand = now.stage is ExamStage.ASKING and now.session.typed.hand is not None
        return hand and not self._is_covered

    def changes_at_ns(self, now_ns: int) -> int | None:
        """When the picture changes next by itself, on the monotonic clock; None when it waits for a key."""
        return change_at_ns(self._live.exam.session, now_ns) if self.takes_clicks else None

    def look(self, now_ns: int) -> object:
        """Where the time bar stands; None where no question is asked."""
        session = self._live.exam.session
        if self._live.exam.stage is not ExamStage.ASKING:
            return None
        return session.notice, time_left(session, now_ns), self._live.exam.number, self._hearing.hint

    def page(self, width: int, height: int, now_ns: int) -> Page:
        """What to show at the monotonic time `now_ns`."""
        if self._live.waits:
            return waiting_page(width, height)
        if self._cramped is not None:
            return small_page(self._cramped, width, height)
        if self._help.is_open:
            return self._help.page(width, height)
        now, attempt = self._live.exam, len(self._live.earlier) + 1
        first = self._page * page.answers_on_a_page(height)
        pages: dict[ExamStage, Callable[[], Page]] = {
            ExamStage.READY: lambda: page.ready_page(now, attempt, width, height),
            ExamStage.ASKING: lambda: page.question_page(
                now, now_ns=now_ns, width=width, height=height, beside=self._beside
            ),
            ExamStage.PAUSED: lambda: page.exam_pause_page(now, width, height),
            ExamStage.FAILED: lambda: page.failed_page(now, attempt, width, height),
            ExamStage.OWN_WORDS: lambda: page.own_words_page(now, self._live.earlier, self._text, width, height),
            ExamStage.SISTERS: lambda: page.sisters_page(now, width, height),
            ExamStage.RULE: lambda: page.rule_page(now, self._text, width, height),
            ExamStage.GIVEN_BACK: lambda: page.given_back_page(self._given_back, first, now.onward, width, height),
        }
        return pages[now.stage]()

    @property
    def _beside(self) -> str:
        """The keys for the ears, and the learner's own."""
        return " · ".join(filter(None, (self._hearing.hint, own_keys_hint(self._deck_key))))

    def _tell(self, event: Event) -> None:
        self.left = self._live.tell(event) or self.left
        self._hearing.follow(self._live.exam.session)
