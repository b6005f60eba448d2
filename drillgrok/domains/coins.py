"""Trays of six coins, one of them false: how the coins differ, how they look and how they are told aloud. Nothing about
learners or schedules enters, and nothing in here says what a deck's word stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import blake2b
from random import Random

from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Area, Corrected, TextMark, in_words, overlaid
from drillgrok.model.domain import DomainItems, DomainOptions, RawItem, Surface, Traits
from drillgrok.model.drawing import Drawing, DrawnLine, Span, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import PLAIN
from drillgrok.model.options import DomainOption, FreeText, OneOf, OptionSheet, Whole

TRAYS = 10_000
COINS = 6
PROMPT = "Which coin is the fake?"

LEVELS = 11
"""Levels that a feature has."""
SIZES = Whole(1, 4)
"""Levels from the coin at either end of a feature to the next; the other four lie on two levels between."""
WORD = FreeText(r"[a-z0-9]{1,40}", "one word of up to 40 small letters and digits")

Levels = tuple[int, ...]
"""One coin: for each of FEATURES, in their order, a level from 0 to 10."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing in which coins differ; `tell` says a level as it can be seen on the coin."""

    name: str
    inked: bool
    """A higher level puts more ink on the coin; six features do, six do not."""
    tell: Callable[[int], str] = str


def _year(level: int) -> str:
    return str(1840 + level)


def _letter(level: int) -> str:
    return "ABCDEFGHIJK"[level]


FEATURES = (
    Feature("notch at", inked=False),
    Feature("stars", inked=True),
    Feature("motto gap after", inked=False, tell=lambda level: str(level + 1)),
    Feature("left wing", inked=True),
    Feature("right wing", inked=True),
    Feature("year", inked=False, tell=_year),
    Feature("mint place", inked=False),
    Feature("mint letter", inked=False, tell=_letter),
    Feature("beads", inked=True),
    Feature("double rim", inked=False),
    Feature("ring", inked=True),
    Feature("shadow", inked=True),
)
"""From the top of a coin down and from left to right, which is also the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The coins, counted from 0, at the two ends of one feature in one tray."""

    highest: int
    lowest: int


Tray = tuple[Ends, ...]
"""The ends of each of FEATURES: this much of a tray is the same at every showing."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What tells the fake: it stands at one end of one feature."""

    feature: int
    upper: bool

    def fake(self, tray: Tray) -> int:
        """The false coin of a tray, counted from 0."""
        ends = tray[self.feature]
        return ends.highest if self.upper else ends.lowest


def cue_of(word: str) -> Cue:
    """The cue that a deck's word stands for: by a hash, so that the word says nothing to whoever reads it."""
    digest = blake2b(word.encode(), digest_size=2, person=b"coins").digest()
    return Cue(feature=digest[0] % len(FEATURES), upper=digest[1] % 2 == 1)


def tray(number: int) -> Tray:
    """Tray `number`, the same for every deck.

    Every coin is highest in one inked feature and in one that is not, and lowest in one of each. So whatever treats
    features alike, such as ink, brightness, marks counted or odd ones out, finds the fake as often as a blind guess.
    """
    rng = Random(f"coins {number}")
    ends: dict[int, Ends] = {}
    for inked in (True, False):
        alike = [index for index, feature in enumerate(FEATURES) if feature.inked is inked]
        circle = _shuffled(range(COINS), rng)
        step = 1 + _below(COINS - 1, rng)
        for place, feature in enumerate(_shuffled(alike, rng)):
            ends[feature] = Ends(circle[place], circle[(place + step) % COINS])
    return tuple(ends[feature] for feature in range(len(FEATURES)))


def spread(size: int) -> int:
    """Levels between a tray's lowest and highest coin in any one feature."""
    return 2 * size + 1


def coins_of(tray: Tray, size: int, rng: Random) -> tuple[Levels, ...]:
    """One showing of a tray: in every feature the common height and the coins between the ends are drawn afresh.

    Because of the height a single coin proves nothing."""
    return tuple(zip(*(_column(ends, size, rng) for ends in tray), strict=True))


def _column(ends: Ends, size: int, rng: Random) -> list[int]:
    base = _below(LEVELS - spread(size), rng)
    levels = [base + size + _below(2, rng) for _ in range(COINS)]
    levels[ends.highest] = base + spread(size)
    levels[ends.lowest] = base
    return levels


def _below(limit: int, rng: Random) -> int:
    """An integer from 0 to limit - 1, from `random()` alone: the one sequence that no later Python may change."""
    return int(rng.random() * limit)


