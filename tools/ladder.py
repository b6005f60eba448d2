"""`python -m tools.ladder`: the way from easy to hard within each domain, and where a new learner begins, written to
the file that is shipped.

Where machines can tell how deep a deck is (`python -m tools.depth`), that sets its place. Where they cannot, its author
does: in harmony and movement by the deck that each leads on to, elsewhere by the time that it gives to think. A course
is begun at its beginning, another domain at its first deck that has an exam, enough to ask unseen, and keys that every
keyboard has, unless another one is named here with the reason. Some decks are steps of a dial as well, each measurably
deeper than the one before. Run it when a deck was added, or its items or its depth have changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from drillgrok.audit.depth import PASSES, Depth, DepthBand
from drillgrok.audit.depths import shipped_depth
from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.items.symbols import symbols_for
from drillgrok.library import catalog
from drillgrok.library.ladder import SHIPPED
from drillgrok.library.profiles import deck_profile
from drillgrok.model.deck import Deck
from drillgrok.practice.exam_plan import exam_plan
from drillgrok.practice.split import carry_out, plan_split

DOMAINS: Final = ("signs", "language", "perception", "everyday", "syntax", "harmony", "movement", "chess")
"""In the order in which they are offered: what needs nothing but a keyboard first."""
AS_THEY_LEAD_ON: Final = ("harmony", "movement")
"""Domains with a course: what comes later builds on what came before."""
BEGUN_WITH: Final = {"signs": "lantern-31", "language": "turkish-many", "perception": "coins-of-bronze"}
"""Domains whose first deck comes before what machines find sooner. What is one sign in the language of their rules most
people never met, so numbers begin with what every school teaches; words begin with those of a language, not with rows
of letters; eyes begin with what is found by feel."""
DOORS: Final = (
    ("numbers", "Two numbers go in, one comes out.", "signs"),
    ("words", "Words of a language that you need not know.", "language"),
    ("eyes and ears", "Something to look at, and later to listen to.", "perception"),
)

LEAST_UNSEEN: Final = 30
"""Groups that a first deck can ask unseen: with fewer a new learner who finds the rule would not see it in the line."""

DIALS: Final[Mapping[str, Sequence[str]]] = {
    # more terms
    "Signs": ("lantern-31", "marble-31", "cinder-31", "kestrel-31", "willow-31"),
    # a hidden order of letters, at last two rules mixed by a feature
    "Letters": (
        "heron-24-letters",
        "harbour-31-letters",
        "orchard-31-letters",
        "thistle-24-letters",
        "juniper-31-letters",
    ),
    # a larger alphabet
    "Full size": ("ember-64", "heron-120", "harbour-97", "walnut-120", "saffron-97"),
    # more of the word decides
    "Forms": ("finnish-in", "english-many", "korean-three", "turkish-from", "spanish-mark"),
    # more of the sentence decides
    "Sentences": ("french-juniper", "english-gorse", "german-cedar", "dutch-elm", "mandarin-rowan"),
    # more to be set beside each other, at last two rules mixed by a feature
    "Windows": ("windows-1", "windows-2", "windows-3", "windows-4", "windows-5"),
    # more notes, and hands that change more often
    "Sticks": ("levante", "tramontana", "simoom", "harmattan", "monsoon"),
}
"""Name of a dial -> its steps, from shallow to deep. No two steps of one share a rule."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What decides a deck's place."""

    deck: Deck
    depth: Depth
    habit: float
    """What the best shortcut is right in, of 1."""
    may_be_first: bool
    """It has an exam and enough to ask unseen, and every keyboard has the keys that it takes."""

    @property
    def is_told(self) -> bool:
        """Machines can say how deep it is."""
        return self.depth.span is not DepthBand.UNTOLD


def main() -> None:
    """Write the file and say where."""
    measured = [_measured(path.stem) for path in sorted(bundled("decks").glob("*/*.yaml"))]
    _check_dials({one.deck.id: one.depth for one in measured})
    ladders = {domain: _in_order([one for one in measured if one.deck.head.domain == domain]) for domain in DOMAINS}
    starts = {domain: _start(domain, steps) for domain, steps in ladders.items()}
    written = {
        "doors": [{"name": name, "says": says, "deck": starts[domain].deck.id} for name, says, domain in DOORS],
        "domains": {
            domain: {"start": starts[domain].deck.id, "steps": list(_steps(steps))} for domain, steps in ladders.items()
        },
        "dials": [{"name": name, "steps": list(steps)} for name, steps in DIALS.items()],
    }
    file = bundled("drillgrok") / "library" / SHIPPED
    file.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"Written to {file.relative_to(file.parents[2])}.")


