"""The harvest: games of weak players, and what of their positions holds under ever longer looks. It goes on where it
stopped, and stops by itself after the time it was given."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from typing import Any, Final

import chess

from drillgrok.domains.chess.motifs import Motif, line_of
from oracles.chess.engine import Engine
from oracles.chess.position import GlancedPosition, VerifiedPosition, placement
from oracles.chess.verify import verified
from tools.chess.choose import habit_hits
from tools.chess.collect import Stock, glimpsed
from tools.chess.glances import Glances
from tools.chess.prove import confirmed
from tools.chess.selfplay import best_of, is_sharp
from tools.chess.weak_play import write_games

_QUOTA: Final = 300
_ENOUGH: Final = {Motif.MATE_IN_1: 150, Motif.MATE_IN_2: 0, Motif.HANGING_PIECE: 200}
"""Motifs that games bring often: no time is spent on more of them."""
_EASY: Final = frozenset({Motif.MATE_IN_1, Motif.HANGING_PIECE})
_HABIT: Final = 0.26
"""Of an easy motif only what no habit of choosing a move finds more often."""
_NODES: Final = 4000
"""For a second look: it spares the engine a long one at most of what a glance took for a tactic."""
WEAK_GAMES: Final = "weak-games.jsonl"
HARVESTED: Final = "harvest.jsonl"
"""The file in which the harvest leaves what it has found."""
FIRST: Final = 3_000_000
"""Numbers from here on are of these games; those of earlier harvests are lower."""
_PER_GAME: Final = 3
"""At most so many positions of one motif from one game."""


def harvest(glances: Glances, engine: Engine, folder: Path, minutes: float, first: int) -> Counter[Motif]:
    """Play games from number `first` on and append what is proved of them for so many minutes; what is held then.

    A game that a stop cut short in mid-proof counts as played.
    """
    games, out = folder / WEAK_GAMES, folder / HARVESTED
    stock = Stock(_QUOTA, per_game=_PER_GAME)
    for record in _lines(out):
        stock.add(record)
    end = monotonic() + minutes * 60
    for played in write_games(glances, max((one["game"] for one in _lines(games)), default=first - 1) + 1, games):
        _prove(engine, played, stock, out)
        if monotonic() > end:
            break
    return stock.held


def _prove(engine: Engine, played: Iterable[GlancedPosition], stock: Stock, out: Path) -> None:
    """Append what holds. The same answer with the same motif is looked at once a game: what a player overlooks it often
    goes on overlooking."""
    seen = set()
    with out.open("a", encoding="utf-8") as file:
        for record in played:
            motif = _wanted(record, stock)
            answer = record["best"][0][1].partition(" ")[0]
            if motif is None or (motif, answer) in seen:
                continue
            seen.add((motif, answer))
            looked = _looked_at(engine, record)
            found = verified(engine, looked) if looked is not None and _wanted(looked, stock) is not None else None
            if found is not None and _is_welcome(found, stock) and confirmed(engine, found):
                stock.add(found)
                file.write(json.dumps(found) + "\n")
                file.flush()


def _looked_at(engine: Engine, record: GlancedPosition) -> GlancedPosition | None:
    """The record with what a second look says; None where it says that no move wins alone."""
    choices = engine.choices(chess.Board(record["fen"]), nodes=_NODES, width=2, game=record["game"])
    return {**record, "best": best_of(choices)} if is_sharp(choices) else None


def _is_welcome(found: VerifiedPosition, stock: Stock) -> bool:
    motif = Motif(found["primary"])
    return stock.wants(motif, found["game"]) and stock.held[motif] < _ENOUGH.get(motif, _QUOTA)


def _wanted(record: GlancedPosition, stock: Stock) -> Motif | None:
    """The motif that the record seems to show, where more of it is wanted."""
    motif = glimpsed(record)
    if motif is None or placement(record["fen"]) in stock.boards or not stock.wants(motif, record["game"]):
        return None
    if stock.held[motif] >= _ENOUGH.get(motif, _QUOTA) or (motif in _EASY and _by_habit(record)):
        return None
    return motif


def _by_habit(record: GlancedPosition) -> bool:
    best = chess.Move.from_uci(record["best"][0][1].partition(" ")[0])
    hits = habit_hits(line_of(chess.Board(record["fen"]), (best,)), chess.Move.from_uci(record["last"]))
    return max(hits.values()) > _HABIT


def _lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
