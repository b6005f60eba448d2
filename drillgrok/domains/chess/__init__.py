"""Chess: positions drawn as boards and answered by moves, and endings that are judged at a glance. All chess rules come
from python-chess."""

from __future__ import annotations

from typing import Final

import chess

from drillgrok.domains.chess.ending_items import EndingItems
from drillgrok.domains.chess.endings import COLOURS, DRILLS
from drillgrok.model.domain import DomainOptions
from drillgrok.model.options import DomainOption, OneOf, OptionSheet

OPTIONS: Final = OptionSheet(
    says="boards for lists of your own, and endings of a pawn and two kings.",
    options=(
        DomainOption("drill", "what is asked", OneOf(tuple(DRILLS)), default=None),
        DomainOption("colour", "who has the pawn", OneOf(COLOURS), default="both"),
    ),
    example={"drill": "runner", "colour": "white"},
    about="A pawn, its king far away, and the other king. Does the pawn become a queen? Press the number.",
    pressure="{calm: 12 s, quick: 4 s, floor: 1.5 s}",
)


def items(options: DomainOptions) -> EndingItems:
    """The positions of a deck: its `drill`, the pawn of its `colour`."""
    whose = options.values["colour"]
    colours = (chess.WHITE, chess.BLACK) if whose == "both" else (whose == "white",)
    return EndingItems(DRILLS[options.values["drill"]], colours)
