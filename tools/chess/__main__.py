"""`python -m tools.chess STAGE FOLDER`: the chess positions, made from nothing in stages, and a check of what
is shipped. The folder keeps what the stages leave for one another.

Stockfish 15.1 plays the same games again, another version others of the same kind. A harvest finds about one position
in three seconds where a processor is its own; a second one goes on beside it in another folder, from another `--first`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from oracles.chess.agreement import FOLDER, table
from oracles.chess.engine import engine
from oracles.chess.position import Position, placement, read_positions
from tools.chess.collect import collect
from tools.chess.glances import glances
from tools.chess.harvest import FIRST, HARVESTED, harvest
from tools.chess.pairs import pairs
from tools.chess.prove import confirmed, confirmed_pairs
from tools.chess.selfplay import boards_of, write_games
from tools.chess.write import OLD_GAMES, old_games, write_lists

QUOTA: Final = 600
PAIRS: Final = 300
STAGES: Final = ("harvest", "replay", "games", "collect", "pairs", "prove", "write", "check")


def main() -> None:
    """Run one stage; each reads what the ones before wrote into the folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.chess", description="Make the chess positions.")
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("folder", type=Path, help="where the stages leave their files")
    parser.add_argument("--minutes", type=float, default=120.0, help="how long the harvest goes on")
    parser.add_argument("--first", type=int, default=FIRST, help="the number of the harvest's first game")
    asked = parser.parse_args()
    names = ("games", "verified", "pairs", "proved", "proved-pairs")
    games, verified, paired, proved, proved_pairs = (asked.folder / f"{name}.jsonl" for name in names)
    harvested, replayed = asked.folder / HARVESTED, asked.folder / "replay.jsonl"
    if asked.stage == "write":
        found = [record for file in (proved, harvested) if file.exists() for record in read_positions(file)]
        played = frozenset(board for boards in _replayed(replayed).values() for board in boards)
        told = write_lists(found, proved_pairs if proved_pairs.exists() else None, FOLDER, played)
        print(json.dumps(told, indent=0))
        return
    with engine() as stockfish:
        print(stockfish.name)
        if asked.stage == "harvest":
            with glances() as quick:
                print(dict(harvest(quick, stockfish, asked.folder, asked.minutes, asked.first)))
        elif asked.stage == "replay":
            with replayed.open("a", encoding="utf-8") as out:
                for game in sorted({*old_games(FOLDER)} - _replayed(replayed).keys()):
                    out.write(json.dumps({"game": game, "boards": sorted(boards_of(stockfish, game))}) + "\n")
                    out.flush()
        elif asked.stage == "games":
            write_games(stockfish, 1, OLD_GAMES, games)
        elif asked.stage == "collect":
            print(dict(collect(stockfish, games, verified, QUOTA)))
        elif asked.stage == "pairs":
            used = frozenset(placement(record["fen"]) for record in read_positions(verified))
            _write(paired, pairs(stockfish, games, used, PAIRS))
        elif asked.stage == "prove":
            _write(proved, (record for record in read_positions(verified) if confirmed(stockfish, record)))
            _write(proved_pairs, confirmed_pairs(stockfish, read_positions(paired)))
        else:
            for line in table(stockfish, asked.folder):
                print(line, flush=True)


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
