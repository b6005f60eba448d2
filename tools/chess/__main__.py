"""`python -m tools.chess STAGE FOLDER`: the chess positions, made from nothing in stages, and a check of what
is shipped. The folder keeps what the stages leave for one another.

Stockfish 15.1 plays the same games again, another version others of the same kind. A harvest finds about one position
in three seconds where a processor is its own; a second one goes on beside it in another folder, from another `--first`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from oracles.chess.agreement import FOLDER, table
from oracles.chess.engine import Engine, engine
from oracles.chess.position import Position, placement, read_positions
from oracles.chess.shipped import SIDES
from tools.chess.collect import collect
from tools.chess.glances import glances
from tools.chess.harvest import FIRST, HARVESTED, WEAK_GAMES, harvest
from tools.chess.pairs import pairs
from tools.chess.prove import confirmed, confirmed_pairs, confirmed_sides
from tools.chess.selfplay import boards_of, write_games
from tools.chess.whose import sided
from tools.chess.write import OLD_GAMES, old_games, write_lists, write_sides

QUOTA: Final = 600
PAIRS: Final = 300
SIDED: Final = 600
GAMES, VERIFIED, PAIRED, REPLAYED = "games.jsonl", "verified.jsonl", "pairs.jsonl", "replay.jsonl"
IN_SIDES: Final = "sides.jsonl"
PROVED, PROVED_PAIRS, PROVED_SIDES = "proved.jsonl", "proved-pairs.jsonl", "proved-sides.jsonl"


def main() -> None:
    """Run one stage; each reads what the ones before wrote into the folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.chess", description="Make the chess positions.")
    parser.add_argument("stage", choices=("harvest", *STAGES, "write"))
    parser.add_argument("folder", type=Path, help="where the stages leave their files")
    parser.add_argument("--minutes", type=float, default=120.0, help="how long the harvest goes on")
    parser.add_argument("--first", type=int, default=FIRST, help="the number of the harvest's first game")
    asked = parser.parse_args()
    if asked.stage == "write":
        _write_lists(asked.folder)
        return
    with engine() as stockfish:
        print(stockfish.name)
        if asked.stage == "harvest":
            with glances() as quick:
                print(dict(harvest(quick, stockfish, asked.folder, asked.minutes, asked.first)))
        else:
            STAGES[asked.stage](stockfish, asked.folder)


def _replay(stockfish: Engine, folder: Path) -> None:
    file = folder / REPLAYED
    with file.open("a", encoding="utf-8") as out:
        for game in sorted({*old_games(FOLDER)} - _replayed(file).keys()):
            out.write(json.dumps({"game": game, "boards": sorted(boards_of(stockfish, game))}) + "\n")
            out.flush()


def _games(stockfish: Engine, folder: Path) -> None:
    write_games(stockfish, 1, OLD_GAMES, folder / GAMES)


def _collect(stockfish: Engine, folder: Path) -> None:
    print(dict(collect(stockfish, folder / GAMES, folder / VERIFIED, QUOTA)))


def _pairs(stockfish: Engine, folder: Path) -> None:
    _write(folder / PAIRED, pairs(stockfish, folder / GAMES, _boards_of(folder / VERIFIED), PAIRS))


def _sides(stockfish: Engine, folder: Path) -> None:
    _write(folder / IN_SIDES, sided(stockfish, folder / WEAK_GAMES, _boards_of(folder / HARVESTED), SIDED))


def _prove(stockfish: Engine, folder: Path) -> None:
    """Whatever there is to be proved."""
    found, paired, sides = folder / VERIFIED, folder / PAIRED, folder / IN_SIDES
    if found.exists():
        _write(folder / PROVED, (record for record in read_positions(found) if confirmed(stockfish, record)))
    if paired.exists():
        _write(folder / PROVED_PAIRS, confirmed_pairs(stockfish, read_positions(paired)))
    if sides.exists():
        _write(folder / PROVED_SIDES, confirmed_sides(stockfish, read_positions(sides)))


def _check(stockfish: Engine, folder: Path) -> None:
    for line in table(stockfish, folder):
        print(line, flush=True)


STAGES: Final[Mapping[str, Callable[[Engine, Path], None]]] = {
    "replay": _replay,
    "games": _games,
    "collect": _collect,
    "pairs": _pairs,
    "sides": _sides,
    "prove": _prove,
    "check": _check,
}


def _write_lists(folder: Path) -> None:
    sides, pairs_file = folder / PROVED_SIDES, folder / PROVED_PAIRS
    if sides.exists():
        print(f"{SIDES}: {write_sides(read_positions(sides), FOLDER)} rows")
    files = (folder / PROVED, folder / HARVESTED)
    found = [record for file in files if file.exists() for record in read_positions(file)]
    played = frozenset(board for boards in _replayed(folder / REPLAYED).values() for board in boards)
    told = write_lists(found, pairs_file if pairs_file.exists() else None, FOLDER, played)
    print(json.dumps(told, indent=0))


def _boards_of(file: Path) -> frozenset[str]:
    return frozenset(placement(record["fen"]) for record in read_positions(file))


def _replayed(file: Path) -> dict[int, list[str]]:
    return {one["game"]: one["boards"] for one in read_positions(file)} if file.exists() else {}


def _write(file: Path, records: Iterable[Position]) -> None:
    """As they come: a stage that is stopped leaves what it has found."""
    with file.open("w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record) + "\n")
            out.flush()


if __name__ == "__main__":
    main()
