"""Harmony: what stands on a staff and what is heard. The drills by name; everything else lies in the files beside."""

from __future__ import annotations

from collections.abc import Callable

from drillgrok.domains.harmony import by_chord, by_ear, by_note, by_passage
from drillgrok.domains.harmony.clefs import Clefs, clefs_of
from drillgrok.domains.harmony.narrowed import CLEF, NARROWING, narrowed
from drillgrok.domains.harmony.questions import Drill, HarmonyItems
from drillgrok.model.domain import DomainOptions
from drillgrok.model.options import DomainOption, OneOf, OptionSheet, words_of

READ: dict[str, Callable[[Clefs], Drill]] = {
    "intervals": by_note.intervals,
    "modes": by_note.modes,
    "sums": by_note.sums,
    "mirrors": by_note.mirrors,
    "degrees": by_note.degrees,
    "qualities": by_chord.qualities,
    "numerals": by_chord.numerals,
    "figures": by_passage.figures,
    "dominants": by_chord.dominants,
    "functions": by_chord.functions,
    "cadences": by_passage.cadences,
    "rows": by_passage.chord_rows,
    "resolutions": by_chord.resolutions,
}
HEARD: dict[str, Callable[[], Drill]] = {
    "heard-intervals": by_ear.heard_intervals,
    "heard-qualities": by_ear.heard_qualities,
    "heard-degrees": by_ear.heard_degrees,
    "heard-cadences": by_ear.heard_cadences,
    "heard-rows": by_ear.heard_rows,
    "dictation": by_ear.dictation,
}
DRILLS = (*READ, *HEARD)


OPTIONS = OptionSheet(
    says="notes and chords, on a staff or by ear.",
    options=(DomainOption("drill", "what is asked", OneOf(DRILLS), default=None), *NARROWING),
    example={"drill": "intervals", "clef": "treble", "range": "staff", "accidentals": "single"},
    about="Two notes stand on a staff. Which interval do they make? Type it, such as m3 or P5.",
    pressure="{calm: 20 s, quick: 6.5 s, floor: 2.5 s}",
)


def items(options: DomainOptions) -> HarmonyItems:
    """The questions of a deck: its `drill`, as far as its other options leave them.

    Raises DrillgrokError for a drill of which nothing is left.
    """
    told = options.values
    drill = HEARD[told["drill"]]() if told["drill"] in HEARD else READ[told["drill"]](clefs_of(words_of(told[CLEF])))
    return HarmonyItems(narrowed(drill, told))
