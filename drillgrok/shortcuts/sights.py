"""What a learner sees of an item and could go by without its rule: the prompt, its signs and values, the choices, and
what its domain names. Sights are texts, so that whatever was typed can be compared with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random
from typing import Final

import numpy as np
import numpy.typing as npt

from drillgrok.items.list_items import ListItems
from drillgrok.items.plain import is_text, plain_items
from drillgrok.items.table_items import TableItems
from drillgrok.model.deck import Deck, Items, Symbols
from drillgrok.model.item import Item
from drillgrok.shortcuts.prompts import VOWELS, letters, shared_start, words

MOST_SIGHTS: Final = 20_000
"""Items that a deck is measured on; of more, so many drawn by a fixed seed."""

_SEED: Final = 1
_SIGNS: Final = (1, 2, 3)
_MOST_VALUES: Final = 6
"""Values of a table that are paired with each other."""


@dataclass(frozen=True, slots=True)
class Sight:
    """One item as a learner sees it, and what is right."""

    prompt: str
    """Without what all prompts of the deck begin and end with."""
    rights: tuple[str, ...]
    """Right answers in canonical form, the one that is shown first."""
    choices: tuple[str, ...] = ()
    cues: Mapping[str, str] = field(default_factory=dict)
    """What a table of answers can be learnt over, by name."""
    habits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Answers that take neither rule nor memory, by the name of the habit; one of several is drawn evenly."""
    values: tuple[int, ...] = ()
    """Numbers shown, for what is near to it; empty for words."""
    answer_class: str | None = None
    """What its answer is, roughly, where its domain says so."""
    judge: Callable[[str], bool] | None = None
    """Decides of answers in the form that is stored, where the item has one."""
    comes_to: Callable[[str], str] | None = None
    """What an answer comes to, whichever form it has; None where there is one form."""
    _folded: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_folded", frozenset(map(str.casefold, self.rights)))

    def said(self, answer: str) -> str:
        """An answer as answers are compared."""
        return (answer if self.comes_to is None else self.comes_to(answer)).casefold()

    def is_right(self, answer: str) -> bool:
        """As the drill judges, but for letters' case. What is written as a right answer is right also where a hand
        stores it in another form."""
        return answer.casefold() in self._folded or (self.judge is not None and self.judge(answer))


@dataclass(frozen=True, slots=True)
class PromptFrame:
    """How much all prompts of a deck share at either end, in signs."""

    start: int
    end: int

    def taken_off(self, prompt: str) -> str:
        """The prompt without it."""
        return prompt[self.start : len(prompt) - self.end]


class Sights:
    """The sights of a deck's items in one run's symbols, made when they are asked for."""

    def __init__(self, deck: Deck, symbols: Symbols, frame: PromptFrame | None = None) -> None:
        self._items = plain_items(deck.items)
        self._symbols = symbols
        self._reads = deck.reads
        self._is_text = is_text(self._items)
        self.frame = frame or PromptFrame(0, 0)

    def item(self, index: int) -> Item:
        """The item, always drawn alike."""
        return self._items.item(index, self._symbols, Random(_SEED))

    def of(self, index: int) -> Sight:
        """The sight of one item."""
        return self.sight(index, self.item(index))

    def sight(self, index: int, item: Item) -> Sight:
        """The sight of item `index`, which was made already."""
        surface = self._items.surface(index)
        prompt = self.frame.taken_off(item.prompt)
        cues = {**surface.cues, **dict(self._named(index))}
        values: tuple[int, ...] = ()
        if isinstance(self._items, TableItems):
            values = tuple(int(self._items.shown[name][index]) for name in sorted(self._items.prompt.names))
            cues |= dict(value_cues(self._items, index))
        elif self._is_text:
            cues |= dict(text_cues(prompt))
        return Sight(
            prompt=prompt,
            rights=(item.right, *sorted(item.accepts - {item.right})),
            choices=item.choices,
            cues=cues,
            habits=surface.habits,
            values=values,
            answer_class=surface.answer_class,
            judge=item.judge,
            comes_to=surface.said,
        )

    def _named(self, index: int) -> Iterator[tuple[str, str]]:
        """Columns of a list by which the deck says its rule goes: seen by nobody, and named by its author."""
        if isinstance(self._items, ListItems):
            cells = self._items.cells(index)
            yield from ((column, cells[column]) for column in sorted(self._reads) if column in self._items.rows.header)


def sampled(deck: Deck) -> npt.NDArray[np.int64]:
    """(n,) the items that a deck is measured on, ascending; exceptions left out."""
    rows = np.flatnonzero(~deck.items.exceptions)
    if len(rows) > MOST_SIGHTS:
        rows = np.sort(np.random.default_rng(_SEED).choice(rows, MOST_SIGHTS, replace=False))
    return rows


def frame_of(prompts: Sequence[str]) -> PromptFrame:
    """What these prompts all begin and end with."""
    start = shared_start(prompts)
    return PromptFrame(start, shared_start([prompt[start:][::-1] for prompt in prompts]))


def cue_names(items: Items) -> tuple[str, ...]:
    """The cues that a deck may say its rule goes by: those of its sights, and the columns of a list."""
    plain = plain_items(items)
    if isinstance(plain, TableItems):
        return tuple(dict(value_cues(plain, 0)))
    names = [*plain.surface(0).cues]
    if isinstance(plain, ListItems):
        if is_text(plain):
            names += [name for prompt in ("word", "two words") for name, _ in text_cues(prompt)]
        names += [column for column in plain.rows.header if column != "answer"]
    return tuple(dict.fromkeys(names))


def value_cues(items: TableItems, index: int) -> Iterator[tuple[str, str]]:
    """Each value that the prompt shows, and each pair of them."""
    names = sorted(items.prompt.names)[:_MOST_VALUES]
    shown = {name: str(int(items.shown[name][index])) for name in names}
    yield from shown.items()
    if len(names) > 2:  # with two values a pair is the item itself
        yield from ((f"{a} {b}", f"{shown[a]} {shown[b]}") for a, b in combinations(names, 2))


def text_cues(prompt: str) -> Iterator[tuple[str, str]]:
    """How the prompt begins and ends, and its first word where that is not all of it: one, two and three letters, and
    the last vowel."""
    whole = letters(prompt.casefold())
    yield from _ends(whole, "")
    first = words(prompt)[:1]
    word = letters(first[0]) if first else []
    if word != whole:
        yield from _ends(word, " of the first word")
        yield from _vowels(word, " of the first word")
    else:
        yield from _vowels(whole, "")


def _ends(found: Sequence[str], where: str) -> Iterator[tuple[str, str]]:
    for size in _SIGNS:
        count = "letter" if size == 1 else f"{size} letters"
        yield f"last {count}{where}", "".join(found[-size:])
        yield f"first {count}{where}", "".join(found[:size])


def _vowels(found: Sequence[str], where: str) -> Iterator[tuple[str, str]]:
    yield f"last vowel{where}", next((letter for letter in reversed(found) if letter[0] in VOWELS), "")
