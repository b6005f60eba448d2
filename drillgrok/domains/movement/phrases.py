"""Phrases to go on with, as the items of a domain: a stem, and what is right after it. Knows no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Final

from drillgrok.domains.movement.bars import TappedBar
from drillgrok.domains.movement.hand import TapHand
from drillgrok.domains.movement.judging import Judge, Rhythm
from drillgrok.domains.movement.lanes import ANY_HAND
from drillgrok.domains.movement.taps import REST, Taps, keys_of, keys_said, read, strokes
from drillgrok.model.corrected import Corrected, differing
from drillgrok.model.domain import DomainItems, RawItem, Surface, Traits
from drillgrok.model.drawing import Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item

_ENDS: Final = (2, 3, 4)
"""Beats at either end of a stem that a table may be learnt over."""
_HANDS: Final = 2


def mirrored(line: str, keys: str) -> str:
    """The strokes with the hands swapped, each finger by its fellow on the other hand; `keys` go from left to right."""
    return line.translate(str.maketrans(keys, keys[::-1]))


def backwards(line: str, _keys: str) -> str:
    """The strokes from the last to the first."""
    return line[::-1]


@dataclass(frozen=True, slots=True)
class PhraseWording:
    """Another way to ask for the same line: what is said, and the line that is then right."""

    words: str
    turned: Callable[[str, str], str]
    """A line and the drill's keys -> the line."""


