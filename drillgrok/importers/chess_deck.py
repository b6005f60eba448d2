"""The deck that is made of chess puzzles: boards to look at, moves to play, and each position turned as well. Which
puzzles are in it is settled elsewhere."""

from __future__ import annotations

from typing import Final

from drillgrok.importers.making import quoted

_TEXT: Final = """\
# source: {source}, the public puzzle file of lichess.org (CC0); a sample, even over the whole file
deck: {deck_id}
title: {title}
about: A position is shown, and one side is to move. One move is better than all others. Find it.
items: {{list: {list}}}
show: {{board: fen, last: last}}
judge: {{move: best, board: fen, last: last}}
rephrased:
  - show: {{board: fen, last: last, turned: yes}}
    judge: {{move: best, board: fen, last: last, turned: yes}}
match: rating
pressure: {{calm: 30 s, quick: 10 s, floor: 4 s}}
rule: |
  The file's own word for what these positions have in common: {theme}.
"""


def deck_text(deck_id: str, title: str, *, source: str, theme: str | None) -> str:
    """The deck file; what a learner or the source's name brings in cannot leave its place in it."""
    return _TEXT.format(
        source="".join(char for char in source if char.isprintable()),
        deck_id=quoted(deck_id),
        list=quoted(f"{deck_id}.csv"),
        title=quoted(title),
        theme=theme or "nothing was asked for",
    )
