"""Four lamps and the hand that follows them: one lights up after the other, each goes out at its key, and at the end
the keys of the next ones are tapped. Where the lamps go is settled elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from drillgrok.domains.movement.hand import LINE_BEAT_MS
from drillgrok.domains.movement.taps import Taps, keys_of, meant, on_the_beat, then, written
from drillgrok.model.drawing import Drawing, DrawnLine, Hand, Span, Tone
from drillgrok.model.layouts import latin_of

KEYS: Final = "dfjk"
LEAD_MS: Final = 500
"""From the first paint to the first lamp."""
PAUSE_MS: Final = 150
"""From a right key to the next lamp, where a deck does not say."""

_GAP: Final = Span("   ")
_ON: Final = (("┏━━━━━━━┓", "┃   {}   ┃", "┗━━━━━━━┛"), Tone.STRONG)
_OFF: Final = (("╭───────╮", "│       │", "╰───────╯"), Tone.FAINT)


@dataclass(frozen=True, slots=True)
class Lamp:
    """One lamp of a stretch."""

    place: int
    """From 0, counted from the left."""
    number: int
    """One digit, shown in it."""


@dataclass(frozen=True, slots=True)
class LampHand(Hand):
    """Follows a stretch and goes on. While it is followed, a key of the drill that is not the lit lamp's own is a stray
    tap: it is kept and the lamp stays on. Any other key is a slip."""

    stretch: tuple[Lamp, ...]
    """To be followed, lamp by lamp."""
    next_numbers: tuple[int, ...]
    """What the lamps after the stretch will show; their places are asked for."""
    pause_ms: int = PAUSE_MS
    """From a right key to the next lamp."""
    taps: Taps = ()
    first_ms: int = 0
    """When the first tap was struck, since the first paint."""
    by_line: bool = False
    """The answer was given as a line, without the stretch."""
    slipped: bool = False

    @property
    def text(self) -> str:
        """All taps with their times, those of the stretch first; from a line, the asked ones alone."""
        return written(self.taps)

    @property
    def done(self) -> bool:
        """The stretch is followed and the places after it are tapped."""
        return len(self._meant) == len(self.next_numbers) + len(self.stretch) * (not self.by_line)

    @property
    def _meant(self) -> Taps:
        return meant(self.taps)

    @property
    def _following(self) -> bool:
        return not self.by_line and len(self._meant) < len(self.stretch)

    @property
    def _lights_ms(self) -> int:
        """When the lamp that is to be followed now goes on, since the first paint."""
        return self.first_ms + self._meant[-1].at_ms + self.pause_ms if self._meant else LEAD_MS

    def drawing(self, elapsed_ms: int) -> Drawing:
        """The four lamps, one of them lit or none, and below their keys what comes after the stretch; once that is
        tapped, also the whole stretch."""
        lit = self.stretch[len(self._meant)] if self._following and elapsed_ms >= self._lights_ms else None
        asked = self.asked
        past = "   ".join(self.told_stretch) if self.done else ""
        after = _after(self.next_numbers, asked) if not self._following else ""
        below = (_centred(past, Tone.FAINT), (), _centred(after, Tone.STRONG))
        return Drawing((*_lamps(lit), (), *below), self._told)

    @property
    def asked(self) -> str:
        """The keys that were tapped for the lamps after the stretch, so far."""
        return keys_of(self._meant if self.by_line else self._meant[len(self.stretch) :])

    @property
    def told_stretch(self) -> list[str]:
        """Each lamp of the stretch: its key and its number."""
        return [f"{KEYS[lamp.place]} {lamp.number}" for lamp in self.stretch]

    @property
    def _told(self) -> str:
        stretch = ", ".join(self.told_stretch)
        numbers = ", ".join(map(str, self.next_numbers))
        return f"The lamps so far, each with its number: {stretch}.\nThe next numbers: {numbers}."

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        """When the next lamp goes on; None while one is lit and after the stretch."""
        return self._lights_ms if self._following and elapsed_ms < self._lights_ms else None

    def key(self, _name: str, char: str | None, elapsed_ms: int) -> LampHand:
        """One more tap: of the lit lamp, or of a place after the stretch."""
        struck = latin_of((char or "").lower())
        if len(struck) != 1 or struck not in KEYS or self.done or (self._following and elapsed_ms < self._lights_ms):
            return replace(self, slipped=True)
        first_ms = self.first_ms if self.taps else elapsed_ms
        stray = self._following and KEYS[self.stretch[len(self._meant)].place] != struck
        taps = then(self.taps, struck, elapsed_ms, first_ms=first_ms, stray=stray)
        return replace(self, taps=taps, first_ms=first_ms, slipped=False)

    def line(self, text: str) -> LampHand:
        """The keys of the asked places alone, taken as struck in even time."""
        line = "".join(text.lower().split())
        if len(line) != len(self.next_numbers) or not set(line) <= set(KEYS):
            return replace(self, slipped=True)
        return replace(self, taps=on_the_beat(line, LINE_BEAT_MS), by_line=True, slipped=False)


def _lamps(lit: Lamp | None) -> tuple[DrawnLine, ...]:
    """Three rows of lamps and one of keys."""
    rows = []
    for row in range(len(_OFF[0])):
        spans: list[Span] = []
        for place in range(len(KEYS)):
            shape, tone = _ON if lit is not None and lit.place == place else _OFF
            spans += [_GAP] * bool(spans)
            spans.append(Span(shape[row].format(lit.number if lit else ""), tone))
        rows.append(tuple(spans))
    keys = "   ".join(key.center(len(_OFF[0][0])) for key in KEYS)
    return (*rows, (Span(keys, Tone.ACCENT),))


def lamps_corrected(hand: LampHand, right: str, given: str) -> Drawing:
    """The whole stretch, and for each lamp after it the right key and the one that was tapped, below each other."""
    told = "   ".join(hand.told_stretch)
    rows: list[DrawnLine] = [*_lamps(None), (), _centred(told, Tone.FAINT), ()]
    numbers = "     ".join(map(str, hand.next_numbers))
    rows.append(_centred(f"           {numbers}", Tone.STRONG))
    rows.append(_marked_keys("✓ right", right, right, Tone.RIGHT))
    if given:
        rows.append(_marked_keys("✗ yours", given.ljust(len(right), "_"), right, Tone.WRONG))
    return Drawing(tuple(rows), f"{hand.drawing(0).spoken}\nRight: {' '.join(right)}. Tapped: {' '.join(given)}.")


def _marked_keys(name: str, keys: str, right: str, tone: Tone) -> DrawnLine:
    """Keys in a row, each that is not the right one marked."""
    indent = Span(" " * ((len(_centred("", tone)[0].text) - 11 - 6 * len(right) + 5) // 2))
    spans = [indent, Span(f"{name}    ", tone)]
    for key, wanted in zip(keys, right, strict=True):
        spans += [Span(f"{key}{' ' if key == wanted else '✗'}", Tone.STRONG if key == wanted else tone), Span("    ")]
    return tuple(spans)


def _after(numbers: tuple[int, ...], asked: str) -> str:
    """The numbers of the lamps that come next, each with the key that was tapped for it."""
    return "   ".join(f"{number} → {key}" for number, key in zip(numbers, asked.ljust(len(numbers), "_"), strict=True))


def _centred(text: str, tone: Tone) -> DrawnLine:
    width = len(KEYS) * len(_OFF[0][0]) + (len(KEYS) - 1) * len(_GAP.text)
    return (Span(text.center(width), tone),)
