"""What blind answers are worth, and whether every item can be asked and answered at all. Knows no rule and no model."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

import numpy as np

from drillgrok.audit.finding import Finding, Severity, percent
from drillgrok.audit.texts import Texts, folded
from drillgrok.console.text import counted
from drillgrok.items.domain_items import DomainDeckItems
from drillgrok.items.hashing import column_hashes, text_hash
from drillgrok.items.plain import plain_items
from drillgrok.items.shares import largest_share
from drillgrok.items.symbols import symbols_for
from drillgrok.items.table_items import TableItems
from drillgrok.library.profiles import deck_profile
from drillgrok.model.deck import Deck
from drillgrok.model.item import AnswerKind
from drillgrok.practice.typing import LONGEST

LEARNT = 0.9
"""How often somebody is right who has the rule, mistakes of the hand included."""
FALSE_ALARM = 2_000
"""Unseen answers for one false alarm, where the answers needed are counted."""
LONG_ANSWER = 25
"""Characters that take longer to type than to find."""

_ANY_SEED = 1
_LOOKED_AT = 300
_MUCH, _TOO_MUCH = 0.34, 0.7
_ROUNDING = 0.02


def open_chances(deck: Deck) -> Iterator[Finding]:
    """What may be told of a sealed deck: how often a blind guess is right, and the best habit that needs no memory."""
    low, guess = _chances(deck)
    habit = deck_profile(deck).habit
    high = max(guess, habit)
    needed = answers_needed(high)
    if high > _TOO_MUCH:
        severity, mend = Severity.WARN, "Ask for an answer that is harder to guess, or leave out the easy items."
    elif high > _MUCH:
        severity, mend = Severity.NOTE, "More different answers would show a click sooner."
    else:
        severity, mend = Severity.OK, ""
    most = f" to {percent(guess)}" if guess > low else ""
    beyond = f", and the best habit without it {percent(habit)}" if habit > guess + _ROUNDING else ""
    yield Finding(
        "chance.guess",
        severity,
        f"The best guess without the rule is right {percent(low)} of the time{most}{beyond}."
        f" To tell {percent(LEARNT)} right from that takes about {counted(needed, 'unseen answer', 'unseen answers')}.",
        {"chance_low": low, "chance_high": high, "answers_needed": needed, "habit": habit},
        mend,
        open=True,
    )


def answers_needed(chance: float) -> int:
    """About so many unseen answers tell a learner who has the rule from a blind one, at one false alarm in 2,000:
    ln(2000) / KL(.9 | chance) (first order: Lorden 1971)."""
    guess = min(max(chance, 1e-6), LEARNT - 0.01)
    divergence = LEARNT * math.log(LEARNT / guess) + (1 - LEARNT) * math.log((1 - LEARNT) / (1 - guess))
    return math.ceil(math.log(FALSE_ALARM) / divergence)


def chances(deck: Deck, texts: Texts) -> Iterator[Finding]:
    """What only the author may read: what the answers and prompts are like."""
    items = plain_items(deck.items)
    if not isinstance(items, DomainDeckItems):  # a domain would have to make every item for it
        yield _commonest(deck)
    if isinstance(items, TableItems):
        yield _same_prompts(items)
    elif texts.items:
        yield _alike_prompts(texts)
    if texts.items:
        yield _keys(deck, texts)


def _chances(deck: Deck) -> tuple[float, float]:
    """The lowest and highest chance among a few hundred items."""
    step = max(1, len(deck.items) // _LOOKED_AT)
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED)
    found = [deck.items.item(k, symbols, Random(_ANY_SEED)).chance for k in range(0, len(deck.items), step)]
    return min(found), max(found)


def _commonest(deck: Deck) -> Finding:
    codes = deck.items.answer_codes
    answers, share = int(codes.max()) + 1, largest_share(codes)
    says = f"{counted(answers, 'different answer', 'different answers')}; always giving the commonest is right"
    says += f" {percent(share)} of the time."
    numbers = {"answers": answers, "commonest": share}
    if answers == 1:
        return Finding(
            "chance.commonest", Severity.WARN, f"Every item has the same answer. {says}", numbers, "Ask something else."
        )
    stated = _chances(deck)[1]
    if stated < share - _ROUNDING:
        return Finding(
            "chance.commonest",
            Severity.WARN,
            f"{says} The deck's chance is {percent(stated)}, which is less.",
            numbers | {"stated": stated},
            "Raise 'chance', or leave it out: it is then worked out.",
        )
    return Finding("chance.commonest", Severity.OK, says, numbers)


def _same_prompts(items: TableItems) -> Finding:
    """Rows of a table that look the same: the prompt leaves out a variable that the answer needs."""
    shown = [items.shown[name] for name in sorted(items.prompt.names)]
    prompts = column_hashes("prompt", shown) if shown else np.zeros(len(items), np.uint64)
    _, first, of_prompt = np.unique(prompts, return_index=True, return_inverse=True)
    again = len(items) - len(first)
    conflicts = int((items.answer_codes != items.answer_codes[first][of_prompt]).sum())
    return _repeats(again, conflicts, "Let the prompt show every value that the answer depends on.")


def _alike_prompts(texts: Texts) -> Finding:
    """Rows of a list that differ in case or white space alone; equal ones are refused when the deck is read."""
    prompts = np.asarray([text_hash(folded(item.prompt)) for item in texts.items], np.uint64)
    first, of_prompt = np.unique(prompts, return_index=True, return_inverse=True)[1:]
    again = len(prompts) - len(first)
    same = (item.accepts & texts.items[first[of_prompt[k]]].accepts for k, item in enumerate(texts.items))
    return _repeats(again, sum(not shared for shared in same), "Merge such rows, or make their prompts differ.")


def _repeats(again: int, conflicts: int, mend: str) -> Finding:
    numbers = {"repeated": again, "conflicting": conflicts}
    if not again:
        return Finding("chance.prompts", Severity.OK, "No two prompts are the same.", numbers)
    says = f"{counted(again, 'prompt looks', 'prompts look')} like an earlier one"
    says += f", and {conflicts:,} of them ask for another answer." if conflicts else ", with the same answer."
    return Finding("chance.prompts", Severity.WARN if conflicts else Severity.NOTE, says, numbers, mend)


def _keys(deck: Deck, texts: Texts) -> Finding:
    """Whether the right answers can be given with the keys of any keyboard."""
    symbols = symbols_for(deck.symbol_kind, deck.symbol_count, _ANY_SEED)
    if deck.items.field(symbols).kind is AnswerKind.CHOICE:
        return Finding("chance.keys", Severity.OK, "Answers are chosen by number.")
    never = [item for item in texts.items if not any(map(_can_be_entered, item.accepts))]
    signs = sorted({sign for item in texts.items for sign in _signs_needed(item.accepts)})
    strange = sum(bool(_signs_needed(item.accepts)) for item in texts.items)
    long = sum(min(map(len, item.accepts)) > LONG_ANSWER for item in texts.items)
    numbers = {"never": len(never), "strange": strange, "long": long}
    if never:
        return Finding(
            "chance.keys",
            Severity.WARN,
            f"{counted(len(never), 'answer', 'answers')} cannot be entered: {never[0].right[:40]!r} has a sign that no"
            f" key gives, or more than {LONGEST} signs.",
            numbers,
            "Spell answers in printable signs on one line.",
        )
    if strange or long:
        parts = [
            f"{counted(strange, 'answer needs', 'answers need')} signs that many keyboards lack, such as"
            f" {' '.join(signs[:5])}" * bool(strange),
            f"{counted(long, 'answer is', 'answers are')} longer than {LONG_ANSWER} signs" * bool(long),
        ]
        return Finding(
            "chance.keys",
            Severity.NOTE,
            f"{', and '.join(filter(None, parts))}.",
            numbers,
            "Add a plain or short spelling under 'accept', or ask for less of the answer.",
        )
    return Finding("chance.keys", Severity.OK, "Every answer can be given with plain keys.", numbers)


def _can_be_entered(answer: str) -> bool:
    return answer.isprintable() and 0 < len(answer) <= LONGEST


def _signs_needed(accepts: frozenset[str]) -> frozenset[str]:
    """Signs outside ASCII without which no accepted spelling can be typed; none when there is a plain one."""
    if any(map(str.isascii, accepts)):
        return frozenset()
    return frozenset(sign for sign in min(accepts) if not sign.isascii())
