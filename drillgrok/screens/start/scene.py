"""The first screen as a scene: keys, clicks and letters in, pages out. Light, like its pages; what Enter opens is not
known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drillgrok.model.log import Stamp
from drillgrok.planning.history import ChoiceKind
from drillgrok.screens.backend import DeckCard, Morning
from drillgrok.screens.kit.bare_scene import BareScene
from drillgrok.screens.kit.help import help_page, small_page
from drillgrok.screens.kit.page import MIN_HEIGHT, MIN_WIDTH, Page
from drillgrok.screens.start import words
from drillgrok.screens.start.laid import ENTER, Laid
from drillgrok.screens.start.offers import Start, picking, turned, with_morning
from drillgrok.screens.start.page import start_page

if TYPE_CHECKING:
    from drillgrok.screens.start.deck_list import DeckList

_SAYS = {"s": ChoiceKind.SKIPPED, "a": ChoiceKind.SET_ASIDE, "m": ChoiceKind.MAIN}
"""What a letter says of the chosen deck."""


class StartScene(BareScene):
    """The first screen, until Enter, the demo or q."""

    def __init__(self, start: Start) -> None:
        self.start = start
        self.list: DeckList | None = None
        """All decks, where they lie over the screen."""
        self.says: tuple[str, ChoiceKind] | None = None
        """What was said of a deck, by its id, until it is kept."""
        self.wants_demo = False
        """It was left for the demo, and is to come again after it."""
        self._help = False
        self._put_aside = ""
        """The deck that the last key set aside: the same key takes it up again, and not the one in its place."""
        self._size = (MIN_WIDTH, MIN_HEIGHT)

    # What comes in.

    def key(self, name: str, char: str | None, _at: Stamp) -> None:
        """Choose a deck, change the goal, open, leave."""
        if self._help:
            self._help = False
        elif self.start.opening:
            self.left = char == "q"
        elif self.says is not None:
            return
        else:
            self.start = replace(self.start, said="")
            self._said_or_key(name, char)

    def _said_or_key(self, name: str, char: str | None) -> None:
        if char == "a" and self._put_aside:
            self.says, self._put_aside = (self._put_aside, ChoiceKind.TAKEN_UP), ""
        else:
            self._put_aside = ""
            self._key(name, char)

    def _key(self, name: str, char: str | None) -> None:
        if self.list is not None:
            self.list.key(name, char, self._size)
            self._back_from_list(self.list)
        elif name == "enter":
            self._enter()
        elif char == "q":
            self.left = True
        elif char == "?":
            self._help = True
        elif char == "d" and self.start.has_doors:
            self.wants_demo = self.left = True
        elif char == "/" or (name in {"up", "down"} and self.start.is_alone):
            self._look_at_all()
        elif name == "escape":
            self.start = picking(self.start, "")
        elif char in _SAYS:
            self._say(_SAYS[char])
        else:
            self.start = turned(self.start, name, char)

    def _enter(self) -> None:
        if self.start.offer is not None:
            self.start = replace(self.start, opening=True, trouble="")

    def _look_at_all(self) -> None:
        from drillgrok.screens.start.deck_list import DeckList  # the first page is painted without it

        self.list = DeckList(self.start.morning.cards, self.likely)

    def _back_from_list(self, decks: DeckList) -> None:
        """Where the list is closed: with the deck that was taken, if one was."""
        if decks.left:
            self.list = None
        if decks.taken:
            self.start = picking(self.start, decks.taken)

    def _say(self, kind: ChoiceKind) -> None:
        """Of a line of the plan that it is not for today; of a deck that was begun that it is set aside, or no more; of
        one that was chosen from all that it is the one to go on with."""
        offer = self.start.offer
        if offer is None:
            return
        if kind is ChoiceKind.MAIN:
            if self.start.picked:
                self.says = (offer.card.id, kind)
            return
        if not (offer.is_planned or offer.card.responses):
            return
        if kind is ChoiceKind.SKIPPED and not offer.is_planned:
            return
        if kind is not ChoiceKind.SET_ASIDE:
            self.says = (offer.card.id, kind)
        elif offer.card.is_set_aside:
            self.says = (offer.card.id, ChoiceKind.TAKEN_UP)
        else:
            self.says, self._put_aside = (offer.card.id, kind), offer.card.id

    def pasted(self, text: str) -> None:
        """Letters for the list."""
        if self.list is not None:
            self.list.pasted(text)

    def click(self, _column: int, row: int, at: Stamp) -> None:
        """On a line, a door or a deck: it is chosen; on a chosen one, or on the button: what Enter does."""
        target = self._laid(*self._size).targets.get(row)
        if target is None or self._help or self.start.opening:
            return
        if self.list is not None:
            self.list.click(target)
            self._back_from_list(self.list)
        elif target in {ENTER, self.start.at}:
            self.key("enter", None, at)
        else:
            self.start = replace(self.start, at=target, trouble="", said="")

    def fit(self, width: int, height: int, _at: Stamp) -> None:
        """The terminal has this size."""
        self._size = (width, height)

    # What becomes known behind it.

    @property
    def likely(self) -> str:
        """The deck that Enter would open now, or the first of all."""
        offer = self.start.offer
        return offer.card.id if offer is not None else self.start.morning.cards[0].id

    def lasts(self) -> None:
        """The session is still being opened, after a while."""
        self.start = replace(self.start, long=self.start.opening)

    def told(self, deck_id: str, code: tuple[str, ...]) -> None:
        """How a deck is answered is known now."""
        self.start = replace(self.start, told={**self.start.told, deck_id: code})

    @property
    def untold(self) -> str | None:
        """The deck that was picked, where it is new and not yet known how it is answered."""
        card = self._picked
        return None if card is None or card.responses or card.id in self.start.told or self.start.opening else card.id

    @property
    def _picked(self) -> DeckCard | None:
        offer = self.start.offer
        return offer.card if offer is not None and self.start.picked else None

    def kept(self, morning: Morning) -> None:
        """What was said of a deck is stored, and the day planned anew."""
        said, self.says = self.says, None
        self.start = with_morning(self.start, morning)
        if said is None:
            return
        deck_id, kind = said
        if kind is ChoiceKind.MAIN and morning.plan.lines:
            self.start = picking(self.start, "")
        title = next((card.title for card in morning.cards if card.id == deck_id), deck_id)
        self.start = replace(self.start, said=words.said_of(kind, title))

    def refused(self, why: str) -> None:
        """The chosen deck could not be opened, or what was said of it not be stored."""
        self.says = None
        self.start = replace(self.start, opening=False, long=False, trouble=why)

    # What is shown.

    @property
    def takes_clicks(self) -> bool:
        """Lines, doors and decks."""
        return True

    def _laid(self, width: int, height: int) -> Laid:
        if self.list is not None:
            return self.list.laid(width, height)
        return start_page(self.start, width, height)

    def page(self, width: int, height: int, _now_ns: int) -> Page:
        """The first screen."""
        if width < MIN_WIDTH or height < MIN_HEIGHT:
            return small_page((MIN_WIDTH, MIN_HEIGHT), width, height)
        return help_page(width, height, words.HELP, words.HELP_MORE) if self._help else self._laid(width, height).page