def _shuffled(values: Iterable[int], rng: Random) -> list[int]:
    return sorted(values, key=lambda _: rng.random())


ACROSS = 3
GAP = Span("   ")
MOTTO = "CONCORDIAVIS"
WEAR = "'`,"


def picture(coins: tuple[Levels, ...], rng: Random) -> tuple[DrawnLine, ...]:
    """The coins in two rows of three: 16 lines of 78 columns."""
    drawn = [_coin(number, levels, rng) for number, levels in enumerate(coins, start=1)]
    rows = (drawn[first : first + ACROSS] for first in range(0, COINS, ACROSS))
    return tuple(_beside(parts) for row in rows for parts in zip(*row, strict=True))


def _beside(parts: tuple[DrawnLine, ...]) -> DrawnLine:
    first, *others = parts
    return first + tuple(span for part in others for span in (GAP, *part))


def _coin(number: int, levels: Levels, rng: Random) -> tuple[DrawnLine, ...]:
    """One coin: eight lines of 24 columns, an owl in the middle, its number below."""
    notch, stars, motto, left, right, year, place, letter, beads, double, ring, shadow = levels
    return (
        _rim(f"   ╭{'─' * (notch + 2)}┴{'─' * (13 - notch)}╮   "),
        _band(" ╭─╯", _worn(f"{'*' * stars:^16}", rng), "╰─╮ "),
        _band("╭╯", (_mark(f"{MOTTO[: motto + 1]} {MOTTO[motto + 1 :]}".center(20)),), "╰╮"),
        _band("│", (_mark(f"{'«' * left:>10}oo{'»' * right:<10}"),), "│"),
        _band("╰╮", (_mark(f"  {_year(year)} {' ' * place}{_letter(letter)}".ljust(20)),), "╭╯"),
        _band(" ╰─╮", _worn(f"{'o' * beads:^16}", rng), "╭─╯ "),
        _rim(f"   ╰{'═' * double}{'─' * (16 - double)}╯   "),
        (
            Span(f"{'(' * ring:>10} ", Tone.SHADE),
            Span(f" {number} ", Tone.STRONG),
            Span(f"{'░' * shadow:<10}", Tone.SHADE),
        ),
    )


def _rim(text: str) -> DrawnLine:
    return (Span(text, Tone.METAL),)


def _band(left: str, inside: DrawnLine, right: str) -> DrawnLine:
    return (Span(left, Tone.METAL), *inside, Span(right, Tone.METAL))


def _mark(text: str) -> Span:
    return Span(text, Tone.PLAIN)


def _worn(text: str, rng: Random) -> DrawnLine:
    """The text with up to one faint speck on either side, which means nothing and differs at every showing."""
    marks = text.strip()
    left = len(text) - len(text.lstrip()) if marks else len(text) // 2
    right = len(text) - left - len(marks)
    return (Span(_speck(left, rng), Tone.FAINT), _mark(marks), Span(_speck(right, rng), Tone.FAINT))


def _speck(width: int, rng: Random) -> str:
    """Blank cells, half of the time with a speck among them."""
    place = _below(2 * width, rng)
    return (" " * place + WEAR[_below(len(WEAR), rng)]).ljust(width)[:width] if place < width else " " * width


def ledger(coins: tuple[Levels, ...]) -> tuple[DrawnLine, ...]:
    """The coins as a table: a line for each feature, a column for each coin; 13 lines of 58 columns."""
    head = " " * LEDGER_NAMES + "".join(f"{f'coin {number}':>7}" for number in range(1, COINS + 1))
    rows = (
        (
            Span(f"{feature.name:<{LEDGER_NAMES}}", Tone.FAINT),
            Span("".join(f"{feature.tell(levels[place]):>7}" for levels in coins), Tone.PLAIN),
        )
        for place, feature in enumerate(FEATURES)
    )
    return ((Span(head, Tone.STRONG),), *rows)


LEDGER_NAMES = 16


def spoken(coins: tuple[Levels, ...]) -> str:
    """The coins in words, a line each: every feature in the same order, told as it can be seen."""
    told = (
        ", ".join(f"{feature.name} {feature.tell(level)}" for feature, level in zip(FEATURES, levels, strict=True))
        for levels in coins
    )
    return "\n".join(f"Coin {number}: {words}." for number, words in enumerate(told, start=1))


_COIN_ROWS, _COIN_COLUMNS = 8, 24
_NUMBER_AT = 11
"""Column of a coin's number within its last row."""


