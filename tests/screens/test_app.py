"""The whole screen program, driven by keys."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from drillgrok.errors import DrillgrokError
from drillgrok.model.log import MarkKind, Outcome
from drillgrok.practice.events import Append, Commit, SaveCopyTime
from drillgrok.screens.app import DrillApp
from drillgrok.screens.backend import INTERRUPTED
from drillgrok.screens.drill import words
from drillgrok.screens.kit import words as kit_words
from drillgrok.screens.kit.paint import PageView
from drillgrok.screens.kit.trace import Trace
from drillgrok.screens.start import words as start_words
from drillgrok.screens.start.offers import starting
from drillgrok.screens.start.scene import StartScene
from tests.helpers.pages import plain_text


def app_on(backend: Any, responses: int = 300) -> DrillApp:
    return DrillApp(backend, StartScene(starting(backend.morning(responses))), Trace(None))


def shown(app: DrillApp) -> str:
    return plain_text(app.query_one(PageView).painted)


async def begin(pilot: Pilot[int]) -> None:
    await pilot.press("enter")
    await see(pilot, words.DRILL_HINT)


async def see(pilot: Pilot[int], text: str) -> None:
    """Wait until the text is on the screen."""
    for _ in range(500):
        if text in shown(pilot.app):  # type: ignore[arg-type]
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{text!r} never came:\n{shown(pilot.app)}")  # type: ignore[arg-type]


async def test_the_first_screen_comes_first_and_the_loading_starts_behind_it(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, start_words.STARTS)
        for _ in range(500):
            if backend.prepared:
                break
            await pilot.pause(0.01)
        assert backend.prepared == 1


async def test_a_key_before_the_first_page_waits_for_it_and_is_not_lost(backend: Any) -> None:
    app = app_on(backend)
    app.post_message(events.Key("enter", "\r"))
    async with app.run_test(size=(80, 24)) as pilot:
        await see(pilot, words.DRILL_HINT)
        assert backend.prepared == 1


async def test_opening_that_lasts_says_what_takes_so_long(backend: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    begins, opened = Event(), backend.open
    monkeypatch.setattr("drillgrok.screens.app._LONG_S", 0.01)
    monkeypatch.setattr(backend, "open", lambda *what: (begins.wait(20), opened(*what))[1])
    async with app_on(backend).run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await see(pilot, start_words.OPENING_LONG)
        begins.set()
        await see(pilot, words.DRILL_HINT)


async def test_q_on_the_first_screen_leaves_with_0(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
    assert app.return_value == 0
    assert not backend.stored


async def test_enter_starts_and_help_pauses_the_item_it_covers(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("?")
        await see(pilot, kit_words.HELP_TITLE)
        await pilot.press("x")
        await see(pilot, words.PAUSED)


async def test_a_pause_hides_the_prompt_takes_a_note_and_goes_on(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("escape")
        await see(pilot, words.PAUSED)
        await pilot.press("n")
        await see(pilot, kit_words.NOTE_TITLE)
        await pilot.press("q", "space", "u", "backspace", "b", "enter")
        await see(pilot, kit_words.NOTE_KEPT)
        await pilot.press("space")
        await see(pilot, words.DRILL_HINT)
    notes = [effect.mark for effect in backend.stored if isinstance(effect, Append)]
    assert [(note.kind, note.text) for note in notes] == [(MarkKind.NOTE, "q b")]


async def test_an_answer_is_stored_before_the_next_prompt_is_painted(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.pause(0.05)
        await pilot.press("9")
        for _ in range(500):
            if backend.answers:
                break
            await pilot.pause(0.01)
    assert backend.answers[0] == "9"
    first = backend.stored[0]
    assert isinstance(first, Commit)
    assert first.response.rt_ms is not None


async def test_a_keys_page_is_handed_to_the_terminal_before_the_coach_hears_of_the_answer(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.pause(0.05)
        before = app.view.painted
        app._take_key(events.Key("9", "9"))
        assert app.view.painted not in (before, ())
        assert backend.answers == ["9"]
        assert 1 not in backend.asked_after
        await pilot.pause(0.01)
        assert 1 in backend.asked_after


async def answered_once(app: DrillApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.pause(0.05)
        await pilot.press("9")
        await pilot.pause(0.05)


async def test_what_fails_unforeseen_behind_a_page_ends_the_program_as_it_does_elsewhere(backend: Any) -> None:
    backend.coach_fails = True
    app = app_on(backend)
    with pytest.raises(RuntimeError, match="unforeseen"):
        await answered_once(app)
    assert isinstance(app.failure, RuntimeError)
    assert backend.answers == ["9"]


async def test_quitting_shows_the_summary_and_leaves_with_0(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("escape", "q")
        await see(pilot, "of 10,000 answers")
        await pilot.press("q")
    assert app.return_value == 0


async def test_ctrl_c_voids_the_item_stores_it_and_leaves_with_130(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("ctrl+c")
    assert app.return_value == INTERRUPTED
    last = backend.stored[-1]
    assert isinstance(last, Commit)
    assert last.response.outcome is Outcome.VOID


async def test_a_terminal_that_becomes_too_small_rests_the_drill_and_says_so(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.resize_terminal(50, 12)
        await see(pilot, kit_words.TOO_SMALL)
        await pilot.press("9", "space")
        assert kit_words.TOO_SMALL in shown(app)
        await pilot.resize_terminal(80, 24)
        await see(pilot, words.PAUSED)
    assert len([effect for effect in backend.stored if isinstance(effect, Commit)]) == 1


async def test_a_drill_that_rests_for_lack_of_room_can_still_be_ended(backend: Any) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.resize_terminal(50, 12)
        await see(pilot, kit_words.TOO_SMALL)
        await pilot.press("q", "q")
    assert app.return_value == 0


async def test_the_copy_times_are_stored_after_the_warm_up(backend: Any) -> None:
    backend.copy_ms = None
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await see(pilot, words.COPY_TITLE)
        drilling = app.scene
        assert drilling is not None
        while (copying := drilling._live.session.copying) is not None:
            if copying.painted_ns is None:
                await pilot.pause(0.002)
            else:
                await pilot.press(*copying.text)
        await see(pilot, words.DRILL_HINT)
    assert isinstance(backend.stored[0], SaveCopyTime)
    assert len(backend.stored[0].samples_ms) == 20


async def test_a_deck_that_cannot_be_opened_is_told_on_the_first_screen(backend: Any) -> None:
    backend.refuses = "This deck is damaged."
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await see(pilot, "This deck is damaged.")
        await pilot.press("q")
    assert app.return_value == 0


async def test_a_response_that_cannot_be_stored_ends_the_program(backend: Any) -> None:
    backend.disk_full = True
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press("escape")
    assert isinstance(app.failure, DrillgrokError)
    assert app.return_value == 1


@pytest.mark.parametrize("key", ["ctrl+q", "tab", "ctrl+p"])
async def test_no_key_of_textual_itself_ends_or_covers_the_drill(backend: Any, key: str) -> None:
    app = app_on(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await pilot.press(key)
        await pilot.pause(0.05)
        assert words.DRILL_HINT in shown(app)
        assert app.is_running
