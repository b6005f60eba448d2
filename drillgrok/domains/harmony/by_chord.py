"""Drills about single chords on a staff: qualities, numerals, dominants, functions and resolutions."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from drillgrok.domains.harmony.by_note import NOTE_NAMES
from drillgrok.domains.harmony.chords import (
    DIMINISHED_SEVENTH,
    DOMINANT_SEVENTH,
    KEYS,
    NUMERALS,
    QUALITIES,
    MusicalKey,
    Names,
    chord,
)
from drillgrok.domains.harmony.clefs import Clefs
from drillgrok.domains.harmony.pitches import (
    SIMPLE_SPELLINGS,
    can_be_written,
    typed,
    written,
)
from drillgrok.domains.harmony.questions import (
    Drill,
    HarmonyQuestion,
    Reworded,
    best_shares,
    choice_field,
    shuffled,
    typed_field,
)
from drillgrok.domains.harmony.stacks import NoteStack, by_name, chord_words, group_id, stacks, staff_of
from drillgrok.domains.harmony.staff import Staff, accidental, signature_words


def _pick(prompt: str, right: Names, wrong: tuple[Names, ...]) -> Reworded:
    """One of a few chords by the names of their notes, which come in an order of their own."""
    shown = [right, *wrong]
    choices = [chord_words(shuffled(names, f"{prompt} {place}")) for place, names in enumerate(shown)]
    return Reworded(
        prompt, (choices[0],), chance=1 / len(shown), choices=shuffled(choices, f"{prompt} {chord_words(right)}")
    )


def _signature_of(key: MusicalKey) -> str:
    return f"{signature_words(key.signature).capitalize()}, {key.mode}"


def _signs(names: Names, signature: int) -> int:
    """How many accidentals are written before the notes."""
    return sum(bool(accidental(fifths, signature)) for fifths in names)


# Qualities.


def qualities(clefs: Clefs) -> Drill:
    """A triad or a seventh chord in any inversion: of which quality is it?

    A group is a set of names, in every inversion, octave and clef. Roots are all 21 names without double accidentals.
    """
    asked = (
        question
        for root in SIMPLE_SPELLINGS
        for name, shape in QUALITIES.items()
        if can_be_written(chord(root, shape))
        for question in _qualities_of(root, name, clefs)
    )
    return Drill("Which chord?", choice_field(*QUALITIES), tuple(asked))


def _qualities_of(root: int, name: str, clefs: Clefs) -> Iterator[HarmonyQuestion]:
    names = chord(root, QUALITIES[name])
    group = group_id(names)
    for stack in stacks(names, clefs):
        staff = partial(staff_of, stack)
        yield HarmonyQuestion(
            id=f"{group}:{stack.id}",
            group=group,
            answers=(name,),
            scene=staff,
            surface=(len(names), stack.inversion),
            parts=(name,),
            others=(partial(by_name, staff, "Which chord?", (name,)), partial(_of_quality, root, name)),
        )


def _of_quality(root: int, name: str) -> Reworded:
    """Four chords on one root with equally many notes, as far as they can be written."""
    size = len(QUALITIES[name])
    others = [shape for other, shape in QUALITIES.items() if other != name and len(shape) == size]
    wrong = [chord(root, shape) for shape in others if can_be_written(chord(root, shape))]
    return _pick(f"Which of these is {name}?", chord(root, QUALITIES[name]), tuple(wrong[:3]))


# Numerals.

FIGURES = ("", "6", "64")


def diatonic(key: MusicalKey) -> tuple[str, ...]:
    """The numerals that belong to a key: without the borrowed iv of a major one."""
    return tuple(numeral for numeral in NUMERALS[key.mode] if key.minor or numeral != "iv")


def numerals(clefs: Clefs) -> Drill:
    """A signature, the word major or minor, and a triad in any inversion: which numeral, with its figures?

    A group is a key and a numeral, in every inversion, octave and clef.
    """
    asked = [(key, numeral) for key in KEYS for numeral in diatonic(key)]
    lowest = best_shares((key, (typed(fifths),)) for key, numeral in asked for fifths in key.numeral(numeral))
    every = {numeral + figure for _, numeral in asked for figure in FIGURES}
    questions = (question for key, numeral in asked for question in _numerals_of(key, numeral, clefs, lowest[key]))
    return Drill("Which numeral?", typed_field(*every, *NOTE_NAMES), tuple(questions))


def _numerals_of(key: MusicalKey, numeral: str, clefs: Clefs, inverse_chance: float) -> Iterator[HarmonyQuestion]:
    names = key.numeral(numeral)
    signs = _signs(names, key.signature)
    for stack in stacks(names, clefs):
        right = (numeral + FIGURES[stack.inversion],)
        staff = partial(staff_of, stack, key.signature, key.mode)
        yield HarmonyQuestion(
            id=f"{key.id} {numeral}:{stack.id}",
            group=f"{key.id} {numeral}",
            answers=right,
            scene=staff,
            surface=(key.mode, stack.inversion, signs),
            parts=(key.id, f"{key.mode} {numeral}"),
            others=(
                partial(by_name, staff, "Which numeral?", right),
                partial(_lowest_note, key, right[0], stack.names[0], inverse_chance),
            ),
        )


def _lowest_note(key: MusicalKey, numeral: str, lowest: int, chance: float) -> Reworded:
    return Reworded(f"{_signature_of(key)}.\nThe lowest note of {numeral}? Type it.", (typed(lowest),), chance=chance)


# Dominants.

_TARGETS = {"major": (1, 2, 3, 4, 5, 6), "minor": (1, 3, 4, 5, 6, 7)}
"""Degrees with a chord that a dominant can lead to: all but those with a diminished one."""


def dominants(clefs: Clefs) -> Drill:
    """A signature, the word major or minor, and a dominant seventh or a diminished seventh: to which degree?

    Only chords with an accidental, else its absence would answer. A group is a key and a degree: both kinds of chord,
    which share three notes, in every inversion, octave and clef.
    """
    asked = (
        question
        for key in KEYS
        for degree in _TARGETS[key.mode]
        for names in _dominants_of(key.scale[degree - 1])
        if can_be_written(names) and _signs(names, key.signature)
        for question in _asked_for_degree(key, degree, names, clefs)
    )
    return Drill("Which degree?", choice_field(*"1234567"), tuple(asked))


def _dominants_of(target: int) -> tuple[Names, Names]:
    """The dominant seventh and the diminished seventh that lead to a note."""
    return chord(target + 1, DOMINANT_SEVENTH), chord(target + 5, DIMINISHED_SEVENTH)


def _asked_for_degree(key: MusicalKey, degree: int, names: Names, clefs: Clefs) -> Iterator[HarmonyQuestion]:
    right, signs, written_names = (str(degree),), _signs(names, key.signature), group_id(names)
    inverse = partial(_chord_of_degree, key, degree)
    for stack in stacks(names, clefs):
        staff = partial(staff_of, stack, key.signature, key.mode)
        yield HarmonyQuestion(
            id=f"{key.id} {written_names}:{stack.id}",
            group=f"{key.id} {degree}",
            answers=right,
            scene=staff,
            surface=(key.mode, signs),
            parts=(key.id, *right),
            others=(partial(by_name, staff, "Which degree?", right), inverse),
        )


def _chord_of_degree(key: MusicalKey, degree: int) -> Reworded:
    """The dominant sevenths of four degrees."""
    others = shuffled((other for other in _TARGETS[key.mode] if other != degree), f"{key.id} {degree}")[:3]
    right, *wrong = (_dominants_of(key.scale[number - 1])[0] for number in (degree, *others))
    return _pick(f"{_signature_of(key)}.\nWhich of these is {degree}?", right, tuple(wrong))


# Functions.

FUNCTIONS = ("mun", "tel", "sor")
"""What tonic, subdominant and dominant are called here."""
_FUNCTION_OF = {
    "major": {"I": "mun", "vi": "mun", "IV": "tel", "ii": "tel", "V": "sor", "viio": "sor"},
    "minor": {"i": "mun", "VI": "mun", "iv": "tel", "iio": "tel", "V": "sor", "viio": "sor"},
}


def functions(clefs: Clefs) -> Drill:
    """The name of a key and one of its triads in any inversion: which of three words?

    Every accidental is written and no signature is, so that an accidental tells nothing. A group is a key and a
    numeral.
    """
    asked = (
        question for key in KEYS for numeral in _FUNCTION_OF[key.mode] for question in _words_of(key, numeral, clefs)
    )
    return Drill("Which word?", choice_field(*FUNCTIONS), tuple(asked))


def _words_of(key: MusicalKey, numeral: str, clefs: Clefs) -> Iterator[HarmonyQuestion]:
    right = (_FUNCTION_OF[key.mode][numeral],)
    inverse = partial(_chord_of_word, key, numeral)
    for stack in stacks(key.numeral(numeral), clefs):
        staff = partial(staff_of, stack, None, key.name)
        yield HarmonyQuestion(
            id=f"{key.id} {numeral}:{stack.id}",
            group=f"{key.id} {numeral}",
            answers=right,
            scene=staff,
            parts=(key.id, f"{key.mode} {numeral}"),
            others=(partial(by_name, staff, "Which word?", right), inverse),
        )


def _chord_of_word(key: MusicalKey, numeral: str) -> Reworded:
    """The chord itself, and one of each other word."""
    words = _FUNCTION_OF[key.mode]
    others = {word: other for other, word in words.items() if word != words[numeral]}
    wrong = tuple(key.numeral(other) for other in others.values())
    return _pick(f"{key.name}.\nWhich of these is {words[numeral]}?", key.numeral(numeral), wrong)


# Resolutions.

WAYS_ON = UP_WHOLE, UP_HALF, STAYS, DOWN_HALF, DOWN_WHOLE = (
    "up a whole step",
    "up a half step",
    "stays",
    "down a half step",
    "down a whole step",
)


def ways_on(key: MusicalKey) -> tuple[tuple[str, ...], ...]:
    """Where root, third, fifth and seventh of a dominant seventh go: the fifth to the tonic or to the third."""
    fifth_rises = UP_HALF if key.minor else UP_WHOLE
    seventh_falls = DOWN_WHOLE if key.minor else DOWN_HALF
    return (STAYS,), (UP_HALF,), (DOWN_WHOLE, fifth_rises), (seventh_falls,)


def resolutions(clefs: Clefs) -> Drill:
    """The name of a key and its dominant seventh in any inversion, one note marked: where does that note go?

    Every accidental is written and no signature is. A group is a tonic and a note of the chord, in major and minor, in
    every inversion, octave and clef.
    """
    asked = (question for key in KEYS for member in range(4) for question in _resolutions_of(key, member, clefs))
    return Drill("Where does the marked note go?", choice_field(*WAYS_ON), tuple(asked))


def _resolutions_of(key: MusicalKey, member: int, clefs: Clefs) -> Iterator[HarmonyQuestion]:
    names = chord(key.tonic + 1, DOMINANT_SEVENTH)
    right = ways_on(key)[member]
    inverse = partial(_note_that_goes, key, names, right[0])
    for stack in stacks(names, clefs):
        staff = partial(_marked, stack, names[member], key.name)
        yield HarmonyQuestion(
            id=f"{key.id} {member}:{stack.id}",
            group=f"{typed(key.tonic)} {member}",
            answers=right,
            scene=staff,
            parts=(str(member),),
            others=(partial(_marked_by_name, stack, names[member], key.name, right), inverse),
        )


def _marked(stack: NoteStack, name: int, caption: str) -> Staff:
    marked = next(pitch for pitch in stack.chord if pitch.fifths == name)
    return Staff(stack.clef, (stack.chord,), caption=caption, marked=marked)


def _marked_by_name(stack: NoteStack, name: int, caption: str, answers: tuple[str, ...]) -> Reworded:
    return by_name(partial(_marked, stack, name, caption), f"Where does {written(name)} go?", answers)


def _note_that_goes(key: MusicalKey, names: Names, way: str) -> Reworded:
    """Which of the four notes goes this way; more than one may."""
    right = tuple(written(name) for name, ways in zip(names, ways_on(key), strict=True) if way in ways)
    prompt = f"{key.name}: {chord_words(names)}.\nWhich note fits “{way}”?"
    return Reworded(prompt, right, chance=len(right) / 4, choices=tuple(map(written, names)))
