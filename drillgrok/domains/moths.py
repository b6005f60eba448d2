"""Moths of two sorts, some of them exceptions to what tells the sorts: how moths are made, how they look and how they
are told aloud. Nothing about learners or schedules enters, and nothing in here says what a deck's word stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from itertools import combinations, product
from random import Random
from typing import Final

from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected, TextMark, in_words, overlaid
from drillgrok.model.domain import DomainItems, DomainOptions, RawItem, Surface, Traits
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import PLAIN
from drillgrok.model.options import DomainOption, FreeText, OptionSheet, Whole

FAMILIES: Final = 250
FAMILY: Final = 3
"""A moth, one of the other sort that differs from it in one part, and one of its own that does: so the most alike moth
tells the sort no better than a coin."""
MOTHS: Final = FAMILIES * FAMILY
SORTS: Final = ("a", "b")
PROMPT: Final = "Is this moth an a or a b?"
PARTS: Final = (
    "feelers",
    "head dots",
    "body rings",
    "upper spots",
    "upper diamonds",
    "lower spots",
    "lower bars",
    "legs",
    "tail hairs",
)
"""What a moth has one to four of, wings, feelers and legs on either side; from the top down, as they are told."""
LEVELS: Final = (1, 2, 3, 4)
"""How many there may be of a part: one or two are few, three or four many."""
_MOST_FEW: Final = 2
MARKING: Final = (2, 4)
"""Rows and cells of the marking of a wing, which no other moth has."""
SHADES: Final = {"·": "light", "▒": "grey", "█": "dark"}
WORD: Final = FreeText(r"[a-z0-9]{1,40}", "one word of up to 40 small letters and digits")
DEPTHS: Final = Whole(1, 2)
EXCEPTIONS: Final = Whole(0, 60)


@dataclass(frozen=True, slots=True)
class Moth:
    """How one moth looks, the same at every showing."""

    counts: tuple[int, ...]
    """Of each of PARTS."""
    marking: tuple[str, ...]
    """A row of shades each, of the right wing from the body outwards."""


Parts = tuple[int, ...]
"""Places in PARTS."""


def parts_of(word: str, depth: int) -> Parts:
    """The parts that a deck's word stands for: by a hash, so that the word says nothing to whoever reads it."""
    sets = tuple(combinations(range(len(PARTS)), depth + 1))
    digest = blake2b(word.encode(), digest_size=4, person=b"moths").digest()
    return sets[int.from_bytes(digest) % len(sets)]


def is_a(counts: Sequence[int], parts: Parts) -> bool:
    """The sort, exceptions aside: an a where an even number of these parts are many."""
    return sum(counts[part] > _MOST_FEW for part in parts) % 2 == 0


def moth(number: int, parts: Parts) -> Moth:
    """Moth `number` where these parts tell the sort; whether it is an exception has no part in its looks."""
    family, place = divmod(number, FAMILY)
    rng = Random(f"moth {family}")
    counts = [_one_of(LEVELS, rng) for _ in PARTS]
    if is_a(counts, parts) is not follows_as_a(family * FAMILY):
        _turn(counts, parts[0])
    others = [part for part in range(len(PARTS)) if part not in parts]
    turned = (_one_of(parts, rng), _one_of(others, rng))
    if place:
        _turn(counts, turned[place - 1])
    return Moth(tuple(counts), _marking(number))


def follows_as_a(number: int) -> bool:
    """Whether moth `number` is an a, exceptions aside: of every two families in turn the first moth of one is, drawn by
    lot, and the second moth of a family is of the other sort."""
    family, place = divmod(number, FAMILY)
    first = (Random(f"family {family // 2}").random() < 0.5) is (family % 2 == 0)
    return first is not (place == 1)


def _turn(counts: list[int], part: int) -> None:
    """Few become many, and many few."""
    counts[part] += -_MOST_FEW if counts[part] > _MOST_FEW else _MOST_FEW


def _marking(number: int) -> tuple[str, ...]:
    """One of all that there are, none for two moths."""
    rows, cells = MARKING
    return tuple(_all_markings()[number][row * cells : (row + 1) * cells] for row in range(rows))


