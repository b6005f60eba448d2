"""The deck that is made of chess positions: boards to look at, moves to play, and each position turned as well. Which
positions are in it is settled elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drillgrok.importers.chess_themes import LADDER
from drillgrok.importers.making import quoted

_TEXT: Final = """\
# source: {source}
deck: {deck_id}
title: {title}
about: A position is shown, and one side is to move. {about}
items: {{list: {list}}}
show: {{board: fen, last: last}}
judge: {{move: best, board: fen, last: last}}
rephrased:
  - show: {{board: fen, last: last, turned: yes}}
    judge: {{move: best, board: fen, last: last, turned: yes}}
match: rating
pressure: {{calm: 30 s, quick: 10 s, floor: 4 s}}
{more}rule: |
  {rule}
"""
_ONE: Final = "One move is better than all others. Find it."
_SEVERAL: Final = "Find the best move, or one of the best."
_NOTHING: Final = "What these positions have in common is not written down yet. If you know it, write it here."


@dataclass(frozen=True, slots=True)
class ChessDeck:
    """What there is to say of a deck of positions."""

    deck_id: str
    title: str
    source: str
    """The file's name and what it is."""
    theme: str = ""
    """The file's own word for what the positions have in common; empty where there is none."""
    next_id: str = ""
    several: bool = False
    """In some positions several moves are right."""

    def text(self) -> str:
        """The deck file; what a learner or the file's name brings in cannot leave its place in it."""
        return _TEXT.format(
            source="".join(char for char in self.source if char.isprintable()),
            deck_id=quoted(self.deck_id),
            list=quoted(f"{self.deck_id}.csv"),
            title=quoted(self.title),
            about=_SEVERAL if self.several else _ONE,
            more=f"next: {quoted(self.next_id)}\n" if self.next_id else "",
            rule=self._rule,
        )

    @property
    def _rule(self) -> str:
        if not self.theme:
            return _NOTHING
        told = f"The file's own word for what these positions have in common: {self.theme}."
        return f"{told} {LADDER[self.theme]}" if self.theme in LADDER else told
