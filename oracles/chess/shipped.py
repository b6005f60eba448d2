"""Which deck holds the positions of which motif, and which ones ask whether there is any."""

from typing import Final

from drillgrok.domains.chess.motifs import Motif

DECKS: Final = {
    Motif.HANGING_PIECE: "agate",
    Motif.MATE_IN_1: "beryl",
    Motif.FORK: "citrine",
    Motif.BACK_RANK_MATE: "garnet",
    Motif.PIN: "jasper",
    Motif.SKEWER: "onyx",
    Motif.DISCOVERED_ATTACK: "opal",
    Motif.SMOTHERED_MATE: "peridot",
    Motif.DEFLECTION: "topaz",
    Motif.MATE_IN_2: "zircon",
}

PAIRS: Final = "amber"
SIDES: Final = "jade"