def marked(tray: Drawing, right: str, given: str) -> Drawing:
    """The drawn tray with a sign at the right coin and at the one that was taken for it, and their rims in its tone."""
    signs = {given: (WRONG_SIGN, Tone.WRONG)} if given in _NUMBERS else {}
    signs[right] = (RIGHT_SIGN, Tone.RIGHT)
    areas = [(_area(coin), {Tone.METAL: tone}) for coin, (_, tone) in signs.items()]
    at = {coin: _area(coin) for coin in signs}
    texts = [
        TextMark(at[coin].bottom - 1, at[coin].left + _NUMBER_AT - 1, f" {sign} {coin} ", tone)
        for coin, (sign, tone) in signs.items()
    ]
    return overlaid(tray, areas, texts)


_NUMBERS = frozenset(str(number) for number in range(1, COINS + 1))


def _area(coin: str) -> Area:
    down, across = divmod(int(coin) - 1, ACROSS)
    top, left = down * _COIN_ROWS, across * (_COIN_COLUMNS + len(GAP.text))
    return Area(top, left, top + _COIN_ROWS, left + _COIN_COLUMNS)


@dataclass(frozen=True, slots=True)
class CoinItems(DomainItems):
    """All trays under one cue. Each tray is a group of its own."""

    cue: Cue
    field: AnswerField
    rephrasings: int = 1
    size: int = 1
    shrinks: bool = False

    def __len__(self) -> int:
        return TRAYS

    def id(self, index: int) -> str:
        """The tray's number."""
        return str(index)

    def traits(self, index: int) -> Traits:
        """No tray gives another away; a guess is one among five, for a fake is at the end of no other feature of its
        kind."""
        return Traits(group=str(index), chance=1 / (COINS - 1))

    def item(self, index: int) -> RawItem:
        """Tray `index`, its answer the number of the fake."""
        fake = str(self.cue.fake(tray(index)) + 1)
        return RawItem(prompt=PROMPT, accepts=(fake,), right=fake)

    def rephrased(self, index: int, _which: int) -> RawItem:
        """The same tray in the ledger."""
        return self.item(index)

    def surface(self, index: int) -> Surface:
        """The coins at either end of every other feature: at one end of its own the rule itself finds the fake."""
        own = self.cue
        return Surface(
            habits={
                f"{'most' if upper else 'least'} {feature.name}": (str(Cue(number, upper).fake(ends) + 1),)
                for ends in [tray(index)]
                for number, feature in enumerate(FEATURES)
                for upper in (True, False)
                if Cue(number, upper) != own
            }
        )

    def corrected(self, _index: int, item: Item, given: str) -> Corrected:
        """Both coins marked on their tray."""
        on_tray = item.drawing is not None and item.presentation == PLAIN
        drawn = (marked(item.drawing, item.right, given),) if on_tray and item.drawing else ()
        return replace(in_words(item.right, given), frames=drawn)

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The item with tray `index` as it looks this time, rephrased as a ledger."""
        return self._drawn(index, item, rng, self.size)

    def pressed(self, index: int, item: Item, rng: Random, tightness: float) -> Item:
        """Where the fake shrinks, by as many sizes as the clock has pressed."""
        fine = self.size - round(tightness * (self.size - SIZES.least))
        return self._drawn(index, item, rng, fine) if self.shrinks and fine < self.size else item

    def _drawn(self, index: int, item: Item, rng: Random, size: int) -> Item:
        coins = coins_of(tray(index), size, rng)
        drawn = picture(coins, rng) if item.presentation == PLAIN else ledger(coins)
        return replace(item, drawing=Drawing(drawn, spoken(coins)))


OPTIONS = OptionSheet(
    says="six coins on a tray, one of them a fake.",
    options=(
        DomainOption("cue", "any word; it settles what tells the fake", WORD, default=None),
        DomainOption("size", "how far the fake stands out: 1 is hard, 4 is easy", SIZES, default="1"),
        DomainOption(
            "shrinks",
            "whether it stands out less as the clock of practice gets tighter, down to 1",
            OneOf(("no", "yes")),
            default="no",
        ),
    ),
    example={"cue": "gravel", "size": "3", "shrinks": "yes"},
    about="Six coins lie on a tray and one is a fake. Press its number.",
)


def items(options: DomainOptions) -> CoinItems:
    """The trays of a deck: its `cue` settles what tells the fake, its `size` how far, and whether that `shrinks`."""
    keys = frozenset(str(number) for number in range(1, COINS + 1))
    field = AnswerField(AnswerKind.KEY, closed=keys, alphabet=keys)
    told = options.values
    return CoinItems(cue_of(told["cue"]), field, size=int(told["size"]), shrinks=told["shrinks"] == "yes")
