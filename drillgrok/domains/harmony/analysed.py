"""Roman numerals as analysts write them -> chords: altered degrees, every kind of seventh, any degree as the tonic of
another. Texts in, names out; the drills' own numerals stand in figures.py."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from drillgrok.domains.harmony.chords import (
    AUGMENTED,
    DIMINISHED,
    MAJOR,
    MINOR,
    QUALITIES,
    MusicalKey,
    Names,
    chord,
)
from drillgrok.domains.harmony.pitches import can_be_written

_DEGREES: Final = ("I", "II", "III", "IV", "V", "VI", "VII")
_SHARP: Final = 7
"""Places on the line of fifths that a sharp adds."""
_FIGURES: Final = {
    **dict.fromkeys(("", "5", "53"), (0, False)),
    **dict.fromkeys(("6", "63"), (1, False)),
    "64": (2, False),
    "7": (0, True),
    "65": (1, True),
    "43": (2, True),
    **dict.fromkeys(("42", "2"), (3, True)),
}
"""Figures without their slashes -> inversion, and whether there is a seventh."""
_WRITTEN: Final = {(0, False): "", (1, False): "6", (2, False): "64", (0, True): "7", (1, True): "65", (2, True): "43"}
_LAST_INVERSION: Final = "42"
_ROMAN: Final = r"(?:VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)"
_NUMERAL: Final = re.compile(
    rf"(?P<sign>[#b]?)(?P<degree>{_ROMAN})(?P<kind>/o|ø|%|°|o|\+)?(?P<large>M)?(?P<figures>(?:\d(?:/(?=\d))?)*)"
    rf"(?:/(?P<to_sign>[#b]?)(?P<to>{_ROMAN}))?"
)
_KINDS: Final = {"°": "o", "ø": "/o", "%": "/o"}


class NotDrilled(ValueError):  # noqa: N818
    """Why a numeral is no chord that can be drilled, as the end of a sentence that begins with it."""


class AnalysedChord(NamedTuple):
    """A chord in its key."""

    key: MusicalKey
    text: str
    """As it is typed here: `viio7`, `ii/o65`, `V7/V`."""
    names: Names
    """In root position."""
    inversion: int


@dataclass(frozen=True, slots=True)
class Notation:
    """What analysts leave unsaid."""

    raised_implied: bool
    """In minor a diminished seventh degree is the raised one without a sign; else the sign is written."""
    sevenths_in_key: bool
    """`IV7` has the seventh of the key; else that is written `IVM7`."""


def analysed(key: MusicalKey, told: str, notation: Notation) -> AnalysedChord:
    """The chord of a numeral. Raises NotDrilled for what is none, or none with these notes alone."""
    found = _NUMERAL.fullmatch(told)
    if found is None:
        raise NotDrilled("is no triad or seventh chord")
    figures = found["figures"].replace("/", "")
    if figures not in _FIGURES:
        raise NotDrilled("has figures beyond a triad or a seventh chord")
    inversion, seventh = _FIGURES[figures]
    local = key
    if found["to"] is not None:
        _refuse_two_readings(key, found["to"], notation)
        local = _tonicised(key, found["to_sign"], found["to"])
    kind = _KINDS.get(found["kind"] or "", found["kind"] or "")
    sign, root = _root(local, found["sign"], found["degree"], kind, notation)
    shape = _triad(found["degree"], kind)
    if seventh:
        shape = _seventh(local, found["sign"], found["degree"], kind, notation, large=bool(found["large"]))
    elif kind == "/o" or found["large"]:
        raise NotDrilled("says something of a seventh that it does not have")
    names = chord(root, shape)
    if not can_be_written(names):
        raise NotDrilled("needs more than double accidentals")
    target = "" if found["to"] is None else f"/{found['to_sign']}{found['to']}"
    written = _WRITTEN.get((inversion, seventh), _LAST_INVERSION)
    return AnalysedChord(key, f"{sign}{found['degree']}{kind}{written}{target}", names, inversion)


def _tonicised(key: MusicalKey, sign: str, degree: str) -> MusicalKey:
    return MusicalKey(_degree(key, sign, degree), minor=degree.islower())


def key_of_degree(key: MusicalKey, told: str) -> MusicalKey:
    """The key that a numeral names within another one, such as `vi`, or `V/iii` from the right. Raises NotDrilled."""
    for part in reversed(told.split("/")):
        found = re.fullmatch(rf"([#b]?)({_ROMAN})", part)
        if found is None:
            raise NotDrilled("stands in no key that can be read")
        key = _tonicised(key, found[1], found[2])
    return key


def _degree(key: MusicalKey, sign: str, degree: str) -> int:
    """The note of a degree, altered."""
    return key.scale[_DEGREES.index(degree.upper())] + {"": 0, "#": _SHARP, "b": -_SHARP}[sign]


def _root(key: MusicalKey, sign: str, degree: str, kind: str, notation: Notation) -> tuple[str, int]:
    """The sign to be written, and the root: the leading note of a minor key has none here."""
    leading = key.minor and degree == "vii" and kind in {"o", "/o"}
    if leading and sign == ("" if notation.raised_implied else "#"):
        return "", _degree(key, "#", degree)
    _refuse_two_readings(key, degree, notation)
    return sign, _degree(key, sign, degree)


def _refuse_two_readings(key: MusicalKey, degree: str, notation: Notation) -> None:
    """Small numerals on the sixth and seventh degrees of a minor key: some take them as raised, some as they are."""
    if key.minor and degree in {"vi", "vii"} and notation.raised_implied:
        raise NotDrilled("stands on a degree that has two readings in minor")


def _triad(degree: str, kind: str) -> Names:
    return {"o": DIMINISHED, "+": AUGMENTED}.get(kind, MINOR if degree.islower() else MAJOR)


def _seventh(key: MusicalKey, sign: str, degree: str, kind: str, notation: Notation, *, large: bool) -> Names:
    if kind == "+":
        raise NotDrilled("is no triad or seventh chord")
    if kind:
        return QUALITIES["diminished 7" if kind == "o" else "half-diminished 7"]
    if degree.islower():
        if large:
            raise NotDrilled("is no triad or seventh chord")
        return QUALITIES["minor 7"]
    large_in_key = degree in (("III", "VI") if key.minor else ("I", "IV"))
    if sign or (large != large_in_key and (large or not notation.sevenths_in_key)):
        raise NotDrilled("has a seventh from outside its key")
    return QUALITIES["major 7" if large_in_key else "dominant 7"]
