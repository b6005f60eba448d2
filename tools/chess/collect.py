"""From games to verified positions: what the games bring first, then steered ones for motifs still short of a quota."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

import chess

from drillgrok.domains.chess.motifs import Motif, line_of, motifs_of
from oracles.chess.engine import MATE, Engine
from oracles.chess.position import GlancedPosition, VerifiedPosition, placement
from oracles.chess.verify import greedy_rate, primary_of, verified
from tools.chess.steer import CHANGED, COMPOSED, from_game, from_nothing, variants

_LEVEL: Final = 300
_PER_GAME: Final = 2
"""At most so many positions of one motif from one game."""
_GREED: Final = 0.5
"""A piece that hangs is no idea where it is the greatest that can be taken."""
_ROUNDS: Final = 200
_TRIES: Final = 500
"""Positions composed for one motif in one round."""
_PARENTS: Final = 200
"""Positions of games changed for one motif in one round."""
_FIRST_COMPOSED: Final = 1_000_000
"""From here on a number is not that of a game."""
_VARIED_ROUNDS: Final = 12


@dataclass
class Stock:
    """What has been verified so far, by motif and game; it says what is still wanted."""

    quota: int
    held: Counter[Motif] = field(default_factory=Counter)
    by_game: Counter[tuple[Motif, int]] = field(default_factory=Counter)
    boards: set[str] = field(default_factory=set)
    found: list[VerifiedPosition] = field(default_factory=list)
    """Those that are no variants of others."""
    per_game: int | None = _PER_GAME

    def wants(self, motif: Motif, game: int) -> bool:
        """One more of this motif from this game is welcome."""
        return self.held[motif] < self.quota and (self.per_game is None or self.by_game[motif, game] < self.per_game)

    def add(self, found: VerifiedPosition) -> None:
        """Count a verified record."""
        motif = Motif(found["primary"])
        self.held[motif] += 1
        self.by_game[motif, found["game"]] += 1
        self.boards.add(placement(found["fen"]))
        if found.get("composed") != 2:
            self.found.append(found)


def collect(engine: Engine, games: Path, out: Path, quota: int) -> Counter[Motif]:
    """Append verified records to `out` until every motif has its quota or nothing more is found."""
    stock = Stock(quota)
    if out.exists():
        for line in out.read_text(encoding="utf-8").splitlines():
            stock.add(json.loads(line))
    with out.open("a", encoding="utf-8") as file:
        for record in _records(engine, games, stock):
            board, game = placement(record["fen"]), record["game"]
            guess = glimpsed(record)
            if board in stock.boards or guess is None or not stock.wants(guess, game):
                continue
            found = verified(engine, record)
            if found is not None and stock.wants(Motif(found["primary"]), game):
                stock.add(found)
                file.write(json.dumps(found) + "\n")
                file.flush()
    return stock.held


def _records(engine: Engine, games: Path, stock: Stock) -> Iterator[GlancedPosition]:
    """The sharp positions of the games as they are; then changed ones around their level positions; then, for motifs
    still short, variants of those that were found."""
    level = []
    with games.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["aside"] or record["best"][0][0] >= MATE - 3:
                yield record
            elif abs(record["best"][0][0]) <= _LEVEL:
                level.append(record)
    rng = Random(1)
    for round_number in range(_ROUNDS):
        yield from _steered(engine, level, stock, round_number, rng)
    stock.per_game = None
    for _ in range(_VARIED_ROUNDS):
        for record in list(stock.found):
            if stock.held[Motif(record["primary"])] < stock.quota:
                yield from variants(engine, record, rng)


def _steered(
    engine: Engine, level: list[GlancedPosition], stock: Stock, round_number: int, rng: Random
) -> Iterator[GlancedPosition]:
    """Some tries for every motif that is short; a composed position counts as a game of its own."""
    for motif in COMPOSED:
        for number in range(_TRIES):
            if stock.held[motif] < stock.quota:
                game = _FIRST_COMPOSED + (round_number * len(COMPOSED) + COMPOSED.index(motif)) * _TRIES + number
                yield from from_nothing(engine, motif, game, rng)
    for motif in CHANGED:
        for record in rng.sample(level, min(_PARENTS, len(level))):
            if stock.wants(motif, record["game"]):
                yield from from_game(engine, motif, record, rng)


def glimpsed(record: GlancedPosition) -> Motif | None:
    """The motif that the glance shows; none where greed alone finds the piece that hangs."""
    score, best = record["best"][0]
    moves = tuple(chess.Move.from_uci(move) for move in best.split()[:5])
    depth = 2 * (MATE - score) - 1
    line = line_of(chess.Board(record["fen"]), moves[: min(depth, 3)])
    motif = primary_of(motifs_of(line))
    return None if motif is Motif.HANGING_PIECE and greedy_rate(line) > _GREED else motif
