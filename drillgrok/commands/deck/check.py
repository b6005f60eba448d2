"""`drillgrok deck check`: whether a deck is sound. By id nothing sealed is said; a path is its author's."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from random import Random

from drillgrok.audit.examine import examine, examine_sealed, examine_work
from drillgrok.audit.finding import Finding, Severity
from drillgrok.audit.ruleless import keep_ruleless
from drillgrok.console.progress import bar
from drillgrok.console.terminal import columns
from drillgrok.deckfile.comments import swallowed
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.errors import visible
from drillgrok.items.symbols import symbols_for
from drillgrok.library import catalog
from drillgrok.library.taken import is_bundled
from drillgrok.model.deck import Deck
from drillgrok.tables.encodings import encoding_of

_ANY_SEED = 1
_WIDEST = 100
_INDENT = " " * 6


def check(name: str) -> str:
    """What a learner of this deck would meet, finding by finding. Raises DeckFlaws with every mistake in it."""
    source = catalog.find(name)
    with bar("reading", sum(text.count("\n") for text in source.files.values())) as advance:
        deck = read_deck(source, advance)
    title = f"{deck.head.title} ({deck.id}): no mistakes."
    if source.sealed:
        return "\n".join([title, *_listed(examine_sealed(deck), mends=False)])
    with bar("looking for a rule", examine_work(deck)) as advance:
        findings = (*_taken(deck), *_swallowed(deck), *_guessed(deck), *examine(deck, advance))
    keep_ruleless(deck, found=any(one.id == "rule.sought" and one.severity is Severity.WARN for one in findings))
    return "\n".join([title, *_listed(findings, mends=True), "", _counted(findings), "", *_example(deck)])


def _taken(deck: Deck) -> Iterator[Finding]:
    """Whether learners could install the deck beside those that they have."""
    if is_bundled(deck.head):
        says = f"The id {deck.id!r} belongs to a deck that comes with drillgrok: nobody could install this one."
        yield Finding("name.taken", Severity.WARN, says, {}, "Give it another id before you hand it out.")


def _swallowed(deck: Deck) -> Iterator[Finding]:
    """Texts that are taken for comments, and so are seen by nobody."""
    for line, text in swallowed(deck.source.files[deck.source.main]):
        says = f"Line {line} ends before {text!r}: in a deck file all after ' #' is a comment."
        yield Finding("file.comment", Severity.NOTE, says, {}, "Put quotes round the text if it belongs to it.")


def _guessed(deck: Deck) -> Iterator[Finding]:
    """Files whose letters could be others, of another language's encoding."""
    if deck.source.path is None:
        return
    for name in deck.source.files:
        file = deck.source.path.parent / name
        if file.is_file() and (encoding := encoding_of(file)).guessed:
            says = f"{visible(name)} is read as {encoding.words}."
            yield Finding("file.letters", Severity.NOTE, says, {}, "Save it as UTF-8 where letters look wrong.")


def _listed(findings: tuple[Finding, ...], *, mends: bool) -> Iterator[str]:
    """The findings family by family; what to do about them is for the author."""
    for family, found in groupby(findings, key=lambda finding: finding.id.partition(".")[0]):
        yield from ("", family.capitalize())
        for finding in found:
            yield from _wrapped(finding.says, f"{finding.severity:<6}", _INDENT)
            if mends and finding.mend:
                yield from _wrapped(finding.mend, f"{_INDENT}-> ", f"{_INDENT}   ")


def _counted(findings: tuple[Finding, ...]) -> str:
    found = Counter(finding.severity for finding in findings)
    return f"{found[Severity.OK]} in order, {found[Severity.NOTE]} to note, {found[Severity.WARN]} to mend."


def _wrapped(text: str, first: str, others: str) -> list[str]:
    """As wide as the screen; a number stays with its per cent."""
    kept = text.replace(" %", "\u00a0%")
    width = min(columns(), _WIDEST)
    lines = textwrap.wrap(kept, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
    return [line.replace("\u00a0%", " %") for line in lines]


def _example(deck: Deck) -> Iterator[str]:
    """One item as the learner will see it, with its answer: for the author only."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED)
    rng = Random(_ANY_SEED)
    index = rng.randrange(len(deck.items))
    worded = [deck.items.item(index, symbols, rng)]
    worded += [r for k in range(deck.rephrasings) if (r := deck.items.rephrased(index, k, symbols, rng))]
    yield "For example:"
    for item in worded:
        yield f"  {item.drawing.spoken if item.drawing else item.prompt}  ->  {item.right}"
