"""All drills as items of a domain: what holds for each of their questions."""

from collections import Counter, defaultdict
from functools import cache
from random import Random

import pytest

from drillgrok.domains import domain_items
from drillgrok.domains.harmony import DRILLS
from drillgrok.domains.harmony.pitches import parse_pitch
from drillgrok.domains.harmony.questions import HarmonyItems
from drillgrok.domains.harmony.sounds import HIGHEST_MIDI, LOWEST_MIDI
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions
from drillgrok.model.item import AnswerKind, Item, ItemKey

EAR = [name for name in DRILLS if name.startswith("heard") or name == "dictation"]
EYE = [name for name in DRILLS if name not in EAR]
every = pytest.mark.parametrize("name", DRILLS)
eye = pytest.mark.parametrize("name", EYE)
ear = pytest.mark.parametrize("name", EAR)


@cache
def made(name: str) -> HarmonyItems:
    return drill_of(drill=name)


def drill_of(**values: str) -> HarmonyItems:
    items = domain_items(DomainOptions("harmony", values))
    assert isinstance(items, HarmonyItems)
    return items


def some(name: str, most: int = 150) -> list[int]:
    count = len(made(name))
    return sorted(Random(name).sample(range(count), min(most, count)))


def dressed(name: str, index: int, presentation: str = "plain", seed: int = 0) -> Item:
    drill = made(name)
    raw = drill.item(index) if presentation == "plain" else drill.rephrased(index, int(presentation[1:]) - 1)
    assert raw is not None
    chance = drill.traits(index).chance
    bare = Item(
        ItemKey("0" * 12), raw.prompt, frozenset(raw.accepts), raw.right, chance, presentation, choices=raw.choices
    )
    return drill.dress(index, bare, Random(seed))


@every
def test_questions_are_unique_and_hundreds_or_thousands(name: str) -> None:
    drill = made(name)
    assert 160 <= len(drill) <= 4000
    assert len({drill.id(index) for index in range(len(drill))}) == len(drill)
    assert domain_items(DomainOptions("harmony", {"drill": name})).field == drill.field


@every
def test_every_answer_can_be_given(name: str) -> None:
    field = made(name).field
    for index in range(len(made(name))):
        raw = made(name).item(index)
        assert raw.right == raw.accepts[0]
        for answer in raw.accepts:
            assert answer in (field.choices if field.kind is AnswerKind.CHOICE else field.closed or ())


@every
def test_every_rewording_can_be_asked_and_its_chance_is_true(name: str) -> None:
    field = made(name).field
    for index in some(name, 60):
        for which in range(made(name).rephrasings):
            item = dressed(name, index, f"r{which + 1}")
            assert 0 < item.chance < 0.8
            assert item.right in item.accepts
            if item.choices:
                assert len(set(item.choices)) == len(item.choices) <= len(field.choices)
                assert item.accepts <= set(item.choices)
                assert item.chance == pytest.approx(len(item.accepts) / len(item.choices))
            else:
                assert all(answer in field.choices or answer in (field.closed or ()) for answer in item.accepts)


@every
def test_chance_is_that_of_the_best_guess_for_what_is_plain_to_see(name: str) -> None:
    drill = made(name).drill
    seen: dict[object, list[tuple[str, ...]]] = defaultdict(list)
    for question in drill.questions:
        seen[question.surface].append(question.answers)
    for index, question in enumerate(drill.questions):
        alike = seen[question.surface]
        counts = Counter(answer for answers in alike for answer in answers)
        assert made(name).traits(index).chance == pytest.approx(max(counts.values()) / len(alike))
    overall = Counter(question.answers[0] for question in drill.questions).most_common(1)[0][1] / len(drill.questions)
    mean = sum(made(name).traits(index).chance for index in range(len(drill.questions))) / len(drill.questions)
    assert mean >= overall - 1e-9


@every
def test_all_questions_have_as_many_parts_and_wordings(name: str) -> None:
    questions = made(name).drill.questions
    assert len({len(question.parts) for question in questions}) == 1
    assert {len(question.others) for question in questions} == {2 if name in EYE else 1}


