"""The movement decks against oracles that work on what is told and share no code with the drills; their groups, their
chance, their rephrasings, and the answers that their hands take."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import cache
from math import comb
from random import Random

import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.domains.movement.contrast import StretchKind
from drillgrok.domains.movement.stretches import StretchItems
from drillgrok.model.deck import Deck
from drillgrok.model.item import Item

PATHS = {path.stem: path for path in sorted(bundled("decks").glob("movement/*.yaml"))}
DECKS = list(PATHS)
LINES = [name for name in DECKS if name != "passat"]
SWAP = str.maketrans("dfjk", "kjfd")
every_deck = pytest.mark.parametrize("name", DECKS)
every_line_deck = pytest.mark.parametrize("name", LINES)


@pytest.fixture(scope="module")
def decks() -> dict[str, Deck]:
    """The movement decks alone."""
    return {name: read_deck(load_source(path)) for name, path in PATHS.items()}


def stem_of(item: Item) -> str:
    """The stem as it is told."""
    assert item.drawing is not None
    return item.drawing.spoken.removesuffix("||").replace(" ", "")


def comes_back(stem: str) -> str:
    """The longest end of the stem that is its beginning by the other hand says how far along the return is."""
    known = max((k for k in range(len(stem)) if stem.endswith(stem[:k].translate(SWAP))), default=0)
    return (stem + stem)[known : known + 4].translate(SWAP)


def by_place(stem: str) -> str:
    hands = dict(zip(range(8), "RLRRLRLL", strict=True))
    return "".join({"R": "j", "L": "f"}[hands[k % 8]] for k, sign in enumerate(stem) if sign == "x")


def by_hands(under: str) -> Callable[[str], str]:
    """Hands by words that a drummer would say, over and over."""
    said = [{"right": "j", "left": "f"}[word] for word in under.split()]
    return lambda stem: "".join(said[beat % len(said)] for beat, sign in enumerate(stem) if sign == "x")


def walks(stem: str) -> str:
    return re.sub(".", lambda tap: {"d": "f", "f": "j", "j": "k", "k": "d"}[tap[0]], stem[1:]) + {
        "d": "f", "f": "j", "j": "k", "k": "d"
    }[stem[0]]  # fmt: skip


def left_then_right(stem: str) -> str:
    return re.sub("[jk]", "", stem) + "".join(reversed(re.sub("[df]", "", stem)))


def long_for_short(stem: str) -> str:
    rests = [len(gap) for gap in stem.split("j")[1:-1]]
    return "j" + "".join("." * {0: 3, 1: 1, 3: 0}[rest] + "j" for rest in rests[::-1])


def one_longer(stem: str) -> str:
    first, *rests = (len(gap) for gap in stem.split("j")[1:-1])
    return "j" + "".join("." * {0: 1, 1: 3, 3: 0}[rest] + "j" for rest in (*rests, first))


def echoed(stem: str) -> str:
    """Each tap by a walk back to the nearest tap of the other hand, over the bar played twice."""
    fellows = []
    for at, tap in enumerate(stem, start=len(stem)):
        others = "jk" if tap in "df" else "df"
        fellows.append(next(other for other in reversed((stem + stem)[:at]) if other in others))
    return "".join(fellows).translate(SWAP)


def between(stem: str) -> str:
    """The bar is written down twice; behind every stroke its rests are struck by the other hand."""
    twice = re.sub(r"([fj])(\.*)", lambda run: "." + run[1].translate(SWAP) * len(run[2]), stem + stem)
    return twice[len(stem) :].strip(".")


def lamps_on(told: str) -> str:
    """From what is told: the lamps with their numbers, then the next numbers."""
    past, ahead = told.splitlines()
    lamps = [("dfjk".index(key), int(number)) for key, number in re.findall(r"([dfjk]) (\d)", past)]
    for number in map(int, re.findall(r"\d", ahead)):
        place = lamps[-2][0]
        for _ in range(lamps[-1][1]):
            place = 0 if place == 3 else place + 1
        lamps.append((place, number))
    return "".join("dfjk"[place] for place, _ in lamps[-4:])


BARS = {"levante": (3, 24), "tramontana": (4, 16), "harmattan": (5, 16), "monsoon": (6, 16), "simoom": (7, 16)}
"""Deck -> notes and beats of a bar."""

ORACLES: dict[str, Callable[[str], str]] = {
    "mistral": comes_back,
    "monsoon": by_place,
    "levante": by_hands("right right left left left left right right"),
    "tramontana": by_hands("right left left right left right right left"),
    "harmattan": by_hands("right right left right left left right left"),
    "simoom": by_hands("right left left left left right right right"),
    "sirocco": walks,
    "sirocco-in-time": walks,
    "zephyr": left_then_right,
    "chinook": long_for_short,
    "pampero": one_longer,
    "bora": echoed,
    "shamal": between,
}


@cache
def items_of(name: str) -> list[tuple[int, Item]]:
    """Every item of a deck, each at one showing."""
    deck = read_deck(load_source(PATHS[name]))
    return [(index, deck.items.item(index, (), Random(index))) for index in range(len(deck.items))]


@every_line_deck
def test_every_answer_is_what_the_oracle_says(name: str) -> None:
    wrong = [(stem_of(item), item.right) for _, item in items_of(name) if ORACLES[name](stem_of(item)) != item.right]
    assert wrong == []


def test_every_lamp_is_where_the_oracle_says() -> None:
    for _, item in items_of("passat"):
        assert item.drawing is not None
        assert lamps_on(item.drawing.spoken) == item.right


def test_a_stem_of_sixteen_strokes_can_be_read_in_one_way_only() -> None:
    """Of all returns that show three strokes or more, one alone is there, and it shows four or more."""
    for _, item in items_of("mistral"):
        stem = stem_of(item)
        fits = [k for k in range(3, 14) if stem.endswith(stem[:k].translate(SWAP))]
        assert len(fits) == 1
        assert fits[0] >= 4


def test_the_first_place_from_which_the_rest_is_the_beginning_exchanged_tells_the_answer() -> None:
    """As the sealed rule of the mistral says it, of all places and without a least length."""
    rule = " ".join(read_deck(load_source(PATHS["mistral"])).rule.split())
    assert "the first place from which all the rest of the line is its beginning with left and right exchanged" in rule
    for _, item in items_of("mistral"):
        stem = stem_of(item)
        first = next(place for place in range(1, 16) if stem[place:] == stem[: 16 - place].translate(SWAP))
        on = stem
        while len(on) < 20:
            on += on[len(on) - first].translate(SWAP)
        assert on[16:] == item.right


# Groups: the whole symmetry, as moves on what is told.


def displaced(stem: str) -> str:
    return stem[1:] + stem[0]


def moved(stem: str) -> str:
    return stem.translate(str.maketrans("dfjk", "fjkd"))


def gaps(stem: str) -> list[int]:
    return [len(gap) for gap in stem.split("j")[1:-1]]


def from_gaps(rests: list[int]) -> str:
    return "j" + "".join("." * rest + "j" for rest in rests)


MOVES: dict[str, list[Callable[[str], str]]] = {
    "mistral": [lambda stem: stem.translate(SWAP), lambda stem: stem[1:] + comes_back(stem)[0]],
    "sirocco": [displaced],
    "sirocco-in-time": [displaced],
    "chinook": [
        lambda stem: from_gaps([*gaps(stem)[1:], gaps(stem)[0]]),
        lambda stem: stem[::-1],
        lambda stem: long_for_short(stem)[::-1],
    ],
    **{name: [lambda stem: stem[4:] + stem[:4]] for name in BARS},
}
"""Deck -> what turns an item into one of its own group."""


@pytest.mark.parametrize("name", MOVES)
def test_a_group_holds_all_that_the_moves_make_of_an_item(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    index_of = {stem_of(item): index for index, item in items_of(deck.id)}
    reached: dict[int, set[int]] = defaultdict(set)
    for stem, index in index_of.items():
        for move in MOVES[name]:
            other = index_of.get(move(stem))
            if other is not None:
                reached[index].add(other)
    group_of = deck.items.group_of
    assert all(group_of[index] == group_of[other] for index, others in reached.items() for other in others)
    if name != "mistral" and name not in BARS:  # their moves may lead out of what is asked and back
        assert components(reached) == len(deck.items.group_hashes)


GROUP_MOVES: dict[str, list[Callable[[str], str]]] = {
    "bora": [displaced, lambda bar: bar.translate(SWAP), lambda bar: bar.translate(str.maketrans("dfjk", "fdkj"))],
    "shamal": [displaced, lambda bar: bar.translate(SWAP)],
    "pampero": [
        lambda bar: from_gaps([*gaps(bar)[1:], gaps(bar)[0]]),
        lambda bar: from_gaps([{0: 1, 1: 3, 3: 0}[rest] for rest in gaps(bar)]),
    ],
}
"""Deck -> what turns a bar, asked or not, into one of its own group."""


@cache
def least_of(name: str, bar: str) -> str:
    found, waiting = {bar}, [bar]
    while waiting:
        one = waiting.pop()
        new = {move(one) for move in GROUP_MOVES[name]} - found
        found |= new
        waiting += new
    return min(found)


@pytest.mark.parametrize("name", GROUP_MOVES)
def test_a_group_is_what_the_moves_reach_over_all_bars(name: str, decks: dict[str, Deck]) -> None:
    """In bora the answers are moved: what no tap of the other hand follows has no part in them."""
    deck = decks[name]
    names: dict[int, set[str]] = defaultdict(set)
    for index, item in items_of(name):
        names[int(deck.items.group_of[index])].add(least_of(name, item.right if name == "bora" else stem_of(item)))
    assert all(len(each) == 1 for each in names.values())
    assert len({least for (least,) in names.values()}) == len(names)


def test_in_the_bora_both_hands_have_their_turns_and_the_tap_before_says_little() -> None:
    near = 0
    for _, item in items_of("bora"):
        hands = "".join("left" if tap in "df" else "right" for tap in stem_of(item))
        assert len(item.right) == 9
        assert ["L" if tap in "df" else "R" for tap in item.right] == [
            "L" if tap in "df" else "R" for tap in stem_of(item)
        ]
        assert not re.search("(left){4}|(right){4}", hands * 2)
        assert item.right != stem_of(item)
        outer = {tap: tap in "dk" for tap in "dfjk"}
        before = stem_of(item)[-1] + stem_of(item)[:-1]
        near += all(outer[tap] == outer[last] for tap, last in zip(item.right, before, strict=True))
    assert near / len(items_of("bora")) < 0.15


def test_in_the_shamal_every_beat_is_struck_once_and_no_gap_is_longer_than_two() -> None:
    for _, item in items_of("shamal"):
        stem = stem_of(item)
        assert (len(stem), len(re.findall("[fj]", stem)), len(re.findall("[fj]", item.right))) == (16, 6, 10)
        assert not re.search("[fj][fj]", stem * 2)
        assert not re.search(r"\.\.", item.right)
        assert 2 <= stem.count("f") <= 4
        rests = stem.replace(".", "x").replace("f", ".").replace("j", ".").strip(".")
        assert re.sub("[fj]", "x", item.right) == rests


def test_in_the_pampero_every_bar_has_gaps_of_all_lengths() -> None:
    for _, item in items_of("pampero"):
        found = Counter(gaps(stem_of(item)))
        assert sorted(found.values()) in ([3, 3, 3], [2, 3, 4])
        assert found[3] <= 3
        assert item.right != stem_of(item)


def components(edges: dict[int, set[int]]) -> int:
    """How many sets of items are joined by edges in either direction."""
    root = {index: index for index in edges}

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for index, others in edges.items():
        for other in others:
            root[find(index)] = find(other)
    return len({find(index) for index in root})


def test_an_endless_pattern_of_sticks_is_one_group_wherever_it_begins(decks: dict[str, Deck]) -> None:
    deck = decks["mistral"]
    patterns: dict[int, set[str]] = defaultdict(set)
    for index, item in items_of(deck.id):
        stem = stem_of(item)
        known = max(k for k in range(14) if stem.endswith(stem[:k].translate(SWAP)))
        once = stem[: 16 - known]
        endless = once + once.translate(SWAP)
        patterns[int(deck.items.group_of[index])].add(min(endless[k:] + endless[:k] for k in range(len(endless))))
    assert all(len(names) == 1 for names in patterns.values())
    assert len({name for (name,) in patterns.values()}) == len(patterns)


def test_bars_with_one_answer_are_one_group(decks: dict[str, Deck]) -> None:
    deck = decks["zephyr"]
    answers: dict[int, set[str]] = defaultdict(set)
    for index, item in items_of(deck.id):
        answers[int(deck.items.group_of[index])].add(item.right)
    assert all(len(each) == 1 for each in answers.values())
    assert len({right for (right,) in answers.values()}) == len(answers)


def test_endings_that_are_one_ending_moved_round_are_one_group(decks: dict[str, Deck]) -> None:
    """And their answers are moved alike."""
    deck = decks["passat"]
    shapes: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for index, item in items_of(deck.id):
        assert item.drawing is not None
        past, ahead = item.drawing.spoken.splitlines()
        lamps = re.findall(r"([dfjk]) (\d)", past)
        numbers = [int(lamps[-1][1]), *map(int, re.findall(r"\d", ahead)[:3])]
        places = ["dfjk".index(key) for key in (lamps[-2][0], lamps[-1][0], *item.right)]
        shape = ((place - places[0]) % 4 for place in places[1:])
        shapes[int(deck.items.group_of[index])].add((*shape, *(number % 4 for number in numbers)))
    assert all(len(each) == 1 for each in shapes.values())
    assert len({shape for (shape,) in shapes.values()}) == len(shapes) == 1024


def test_of_bars_that_are_one_bar_for_other_fingers_one_alone_is_asked() -> None:
    bars = {stem_of(item) for _, item in items_of("sirocco")}
    assert not any({moved(bar), moved(moved(bar)), moved(moved(moved(bar)))} & bars for bar in bars)


def test_no_gap_can_be_taken_for_another_and_none_is_more_frequent() -> None:
    for _, item in items_of("chinook"):
        found = Counter(gaps(stem_of(item)))
        assert set(found) <= {0, 1, 3}, "one, two and four beats"
        assert abs(found[0] - found[3]) <= 1
        assert item.right != stem_of(item)


@pytest.mark.parametrize("name", BARS)
def test_every_bar_of_notes_that_begins_on_the_first_beat_is_asked_once(name: str) -> None:
    notes, beats = BARS[name]
    bars = {stem_of(item) for _, item in items_of(name)}
    assert len(bars) == len(items_of(name)) == comb(beats - 1, notes - 1)
    assert all((len(bar), bar.count("x"), bar[0]) == (beats, notes, "x") for bar in bars)


# Chance.


@every_deck
def test_no_blind_strategy_beats_the_chance_that_is_stated(name: str, decks: dict[str, Deck]) -> None:
    """One answer always; the stem's beginning or end, as it stands, by the other hand, from its end, or both."""
    deck = decks[name]
    made = [(stem_of(item), item.right) for _, item in items_of(deck.id)]
    most = Counter(right for _, right in made).most_common(1)[0][1]
    for cut in (lambda stem, n: stem[:n], lambda stem, n: stem[-n:]):
        for turn in (str, lambda line: line.translate(SWAP)):
            for step in (1, -1):
                most = max(most, sum(turn(cut(stem, len(right)))[::step] == right for stem, right in made))
    assert deck.items.item(0, (), Random(0)).chance == pytest.approx(most / len(made))


