"""The themes of the public puzzle file, which of them make a ladder of decks, and what each of these means."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from drillgrok.errors import DrillgrokError
from drillgrok.model.options import did_you_mean

LADDER: Final = {
    "mateIn1": "One move mates.",
    "hangingPiece": "A piece stands unguarded: take it.",
    "fork": "One piece attacks two at once.",
    "pin": "A piece may not move, or would lose a greater one behind it.",
    "skewer": "A great piece has to step aside and loses the one behind it.",
    "discoveredAttack": "A piece moves away and opens the line of another.",
    "backRankMate": "A king shut in by its own pawns is mated on its first rank.",
    "mateIn2": "A move after which every reply lets the next one mate.",
    "trappedPiece": "A piece has no square left to go to.",
    "capturingDefender": "What guards something else is taken.",
    "deflection": "A piece is lured away from what it guards.",
    "attraction": "A piece is lured to a square on which something befalls it.",
    "intermezzo": "Before the expected move another one comes that cannot wait.",
    "interference": "A piece is put between two that guard each other.",
    "clearance": "A piece leaves a square or a line that another one needs.",
    "xRayAttack": "A piece attacks or guards through another one.",
    "smotheredMate": "A knight mates a king whose own pieces take all its squares.",
    "zugzwang": "Whoever has to move loses by it.",
}
"""Theme -> its idea in words, from what is seen at once to what is rare and hard."""

_OTHERS: Final = """
advancedPawn advantage anastasiaMate arabianMate attackingF2F7 balestraMate bishopEndgame blindSwineMate bodenMate
castling collinearMove cornerMate crushing defensiveMove discoveredCheck doubleBishopMate doubleCheck dovetailMate
enPassant endgame equality exposedKing hookMate killBoxMate kingsideAttack knightEndgame long master masterVsMaster
mate mateIn3 mateIn4 mateIn5 middlegame morphysMate oneMove opening operaMate pawnEndgame pillsburysMate promotion
queenEndgame queenRookEndgame queensideAttack quietMove rookEndgame sacrifice short superGM swallowstailMate
triangleMate underPromotion veryLong vukovicMate
"""
THEMES: Final = frozenset((*LADDER, *_OTHERS.split()))
"""Those that the file has had; a file may have others."""


def theme_named(text: str, met: Collection[str]) -> str:
    """The theme that somebody means, in whatever case; `met` are those of the file's first rows.

    Raises DrillgrokError, with the names of all, for none.
    """
    known = sorted(THEMES | set(met))
    found = next((theme for theme in known if theme.casefold() == text.casefold()), None)
    if found is None:
        nearest = did_you_mean(text, known)
        names = f" The themes are {', '.join(known)}." if nearest.startswith("Did") else ""
        raise DrillgrokError(f"There is no theme {text!r}.", where="--theme", mend=f"{nearest}{names}")
    return found
