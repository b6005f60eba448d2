"""Movement: sequences struck on a few keys, in time. The drills by name; everything else lies in the files beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from drillgrok.domains.movement import fingers, gaps, sticks, woven
from drillgrok.domains.movement.judging import Rhythm
from drillgrok.domains.movement.lamps import PAUSE_MS
from drillgrok.domains.movement.phrases import PhraseItems, in_time, on_keys
from drillgrok.domains.movement.stretches import StretchItems
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainItems, DomainOptions
from drillgrok.model.options import DomainOption, FreeText, OneOf, OptionSheet, Whole

FLASH: Final = Whole(150, 2000, "ms")
RHYTHM: Final = Whole(5, 33, "%")
"""Beyond a third of itself a gap of one beat could be taken for one of two."""
FREE_RHYTHM: Final = "30%"
"""Where nothing but the time between strokes tells an answer and a deck does not say: whoever keeps time within a tenth
is in time."""
PAUSE: Final = Whole(50, 1000, "ms")
LAMPS: Final = "lamps"
GAPS: Final = "gaps"
PARTNER: Final = "sticks-partner"
IN_TIME: Final = (GAPS, PARTNER)
"""Drills in which nothing but the time between strokes tells some answers."""

NOTED: Final = "sticks-notes"
NOTES: Final = Whole(sticks.NOTES.start, sticks.NOTES.stop - 1)

PHRASES: Final[dict[str, Callable[[], PhraseItems]]] = {
    "sticks-return": sticks.returning,
    NOTED: sticks.noted,
    "fingers-walk": fingers.walking,
    "fingers-sort": fingers.sorting,
    "fingers-weave": woven.fingers_woven,
    PARTNER: woven.sticks_partner,
    GAPS: gaps.exchanged,
}
"""Name of a drill -> what makes its phrases."""
DRILLS: Final = (*PHRASES, LAMPS)
TIMED: Final = tuple(drill for drill in PHRASES if drill != NOTED)
"""Drills whose stem and answer are on one beat."""

OPTIONS: Final = OptionSheet(
    says="sequences struck on a few keys, in time.",
    options=(
        DomainOption("drill", "what is tapped", OneOf(DRILLS), default=None),
        DomainOption(
            "keys",
            "the keys, from the left, as many as the drill has",
            FreeText("[a-wyz]+", "small letters in a row, x not among them"),
            only_with=tuple(PHRASES),
        ),
        DomainOption("flash", "the tempo: a stem is flashed at this beat and not shown whole", FLASH, only_with=TIMED),
        DomainOption(
            "rhythm",
            "how much of itself a gap may be off; else keys alone, in gaps and sticks-partner 30%",
            RHYTHM,
            only_with=TIMED,
        ),
        DomainOption("notes", "how many notes a bar has", NOTES, default=str(sticks.USUAL_NOTES), only_with=(NOTED,)),
        DomainOption(
            "beats",
            "how many beats a bar has",
            OneOf(tuple(map(str, sticks.BARS))),
            default=str(sticks.BARS[0]),
            only_with=(NOTED,),
        ),
        DomainOption(
            "wood",
            "which hand plays which note; the words say nothing",
            OneOf(tuple(sticks.UNDER)),
            default=next(iter(sticks.UNDER)),
            only_with=(NOTED,),
        ),
        DomainOption(
            "ground",
            "what becomes of a bar; the words say nothing",
            OneOf(tuple(gaps.GROUNDS)),
            default=next(iter(gaps.GROUNDS)),
            only_with=(GAPS,),
        ),
        DomainOption("pause", "from a right key to the next lamp", PAUSE, default=f"{PAUSE_MS} ms", only_with=(LAMPS,)),
    ),
    example={"drill": "fingers-walk", "keys": "asdf", "flash": "700 ms", "rhythm": "33%"},
    about="A bar of taps is flashed. Tap the bar that comes next, in time.",
    pressure="{calm: 24 s, quick: 12 s, floor: 9 s}",
)


def items(options: DomainOptions) -> DomainItems:
    """The items of a deck: those of its `drill`, on its `keys` and in its tempo.

    Raises DrillgrokError for keys that the drill cannot be played on.
    """
    told = options.values
    if told["drill"] == LAMPS:
        return StretchItems(PAUSE.read(told["pause"]) or PAUSE_MS)
    phrases = _phrases(told)
    if told["keys"]:
        phrases = on_keys(phrases, _keys(told["keys"], phrases.manner.keys))
    flash_ms = FLASH.read(told["flash"])
    share = RHYTHM.read(told["rhythm"] or (FREE_RHYTHM if told["drill"] in IN_TIME else ""))
    rhythm = Rhythm(share / 100, flash_ms) if share else None
    return in_time(phrases, flash_ms, rhythm) if flash_ms or rhythm else phrases


def _phrases(told: Mapping[str, str]) -> PhraseItems:
    if told["drill"] == NOTED:
        return _noted(told)
    return gaps.GROUNDS[told["ground"]]() if told["drill"] == GAPS else PHRASES[told["drill"]]()


def _noted(told: Mapping[str, str]) -> PhraseItems:
    notes, beats, wood = (told[option] for option in ("notes", "beats", "wood"))
    return sticks.noted(NOTES.read(notes) or sticks.USUAL_NOTES, int(beats), wood)


def _keys(told: str, usual: str) -> str:
    if len(told) != len(usual) or len(set(told)) < len(told):
        raise DrillgrokError(
            f"{told!r} are not {len(usual)} keys.", mend=f"Write {len(usual)} letters, such as {usual}."
        )
    return told
