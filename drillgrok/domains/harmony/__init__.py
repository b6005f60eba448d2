"""Harmony: what stands on a staff and what is heard. The drills by name; everything else lies in the files beside."""

from __future__ import annotations

from drillgrok.domains.harmony import by_chord, by_ear, by_note, by_passage
from drillgrok.domains.harmony.narrowed import OPTIONS, narrowed
from drillgrok.domains.harmony.questions import HarmonyItems
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions

DRILLS = {
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
    "heard-intervals": by_ear.heard_intervals,
    "heard-qualities": by_ear.heard_qualities,
    "heard-degrees": by_ear.heard_degrees,
    "heard-cadences": by_ear.heard_cadences,
    "heard-rows": by_ear.heard_rows,
    "dictation": by_ear.dictation,
}


def items(options: DomainOptions) -> HarmonyItems:
    """The questions of a deck that gives `drill`, one of DRILLS, and may narrow it.

    Raises DrillgrokError for a missing or unknown drill, another option, or a drill of which nothing is left.
    """
    strange = sorted(set(options.values) - {"drill", *OPTIONS})
    if strange:
        raise DrillgrokError(
            f"Harmony has no option {strange[0]!r}.", mend=f"Give `drill`, and perhaps {', '.join(OPTIONS)}."
        )
    drill = options.values.get("drill", "")
    if drill not in DRILLS:
        raise DrillgrokError(f"Harmony has no drill {drill!r}.", mend=f"Choose one of: {', '.join(DRILLS)}.")
    wanted = {name: value for name, value in options.values.items() if name != "drill"}
    return HarmonyItems(narrowed(DRILLS[drill](), wanted) if wanted else DRILLS[drill]())