@cache
def _all_markings() -> tuple[str, ...]:
    """In an order drawn by lot."""
    rng, (rows, cells) = Random("markings"), MARKING
    return tuple(sorted(map("".join, product(SHADES, repeat=rows * cells)), key=lambda _: rng.random()))


def exceptions_of(word: str, count: int) -> frozenset[int]:
    """The moths that belong to the other sort, drawn by lot: as many of either sort, or one more that would be an a."""
    rng = Random(f"exceptions {word}")
    drawn = sorted(range(MOTHS), key=lambda _: rng.random())
    as_a = [number for number in drawn if follows_as_a(number)]
    as_b = [number for number in drawn if not follows_as_a(number)]
    return frozenset((*as_a[: count - count // 2], *as_b[: count // 2]))


def _one_of(values: Sequence[int], rng: Random) -> int:
    """Drawn by `random()` alone: the one sequence that no later Python may change."""
    return values[int(rng.random() * len(values))]


_WING: Final = 15
"""Columns inside an upper wing."""
_NARROWER: Final = 3
_BODY: Final = 5


def picture(moth: Moth) -> tuple[DrawnLine, ...]:
    """A moth from above: fourteen lines of 39 columns."""
    feelers, head, rings, spots, diamonds, lower_spots, lower_bars, legs, hairs = moth.counts
    ring = ["═" * _BODY if row < rings else "" for row in range(len(LEVELS))]
    return (
        _beside("╲" * feelers, "", walls="  "),
        _beside("", "─" * _BODY, walls="╭╮", wall=Tone.METAL),
        _beside("", "•" * head),
        _edge("╭"),
        _wings(_spaced("●" * spots), ring[0]),
        _wings(_spaced("◆" * diamonds), ring[1]),
        *(_wings(_spaced(row[::-1]), ring[at], Tone.METAL) for at, row in enumerate(moth.marking, start=2)),
        _edge("╰"),
        _wings(_spaced("○" * lower_spots), "", narrower=_NARROWER),
        _wings(" ".join(["━━"] * lower_bars), "", narrower=_NARROWER),
        _edge("╰", narrower=_NARROWER),
        _beside("╱" * legs, ""),
        _beside("", ("╥" * hairs).center(_BODY, "─"), walls="╰╯", wall=Tone.METAL),
    )


_OTHER_SIDE: Final = str.maketrans("╲╱╭╰┤", "╱╲╮╯├")


def _beside(left: str, body: str, *, walls: str = "││", wall: Tone = Tone.METAL) -> DrawnLine:
    """Something close to the body on either side, and what is on the body."""
    room = _WING + 1
    return (
        Span(left.rjust(room), Tone.PLAIN),
        *_on_body(body, walls, wall),
        Span(left[::-1].translate(_OTHER_SIDE).ljust(room), Tone.PLAIN),
    )


def _on_body(text: str, walls: str = "││", wall: Tone = Tone.METAL) -> DrawnLine:
    ink = Tone.METAL if "─" in text else Tone.STRONG
    return Span(walls[0], wall), Span(text.center(_BODY), ink), Span(walls[1], wall)


def _wings(inside: str, body: str, tone: Tone = Tone.STRONG, *, narrower: int = 0) -> DrawnLine:
    """The same on both wings, each the mirror image of the other."""
    shown, out = inside.center(_WING - narrower), " " * narrower
    return (
        Span(f"{out}│", Tone.FAINT),
        Span(shown, tone),
        *_on_body(body),
        Span(shown[::-1], tone),
        Span(f"│{out}", Tone.FAINT),
    )


def _edge(corner: str, *, narrower: int = 0) -> DrawnLine:
    left = f"{' ' * narrower}{corner}{'─' * (_WING - narrower)}"
    return Span(left, Tone.FAINT), *_on_body("", "┤├"), Span(left[::-1].translate(_OTHER_SIDE), Tone.FAINT)


def _spaced(signs: str) -> str:
    return " ".join(signs)


def parts_list(moth: Moth) -> tuple[DrawnLine, ...]:
    """The moth as a list: a line for each part, the marking of the right wing last; eleven lines of 26 columns."""
    rows = [(name, str(count)) for name, count in zip(PARTS, moth.counts, strict=True)]
    rows += [(name, _spaced(row)) for name, row in zip(("marking", ""), moth.marking, strict=True)]
    return tuple((Span(f"{name:<16}", Tone.FAINT), Span(f"{text:>10}", Tone.PLAIN)) for name, text in rows)


def spoken(moth: Moth) -> str:
    """Every part in the same order with its count, and the marking of the right wing from the body outwards."""
    parts = ", ".join(f"{name} {count}" for name, count in zip(PARTS, moth.counts, strict=True))
    shades = "; ".join(" ".join(SHADES[sign] for sign in row) for row in moth.marking)
    return f"A moth: {parts}. Marking: {shades}."


def marked(drawn: Drawing, right: str, given: str) -> Drawing:
    """The drawn moth with both sorts beside its head: the right one on the left, the one that was said on the right."""
    texts = [TextMark(1, 0, f"{RIGHT_SIGN} {right}", Tone.RIGHT)]
    if given in SORTS:
        texts.append(TextMark(1, drawn.width - len(given) - 2, f"{WRONG_SIGN} {given}", Tone.WRONG))
    return overlaid(drawn, (), texts)


@dataclass(frozen=True, slots=True)
class MothItems(DomainItems):
    """All moths whose sort is told by the same parts. Each is a group of its own: the one most alike belongs to either
    sort as often."""

    parts: Parts
    exceptions: frozenset[int]
    field: AnswerField
    rephrasings: int = 1

    def __len__(self) -> int:
        return MOTHS

    def id(self, index: int) -> str:
        """The moth's number."""
        return str(index)

    def traits(self, index: int) -> Traits:
        """A blind guess is one of two."""
        return Traits(group=str(index), chance=1 / len(SORTS), exception=index in self.exceptions)

    def item(self, index: int) -> RawItem:
        """Moth `index`, its answer its sort."""
        regular = is_a(moth(index, self.parts).counts, self.parts)
        sort = SORTS[0] if regular is not (index in self.exceptions) else SORTS[1]
        return RawItem(prompt=PROMPT, accepts=(sort,), right=sort)

    def rephrased(self, index: int, _which: int) -> RawItem:
        """The same moth on a list."""
        return self.item(index)

    def surface(self, index: int) -> Surface:
        """How many there are of each part, and of each two together."""
        counts = dict(zip(PARTS, map(str, moth(index, self.parts).counts), strict=True))
        return Surface(cues={**counts, **dict(_pairs(counts))})

    def corrected(self, _index: int, item: Item, given: str) -> Corrected:
        """Both sorts beside the moth's head."""
        drawn = (marked(item.drawing, item.right, given),) if item.drawing and item.presentation == PLAIN else ()
        return replace(in_words(item.right, given), frames=drawn)

    def dress(self, index: int, item: Item, _rng: Random) -> Item:
        """The item with moth `index`, rephrased as a list."""
        seen = moth(index, self.parts)
        drawn = picture(seen) if item.presentation == PLAIN else parts_list(seen)
        return replace(item, drawing=Drawing(drawn, spoken(seen)))


def _pairs(counts: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((f"{a} and {b}", f"{counts[a]} {counts[b]}") for a, b in combinations(counts, 2))


OPTIONS: Final = OptionSheet(
    says="moths of one of two sorts, some of them exceptions.",
    options=(
        DomainOption("cue", "any word; it settles what tells the sorts", WORD, default=None),
        DomainOption("depth", "how much has to be seen together: 1 is easier, 2 harder", DEPTHS, default="1"),
        DomainOption("exceptions", "how many moths have to be known one by one", EXCEPTIONS, default="0"),
    ),
    example={"cue": "gravel", "exceptions": "20"},
    about="A moth sits still. Is it an a or a b? A few have to be known one by one. Press the key.",
)


def items(options: DomainOptions) -> MothItems:
    """The moths of a deck: its `cue` settles what tells the sorts and which moths are exceptions."""
    told = options.values
    parts = parts_of(told["cue"], int(told["depth"]))
    keys = frozenset(SORTS)
    exceptions = exceptions_of(told["cue"], int(told["exceptions"]))
    return MothItems(parts, exceptions, AnswerField(AnswerKind.KEY, closed=keys, alphabet=keys))