@eye
def test_the_same_notes_in_another_octave_or_clef_are_in_the_same_group(name: str) -> None:
    """And as a group says which notes they are, a held-out group is never seen in practice."""
    groups: dict[object, set[str]] = defaultdict(set)
    answers: dict[str, set[str]] = defaultdict(set)
    for index in range(len(made(name))):
        question = made(name).drill.questions[index]
        staff = dressed(name, index).drawing
        assert staff is not None
        known, _, shown = staff.spoken.partition(" clef")[2].partition(". ")
        notes = frozenset(part.strip("., ").rstrip("0123456789") for part in shown.replace("Together:", ",").split(","))
        groups[known, "Marked" in shown and shown.rpartition("Marked: ")[2].rstrip(". 0123456789"), notes].add(
            question.group if name not in {"sums", "mirrors", "cadences", "rows"} else ""
        )
        answers[question.group] |= set(question.answers)
    assert all(len(found) == 1 for found in groups.values())
    assert max(map(len, answers.values())) <= MOST_ANSWERS.get(name, 1)


MOST_ANSWERS = {
    "intervals": 2,  # an interval and its inversion
    "numerals": 3,  # one for each figure
    "figures": 8,  # one for each figure, by two names
    "mirrors": 2,  # the two notes about the middle one
    "resolutions": 3,  # the fifth has three ways on, in major and minor together
}
"""Different right answers in one group."""


@eye
def test_transposed_a_question_is_in_another_group(name: str) -> None:
    """Else nothing would be left to find out: every answer is asked in many groups."""
    groups: dict[str, set[str]] = defaultdict(set)
    for question in made(name).drill.questions:
        groups[question.answers[0]].add(question.group)
    few = {"sums": 1, "mirrors": 1, "dictation": 1, "heard-rows": 1, "rows": 3}.get(name, 5 if name in EAR else 8)
    assert min(map(len, groups.values())) >= few


@ear
def test_sounds_stay_where_they_can_be_heard_and_end_in_time(name: str) -> None:
    for index in some(name):
        for presentation in ("plain", "r1"):
            item = dressed(name, index, presentation, seed=index)
            assert item.sound is not None
            assert item.drawing is None
            assert item.prompt.startswith("Listen")
            assert all(LOWEST_MIDI - 12 <= note.midi <= HIGHEST_MIDI for note in item.sound.notes)
            assert all(0 < note.loudness <= 1 for note in item.sound.notes)
            assert item.sound.length_ms < 9000
            assert item.right.lower() not in item.sound.spoken.lower().replace(".", "").split()


@ear
def test_key_octave_and_timbre_change_from_showing_to_showing_and_how_notes_lie_to_one_another_does_not(
    name: str,
) -> None:
    for index in some(name, 30):
        sounds = [sound for seed in range(8) if (sound := dressed(name, index, seed=seed).sound) is not None]
        heard = [[(note.midi, note.start_ms) for note in sound.notes] for sound in sounds]
        lying = {tuple((round(midi - each[0][0]) % 12, start) for midi, start in each) for each in heard}
        assert len(lying) == 1
        assert len({each[0][0] % 12 for each in heard}) > 1
        assert len({sound.timbre for sound in sounds}) > 1


@ear
def test_what_is_heard_of_an_item_is_no_other_item_in_another_key(name: str) -> None:
    """Else nothing could be remembered of it, or it would be remembered under another name."""
    drill = made(name)
    lying: dict[object, set[str]] = defaultdict(set)
    for index in range(len(drill)):
        sound = dressed(name, index).sound
        assert sound is not None
        first = min(sound.notes, key=lambda note: (note.start_ms, note.midi)).midi
        before, last = sorted(note.midi for note in sound.notes[-2:])
        shape = (last - before, *sorted((round(note.midi - first) % 12, note.start_ms) for note in sound.notes))
        lying[shape].add(drill.drill.questions[index].answers[0])
    assert all(len(answers) == 1 for answers in lying.values())


