"""What the drill has to know of a deck's shortcuts, as a few numbers: what guessing and the best habit give, how high
the best table comes, and into which classes answers fall. No name of a shortcut and no answer stands in it, so that it
may lie beside a sealed deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from drillgrok.items.hashing import text_hash
from drillgrok.model.deck import Deck
from drillgrok.shortcuts.measure import Measured, Measuring, measured_on
from drillgrok.shortcuts.readings import Reading
from drillgrok.shortcuts.sights import PromptFrame, Sight

SHORTCUTS_VERSION: Final = 4
"""Rises with every change of what is tried or how; a profile of another version is made again."""
COMMON: Final = 0.05
"""Share of a deck from which a class is kept in contrast."""
_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class DeckProfile:
    """The numbers of one deck."""

    guess: float
    """Blind success on an item, the mean over items."""
    habit: float
    """Held-out success of the best shortcut that needs no memory."""
    best: float
    """Held-out success of the best shortcut of either kind, those left out that are the rule by examples."""
    reading: Reading
    """How answers are told apart."""
    frame: PromptFrame
    """What all prompts share."""
    shares: Mapping[int, float]
    """The share of each common class, by a hash of its label."""

    @property
    def chance(self) -> float:
        """What somebody gets without the rule who has found the best habit."""
        return max(self.guess, self.habit)


def profile_of(deck: Deck) -> DeckProfile:
    """The profile of a deck, measured."""
    ground = Measuring(deck)
    return profiled(ground, measured_on(ground, deck.reads))


def profiled(ground: Measuring, found: Measured) -> DeckProfile:
    """The profile that a measurement comes to."""
    labels = Counter(class_hash(ground.reading, one) for one in ground.sights)
    count = len(ground.sights)
    return DeckProfile(
        guess=round(found.guess, _DECIMALS),
        habit=round(found.without_memory.success, _DECIMALS),
        best=round(max(found.without_memory.success, found.from_memory.success), _DECIMALS),
        reading=ground.reading,
        frame=ground.frame,
        shares={label: round(n / count, _DECIMALS) for label, n in sorted(labels.items()) if n >= COMMON * count},
    )


def class_hash(reading: Reading, sight: Sight) -> int:
    """A number for the class of an item that tells nothing of it."""
    return label_hash(sight.answer_class or reading.label(sight.prompt, sight.rights))


def label_hash(label: Hashable) -> int:
    """The number of the class that has this label."""
    return text_hash(repr(label))


def profile_as_json(profile: DeckProfile) -> dict[str, Any]:
    """A profile as plain values."""
    return asdict(profile) | {"shares": [[f"{label:016x}", share] for label, share in profile.shares.items()]}


def profile_from_json(value: Any) -> DeckProfile:
    """A profile from plain values. Raises ValueError, TypeError or KeyError where they are none."""
    if value.keys() != {field.name for field in fields(DeckProfile)}:
        raise ValueError("not the fields of a profile")
    return DeckProfile(
        guess=float(value["guess"]),
        habit=float(value["habit"]),
        best=float(value["best"]),
        reading=Reading(**value["reading"]),
        frame=PromptFrame(**value["frame"]),
        shares={int(label, 16): float(share) for label, share in value["shares"]},
    )
