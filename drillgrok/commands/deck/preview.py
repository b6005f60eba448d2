"""`drillgrok deck preview`: a deck's items as learners will see them. Nothing is stored, and nothing counts."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TextIO

from drillgrok import places
from drillgrok.console.clock import stamp
from drillgrok.console.terminal import by_lines
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.library.catalog import PACK, TEXTS
from drillgrok.names import default_learner_name
from drillgrok.practice.begin import lay_out
from drillgrok.practice.split import plan_split
from drillgrok.runs.laid_out import laid_out
from drillgrok.screens.preview.page import Specimens
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.runs import runs

if TYPE_CHECKING:
    from drillgrok.model.deck import Deck
    from drillgrok.practice.state import Run

_ANY_SEED = 1
_MOST, _MOST_SEALED = 1000, 12
"""Items of one preview. Of a sealed deck a taste, always the same one: its list of items is sealed too."""


def preview(name: str, *, watch: bool, plain: bool, items: int, volume: int | None, stdout: TextIO) -> int:
    """Show a deck's items until the author leaves, or print the first `items` of them; returns the exit code.

    `watch` follows the files of a deck named by its path. Raises DrillgrokError where the deck cannot be read.
    """
    if volume is not None:
        from drillgrok.screens.kit.sound import check_there

        check_there()
    path = Path(name)
    if watch and (path.suffix == PACK or not path.exists()):
        raise DrillgrokError("Only a deck file can be watched.", where="--watch", mend="Name the deck by its path.")
    if by_lines(plain=plain):
        if watch:
            raise DrillgrokError("Watching needs a screen.", where="--watch", mend="Leave it out here.")
        return _print(specimens(name), items, stdout)
    from drillgrok.screens.kit.hearing import Hearing
    from drillgrok.screens.kit.scene import run_scene
    from drillgrok.screens.preview.scene import PreviewScene

    watched = WatchedFolder(path.parent) if watch else None
    hearing = Hearing(volume)
    try:
        scene = PreviewScene(lambda: specimens(name), watched, hearing, stamp())
        return run_scene(scene, said_on_interrupt="")
    finally:
        hearing.close()


def _print(found: Specimens, items: int, stdout: TextIO) -> int:
    from drillgrok.screens.preview.plain import preview_lines

    stdout.writelines(f"{line}\n" for line in preview_lines(found, items, stamp()))
    return 0


def specimens(name: str) -> Specimens:
    """The deck laid out for looking at: by path all of it in a drill's mixed order, by id a taste of what is practised.

    Raises DrillgrokError where the deck cannot be read.
    """
    deck = read_deck(catalog.find(name))
    run = (_own_run(deck) if deck.source.sealed else None) or _throw_away_run(deck)
    pool = run.split.practised.tolist() if deck.source.sealed else range(len(deck.items))
    if not pool:
        raise DrillgrokError("The deck has too few items to show one.", where=deck.id)
    most = _MOST_SEALED if deck.source.sealed else _MOST
    return Specimens(run, Random(_ANY_SEED).sample(pool, min(most, len(pool))), deck.source.sealed)


def _throw_away_run(deck: Deck) -> Run:
    plan = plan_split(deck.items, deck.held_out, _ANY_SEED)
    return lay_out(deck, seed=_ANY_SEED, plan=plan, pace=deck.pace, primed=False)


def _own_run(deck: Deck) -> Run | None:
    """The learner's own run, whose held-out items must not be shown; None where there is none."""
    if not places.database().exists():
        return None
    with open_store(places.database()) as engine:
        with reading(engine) as connection:
            records = runs(connection, learner=default_learner_name(), deck_id=deck.id)
        own = [record for record in records if record.plan is not None]
        return laid_out(engine, deck, own[-1]) if own else None


class WatchedFolder:
    """The deck files and tables of one folder, by time and size."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = self._stamps()

    def changed(self) -> bool:
        """Whether any was saved, added or taken away since the last look."""
        before, self._seen = self._seen, self._stamps()
        return self._seen != before

    def _stamps(self) -> dict[str, tuple[int, int]]:
        try:
            with os.scandir(self._folder) as entries:
                found = [entry for entry in entries if Path(entry.name).suffix in {".csv", *TEXTS}]
                return {entry.name: (entry.stat().st_mtime_ns, entry.stat().st_size) for entry in found}
        except OSError:  # a file that is just being replaced: the next look finds it
            return {}
