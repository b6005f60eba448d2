"""Coins that fall onto a cushion one after the other and sink into it: where each is at any time, as pictures and in
words. Which of them is the fake is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random
from typing import Final, NamedTuple

from drillgrok.domains.drops.cues import Aspect, Coin
from drillgrok.model.corrected import Area
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone

FALL, FALL_TIME, DEPTH, SINK_TIME = (
    Aspect("fall", 11, 33),
    Aspect("time to fall", 6, 18),
    Aspect("depth", 5, 15),
    Aspect("time to sink", 10, 30),
)
ASPECTS: Final = (FALL, FALL_TIME, DEPTH, SINK_TIME)
"""Ways in dots, four to a line; times in frames."""

FRAMES_A_SECOND: Final = 30
LEAD_MS: Final = 400
"""From the first paint to the first fall."""
REST_FRAMES: Final = 8
"""Between one coin at rest and the fall of the next: durations of things that go on at once are not told apart (Morgan,
Giora and Solomon 2008, Journal of Vision 8(2):14)."""

ROWS: Final = 15
_DOTS: Final = 4 * ROWS
_SURFACE: Final = 42
"""The row of dots, from the top, on which the cushion begins."""
COIN_DOTS: Final = 8
"""How tall a coin is."""
ACROSS: Final = 76
"""Columns that all lanes share."""
_GAP: Final = 2
COIN_TONES: Final = (Tone.METAL, Tone.ACCENT, Tone.PLAIN)
"""One of them is that of a coin."""
_PLACES: Final = ("Arda", "Bosa", "Cefa", "Dola", "Enna", "Fano", "Gela", "Hven", "Ivrea", "Jena")
_OLDEST: Final = 1700
_MOST_SCRATCHES: Final = 4


class Look(NamedTuple):
    """What a coin looks like this time; it means nothing."""

    half_width: int
    """In dots."""
    scratches: tuple[tuple[int, int], ...]
    """Where each begins on the face, in dots from its left and top; it goes down to the right."""
    tone: Tone
    legend: str


def looks(coins: int, rng: Random) -> tuple[Look, ...]:
    """One for each coin, drawn by `random()` alone."""
    return tuple(_look(rng) for _ in range(coins))


def _look(rng: Random) -> Look:
    half = 7 + _below(4, rng)
    scratches = tuple((_below(2 * half, rng), _below(COIN_DOTS, rng)) for _ in range(1 + _below(_MOST_SCRATCHES, rng)))
    legend = f"{_PLACES[_below(len(_PLACES), rng)]} {_OLDEST + _below(200, rng)}"
    return Look(half, scratches, COIN_TONES[_below(len(COIN_TONES), rng)], legend)


def _below(limit: int, rng: Random) -> int:
    return int(rng.random() * limit)


Heights = tuple[int, ...]
"""For each coin, how many dots its lower edge lies below where it hangs at first."""


@dataclass(frozen=True)
class CoinFall:
    """What happens on one tray at one showing."""

    coins: tuple[Coin, ...]
    looks: tuple[Look, ...]
    turned: bool = False
    """Upside down: coins rise into a cushion above."""

    @cached_property
    def turns(self) -> tuple[tuple[int, Heights], ...]:
        """When the picture changes, in milliseconds since the first paint, and how it stands from then on."""
        found: list[tuple[int, Heights]] = []
        now = [0] * len(self.coins)
        begins = 0
        for place, (fall, falling, depth, sinking) in enumerate(self.coins):
            for frame in range(1, falling + sinking + 1):
                now[place] = _way(frame, fall, falling, depth, sinking)
                if (found[-1][1] if found else (0,) * len(now)) != tuple(now):
                    found.append((LEAD_MS + round((begins + frame) * 1000 / FRAMES_A_SECOND), tuple(now)))
            begins += falling + sinking + REST_FRAMES
        return tuple(found)

    @property
    def length_ms(self) -> int:
        """Until the last coin is at rest."""
        return self.turns[-1][0]

    def drawing(self, elapsed_ms: int) -> Drawing:
        """The tray as it stands at this time."""
        now: Heights = (0,) * len(self.coins)
        for turn_ms, heights in self.turns:
            if turn_ms > elapsed_ms:
                break
            now = heights
        return _drawing(self.coins, self.looks, now, turned=self.turned)

    def changes_at_ms(self, elapsed_ms: int) -> int | None:
        """When the picture changes next; None once all coins are at rest."""
        return next((turn_ms for turn_ms, _ in self.turns if turn_ms > elapsed_ms), None)


def _way(frame: int, fall: int, falling: int, depth: int, sinking: int) -> int:
    """Dots from where a coin hangs: it falls ever faster, and sinks ever slower."""
    if frame <= falling:
        return round(fall * (frame / falling) ** 2)
    return fall + round(depth * (1 - (1 - (frame - falling) / sinking) ** 2))


def spoken(coins: tuple[Coin, ...], looks: tuple[Look, ...], *, turned: bool) -> str:
    """The coins in words, a line each; a beat is a frame."""
    lines = (
        f"Coin {place}, {look.legend}, scratches {len(look.scratches)}: "
        + (f"rises {fall} in {falling} beats, goes in {depth} in {sinking}." if turned else "")
        + ("" if turned else f"falls {fall} in {falling} beats, sinks {depth} in {sinking}.")
        for place, ((fall, falling, depth, sinking), look) in enumerate(zip(coins, looks, strict=True), start=1)
    )
    return "\n".join(lines)


@lru_cache(maxsize=4)
def _drawing(coins: tuple[Coin, ...], looks: tuple[Look, ...], now: Heights, *, turned: bool) -> Drawing:
    """A page asks for the same picture several times."""
    columns = lane_columns(len(coins))
    lanes = [_lane(coin[0], look, way, columns, turned) for coin, look, way in zip(coins, looks, now, strict=True)]
    labels = _beside([_label(place, look, columns) for place, look in enumerate(looks, start=1)])
    rows = (_beside([lane[row] for lane in lanes]) for row in range(ROWS))
    return Drawing((*rows, labels), spoken(coins, looks, turned=turned))


def lane_columns(coins: int) -> int:
    """How wide the lane of one coin is, in cells."""
    return (ACROSS - (coins - 1) * _GAP) // coins


def lane_area(place: int, coins: int) -> Area:
    """The cells of the lane of one coin, counted from 0, its number included."""
    wide = lane_columns(coins)
    left = place * (wide + _GAP)
    return Area(0, left, ROWS + 1, left + wide)


def lane_at(column: int, coins: int) -> int | None:
    """The coin, from 0, in whose lane a column lies; None between lanes and beside them."""
    place, within = divmod(column, lane_columns(coins) + _GAP)
    return place if 0 <= place < coins and within < lane_columns(coins) else None


def _beside(parts: list[DrawnLine]) -> DrawnLine:
    first, *others = parts
    return first + tuple(span for part in others for span in (Span(" " * _GAP), *part))


def _label(place: int, look: Look, columns: int) -> DrawnLine:
    """The key of a coin and what is written on it."""
    legend = f" {look.legend}"
    left = (columns - 3 - len(legend)) // 2
    return (
        Span(" " * left),
        Span(f" {place} ", Tone.KEY),
        Span(legend, Tone.FAINT),
        Span(" " * (columns - left - 3 - len(legend))),
    )


# Dots: a row of dots is a number, its lowest bit the dot on the left.

_SLOPE: Final = 12
"""Dots over which the cloth rises beside a coin."""
_BITS: Final = ((0, 3), (1, 4), (2, 5), (6, 7))
"""In a braille sign, the bits of the left and the right dot of each row."""
_BRAILLE: Final = 0x2800


@lru_cache(maxsize=8)
def _lane(fall: int, look: Look, way: int, columns: int, turned: bool) -> tuple[DrawnLine, ...]:
    """One coin, the thread that it hung from and the cloth below it; of the coins that do not move now the last picture
    is kept."""
    bottom = _SURFACE - fall + way
    rows = _face(look, columns, bottom)
    for row in range(0, _SURFACE - fall - COIN_DOTS, 3):
        rows[row] |= 1 << columns
    if turned:
        rows.reverse()
    cloth = _cloth(max(bottom - _SURFACE, 0), look.half_width, columns, turned)
    return tuple(_over(cloth[row], rows[4 * row : 4 * row + 4], look, columns) for row in range(ROWS))


def _over(cloth: str, metal: list[int], look: Look, columns: int) -> DrawnLine:
    """A line of the cloth with other dots in front of it; a cell that has any of them shows no cloth."""
    if not any(metal):
        return (Span(cloth, Tone.FAINT),)
    left, right = (columns - look.half_width) // 2, (columns + look.half_width) // 2 + 1
    spans = [Span(cloth[:left], Tone.FAINT)]
    for column in range(left, right):
        sign = _sign(metal, column)
        spans.append(Span(sign, look.tone) if sign else Span(cloth[column], Tone.FAINT))
    return (*spans, Span(cloth[right:], Tone.FAINT))


def _face(look: Look, middle: int, bottom: int) -> list[int]:
    """A coin lying almost flat, scratches left out of it."""
    rows = [0] * _DOTS
    for row in range(COIN_DOTS):
        reach = round(look.half_width * (1 - ((row + 0.5 - COIN_DOTS / 2) / (COIN_DOTS / 2)) ** 2) ** 0.5)
        rows[bottom - COIN_DOTS + row] = ((1 << 2 * reach) - 1) << (middle - reach)
    for across, down in look.scratches:
        for step in range(min(_SCRATCH, COIN_DOTS - down)):
            rows[bottom - COIN_DOTS + down + step] &= ~(1 << (middle - look.half_width + across + step))
    return rows


_SCRATCH: Final = 3
"""Dots of one."""


@lru_cache(maxsize=256)
def _cloth(depth: int, half_width: int, columns: int, turned: bool) -> tuple[str, ...]:
    """The cushion, its edge drawn, what is below it dotted, pulled down round a coin so deep in it."""
    rows = [0] * _DOTS
    for column in range(2 * columns):
        beside = max(abs(column - columns + 0.5) - half_width, 0) / _SLOPE
        edge = _SURFACE + round(depth * max(1 - beside, 0) ** 2)
        rows[edge] |= 1 << column
        for row in range(edge + 2, _DOTS):
            rows[row] |= ((column + 2 * row) % 4 == 0) << column
    if turned:
        rows.reverse()
    lines = (rows[top : top + 4] for top in range(0, _DOTS, 4))
    return tuple("".join(_sign(four, column) or " " for column in range(columns)) for four in lines)


def _sign(four: list[int], column: int) -> str:
    """The braille sign of two by four dots; empty for none."""
    bits = 0
    for row, (left, right) in zip(four, _BITS, strict=True):
        pair = row >> 2 * column
        bits |= (pair & 1) << left | (pair >> 1 & 1) << right
    return chr(_BRAILLE + bits) if bits else ""
