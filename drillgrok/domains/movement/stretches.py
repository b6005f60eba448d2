"""Stretches of lamps that lead somewhere, and stretches that do not, as the items of a domain. An item's id tells
which it is, for the contrast that is measured between them; nothing that is shown does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate, product
from random import Random
from typing import Final

from drillgrok.domains.movement.contrast import ASKED, FOLLOWED, StretchKind
from drillgrok.domains.movement.lamps import KEYS, PAUSE_MS, Lamp, LampHand, lamps_corrected
from drillgrok.domains.movement.phrases import BACKWARDS, MIRRORED, PhraseWording, tapped
from drillgrok.domains.movement.taps import keys_of, keys_said, meant, read
from drillgrok.model.corrected import Corrected, in_words
from drillgrok.model.domain import DomainItems, RawItem, Surface, Traits
from drillgrok.model.item import AnswerField, AnswerKind, Item

PLACES: Final = len(KEYS)
STRAY_SHARE: Final = 1 / 3
PROMPT: Final = "Follow the lamps, then tap the keys of the next four."
WORDINGS: Final = (MIRRORED, BACKWARDS)


@dataclass(frozen=True, slots=True)
class Ending:
    """What fixes an item's answer; numbers are modulo four, for so many places there are."""

    before_last: int
    """The place of the last lamp but one."""
    last: int
    number: int
    """What the last lamp shows."""
    next_numbers: tuple[int, int, int]
    """What the lamps that are asked for show, but for the last, whose number says nothing of its own place."""

    @property
    def id(self) -> str:
        """Its places and numbers, such as `012331`."""
        return "".join(map(str, (self.before_last, self.last, self.number, *self.next_numbers)))

    @property
    def kind(self) -> StretchKind:
        """Whether the stretch before it leads to it: drawn by lot, for ever, from its id."""
        return StretchKind.STRAY if Random(f"stretch {self.id}").random() < STRAY_SHARE else StretchKind.LEADING

    @property
    def answer(self) -> str:
        """The keys of the four lamps after it."""
        back, place, number = self.before_last, self.last, self.number
        keys = []
        for following in (*self.next_numbers, 0):
            back, place, number = place, (back + number) % PLACES, following
            keys.append(KEYS[place])
        return "".join(keys)


@dataclass(frozen=True, slots=True)
class LastTaps:
    """Judges the last of some timed taps by their keys."""

    right: str

    def __call__(self, text: str) -> bool:
        """Whether the taps end with the right ones; those before only followed."""
        taps = read(text)
        return taps is not None and keys_of(meant(taps)[-ASKED:]) == self.right


class StretchItems(DomainItems):
    """Every ending with a stretch before it.

    Each step is fixed by the last two lamps: from the place of the last but one it goes right, round the end, by as
    many places as the last one shows. A group is all endings that are one ending moved round the places: their answers
    are moved alike. In a stray stretch places are drawn evenly, as they fall in the leading ones, too.
    """

    rephrasings: int = len(WORDINGS)
    field: AnswerField = AnswerField(AnswerKind.TAPS, alphabet=frozenset(KEYS))

    def __init__(self, pause_ms: int = PAUSE_MS) -> None:
        self.pause_ms = pause_ms
        places = range(PLACES)
        self.endings = tuple(
            Ending(before, last, number, (first, second, third))
            for before, last, number, first, second, third in product(places, repeat=3 + ASKED - 1)
        )

    def __len__(self) -> int:
        return len(self.endings)

    def kind(self, index: int) -> StretchKind:
        """Whether the stretch of item `index` leads to its ending."""
        return self.endings[index].kind

    def id(self, index: int) -> str:
        """That of the ending."""
        return self.endings[index].id

    def traits(self, index: int) -> Traits:
        """All rows of four places are right equally often, whatever is known of all but one number or place."""
        end = self.endings[index]
        step = (end.last - end.before_last) % PLACES
        return Traits(group=f"{step}{end.id[2:]}", chance=PLACES**-ASKED)

    def item(self, index: int) -> RawItem:
        """Item `index`, its answer four keys."""
        answer = self.endings[index].answer
        return RawItem(PROMPT, accepts=(answer,), right=answer)

    def rephrased(self, index: int, which: int) -> RawItem:
        """The same stretch, its next lamps to be tapped in another way."""
        wording: PhraseWording = WORDINGS[which]
        answer = wording.turned(self.endings[index].answer, KEYS)
        return RawItem(f"{PROMPT} {wording.words}", accepts=(answer,), right=answer)

    def surface(self, index: int) -> Surface:
        """What stands last, and rows of places that need no rule."""
        end = self.endings[index]
        cues = {"last": end.last, "before the last": end.before_last, "last number": end.number}
        numbers = "".join(map(str, end.next_numbers))
        return Surface(
            cues={
                **{name: str(value) for name, value in cues.items()},
                "last two": f"{end.before_last} {end.last}",
                "last and its number": f"{end.last} {end.number}",
                "next numbers": numbers,
                "last number and the next": f"{end.number} {numbers}",
            },
            habits={
                "the last two in turn": (ASKED // 2 * (KEYS[end.before_last] + KEYS[end.last]),),
                "the last again": (ASKED * KEYS[end.last],),
                "on from the last by every number": (_on_from(end.last, (end.number, *end.next_numbers)),),
            },
            said=_asked_keys,
        )

    def corrected(self, _index: int, item: Item, given: str) -> Corrected:
        """The stretch, and below it the right keys and those that were tapped."""
        hand = item.hand
        if not isinstance(hand, LampHand):
            return in_words(item.right, given)
        struck = meant(read(given) or ())
        asked = struck if len(struck) == ASKED else struck[FOLLOWED:]
        frame = lamps_corrected(hand, item.right, keys_of(asked))
        return replace(tapped(item.right, asked), frames=(frame,))

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The item with a stretch that is drawn anew at every showing."""
        end = self.endings[index]
        stretch = stretch_to(end, rng)
        numbers = (*(_shown(number, rng) for number in end.next_numbers), _shown(_below(PLACES, rng), rng))
        hand = LampHand(stretch, numbers, self.pause_ms)
        return replace(item, drawing=hand.drawing(0), hand=hand, judge=LastTaps(item.right))


def _asked_keys(text: str) -> str:
    """The keys of what was asked for, without those that only followed."""
    return keys_said(text)[-ASKED:]


def _on_from(place: int, numbers: Iterable[int]) -> str:
    """Keys, each as many places after the one before it as a number says."""
    return "".join(KEYS[(place + far) % PLACES] for far in accumulate(numbers))


def stretch_to(end: Ending, rng: Random) -> tuple[Lamp, ...]:
    """Eight lamps of which the last two are the ending's."""
    numbers = [_below(PLACES, rng) for _ in range(FOLLOWED - 1)] + [end.number]
    places = [end.last, end.before_last]
    leads = end.kind is StretchKind.LEADING
    while len(places) < FOLLOWED:
        number = numbers[FOLLOWED - len(places)]
        places.append((places[-2] - number) % PLACES if leads else _below(PLACES, rng))
    return tuple(Lamp(place, _shown(number, rng)) for place, number in zip(reversed(places), numbers, strict=True))


def _shown(number: int, rng: Random) -> int:
    """A digit from 1 to 8 that is `number` modulo four."""
    return 1 + (number - 1) % PLACES + PLACES * _below(2, rng)


def _below(limit: int, rng: Random) -> int:
    """An integer from 0 to limit - 1, from `random()` alone: the one sequence that no later Python may change."""
    return int(rng.random() * limit)