def test_copying_any_lamps_of_the_stretch_is_no_better_than_chance() -> None:
    made = []
    for _, item in items_of("passat"):
        assert item.drawing is not None
        made.append(("".join(re.findall(r"([dfjk]) \d", item.drawing.spoken)), item.right))
    hits = [sum(keys[first : first + 4] == right for keys, right in made) / len(made) for first in range(5)]
    assert max(hits) < 1 / 256 + 0.01


# What is asked in other words, and taken.


@every_deck
def test_a_rephrasing_asks_for_the_same_strokes_by_the_other_hand_or_from_the_end(
    name: str, decks: dict[str, Deck]
) -> None:
    deck = decks[name]
    for index in Random(name).sample(range(len(deck.items)), 100):
        right = deck.items.item(index, (), Random(index)).right
        for which in range(deck.rephrasings):
            item = deck.items.rephrased(index, which, (), Random(index))
            assert item is not None
            wanted = right.translate(SWAP) if "hands swapped" in item.prompt else right[::-1]
            assert item.accepts == {wanted}
            assert item.judge is not None
            assert item.hand is not None
            assert item.judge(item.hand.line(wanted).text)


@every_deck
def test_the_right_line_is_whole_and_right_and_others_are_wrong(name: str, decks: dict[str, Deck]) -> None:
    deck = decks[name]
    rng = Random(name)
    for index in rng.sample(range(len(deck.items)), 100):
        item = deck.items.item(index, (), Random(index))
        other = deck.items.item(rng.randrange(len(deck.items)), (), Random(0)).right
        assert item.hand is not None
        assert item.judge is not None
        taken = item.hand.line(item.right)
        assert taken.done
        assert not taken.slipped
        assert item.judge(taken.text)
        assert item.judge(item.hand.line(other).text) is (other == item.right)


