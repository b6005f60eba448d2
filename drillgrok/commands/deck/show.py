"""`drillgrok deck show`: what a deck is. By id what every learner may know of it, by path all that its author wrote."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from random import Random

from drillgrok.audit.ruleless import ruleless
from drillgrok.commands.deck.list import DeckRow, standings
from drillgrok.console.terminal import columns
from drillgrok.console.text import clean
from drillgrok.console.wall_clock import this_day
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.items.symbols import symbols_for
from drillgrok.library import catalog
from drillgrok.library.ladder import rungs
from drillgrok.model.deck import Deck
from drillgrok.model.item import AnswerField, AnswerForm, AnswerKind, Pace
from drillgrok.planning.passed import passed_words
from drillgrok.screens.kit.deck_page import described

_ANY_SEED = 1
_EXAMPLES = 3
_WIDEST = 100
_LABEL = 14
_NO_RULE_FOUND = (
    "No rule was found in this deck: it looks like a word list. It may never click, and a spaced-repetition tool serves"
    " it better."
)
_TYPED = {
    AnswerKind.DIGITS: "digits, typed",
    AnswerKind.LETTERS: "letters, typed",
    AnswerKind.TEXT: "words, typed",
    AnswerKind.KEY: "one key",
    AnswerKind.CHOICE: "one of several, by its number",
    AnswerKind.MOVE: "a move on the board",
    AnswerKind.TAPS: "keys in time",
}


def show(name: str, learner: str | None) -> str:
    """The deck in a few lines.

    Raises DeckFlaws with every mistake of a deck named by its path, and DrillgrokError where there is no such deck or
    the database cannot be read.
    """
    deck = read_deck(catalog.find(name))
    lines = [f"{clean(deck.head.title)} ({deck.id})"]
    if deck.head.about:
        lines += ["", *textwrap.wrap(clean(deck.head.about), min(columns(), _WIDEST))]
    if ruleless(deck):
        lines += ["", *textwrap.wrap(_NO_RULE_FOUND, min(columns(), _WIDEST))]
    lines += ["", *(clean(line) for line in described(deck))]
    lines += ["", *_neutral(deck)]
    if deck.source.sealed:
        row = standings(learner).get(deck.id, DeckRow())
        lines += [*_standing(row), "", *_kept_or_sealed(deck, row)]
    else:
        lines += [*_open(deck), "", "For example:", *_examples(deck), "", "The rule:", *_rule(deck)]
    return "\n".join(lines)


def _neutral(deck: Deck) -> Iterator[str]:
    """What gives nothing away."""
    head = deck.head
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED)
    yield _line("listed under", head.domain)
    yield _line("family", head.family)
    rung = rungs().get(deck.id) if deck.source.sealed else None
    if rung is not None and rung.dial:
        yield _line("step", f"{rung.step} of {rung.steps} in {rung.dial}")
    yield _line("items", f"{len(deck.items):,}")
    yield _line("answers", _how_answered(deck.items.field(symbols)))
    yield _line("time to think", _pace(deck.pace))
    if onward := _onward(deck):
        yield _line("goes on with", onward)


def _onward(deck: Deck) -> str:
    """The id of the next step of its dial, else of the deck that it names as its next; empty where there is none."""
    places = rungs() if deck.source.sealed else {}
    own = places.get(deck.id)
    above = (
        one
        for one, rung in places.items()
        if own is not None and own.dial and (rung.dial, rung.step) == (own.dial, own.step + 1)
    )
    return next(above, deck.head.next)


def _how_answered(field: AnswerField) -> str:
    several = ", several in any order" if field.form is AnswerForm.SET else ""
    offered = f": {', '.join(map(clean, field.choices))}" if field.choices else ""
    return f"{_TYPED[field.kind]}{several}{offered}"


def _pace(pace: Pace) -> str:
    calm, quick, floor = (f"{ms / 1000:g} s" for ms in (pace.calm_ms, pace.quick_ms, pace.floor_ms))
    return f"{calm} calm, {quick} quick; the coach pushes down to {floor}"


def _standing(done: DeckRow) -> Iterator[str]:
    """The learner's own."""
    yield _line("your answers", f"{done.responses:,}")
    yield _line("you stand at", done.stands_at(this_day()))


def _kept_or_sealed(deck: Deck, done: DeckRow) -> Iterator[str]:
    """How the rest is opened; of a passed deck, what was kept and what comes next."""
    kept = passed_words(done.record, this_day()) if done.record else ""
    if not kept:
        yield "The rest is sealed until you pass its exam."
        yield f"To practise: drillgrok practice {deck.id}"
        return
    yield from textwrap.wrap(kept, min(columns(), _WIDEST))
    onward = _onward(deck)
    harder = f" {onward} comes after it." if onward else ""
    yield f"drillgrok rule {deck.id} shows its rule.{harder}"


def _open(deck: Deck) -> Iterator[str]:
    """What only its author may know."""
    groups = len(deck.items.group_hashes)
    yield _line("groups", f"{groups:,}, {deck.held_out:.0%} of them held out")
    yield _line("other words", f"{deck.rephrasings:,}")
    exceptions = int(deck.items.exceptions.sum())
    if exceptions:
        yield _line("exceptions", f"{exceptions:,}")
    yield _line("never said", ", ".join(map(clean, deck.never_say)) or "nothing named")


def _examples(deck: Deck) -> Iterator[str]:
    """Some items in all their words, each with its answer."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED)
    rng = Random(_ANY_SEED)
    for index in rng.sample(range(len(deck.items)), min(_EXAMPLES, len(deck.items))):
        worded = [deck.items.item(index, symbols, rng)]
        worded += [r for k in range(deck.rephrasings) if (r := deck.items.rephrased(index, k, symbols, rng))]
        for step, item in enumerate(worded):
            asked = " ".join(clean(item.drawing.spoken if item.drawing else item.prompt).split())
            yield f"{'    ' if step else '  '}{asked}  ->  {clean(item.right)}"


def _rule(deck: Deck) -> Iterator[str]:
    width = min(columns(), _WIDEST)
    for line in deck.rule.strip().split("\n"):
        yield textwrap.fill(clean(line), width, initial_indent="  ", subsequent_indent="  ")


def _line(label: str, text: str) -> str:
    width = min(columns(), _WIDEST)
    return textwrap.fill(text, width, initial_indent=f"{label:<{_LABEL}}", subsequent_indent=" " * _LABEL)
