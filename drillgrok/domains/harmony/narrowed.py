"""A drill made easier: in one clef, with fewer sharps and flats before the notes or at the key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from drillgrok.domains.harmony.by_note import Anywhere
from drillgrok.domains.harmony.pitches import alteration
from drillgrok.domains.harmony.questions import Drill, HarmonyQuestion
from drillgrok.domains.harmony.staff import Staff
from drillgrok.errors import DrillgrokError

CLEF_NAMES = ("treble", "bass")
ACCIDENTALS = {"none": 0, "single": 1, "double": 2}
MOST_SIGNS = 7
OPTIONS = ("clef", "accidentals", "signs")
_FEWEST = 40
"""Questions that a drill needs at least."""


def narrowed(drill: Drill, wanted: Mapping[str, str]) -> Drill:
    """The questions of a drill for the eye that fit: `clef` treble or bass, `accidentals` none, single or double at the
    most, `signs` 0 to 7 sharps or flats at the key at the most.

    Raises DrillgrokError for a value that is none of these, for a drill by ear, and where hardly a question is left.
    """
    clef, most, signs = _checked(wanted)
    if not isinstance(drill.questions[0].scene(), Staff | Anywhere):
        raise DrillgrokError("What is heard has no clef, accidentals or signs.", mend="Give only `drill`.")
    kept = tuple(question for question in drill.questions if _fits(question, clef, most, signs))
    if len(kept) < _FEWEST:
        raise DrillgrokError(
            f"{len(kept)} questions are left of this drill.", mend="Allow more accidentals or signs, or the other clef."
        )
    return replace(drill, questions=kept)


def _checked(wanted: Mapping[str, str]) -> tuple[str | None, int, int]:
    clef, accidentals, signs = (wanted.get(name) for name in OPTIONS)
    if clef is not None and clef not in CLEF_NAMES:
        raise DrillgrokError(f"There is no clef {clef!r}.", mend=f"Write {' or '.join(CLEF_NAMES)}.")
    if accidentals is not None and accidentals not in ACCIDENTALS:
        raise DrillgrokError(
            f"{accidentals!r} says nothing of accidentals.", mend=f"Write one of: {', '.join(ACCIDENTALS)}."
        )
    if signs is not None and signs not in set(map(str, range(MOST_SIGNS + 1))):
        raise DrillgrokError(f"{signs!r} is no number of signs.", mend=f"Write 0 to {MOST_SIGNS}.")
    return clef, ACCIDENTALS[accidentals or "double"], int(signs or MOST_SIGNS)


def _fits(question: HarmonyQuestion, clef: str | None, most: int, signs: int) -> bool:
    shown = question.scene()
    assert isinstance(shown, Staff | Anywhere)
    if clef is not None and shown.clef.name != clef:
        return False
    if isinstance(shown, Anywhere):
        return all(abs(alteration(name)) <= most for name in shown.names)
    names = [pitch.fifths for chord in shown.chords for pitch in chord]
    return all(abs(alteration(name)) <= most for name in names) and abs(shown.signature or 0) <= signs
