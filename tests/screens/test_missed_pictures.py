"""The end shows missed items as pictures, and tells misses of keys and of time apart; a deck keeps one letter size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rich.cells import cell_len

from benchmarks.decks import bundled_deck
from drillgrok.domains.movement.judging import MissedSide
from drillgrok.domains.movement.taps import on_the_beat, written
from drillgrok.model.deck import Deck
from drillgrok.model.log import Flag, Goal, Role
from drillgrok.practice.state import Stage
from drillgrok.practice.summary import Weak, Weakness, summarize
from drillgrok.screens.drill import words
from drillgrok.screens.drill.page import drill_page
from drillgrok.screens.drill.scene import DrillScene
from drillgrok.screens.drill.summary import missed_page
from drillgrok.screens.kit.hearing import Hearing
from drillgrok.screens.kit.letters import large, size_for
from drillgrok.screens.kit.page import MIN_WIDTH, Page
from tests.helpers.pages import plain_text
from tests.screens.test_deck_page import _Live


def ended(hand: Any, answers: int) -> DrillScene:
    hand.practise(answers, right=lambda _: len(hand.stored) % 3 != 0)
    hand.wait(400)
    scene = DrillScene(_Live(hand), Hearing(None))  # type: ignore[arg-type]
    scene.fit(80, 24, hand.stamp())
    return scene


def test_arrows_show_what_was_missed_with_its_answer_and_r_goes_through_it(
    deck_from: Callable[..., Deck], hand_for: Callable[..., Any]
) -> None:
    hand = hand_for(deck_from(), goal=Goal(responses=40))
    scene = ended(hand, 40)
    assert hand.session.stage is Stage.FINISHED
    weak = summarize(hand.session).weak
    assert weak
    scene.history = None  # type: ignore[attr-defined]
    scene._ending = (summarize(hand.session), None)  # type: ignore[assignment]
    scene.key("right", None, hand.stamp())
    shown = plain_text(scene.page(80, 24, hand.stamp().mono_ns))
    assert f"1 of {len(weak)}" in shown
    assert f"✓ {weak[0].right}" in shown
    scene.key("r", "r", hand.stamp())
    assert hand.session.stage is Stage.ASKING
    assert Flag.REDRILL in hand.session.showing.flags
    hand.look()
    told = []
    for _ in weak:
        told.append(plain_text(scene.page(80, 24, hand.stamp().mono_ns)).split("\n")[0].split("  ")[-1].strip())
        hand.answer_right()
    assert told == [f"{left} left, not counted" for left in range(len(weak), 0, -1)]


def test_a_missed_position_is_a_board_and_is_drilled_again_on_the_board(hand_for: Callable[..., Any]) -> None:
    hand = hand_for(bundled_deck("topaz"), goal=Goal(responses=3))
    session = hand.session
    weak = summarize(session).weak
    assert weak == ()
    index = hand.run.split.find(session.showing.item.key)
    one = Weak(index, "", session.showing.item.right, Weakness.MISSED, 1, None)
    page = plain_text(missed_page(session, (one,), 0, 80, 24))
    assert "✓" in page
    assert " a    b    c " in page or " h    g    f " in page


def test_misses_of_keys_and_of_time_are_counted_apart(hand_for: Callable[..., Any]) -> None:
    hand = hand_for(bundled_deck("chinook"), goal=Goal(responses=300))
    late = 0
    for _ in range(8):
        showing = hand.session.showing
        right = showing.item.right
        hand.look()
        taps = on_the_beat(right, 300)
        hand.wait(1000)
        for place, tap in enumerate(taps):
            gap = tap.at_ms - (taps[place - 1].at_ms if place else 0)
            hand.wait(gap + (500 if place == 3 else 0))
            hand.press(tap.key)
        late += showing.role is Role.PRACTISED
        hand.move_on()
        hand.wait(400)
    assert written(on_the_beat("j.j", 300)) == "j+0 j+600"
    assert dict(summarize(hand.session).missed) == {MissedSide.TIMING.value: late}


def test_letters_keep_one_size_within_a_deck() -> None:
    texts = ("3 ∘ 4", "12 ∘ 21")
    for width in range(30, 70):
        size = size_for(texts, width)
        heights = {len(rows[0]) // len(text) for text in texts if (rows := large(text, width, size))}
        assert len(heights) <= 1
    assert size_for(("日本",), 80) == 2


def test_a_missed_item_stands_at_the_end_in_the_letters_that_it_was_asked_in(hand_for: Callable[..., Any]) -> None:
    hand = hand_for(bundled_deck("turkish-many"), goal=Goal(responses=3))
    session, run = hand.session, hand.run
    heights = set()
    for index in range(0, len(run.deck.items), len(run.deck.items) // 20):
        item = run.item(index)
        one = Weak(index, item.prompt, item.right, Weakness.MISSED, 1, None)
        rows = plain_text(missed_page(session, (one,), 0, 80, 24)).split("\n")
        heights.add(next(place for place, row in enumerate(rows) if "✓" in row))
    assert len(heights) == 1, "none stands in larger letters than another"


def test_right_answers_keep_one_size_within_a_deck(hand_for: Callable[..., Any]) -> None:
    hand = hand_for(bundled_deck("turkish-many"), goal=Goal(responses=60))
    large_ones = set()
    for _ in range(30):
        if hand.session.showing.role is Role.PRACTISED:
            hand.answer("")
            page = plain_text(drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=80, height=24))
            large_ones.add("█" in page)
            hand.move_on()
        else:
            hand.answer_right()
    assert len(large_ones) == 1


def test_the_ways_from_the_end_are_never_cut() -> None:
    many = f"10 {words.ANOTHER_LOOK} · {words.REDRILL_HINT}"
    for hint in (many, words.MISSED_HINT, words.SUMMARY_HINT, words.DRILL_HINT, words.BREAK_HINT):
        assert cell_len(hint) <= MIN_WIDTH


def test_a_board_stays_where_it_was_when_a_miss_is_shown_on_it(hand_for: Callable[..., Any]) -> None:
    hand = hand_for(bundled_deck("topaz"), goal=Goal(responses=60))
    for _ in range(6):
        practised = hand.session.showing.role is Role.PRACTISED
        hand.look()
        hand.wait(900)
        asked = drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=80, height=24)
        hand.press("enter")
        if practised:
            missed = drill_page(hand.session, now_ns=hand.stamp().mono_ns, width=80, height=24)
            assert [leftmost(page) for page in (asked, missed)] == [leftmost(asked)] * 2
        hand.move_on()


def leftmost(page: Page) -> int:
    """The column of the rank's number in the first row that has one."""
    row = next(row for row in plain_text(page).split("\n")[1:] if row.strip())
    return len(row) - len(row.lstrip())
