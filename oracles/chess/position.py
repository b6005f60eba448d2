"""A position as the stages of `tools.chess` leave it for one another: a line of JSON, and what stands in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NotRequired, TypedDict


class Position(TypedDict):
    """What every stage keeps."""

    game: int
    """Its number; a composed position counts as a game of its own."""
    ply: int
    fen: str
    last: str
    """The move that led here, in UCI like all moves."""


class GlancedPosition(Position):
    """What self-play and steering write."""

    aside: int
    """1 for a side step: what if this move had been played instead?"""
    best: list[tuple[int, str]]
    """The two best moves: centipawns and line."""
    parent: NotRequired[str]
    """The position before the move that led here."""
    composed: NotRequired[int]
    """1 for a position put together or changed towards a motif, 2 for a variant of a verified one."""


class VerifiedPosition(GlancedPosition):
    """What a second, deeper look adds."""

    line: str
    """As far as one move wins."""
    seen: str
    """At least three plies where the engine looks so far."""
    scores: list[int]
    motifs: list[str]
    primary: str
    """The motif that it is filed under."""
    level: int
    """How many searches miss the first move."""


class PairedPosition(Position):
    """One of two positions that look alike."""

    answer: str
    """`y` where one move wins, `n` where none does."""
    score: int


class SidedPosition(Position):
    """A position of which it is known who could win something if it were their move."""

    answer: str
    """`w`, `b`, or `n` for neither."""
    level: int
    """How many short searches misjudge it; 0 until that is proved."""


def read_positions(file: Path) -> list[Any]:
    """The positions that a stage wrote, of the kind that it writes."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def placement(fen: str) -> str:
    """Where the pieces stand, whoever is to move."""
    return fen.partition(" ")[0]
