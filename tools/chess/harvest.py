"""The harvest: games of weak players, and what of their positions holds under two longer looks. It goes on where it
stopped, and stops by itself after the time it was given."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from typing import Any, Final

from drillgrok.domains.chess.motifs import Motif
from oracles.chess.engine import MATE, Engine
from oracles.chess.position import GlancedPosition, placement
from oracles.chess.verify import verified
from tools.chess.collect import Stock, glimpsed
from tools.chess.prove import confirmed
from tools.chess.weak_play import write_games

_QUOTA: Final = 700
_ENOUGH: Final = {Motif.MATE_IN_1: 320, Motif.MATE_IN_2: 400, Motif.HANGING_PIECE: 450}
"""Motifs that games bring often: no time is spent on more of them."""
_FIRST: Final = 2_000_000
"""Numbers from here on are of these games."""


def harvest(engine: Engine, games: Path, out: Path, minutes: float) -> Counter[Motif]:
    """Play games into `games` and append what is proved of them to `out` for so many minutes; what is held then.

    A game that a stop cut short in mid-proof counts as played.
    """
    stock = Stock(_QUOTA)
    for record in _lines(out):
        stock.add(record)
    end = monotonic() + minutes * 60
    for played in write_games(engine, max((one["game"] for one in _lines(games)), default=_FIRST - 1) + 1, games):
        _prove(engine, played, stock, out)
        if monotonic() > end:
            break
    return stock.held


def _prove(engine: Engine, played: Iterable[GlancedPosition], stock: Stock, out: Path) -> None:
    with out.open("a", encoding="utf-8") as file:
        for record in played:
            if not (record["aside"] or record["best"][0][0] >= MATE - 3):
                continue
            guess = glimpsed(record)
            if placement(record["fen"]) in stock.boards or guess is None or not stock.wants(guess, record["game"]):
                continue
            if stock.held[guess] >= _ENOUGH.get(guess, _QUOTA):
                continue
            found = verified(engine, record)
            if found is not None and stock.wants(Motif(found["primary"]), found["game"]) and confirmed(engine, found):
                stock.add(found)
                file.write(json.dumps(found) + "\n")
                file.flush()


def _lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