def _check_dials(depths: Mapping[str, Depth]) -> None:
    for name, steps in DIALS.items():
        for before, after in pairwise(steps):
            if depths[before].order >= depths[after].order:
                raise SystemExit(f"{name}: {after} is no deeper than {before}.")


def _measured(deck_id: str) -> Measured:
    deck = read_deck(catalog.find(deck_id))
    depth = shipped_depth(deck.head.version)
    if depth is None:
        raise SystemExit(f"The depth of {deck_id} is of another version: run python -m tools.depth first.")
    best = deck_profile(deck).best
    can_be_first = exam_plan(best) is not None and _unseen_groups(deck) >= LEAST_UNSEEN and _on_every_keyboard(deck)
    return Measured(deck, depth, best, can_be_first)


def _unseen_groups(deck: Deck) -> int:
    """What a run can ask unseen, beside its exams."""
    return carry_out(deck.items, plan_split(deck.items, deck.held_out, 1)).probe_groups


def _on_every_keyboard(deck: Deck) -> bool:
    field = deck.items.field(symbols_for(deck.symbol_kind, deck.symbol_count, 1))
    return all(text.isascii() for text in (*(field.alphabet or ()), *(field.closed or ())))


def _start(domain: str, steps: Sequence[Measured]) -> Measured:
    begun = domain in AS_THEY_LEAD_ON or domain in BEGUN_WITH
    return steps[0] if begun else next(one for one in steps if one.may_be_first)


def _in_order(measured: Sequence[Measured]) -> list[Measured]:
    if measured[0].deck.head.domain in AS_THEY_LEAD_ON:
        return list(_as_they_lead_on(measured))
    first = [one for one in measured if one.deck.id in BEGUN_WITH.values()]
    told = sorted((one for one in measured if one.is_told and one not in first), key=_depth)
    return [
        *first,
        *told,
        *sorted((one for one in measured if not one.is_told and one not in first), key=_thinking_time),
    ]


def _depth(one: Measured) -> tuple[int, float, float, str]:
    """The shorter rule first, or the fewer items; then the shorter list, or the less that a habit gives."""
    span, within = one.depth.order
    return span, round(within), one.depth.table_bits if one.depth.rule_bits else one.habit, one.deck.id


def _thinking_time(one: Measured) -> tuple[int, float, str]:
    return one.deck.pace.calm_ms, -one.habit, one.deck.id


def _as_they_lead_on(measured: Sequence[Measured]) -> Iterator[Measured]:
    """The courses of a domain, the longest first."""
    by_id: Mapping[str, Measured] = {one.deck.id: one for one in measured}
    led_to = {one.deck.head.next for one in measured}
    courses = []
    for first in (one for one in measured if one.deck.id not in led_to):
        course = [first]
        while course[-1].deck.head.next in by_id:
            course.append(by_id[course[-1].deck.head.next])
        courses.append(course)
    yield from (one for course in sorted(courses, key=len, reverse=True) for one in course)


def _steps(steps: Sequence[Measured]) -> Iterator[dict[str, object]]:
    before: Measured | None = None
    for one in steps:
        why = _why(one, before)
        yield {"deck": one.deck.id, "items": len(one.deck.items), "why": why}
        before = one


def _why(one: Measured, before: Measured | None) -> str:
    """The reason for its place, in numbers where there are any. It tells nothing of the rule."""
    head = one.deck.head
    if head.domain in AS_THEY_LEAD_ON:
        follows = before is not None and before.deck.head.next == head.id
        place = f"{before.deck.head.title} leads on to it." if before and follows else "A course begins with it."
        return f"{place} {_depth_told(one.depth)}" if one.is_told else place
    begun = "Begin here: it is found by feel, not by counting. " if head.id in BEGUN_WITH.values() else ""
    if one.is_told:
        return f"{begun}{_depth_told(one.depth)}"
    return f"{begun}Machines cannot say how deep it is. It gives {one.deck.pace.calm_ms / 1000:g} s to think."


def _depth_told(depth: Depth) -> str:
    if depth.rule_bits is not None:
        most = "at most " if depth.by_its_text else ""
        return f"To a machine its rule is {most}{depth.rule_bits:.0f} bits, a list of answers {depth.table_bits:,.0f}."
    nine, six = depth.items_to.get(str(PASSES[-1])), depth.items_to.get(str(PASSES[0]))
    if nine is not None:
        return f"After {nine} items a machine gets 9 in 10 of the others right."
    return f"After {six} items a machine gets 6 in 10 of the others right; it never gets 9."


if __name__ == "__main__":
    main()
