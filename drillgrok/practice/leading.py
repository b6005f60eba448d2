"""When a cadence or a drone is heard with an item: which of them lead to their key, and how long one stays. What they
sound like is their domain's; time of listening is nobody's."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drillgrok.model.item import Item
from drillgrok.model.leads import Lead, after_cadence, in_key_of, over_drone
from drillgrok.practice.state import HeldKey, Notice, Run, Session, Showing

_A_THIRD: Final = 3
_LEADS: Final = tuple(Lead)


def has_key(run: Run) -> bool:
    """Whether the deck's items lie in a key that can be heard apart from them."""
    sound = run.item(0).sound
    return sound is not None and sound.home is not None


def can_sound(run: Run) -> bool:
    """Whether the deck's items are heard, or a miss on them can be."""
    item = run.item(0)
    return item.sound is not None or bool(run.deck.items.corrected(0, item, "", run.symbols).sounds)


def next_lead(session: Session) -> Session:
    """The next way to hear the key, round to none; said, where there is no key, and nothing else."""
    if not has_key(session.run):
        return replace(session, notice=Notice.NO_LEAD)
    lead = _LEADS[(_LEADS.index(session.lead) + 1) % len(_LEADS)]
    return replace(session, lead=lead, held_key=None, notice=Notice.LEAD)


def in_held_key(session: Session, item: Item) -> Item:
    """The item, moved to the key that stays from the one before where one does."""
    held, sound = session.held_key, item.sound
    return item if held is None or sound is None else replace(item, sound=in_key_of(sound, held.tonic))


def led(session: Session, showing: Showing) -> tuple[Session, Showing]:
    """The showing with what the learner asked to hear of its key, and for how long the key stays."""
    sound = showing.item.sound
    if session.lead is Lead.NONE or sound is None or sound.home is None:
        return session, showing
    if session.lead is Lead.DRONE:
        return session, replace(showing, led=over_drone(sound))
    if session.held_key is not None:
        left = session.held_key.left - 1
        return replace(session, held_key=replace(session.held_key, left=left) if left else None), showing
    if session.lead is Lead.THIRD:
        session = replace(session, held_key=HeldKey(sound.home.drone[0], _A_THIRD - 1))
    return session, replace(showing, led=after_cadence(sound))
