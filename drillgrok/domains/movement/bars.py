"""A miss as bars below each other: what was shown, what is right, and what was tapped, to scale where time counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from drillgrok.domains.movement.judging import Rhythm, own_beat_ms
from drillgrok.domains.movement.lanes import ANY_HAND
from drillgrok.domains.movement.taps import REST, Taps, beats_of, keys_of, strokes
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, words_of
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone

HIT: Final = "■"
NO_NOTE: Final = "·"
OTHER_KEY: Final = WRONG_SIGN
OFF_TIME: Final = "□"
"""A stroke at the end of a gap that was too long or too short."""
_PLAIN_SCALE: Final = 2
_SCALES: Final = (4, 3, 2)
"""Columns of a beat, the widest that fits."""
_WIDEST: Final = 76
_NUMBER: Final = 6
"""Columns of a gap's beats in figures."""


@dataclass(frozen=True, slots=True)
class TappedBar:
    """What is set below each other."""

    lanes: str
    """From the top down."""
    stem: tuple[str, ...]
    right: str
    """A line of strokes."""
    given: Taps
    rhythm: Rhythm | None

    def drawing(self) -> Drawing:
        """The bars, a row for each lane of each, and the lengths of the gaps in beats where time counts."""
        lines = (*self._stem(), (), *self._right(), *self._given(), *self._figures())
        told = [f"Shown: {' | '.join(self.stem)}.", f"Right: {self.right}.", f"Tapped: {keys_of(self.given)}."]
        told += [words_of(line) for line in self._figures()]
        return Drawing(lines, " ".join(told))

    @property
    def _scale(self) -> int:
        if self.rhythm is None:
            return _PLAIN_SCALE
        beats = max(sum(map(len, self.stem)), len(self.right))
        return next((scale for scale in _SCALES if scale * beats <= _WIDEST), _SCALES[-1])

    def _stem(self) -> Iterator[DrawnLine]:
        line, any_hand = "".join(self.stem), ANY_HAND in "".join(self.stem)
        for key in self.lanes:
            struck = [
                (beat * self._scale, *_shown(sign, key)) for beat, sign in enumerate(line) if sign == key or any_hand
            ]
            if any_hand is (key == ANY_HAND):
                yield _row(" ", key, Tone.FAINT, struck)

    def _right(self) -> Iterator[DrawnLine]:
        struck = [(beat, sign) for beat, sign in enumerate(self.right) if sign != REST]
        columns = self._under_notes(len(struck)) or [beat * self._scale for beat, _ in struck]
        for key in self._keys:
            at = [(column, HIT, Tone.RIGHT) for column, (_, sign) in zip(columns, struck, strict=True) if sign == key]
            yield _row(RIGHT_SIGN, key, Tone.RIGHT, at)

    def _given(self) -> Iterator[DrawnLine]:
        if not self.given:
            return
        signs = self._signs()
        for key in self._keys:
            struck = [
                (column, sign, Tone.PLAIN if sign == HIT else Tone.WRONG)
                for column, sign, tap in zip(self._columns(), signs, self.given, strict=True)
                if tap.key == key
            ]
            yield _row(WRONG_SIGN, key, Tone.WRONG, struck)

    @property
    def _keys(self) -> str:
        return self.lanes.replace(ANY_HAND, "")

    def _columns(self) -> list[int]:
        """Where each tap stands: to scale, under the note that it played, or one beat after the other."""
        if self.rhythm is None:
            one_by_one = [place * self._scale for place in range(len(self.given))]
            return self._under_notes(len(self.given)) or one_by_one
        beat_ms = self._beat_ms()
        return [min(round(tap.at_ms / beat_ms * self._scale), _WIDEST) for tap in self.given]

    def _under_notes(self, count: int) -> list[int]:
        """The columns of so many notes that any hand may play, those after the last one behind it; empty where the bar
        has none."""
        line = "".join(self.stem)
        places = [beat for beat, sign in enumerate(line) if sign == ANY_HAND] if self.rhythm is None else []
        more = range(len(line), len(line) + count - len(places))
        return [beat * self._scale for beat in (*places, *more)[:count]] if places else []

    def _beat_ms(self) -> float:
        """The learner's own beat, over as many taps as there are."""
        count = min(len(self.given), len(strokes(self.right)))
        own = own_beat_ms([tap.at_ms for tap in self.given[:count]], beats_of(self.right)[:count])
        return own or (self.rhythm and self.rhythm.beat_ms) or 1.0

    def _signs(self) -> list[str]:
        wanted = strokes(self.right)
        late = [False, *(not held for held in self._held())]
        late += [False] * (len(self.given) - len(late))
        return [
            OTHER_KEY if place >= len(wanted) or tap.key != wanted[place] else OFF_TIME if late[place] else HIT
            for place, tap in enumerate(self.given)
        ]

    def _held(self) -> list[bool]:
        """Of each gap between the taps so far, whether it is in time; where time does not count, all are."""
        count = min(len(self.given), len(strokes(self.right)))
        if self.rhythm is None or count < 2:
            return [True] * max(count - 1, 0)
        return self.rhythm.in_time([tap.at_ms for tap in self.given[:count]], beats_of(self.right)[:count])

    def _figures(self) -> tuple[DrawnLine, ...]:
        """The beats of each gap, as they should be and as they were."""
        if self.rhythm is None or len(self.given) < 2:
            return ()
        due = [b - a for a, b in pairwise(beats_of(self.right))]
        beat_ms = self._beat_ms()
        own = [(b.at_ms - a.at_ms) / beat_ms for a, b in pairwise(self.given)][: len(due)]
        told = [
            Span(f"{beats:.1f}{'' if held else OTHER_KEY}".center(_NUMBER), Tone.PLAIN if held else Tone.WRONG)
            for beats, held in zip(own, self._held(), strict=False)
        ]
        wanted = "".join(str(beats).center(_NUMBER) for beats in due)
        return (
            (),
            (Span(f"{RIGHT_SIGN} beats  ", Tone.RIGHT), Span(wanted, Tone.STRONG)),
            (Span(f"{WRONG_SIGN} yours  ", Tone.WRONG), *told),
        )


def _shown(sign: str, key: str) -> tuple[str, Tone]:
    """A stroke of the lane, or a beat without one."""
    return (HIT, Tone.STRONG) if sign == key else (NO_NOTE, Tone.FAINT)


def _row(sign: str, key: str, tone: Tone, struck: Sequence[tuple[int, str, Tone]]) -> DrawnLine:
    """One lane: what stands at some columns, in order."""
    spans = [Span(f"{sign} ", tone), Span(" " if key == ANY_HAND else key, Tone.ACCENT), Span("│ ", Tone.FAINT)]
    at = 0
    for column, stroke, ink in struck:
        if column >= at:
            spans += [Span(" " * (column - at)), Span(stroke, ink)]
            at = column + 1
    return tuple(span for span in spans if span.text)
