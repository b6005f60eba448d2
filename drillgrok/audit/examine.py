"""All families of the audit in their order, for an author or for the learner of a sealed deck."""

from __future__ import annotations

from collections.abc import Iterator

from drillgrok.audit.chance import chances, open_chances
from drillgrok.audit.depths import depth_found, shipped_depth_found
from drillgrok.audit.finding import Finding, Severity
from drillgrok.audit.leaks import leaks
from drillgrok.audit.models import Advance
from drillgrok.audit.rule import rule_made, rule_sought, rule_work
from drillgrok.audit.shortcuts import shortcuts
from drillgrok.audit.texts import Texts, read_texts
from drillgrok.audit.volume import volume
from drillgrok.library.profiles import know_profile
from drillgrok.model.deck import Deck
from drillgrok.shortcuts.measure import Measuring, measured_on
from drillgrok.shortcuts.sights import sampled


def examine_work(deck: Deck) -> int:
    """How much `advance` will be told of at most."""
    return len(sampled(deck)) + rule_work(deck)


def examine(deck: Deck, advance: Advance) -> tuple[Finding, ...]:
    """Every finding, for the author. `advance` is told how much of `examine_work` is done."""
    texts = read_texts(deck)
    ground = Measuring(deck)
    found = measured_on(ground, deck.reads, advance)
    know_profile(deck, ground, found)
    return (
        *volume(deck),
        *_sampled(deck, texts),
        *open_chances(deck),
        *chances(deck, texts),
        *shortcuts(deck, found),
        *leaks(deck, texts),
        *rule_made(deck),
        *rule_sought(deck, advance),
        *depth_found(deck, ground),
    )


def _sampled(deck: Deck, texts: Texts) -> Iterator[Finding]:
    """How many items are looked at where there are too many to look at all of them."""
    if texts.items and not texts.whole:
        of_all = f"{len(texts.items):,} of {len(deck.items):,} items"
        says = f"What follows is measured on {of_all} at most, drawn by a fixed seed."
        yield Finding("volume.sample", Severity.OK, says, {"read": len(texts.items), "items": len(deck.items)})


def examine_sealed(deck: Deck) -> tuple[Finding, ...]:
    """The findings that give nothing away. No item is read for them but a few hundred for the chance of a guess."""
    found = (*volume(deck), *open_chances(deck), *rule_made(deck), *shipped_depth_found(deck))
    return tuple(finding for finding in found if finding.open)
