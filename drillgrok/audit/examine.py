"""All families of the audit in their order, for an author or for the learner of a sealed deck."""

from __future__ import annotations

from drillgrok.audit.chance import chances, open_chances
from drillgrok.audit.depths import depth_found, shipped_depth_found
from drillgrok.audit.finding import Finding
from drillgrok.audit.leaks import leaks
from drillgrok.audit.models import Advance
from drillgrok.audit.rule import rule_made, rule_sought
from drillgrok.audit.shortcuts import shortcuts
from drillgrok.audit.texts import read_texts
from drillgrok.audit.volume import volume
from drillgrok.library.profiles import know_profile
from drillgrok.model.deck import Deck
from drillgrok.shortcuts.measure import Measuring, measured_on


def examine(deck: Deck, advance: Advance) -> tuple[Finding, ...]:
    """Every finding, for the author. `advance` is told how much of `rule.rule_work` is done."""
    texts = read_texts(deck)
    ground = Measuring(deck)
    found = measured_on(ground, deck.reads)
    know_profile(deck, ground, found)
    return (
        *volume(deck),
        *open_chances(deck),
        *chances(deck, texts),
        *shortcuts(deck, found),
        *leaks(deck, texts),
        *rule_made(deck),
        *rule_sought(deck, advance),
        *depth_found(deck, ground),
    )


def examine_sealed(deck: Deck) -> tuple[Finding, ...]:
    """The findings that give nothing away. No item is read for them but a few hundred for the chance of a guess."""
    found = (*volume(deck), *open_chances(deck), *rule_made(deck), *shipped_depth_found(deck))
    return tuple(finding for finding in found if finding.open)
