"""The decks of harmony: right beside music21, ruled as their sealed rules say, and closed to look-alikes."""

import itertools
from collections.abc import Iterator
from random import Random

import pytest

from drillgrok.model.deck import Deck
from drillgrok.model.item import Item
from drillgrok.practice.split import carry_out, plan_split
from oracles.harmony.agreement import FOLDER, deck_of, verify
from oracles.harmony.oracle import ORACLES, key_of, seen, sounding
from oracles.harmony.turned import TURNED

CHECKED = 40
"""Items of each deck here; `python -m oracles.harmony` goes through all."""
GAPS = (2, 6)
"""Letters, counted from C, that have a half step above them: E and B."""
PLAIN = dict(zip("CDEFGAB", (0, 2, 4, 5, 7, 9, 11), strict=True))
ALTERED = {"double flat": -2, "flat": -1, "": 0, "sharp": 1, "double sharp": 2}
WIDTHS = {"fourth or fifth": ("d", "P", "A"), "other": ("d", "m", "M", "A")}


def plain_items(name: str, most: int) -> Iterator[Item]:
    items = deck_of(name).items
    for index in Random(name).sample(range(len(items)), min(most, len(items))):
        yield items.item(index, (), Random(index))


def told(item: Item) -> tuple[str, list[tuple[str, int, int]]]:
    """What is known, and (letter, alteration, octave) of each note."""
    assert item.drawing is not None
    known, _, notes = item.drawing.spoken.partition(". ")
    words = [note.split() for note in notes.replace("Together: ", "").rstrip(".").split(", ")]
    return known, [(first, ALTERED[" ".join(middle)], int(octave)) for first, *middle, octave in words]


def test_there_is_an_oracle_for_every_deck() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(ORACLES)
    assert {name for name in ORACLES if deck_of(name).rephrasings == 2} == set(TURNED)


@pytest.mark.parametrize("name", ORACLES)
def test_music21_gives_the_same_answers(name: str) -> None:
    agreement = verify(name, CHECKED)
    assert agreement.checked >= CHECKED
    assert agreement.wrong == ()


@pytest.mark.parametrize("name", ["tagus", "tagus-by-ear"])
def test_no_plagal_ending_is_led_to_from_a_chord_with_the_leading_note(name: str) -> None:
    """V that falls back to IV is found in songs, and in no book that names cadences."""
    items = deck_of(name).items
    found = 0
    for index in range(len(items)):
        item = items.item(index, (), Random(index))
        if item.right != "plagal":
            continue
        found += 1
        if name == "tagus":
            shown = seen(item)
            tonic, before = key_of(shown.known).tonic.pitchClass, [each.pitchClass for each in shown.chords[0]]
        else:
            opening, before, *_ = sounding(item)
            tonic = min(opening) % 12
        assert (tonic + 11) % 12 not in {note % 12 for note in before}
    assert found > 20


def test_the_rule_of_the_loire_as_it_is_sealed() -> None:
    for item in plain_items("loire", 400):
        _, ((low, low_altered, low_octave), (high, high_altered, high_octave)) = told(item)
        first, last = "CDEFGAB".index(low) + 7 * low_octave, "CDEFGAB".index(high) + 7 * high_octave
        number = last - first + 1
        gaps = sum(step % 7 in GAPS for step in range(first, last))
        if number in {4, 5}:
            names, size = WIDTHS["fourth or fifth"], {"FB": 2, "BF": 0}.get(low + high, 1)
        else:
            names, size = WIDTHS["other"], 1 if gaps == (1 if number < 4 else 2) else 2
        assert item.right == f"{names[size + high_altered - low_altered]}{number}"


def test_the_rule_of_the_neva_as_it_is_sealed() -> None:
    numbers = ("no", "one", "two", "three", "four", "five", "six", "seven")
    for item in plain_items("neva", 300):
        known, ((letter, _, _),) = told(item)
        _, signature, mode = known.split(", ")
        count = numbers.index(signature.split()[0])
        if "sharp" in signature and count:
            first = "CDEFGAB".index("FCGDAEB"[count - 1]) + 1
        else:
            first = "CDEFGAB".index(("C", "F", *"BEADGC")[count])
        if mode == "minor":
            first -= 2
        assert int(item.right) == ("CDEFGAB".index(letter) - first) % 7 + 1