def test_the_timed_deck_wants_the_beat_that_was_flashed(decks: dict[str, Deck]) -> None:
    item = decks["sirocco-in-time"].items.item(5, (), Random(0))
    assert item.judge is not None

    def at(*gaps_ms: int) -> str:
        return " ".join(f"{key}+{sum(gaps_ms[:k])}" for k, key in enumerate(item.right))

    assert item.judge(at(430, 470, 450, 440, 460, 450))
    assert item.judge(at(330, 330, 330, 330, 330, 330))
    assert not item.judge(at(450, 450, 450, 450, 450, 640))
    assert not item.judge(at(250, 250, 250, 250, 250, 250))


# Which stretches lead.


def test_leading_stretches_follow_the_rule_at_every_step_and_stray_ones_by_luck(decks: dict[str, Deck]) -> None:
    domain, deck = StretchItems(), decks["passat"]
    steps: dict[StretchKind, list[bool]] = {kind: [] for kind in StretchKind}
    firsts: dict[StretchKind, Counter[str]] = {kind: Counter() for kind in StretchKind}
    for index, item in items_of(deck.id):
        assert item.drawing is not None
        lamps = re.findall(r"([dfjk]) (\d)", item.drawing.spoken)
        kind = domain.kind(index)
        firsts[kind].update(key for key, _ in lamps[:6])
        for (back, _), (_, number), (place, _) in zip(lamps, lamps[1:], lamps[2:], strict=False):
            steps[kind].append(("dfjk".index(back) + int(number)) % 4 == "dfjk".index(place))
    assert all(steps[StretchKind.LEADING])
    assert 0.22 < sum(steps[StretchKind.STRAY]) / len(steps[StretchKind.STRAY]) < 0.28
    assert len(steps[StretchKind.LEADING]) == pytest.approx(2 * len(steps[StretchKind.STRAY]), rel=0.05)
    for counts in firsts.values():
        assert all(0.22 < count / counts.total() < 0.28 for count in counts.values())


def test_the_kind_of_a_stretch_follows_from_its_id_alone() -> None:
    one, other = StretchItems(), StretchItems()
    kinds = {one.id(index): one.kind(index) for index in range(len(one))}
    assert kinds == {other.id(index): other.kind(index) for index in range(len(other))}
    assert one.id(5) == "000011"
    assert [index for index in range(24) if one.kind(index) is StretchKind.STRAY] == [
        2,
        6,
        7,
        8,
        11,
        14,
        15,
        16,
        17,
        18,
        20,
        23,
    ]


def test_no_two_showings_of_a_stretch_are_alike_and_its_answer_stays(decks: dict[str, Deck]) -> None:
    one, other = (decks["passat"].items.item(40, (), Random(seed)) for seed in (1, 2))
    assert one.drawing != other.drawing
    assert one.right == other.right
