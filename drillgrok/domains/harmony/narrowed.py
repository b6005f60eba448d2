"""A drill made easier: in one mode, without ledger lines, with fewer sharps and flats, with some of its
intervals or chords alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from drillgrok.domains.harmony.by_ear import HEARD_INTERVALS
from drillgrok.domains.harmony.by_note import INTERVALS, Anywhere
from drillgrok.domains.harmony.chords import KEYS, QUALITIES
from drillgrok.domains.harmony.clefs import BOTH, CLEFS
from drillgrok.domains.harmony.pitches import alteration
from drillgrok.domains.harmony.questions import Drill, HarmonyQuestion
from drillgrok.domains.harmony.staff import Staff
from drillgrok.errors import DrillgrokError
from drillgrok.model.item import AnswerKind
from drillgrok.model.options import DomainOption, OneOf, SomeOf, Whole, words_of

ACCIDENTALS: Final = ("none", "single", "double")
_SIGNS: Final = Whole(0, 7)
_ON_STAFF: Final = range(-1, 10)
"""Places of notes that need no ledger line."""
_FEWEST: Final = 40
"""Questions that a drill needs at least."""
_SIGNATURES: Final = {key.name: key.signature for key in KEYS}
_HEARD: Final = "heard-"

IN_KEYS: Final = (
    "modes",
    "degrees",
    "numerals",
    "figures",
    "dominants",
    "functions",
    "cadences",
    "rows",
    "resolutions",
)
_READ: Final = ("intervals", "sums", "mirrors", "qualities", *IN_KEYS)
_MODED: Final = tuple(drill for drill in IN_KEYS if drill != "modes")
CLEF: Final = "clef"
_CLEFS: Final = (*(clef.name for clef in CLEFS), BOTH)
_ASKED: Final = ("intervals", "qualities")
"""Options that leave some answers; each goes with the drills of its name."""

NARROWING: Final = (
    DomainOption(CLEF, "the clefs of what is read; both are treble and bass", SomeOf(_CLEFS), BOTH, _READ),
    DomainOption(
        "range", "staff keeps notes off ledger lines", OneOf(("staff", "full")), "full", _READ[:1] + _READ[3:]
    ),
    DomainOption("accidentals", "the most that stands before a note", OneOf(ACCIDENTALS), "double", _READ),
    DomainOption("signs", "the most sharps or flats of a key", _SIGNS, "7", IN_KEYS),
    DomainOption("mode", "the keys that are used", OneOf(("major", "minor", "both")), "both", _MODED),
    *(
        DomainOption(name, f"only these {name}; else all", SomeOf(words), "", (name, f"{_HEARD}{name}"))
        for name, words in (
            ("intervals", tuple(dict.fromkeys((*INTERVALS, *HEARD_INTERVALS)))),
            ("qualities", tuple(QUALITIES)),
        )
    ),
)
"""What makes a drill easier; the last value of a choice leaves it whole."""


def narrowed(drill: Drill, told: Mapping[str, str]) -> Drill:
    """The questions of a drill, made in its clefs, that fit the other options of NARROWING.

    Raises DrillgrokError where hardly a question is left.
    """
    if all(told[option.name] == option.default for option in NARROWING):
        return drill
    limits = _Limits(
        range(-99, 99) if told["range"] == "full" else _ON_STAFF,
        ACCIDENTALS.index(told["accidentals"]),
        int(told["signs"]),
        told["mode"],
    )
    wanted = {word for name in _ASKED for word in words_of(told[name])}
    kept = tuple(
        question
        for question in drill.questions
        if limits.fit(question) and (not wanted or not wanted.isdisjoint(question.answers))
    )
    if len(kept) < _FEWEST:
        raise DrillgrokError(
            f"{len(kept)} questions are left of this drill.", mend="Leave out an option, or allow more."
        )
    return replace(_offering(drill, wanted), questions=kept)


def _offering(drill: Drill, wanted: set[str]) -> Drill:
    """The drill with no other choices than those that are wanted."""
    field = drill.field
    if field.kind is not AnswerKind.CHOICE or not wanted:
        return drill
    choices = tuple(choice for choice in field.choices if choice in wanted)
    keys = frozenset(str(number) for number in range(1, len(choices) + 1))
    return replace(drill, field=replace(field, choices=choices, closed=keys, alphabet=keys))


@dataclass(frozen=True, slots=True)
class _Limits:
    """What may be shown."""

    places: range
    accidentals: int
    signs: int
    mode: str

    def fit(self, question: HarmonyQuestion) -> bool:
        """Whether a question shows nothing beyond; what is heard always fits."""
        shown = question.scene()
        if isinstance(shown, Anywhere):
            return all(map(self._is_plain, shown.names))
        return not isinstance(shown, Staff) or self._fits(shown)

    def _fits(self, staff: Staff) -> bool:
        pitches = [pitch for chord in staff.chords for pitch in chord]
        signs = _SIGNATURES.get(staff.caption, 0) if staff.signature is None else staff.signature
        return (
            all(self._is_plain(pitch.fifths) and staff.clef.place(pitch) in self.places for pitch in pitches)
            and abs(signs) <= self.signs
            and (self.mode == "both" or staff.caption.endswith(self.mode))
        )

    def _is_plain(self, name: int) -> bool:
        return abs(alteration(name)) <= self.accidentals