def test_the_rule_of_the_elbe_as_it_is_sealed() -> None:
    order = ("ionian", "dorian", "phrygian", "lydian", "mixolydian", "aeolian", "locrian")
    numbers = ("no", "one", "two", "three", "four", "five", "six", "seven")
    for item in plain_items("elbe", 300):
        known, ((letter, _, _),) = told(item)
        count = numbers.index(known.split(", ")[1].split()[0])
        fifths = count if "sharp" in known.split(", ")[1] else -count
        assert order.index(item.right) == ("CDEFGAB".index(letter) - 4 * fifths) % 7


def test_the_rule_of_the_tiber_as_it_is_sealed() -> None:
    kinds = {
        (4, 3): "major",
        (3, 4): "minor",
        (3, 3): "diminished",
        (4, 4): "augmented",
        (4, 3, 3): "dominant 7",
        (4, 3, 4): "major 7",
        (3, 4, 3): "minor 7",
        (3, 3, 4): "half-diminished 7",
        (3, 3, 3): "diminished 7",
    }
    for item in plain_items("tiber", 300):
        _, notes = told(item)
        by_letter = {letter: PLAIN[letter] + altered for letter, altered, _ in notes}
        thirds = "CEGBDFA"
        start = next(
            at for at in range(7) if all(thirds[(at + step) % 7] in by_letter for step in range(len(by_letter)))
        )
        stack = [by_letter[thirds[(start + step) % 7]] for step in range(len(by_letter))]
        assert item.right == kinds[tuple((b - a) % 12 for a, b in itertools.pairwise(stack))]


@pytest.mark.parametrize("name", ["amur", "oder"])
def test_meetings_and_ferries_are_reckoned_on_one_line(name: str) -> None:
    line = {(letter, sign): at + 7 * sign - 1 for at, letter in enumerate("FCGDAEB") for sign in range(-2, 3)}
    typed = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "x"}
    answers = {at: letter + typed[sign] for (letter, sign), at in line.items()}
    for item in plain_items(name, 300):
        _, ((a, a_sign, _), (b, b_sign, _)) = told(item)
        first, second = line[a, a_sign], line[b, b_sign]
        assert item.right == answers[first + second if name == "amur" else 2 * first - second]


@pytest.mark.parametrize("name", [name for name in TURNED if name not in {"amur", "oder"}])
def test_whoever_copies_the_most_similar_practised_item_is_hardly_better_than_a_guesser(name: str) -> None:
    """Similar: with most notes in common, under the same signature or key, marked alike. Held-out answers are not to
    be had without the rule."""
    deck = deck_of(name)
    looks, answers, chances = looks_by_group(deck)
    split = carry_out(deck.items, plan_split(deck.items, deck.held_out, 1))
    practised = [group for group in looks if split.part_of_group[group] == 0]
    held_out = [group for group in looks if split.part_of_group[group] > 0]
    hits = 0.0
    for group in held_out:
        alike = [len(looks[group] & looks[other]) / len(looks[group] | looks[other]) for other in practised]
        best = [answers[other] for other, likeness in zip(practised, alike, strict=True) if likeness == max(alike)]
        hits += best.count(answers[group]) / len(best)
    guessed = sum(chances[group] for group in held_out)
    assert (hits - guessed) / len(held_out) < 0.15


def looks_by_group(deck: Deck) -> tuple[dict[int, frozenset[str]], dict[int, str], dict[int, float]]:
    """One item of each group: what is seen of it, whatever clef and octave; its answer; its chance."""
    looks, answers, chances = {}, {}, {}
    for index, group in enumerate(deck.items.group_of.tolist()):
        if group not in looks:
            item = deck.items.item(index, (), Random(0))
            assert item.drawing is not None
            known, *parts = item.drawing.spoken.rstrip(".").split(". ")
            notes = [
                f"{place if len(parts) > 1 else ''}{note}"
                for place, part in enumerate(parts)
                for note in part.removeprefix("Together: ").split(", ")
            ]
            looks[group] = frozenset({known.partition("clef")[2], *(note.rstrip(" 0123456789") for note in notes)})
            answers[group], chances[group] = item.right.rstrip("46") if deck.id == "volga" else item.right, item.chance
    return looks, answers, chances
