"""Endings as the items of a domain: a board, a question about it, and yes or no. Which positions are asked and what is
right in them is settled elsewhere."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.board import View, board_drawing, spoken, to_move
from drillgrok.domains.chess.endings import EndingDrill, board_of
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected, in_words
from drillgrok.model.domain import DomainItems, RawItem, Surface, Traits
from drillgrok.model.drawing import DrawnLine, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item

YES, NO = "yes", "no"
_KEYS: Final = frozenset("12")
_WORDS, _OTHER_WAY = range(2)
"""The other wordings: the same without a board, and the other way round."""
_SIGN_ROW: Final = 4


class EndingItems(DomainItems):
    """The positions of a drill, the pawn White's, Black's, or each once."""

    rephrasings: int = 2
    field: AnswerField = AnswerField(AnswerKind.CHOICE, closed=_KEYS, alphabet=_KEYS, choices=(YES, NO))

    def __init__(self, drill: EndingDrill, colours: tuple[chess.Color, ...]) -> None:
        self._drill = drill
        self._asked = [(one, colour) for one in drill.asked() for colour in colours]

    def __len__(self) -> int:
        return len(self._asked)

    def id(self, index: int) -> str:
        """The squares of pawn, its king and the other king, as if the pawn were White's; who moves, and whose it is."""
        (place, _, _), white = self._asked[index]
        squares = " ".join(map(chess.square_name, place[:3]))
        return f"{squares} {'pawn' if place.mover else 'king'} {'white' if white else 'black'}"

    def traits(self, index: int) -> Traits:
        """In every drill as many are right as not."""
        return Traits(group=self._asked[index][0].group, chance=1 / 2)

    def item(self, index: int) -> RawItem:
        """Position `index`."""
        right = YES if self._asked[index][0].wins else NO
        return RawItem(self._drill.prompt, accepts=(right,), right=right)

    def rephrased(self, index: int, which: int) -> RawItem:
        """The position in words, or the question the other way round."""
        right = self.item(index).right
        if which == _WORDS:
            return RawItem(f"{spoken(View(self._board(index), chess.WHITE))}\n{self._drill.prompt}", (right,), right)
        other = NO if right == YES else YES
        return RawItem(self._drill.turned, (other,), other)

    def dress(self, index: int, item: Item, _rng: Random) -> Item:
        """The item with its board, seen from the side with the pawn."""
        if item.presentation == f"r{_WORDS + 1}":
            return item
        return replace(item, drawing=board_drawing(self._view(index, ())))

    def corrected(self, index: int, item: Item, given: str) -> Corrected:
        """Both answers beside the board."""
        words = in_words(item.right, given)
        if item.drawing is None:
            return words
        marks: list[DrawnLine] = [(Span(f"{RIGHT_SIGN} {item.right}", Tone.RIGHT),)]
        if given in {YES, NO}:
            marks.append((Span(f"{WRONG_SIGN} {given}", Tone.WRONG),))
        return replace(words, frames=(board_drawing(self._view(index, tuple(marks))),))

    def surface(self, index: int) -> Surface:
        """How the three stand to one another, a glance at a time, as if the pawn were White's."""
        pawn, king, other, mover = self._asked[index][0].place
        ranks = {name: chess.square_rank(square) for name, square in (("pawn", pawn), ("king", king), ("other", other))}
        cues = {
            "to move": mover,
            "pawn's rank": ranks["pawn"],
            "pawn's file": chess.square_file(pawn),
            "king's rank": ranks["king"],
            "other king's rank": ranks["other"],
            "between the kings": chess.square_distance(king, other),
            "king to pawn": chess.square_distance(king, pawn),
            "other king to pawn": chess.square_distance(other, pawn),
            "other king before the pawn": ranks["other"] > ranks["pawn"],
            "nearer king": chess.square_distance(king, pawn) - chess.square_distance(other, pawn),
            "king before the pawn": ranks["king"] - ranks["pawn"],
            "one file": chess.square_file(king) == chess.square_file(other),
        }
        return Surface(cues={name: str(value) for name, value in cues.items()})

    def _board(self, index: int) -> chess.Board:
        (place, _, _), white = self._asked[index]
        return board_of(place, white=white)

    def _view(self, index: int, marks: tuple[DrawnLine, ...]) -> View:
        board, white = self._board(index), self._asked[index][1]
        panel: list[DrawnLine] = [(Span(to_move(board), Tone.STRONG),), *((),) * (_SIGN_ROW - 1), *marks]
        return View(board, white, panel=tuple(panel))
