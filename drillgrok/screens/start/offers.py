"""What the first screen offers: the lines of the day's plan, the doors of a new learner, or a deck that was chosen.
State and keys; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from drillgrok.model.log import Goal
from drillgrok.planning.plan import LineKind, PlanLine
from drillgrok.screens.backend import DeckCard, Morning

_RESPONSE_STEP: Final = 50
_MINUTE_STEP: Final = 5
_MOST: Final = 3
"""Lines that there is room for."""


@dataclass(frozen=True, slots=True)
class Startable:
    """A deck that Enter would start, and how much of it: one of the offers."""

    card: DeckCard
    goal: Goal
    name: str
    """What stands for it: the deck's title, or a door's name."""
    says: str = ""
    """The reason, or what is behind a door."""
    is_planned: bool = False
    """It is a line of the plan, which can be left out."""


@dataclass(frozen=True, slots=True)
class Start:
    """The first screen's state."""

    morning: Morning
    at: int = 0
    """Which of the offers is chosen."""
    picked: str = ""
    """The deck that was chosen from all of them: it stands alone then."""
    goals: Mapping[str, Goal] = field(default_factory=dict)
    """How much was changed to, by deck."""
    opening: bool = False
    """Enter was pressed; the session is being opened."""
    long: bool = False
    """That takes longer than usual."""
    trouble: str = ""
    """Why the chosen deck could not be opened, or what was said of it not be kept."""
    said: str = ""
    """What was kept of a deck just now, and how that is taken back."""
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How decks are answered, by id, as far as that is known."""

    @property
    def offers(self) -> tuple[Startable, ...]:
        """What can be started from here; empty where the plan has nothing more."""
        morning = self.morning
        if self.picked:
            found = [_alone(card, morning.goal) for card in morning.cards if card.id == self.picked]
        elif morning.doors:
            cards = {card.id: card for card in morning.cards}
            found = [Startable(cards[door.deck], morning.goal, door.name, door.says) for door in morning.doors]
        else:
            found = list(_planned(morning))
        return tuple(replace(one, goal=self.goals.get(one.card.id, one.goal)) for one in found)

    @property
    def has_doors(self) -> bool:
        """A new learner's ways in are shown."""
        return bool(self.morning.doors) and not self.picked

    @property
    def is_alone(self) -> bool:
        """There is nothing to choose from here."""
        return len(self.offers) <= 1

    @property
    def offer(self) -> Startable | None:
        """The chosen one."""
        offers = self.offers
        return offers[min(self.at, len(offers) - 1)] if offers else None


def starting(morning: Morning) -> Start:
    """The first screen as it opens."""
    return Start(morning, picked=morning.named)


def with_morning(start: Start, morning: Morning) -> Start:
    """The same screen after the day was planned anew."""
    return replace(start, morning=morning, at=0, trouble="")


def picking(start: Start, deck_id: str) -> Start:
    """A deck was chosen from all of them; the empty id goes back to the plan."""
    return replace(start, picked=deck_id, at=0, trouble="")


def turned(start: Start, key: str, char: str | None) -> Start:
    """The screen after a key that chooses among the offers or changes how much; any other key leaves it as it is."""
    count = len(start.offers)
    if key in {"up", "down"} and count > 1:
        return replace(start, at=(start.at + (1 if key == "down" else -1)) % count, trouble="")
    if char is not None and char in "123" and int(char) <= count:
        return replace(start, at=int(char) - 1, trouble="")
    if key == "right" or char in {"+", "="}:
        return _changed(start, 1)
    if key == "left" or char == "-":
        return _changed(start, -1)
    return start


def _changed(start: Start, direction: int) -> Start:
    offer = start.offer
    if offer is None:
        return start
    return replace(start, goals={**start.goals, offer.card.id: _more(offer.goal, direction)})


def _more(goal: Goal, direction: int) -> Goal:
    if goal.minutes is not None:
        return Goal(responses=None, minutes=max(goal.minutes + direction * _MINUTE_STEP, _MINUTE_STEP))
    return replace(goal, responses=max((goal.responses or 0) + direction * _RESPONSE_STEP, _RESPONSE_STEP))


def _alone(card: DeckCard, goal: Goal) -> Startable:
    return Startable(card, goal, card.title)


def _planned(morning: Morning) -> list[Startable]:
    cards = {card.id: card for card in morning.cards}
    lines = [line for line in (*morning.plan.lines, *morning.plan.offers) if line.deck in cards][:_MOST]
    return [
        Startable(cards[line.deck], _goal(line, morning.goal), cards[line.deck].title, line.reason, is_planned=True)
        for line in lines
    ]


def _goal(line: PlanLine, wished: Goal) -> Goal:
    """Answers, or minutes where the learner counts in these."""
    if line.kind is LineKind.MAIN and wished.minutes is not None:
        return Goal(responses=None, minutes=max(1, round(line.minutes)))
    return Goal(responses=line.answers, camp=wished.camp and line.kind is LineKind.MAIN)
