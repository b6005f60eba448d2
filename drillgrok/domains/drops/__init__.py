"""A few coins of which one is a fake: they fall onto a cushion, or bounce and ring. The items of a deck and what it may
tell; what is perceived of coins, and how it is shown, lies in the files beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Final

from drillgrok.domains.drops import motion, ringing
from drillgrok.domains.drops.cues import GAPS, TRAYS, Aspects, Coin, Cue, cue_of, fake_of, habits, tray
from drillgrok.domains.drops.motion import COIN_TONES, ROWS, CoinFall, lane_area, looks
from drillgrok.domains.drops.watching import WatchingHand
from drillgrok.model.corrected import RIGHT_SIGN, WRONG_SIGN, Corrected, TextMark, in_words, overlaid
from drillgrok.model.domain import DomainItems, DomainOptions, RawItem, Surface, Traits
from drillgrok.model.drawing import Drawing, Tone
from drillgrok.model.item import AnswerField, AnswerKind, Item
from drillgrok.model.log import PLAIN
from drillgrok.model.options import DomainOption, FreeText, OneOf, OptionSheet, Whole

CUSHION, TABLE = "cushion", "table"
GROUNDS: Final = {CUSHION: motion.ASPECTS, TABLE: ringing.ASPECTS}
"""What coins fall on -> what is perceived of each; a cushion is seen, a table heard."""
COINS: Final = Whole(2, 4)
SIZES: Final = Whole(1, len(GAPS))
WORD: Final = FreeText(r"[a-z0-9]{1,40}", "one word of up to 40 small letters and digits")
PROMPTS: Final = {CUSHION: "Which coin is the fake?", TABLE: "Listen: which coin is the fake?"}
REWORDED: Final = {
    CUSHION: "Now upside down: which coin is the fake?",
    TABLE: "Now more slowly: which coin is the fake?",
}
LEVELS: Final = 6
"""Steps in which an amount is told apart at a glance."""


@dataclass(frozen=True, slots=True)
class DropItems(DomainItems):
    """All trays under one cue. Each is a group of its own: none gives another away."""

    ground: str
    cue: Cue
    coins: int
    size: int
    field: AnswerField
    rephrasings: int = 1

    @property
    def aspects(self) -> Aspects:
        """What is perceived of a coin."""
        return GROUNDS[self.ground]

    def tray(self, index: int) -> tuple[Coin, ...]:
        """The coins of tray `index`."""
        return tray(index, self.cue, self.aspects, self.coins, self.size)

    def __len__(self) -> int:
        return TRAYS

    def id(self, index: int) -> str:
        """The tray's number."""
        return str(index)

    def traits(self, index: int) -> Traits:
        """A blind guess is one of the coins."""
        return Traits(group=str(index), chance=1 / self.coins)

    def item(self, index: int) -> RawItem:
        """Tray `index`, its answer the number of the fake."""
        fake = str(fake_of(index, self.coins) + 1)
        return RawItem(prompt=PROMPTS[self.ground], accepts=(fake,), right=fake)

    def rephrased(self, index: int, _which: int) -> RawItem:
        """The same coins upside down, or more slowly."""
        return replace(self.item(index), prompt=REWORDED[self.ground])

    def surface(self, index: int) -> Surface:
        """How much there is of each aspect of each coin, and the coin that has most or least of one or two."""
        coins = self.tray(index)
        levels = {
            f"coin {place} {aspect.name}": str(min(int(LEVELS * aspect.place(amount)), LEVELS - 1))
            for place, coin in enumerate(coins, start=1)
            for aspect, amount in zip(self.aspects, coin, strict=True)
        }
        found = {name: (str(place + 1),) for name, place in habits(self.aspects, coins)}
        return Surface(cues=levels, habits=found)

    def corrected(self, _index: int, item: Item, given: str) -> Corrected:
        """Both coins marked on their tray, all at rest."""
        drawn = (marked(item.drawing, item.right, given, self.coins),) if item.drawing else ()
        return replace(in_words(item.right, given), frames=drawn)

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """The item with tray `index` as it looks or sounds this time."""
        coins, again = self.tray(index), item.presentation != PLAIN
        if self.ground == TABLE:
            return replace(item, sound=ringing.ringing(coins, rng, slowly=again))
        moving = CoinFall(coins, looks(self.coins, rng), turned=again)
        return replace(item, drawing=moving.drawing(moving.length_ms), hand=WatchingHand(moving))


def marked(tray: Drawing, right: str, given: str, coins: int) -> Drawing:
    """The tray at rest with a sign at the right coin and at the one that was taken for it, and both in its tone."""
    signs = {given: (WRONG_SIGN, Tone.WRONG)} if given in {str(coin + 1) for coin in range(coins)} else {}
    signs[right] = (RIGHT_SIGN, Tone.RIGHT)
    lanes = {coin: lane_area(int(coin) - 1, coins) for coin in signs}
    areas = [(lanes[coin], dict.fromkeys(COIN_TONES, tone)) for coin, (_, tone) in signs.items()]
    texts = [TextMark(ROWS, lanes[coin].left, f" {sign} {coin} ", tone) for coin, (sign, tone) in signs.items()]
    return overlaid(tray, areas, texts)


OPTIONS: Final = OptionSheet(
    says="a few coins that fall or ring, one of them a fake.",
    options=(
        DomainOption("onto", "what they fall onto: a cushion is seen, a table heard", OneOf((*GROUNDS,)), default=None),
        DomainOption("cue", "any word; it settles what tells the fake", WORD, default="gravel"),
        DomainOption("coins", "how many there are", COINS, default="2"),
        DomainOption("size", "how far the fake stands out: 1 is hard, 4 is easy", SIZES, default="3"),
    ),
    example={"onto": CUSHION, "cue": "gravel", "coins": "3"},
    about="Three coins fall onto a cushion and one is a fake. Watch, and press its number.",
)


def items(options: DomainOptions) -> DropItems:
    """The trays of a deck: its `cue` settles what tells the fake, its `size` how far."""
    told = options.values
    coins = int(told["coins"])
    keys = frozenset(str(coin + 1) for coin in range(coins))
    field = AnswerField(AnswerKind.KEY, closed=keys, alphabet=keys)
    return DropItems(told["onto"], cue_of(told["cue"]), coins, int(told["size"]), field)