def test_notes_of_sums_wander_between_octaves() -> None:
    told = {dressed("sums", 5, seed=seed).drawing.spoken for seed in range(20)}  # type: ignore[union-attr]
    assert len(told) > 2


def test_answers_of_the_scales_are_notes() -> None:
    for name in ("sums", "mirrors"):
        assert all(parse_pitch(f"{made(name).item(index).right}4") for index in some(name))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"drill": ""},
        {"drill": "polkas"},
        {"drill": "modes", "key": "C"},
        {"drill": "modes", "clef": "soprano"},
        {"drill": "intervals", "accidentals": "triple"},
        {"drill": "degrees", "signs": "8"},
        {"drill": "heard-degrees", "clef": "bass"},
        {"drill": "sums", "signs": "2"},
        {"drill": "modes", "qualities": "major"},
        {"drill": "qualities", "qualities": "major, sad"},
        {"drill": "heard-intervals", "intervals": "A2"},
        {"drill": "elbe"},
    ],
)
def test_strange_options_are_refused_with_what_to_do(values: dict[str, str]) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        domain_items(DomainOptions("harmony", values))
    assert refusal.value.mend


def told_of(**values: str) -> list[str]:
    """What is told aloud of every staff of a drill."""
    drill = drill_of(**values)
    return [item.drawing.spoken for index in range(len(drill)) if (item := dressed_of(drill, index)).drawing]


@pytest.mark.parametrize("name", EYE)
def test_what_is_read_can_stand_in_any_clef_and_stands_in_treble_and_bass_unless_told(name: str) -> None:
    clefs = {
        words: {told.split(" ")[0] for told in told_of(drill=name, clef=words)} for words in ("both", "alto, tenor")
    }
    assert clefs == {"both": {"Treble", "Bass"}, "alto, tenor": {"Alto", "Tenor"}}
    assert drill_of(drill=name).id(0) == drill_of(drill=name, clef="both").id(0)


def test_a_drill_can_be_made_easier() -> None:
    easy = told_of(drill="intervals", accidentals="none", clef="treble")
    assert len(easy) >= 60
    assert all(staff.startswith("Treble clef") for staff in easy)
    assert not any(word in staff for staff in easy for word in ("flat", "sharp"))
    signed = set(told_of(drill="degrees", signs="2"))
    assert any("two flats" in each for each in signed)
    assert not any("three flats" in each for each in signed)


def test_signs_and_mode_count_where_a_key_is_only_named() -> None:
    near = told_of(drill="cadences", signs="1", mode="minor")
    assert {staff.split(",")[0].split(". ")[0] for staff in near if "minor" in staff} != set()
    assert not any("major" in staff for staff in near)
    assert {key for key in ("A minor", "E minor", "D minor", "C minor") if any(key in staff for staff in near)} == {
        "A minor",
        "E minor",
        "D minor",
    }


def test_notes_can_be_kept_on_the_staff() -> None:
    lowest_and_highest = {"C4", "A5", "B5", "B3"}
    notes = {
        note.strip(".,")
        for staff in told_of(drill="intervals", clef="treble", range="staff", accidentals="none")
        for note in staff.replace(" 4", "4").replace(" 5", "5").split()
    }
    assert "G5" in notes
    assert not notes & lowest_and_highest


def test_some_intervals_or_chords_can_be_asked_alone() -> None:
    thirds = drill_of(drill="intervals", intervals="m3, M3")
    assert {thirds.item(index).right for index in range(len(thirds))} == {"m3", "M3"}
    assert thirds.traits(0).chance >= 0.5
    chords = drill_of(drill="qualities", qualities="minor, major")
    assert chords.field.choices == ("major", "minor")
    assert chords.field.closed == {"1", "2"}
    assert {chords.item(index).right for index in range(len(chords))} == {"major", "minor"}


def dressed_of(drill: HarmonyItems, index: int) -> Item:
    raw = drill.item(index)
    bare = Item(ItemKey("0" * 12), raw.prompt, frozenset(raw.accepts), raw.right, 0.1, "plain", choices=raw.choices)
    return drill.dress(index, bare, Random(0))
