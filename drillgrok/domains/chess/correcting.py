"""A miss on the board: where the given line leaves the right one, and both of them played through, in SAN."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import chess

from drillgrok.domains.chess.board import SIDES, View, board_drawing, to_move, with_signs
from drillgrok.domains.chess.hand import PANEL_CELLS, MoveHand, board_after, sans
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone

Line = tuple[chess.Move, ...]
_SIDES_ROW: Final = 16
_LINES: Final = {RIGHT_SIGN: (Tone.RIGHT, "right"), WRONG_SIGN: (Tone.WRONG, "yours")}


def line_corrected(hand: MoveHand, given: str) -> Corrected:
    """The right line and what was given of another, which may end in the middle of a move."""
    right, wrong = hand.right, played(hand, given)
    parted = next((ply for ply, (one, other) in enumerate(zip(right, wrong, strict=False)) if one != other), len(wrong))
    told = sans(hand.start, right), sans(hand.start, wrong)
    return Corrected(
        _marked(told[0], parted),
        _marked(told[1], parted),
        frames=tuple(_frames(hand, right, wrong, min(parted, len(right) - 1))),
    )


def played(hand: MoveHand, given: str) -> Line:
    """The moves of a stored answer with the replies between them, as far as they can be played."""
    line: list[chess.Move] = []
    for word in given.split():
        board = board_after(hand.start, tuple(line))
        try:
            move = board.parse_uci(word)
        except ValueError:
            break
        line.append(move)
        if tuple(line) != hand.right[: len(line)] or len(line) >= len(hand.right):
            break
        line.append(hand.right[len(line)])
    if line and len(line) % 2 == 0:
        line.pop()  # a reply that was not answered
    return tuple(line)


def _marked(told: Sequence[str], parted: int) -> DrawnLine:
    """The moves, the first of them that the other line does not have marked."""
    return tuple(
        span
        for ply, san in enumerate(told)
        for span in (Span(san, Tone.KEY if ply == parted else Tone.STRONG), Span(" "))
    )


def _frames(hand: MoveHand, right: Line, wrong: Line, parted: int) -> Iterator[Drawing]:
    """The position where the two part, with both moves marked; then each line move by move."""
    before = right[:parted]
    marks = {RIGHT_SIGN: (right[parted], Tone.RIGHT)}
    if len(wrong) > parted:
        marks[WRONG_SIGN] = (wrong[parted], Tone.WRONG)
    board = board_after(hand.start, before)
    last = before[-1] if before else hand.last
    panel = _panel(hand, right, wrong, None)
    yield board_drawing(with_signs(View(board, hand.start.turn, last, panel=panel), marks))
    for sign, line in ((RIGHT_SIGN, right), (WRONG_SIGN, wrong)):
        for ply in range(len(line)):
            board = board_after(hand.start, line[: ply + 1])
            panel = _panel(hand, right, wrong, (sign, ply))
            view = View(board, hand.start.turn, line[ply], panel=panel)
            yield board_drawing(with_signs(view, {sign: (line[ply], _LINES[sign][0])}))


def _panel(hand: MoveHand, right: Line, wrong: Line, now: tuple[str, int] | None) -> tuple[DrawnLine, ...]:
    """Both lines beside the board, the move that stands on it marked."""
    rows: list[DrawnLine] = [(Span(to_move(hand.start), Tone.STRONG),), ()]
    for sign, line in ((RIGHT_SIGN, right), (WRONG_SIGN, wrong)):
        if line:
            tone, name = _LINES[sign]
            rows.append((Span(f"{sign} {name}", tone),))
            for ply, san in enumerate(sans(hand.start, line)[:_MOST]):
                rows.append((Span(f"  {san} ", Tone.KEY if now == (sign, ply) else Tone.PLAIN),))
            rows.append(())
    rows += [()] * (_SIDES_ROW - len(rows))
    return (*rows[:_SIDES_ROW], (Span(SIDES.ljust(PANEL_CELLS), Tone.FAINT),))


_MOST: Final = 5
"""Moves of a line that the panel has rows for."""