MIRRORED: Final = PhraseWording("Now with the hands swapped: left for right, right for left.", mirrored)
BACKWARDS: Final = PhraseWording("Now from the end: the last stroke first.", backwards)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One item. Bars and answer are lines of strokes: keys, with a dot for a beat without one."""

    group: str
    """The same for phrases of which one shows the other."""
    stem: tuple[str, ...]
    answer: str

    @property
    def id(self) -> str:
        """Its stem, which no other phrase of the drill has."""
        return "|".join(self.stem)


@dataclass(frozen=True, slots=True)
class Manner:
    """What all phrases of a drill have in common."""

    prompt: str
    keys: str
    """From the left."""
    lanes: str
    """From the top of the picture down."""
    wordings: tuple[PhraseWording, ...]
    flash_ms: int | None = None
    rhythm: Rhythm | None = None
    said: Callable[[str], str] = keys_said
    """What an answer comes to, of a line of strokes or of taps."""


def turns(line: str, keys: str) -> dict[str, str]:
    """The line and what can be made of it without a rule, by what that adds to the name of a habit."""
    back = backwards(line, keys)
    if len(keys) == 1:
        return {"": line, " backwards": back}
    swapped, swapped_back = mirrored(line, keys), mirrored(back, keys)
    return {
        "": line,
        " with the hands swapped": swapped,
        " backwards": back,
        " backwards with the hands swapped": swapped_back,
    }


def best_guess(phrases: Iterable[Phrase], keys: str) -> float:
    """How often the best strategy is right that knows no rule: to tap one line always, or to copy the stem's beginning
    or end as it stands, with the hands swapped, backwards, or both."""
    phrases = tuple(phrases)
    hits = Counter(phrase.answer for phrase in phrases)
    most = hits.most_common(1)[0][1]
    for copied in (_beginning, _end):
        right = Counter(
            name for phrase in phrases for name, line in turns(copied(phrase), keys).items() if line == phrase.answer
        )
        most = max(most, *right.values(), 0)
    return most / len(phrases)


def _beginning(phrase: Phrase) -> str:
    return "".join(phrase.stem)[: len(phrase.answer)]


def _end(phrase: Phrase) -> str:
    return "".join(phrase.stem)[-len(phrase.answer) :]


def phrase_surface(phrase: Phrase, manner: Manner) -> Surface:
    """What could be gone by on a phrase: lines of strokes, where they have as many as are asked for."""
    keys = manner.keys
    copies = {"the beginning": _beginning(phrase), "the end": _end(phrase)}
    lines = {
        f"{name} again{turn}": turned for name, line in copies.items() for turn, turned in turns(line, keys).items()
    }
    count = len(strokes(phrase.answer))
    if len(keys) == _HANDS:
        lines |= {f"by turns from {first}": (count * (first + keys.replace(first, "")))[:count] for first in keys}
    stem = "".join(phrase.stem)
    return Surface(
        cues={
            **{f"first {size} beats": stem[:size] for size in _ENDS},
            **{f"last {size} beats": stem[-size:] for size in _ENDS},
            "counts": " ".join(str(stem.count(key)) for key in keys),
            **_places_of_notes(stem),
        },
        habits={
            name: (line,) for name, line in lines.items() if len(strokes(line)) == count and set(line) <= {*keys, REST}
        },
        said=manner.said,
    )


def _places_of_notes(stem: str) -> dict[str, str]:
    """Of a stem that leaves the hands open: the beat of each note."""
    beats = (beat for beat, sign in enumerate(stem, start=1) if sign == ANY_HAND)
    return {f"beat of note {number}": str(beat) for number, beat in enumerate(beats, start=1)}


def tapped(right: str, taps: Taps) -> Corrected:
    """The keys of both, differences marked."""
    wanted, struck = strokes(right), keys_of(taps)
    return Corrected(*differing(wanted, struck)) if taps else Corrected((Span(wanted, Tone.STRONG),))


def on_keys(phrases: PhraseItems, keys: str) -> PhraseItems:
    """The same phrases on other keys, as many, from the left."""
    manner, table = phrases.manner, str.maketrans(phrases.manner.keys, keys)
    moved = (
        replace(one, stem=tuple(bar.translate(table) for bar in one.stem), answer=one.answer.translate(table))
        for one in phrases.phrases
    )
    return PhraseItems(tuple(moved), replace(manner, keys=keys, lanes=manner.lanes.translate(table)))


def in_time(phrases: PhraseItems, flash_ms: int | None, rhythm: Rhythm | None) -> PhraseItems:
    """The same phrases, their stems flashed at a beat, and judged by their rhythm, too."""
    prompt = phrases.manner.prompt.removesuffix(".") + " in time." if rhythm else phrases.manner.prompt
    return PhraseItems(phrases.phrases, replace(phrases.manner, prompt=prompt, flash_ms=flash_ms, rhythm=rhythm))


class PhraseItems(DomainItems):
    """Phrases in one manner."""

    def __init__(self, phrases: tuple[Phrase, ...], manner: Manner) -> None:
        self.phrases = phrases
        self.manner = manner
        self.rephrasings = len(manner.wordings)
        self.field = AnswerField(AnswerKind.TAPS, alphabet=frozenset(manner.keys))

    @cached_property
    def _chance(self) -> float:
        return best_guess(self.phrases, self.manner.keys)

    def __len__(self) -> int:
        return len(self.phrases)

    def id(self, index: int) -> str:
        """The phrase's stem."""
        return self.phrases[index].id

    def traits(self, index: int) -> Traits:
        """Its group; every phrase of a drill is as hard to guess as any other."""
        return Traits(group=self.phrases[index].group, chance=self._chance)

    def item(self, index: int) -> RawItem:
        """Phrase `index`; its right answer as a line of strokes."""
        answer = self.phrases[index].answer
        return RawItem(self.manner.prompt, accepts=(answer,), right=answer)

    def rephrased(self, index: int, which: int) -> RawItem:
        """The phrase to be tapped in another way."""
        wording = self.manner.wordings[which]
        answer = wording.turned(self.phrases[index].answer, self.manner.keys)
        return RawItem(f"{self.manner.prompt} {wording.words}", accepts=(answer,), right=answer)

    def surface(self, index: int) -> Surface:
        """The stem again in every way that takes no rule, and how it begins and ends."""
        return phrase_surface(self.phrases[index], self.manner)

    def corrected(self, index: int, item: Item, given: str) -> Corrected:
        """What was shown, the right line and the taps below each other; what of them is wrong is said in words."""
        taps = read(given) or ()
        bar = TappedBar(self.manner.lanes, self.phrases[index].stem, item.right, taps, self.manner.rhythm)
        missed = Judge(item.right, self.manner.rhythm).missed(given) if len(taps) == len(strokes(item.right)) else None
        return replace(tapped(item.right, taps), frames=(bar.drawing(),), reason=missed.value if missed else "")

    def dress(self, index: int, item: Item, _rng: Random) -> Item:
        """The item with the hand that taps and the judge of what was tapped."""
        manner, stem = self.manner, self.phrases[index].stem
        hand = TapHand(manner.keys, manner.lanes, stem, len(strokes(item.right)), manner.flash_ms)
        whole = replace(hand, flash_ms=None).drawing(0)
        return replace(item, drawing=whole, hand=hand, judge=Judge(item.right, manner.rhythm))
