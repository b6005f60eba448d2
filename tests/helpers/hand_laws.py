"""What holds for every hand that answers on a picture, whichever domain or way has made it, as laws that assert."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from rich.cells import cell_len

from drillgrok.model.drawing import Drawing, Hand
from drillgrok.model.item import Item

COLUMNS, LINES = 80, 18
"""What a drawing may take of a terminal of 80 by 24."""
KEYS = ("enter", "space", "backspace", "left", "right", "up", "down", "tab", "escape", "f1", *"abcdfjkN18=!é日")
NO_ANSWERS = ("nonsense", "?", "\x1b[2J", "日本")


def rows_of(drawing: Drawing) -> list[str]:
    """The drawing as text."""
    return ["".join(span.text for span in line) for line in drawing.lines]


def check_fits(drawing: Drawing) -> None:
    """It fits the terminal, holds no sign that steers it, and is told as well."""
    rows = rows_of(drawing)
    assert max(map(cell_len, rows)) <= COLUMNS
    assert len(rows) <= LINES
    assert all(row.isprintable() for row in rows)
    assert drawing.spoken.strip()


def check_hand(item: Item, hand: Hand) -> None:
    """All laws of a hand that has not been touched yet."""
    _begins_empty(hand)
    _takes_a_right_line(item, hand)
    _slips_on_what_is_no_answer(hand)
    _is_a_value_under_any_keys(hand, Random(item.key))
    _turns_when_it_says_so(hand)


def _begins_empty(hand: Hand) -> None:
    assert (hand.text, hand.done, hand.slipped) == ("", False, False)
    assert hand.key("enter", None, 0).text == ""
    assert hand.click(-1, -1, 0).text == ""


def _takes_a_right_line(item: Item, hand: Hand) -> None:
    """What is shown as right may say more than has to be played; then a shorter one that is accepted is whole."""
    given = [answered for text in (item.right, *item.accepts) if (answered := hand.line(text)).done]
    assert given
    for answered in given:
        assert not answered.slipped
        assert item.judge(answered.text) if item.judge else answered.text in item.accepts
        check_fits(answered.drawing(60_000))


def _slips_on_what_is_no_answer(hand: Hand) -> None:
    for line in NO_ANSWERS:
        after = hand.line(line)
        assert (after.text, after.done, after.slipped) == (hand.text, False, True), line


def _is_a_value_under_any_keys(hand: Hand, rng: Random) -> None:
    """Nothing raises, every picture fits, and no key changes the hand that it was given to."""
    now_ms = 0
    for _ in range(40):
        now_ms += rng.randrange(900)
        before = _seen(hand, now_ms)
        after = _touched(hand, rng, now_ms)
        assert _seen(hand, now_ms) == before
        check_fits(after.drawing(now_ms))
        if after.done:
            return
        hand = after


def _seen(hand: Hand, at_ms: int) -> object:
    return hand.text, hand.done, hand.slipped, hand.drawing(at_ms)


def _touched(hand: Hand, rng: Random, at_ms: int) -> Hand:
    if rng.random() < 0.3:
        return hand.click(rng.randrange(-2, 60), rng.randrange(-2, 20), at_ms)
    name = rng.choice(KEYS)
    return hand.key(name.lower(), name if len(name) == 1 else None, at_ms)


def _turns_when_it_says_so(hand: Hand) -> None:
    """The picture changes by itself at the times that the hand names, and at no others."""
    now_ms = 0
    for turn_ms in _turns(hand):
        assert turn_ms > now_ms
        assert hand.drawing(turn_ms - 1) == hand.drawing(now_ms)
        assert hand.drawing(turn_ms) != hand.drawing(now_ms)
        now_ms = turn_ms
    assert hand.drawing(now_ms) == hand.drawing(now_ms + 100_000)


def _turns(hand: Hand) -> Iterable[int]:
    turn_ms = hand.changes_at_ms(0)
    while turn_ms is not None:
        yield turn_ms
        turn_ms = hand.changes_at_ms(turn_ms)
