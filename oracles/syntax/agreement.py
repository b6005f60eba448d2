"""Which sentences a deck and its recogniser judge differently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from ruamel.yaml import YAML

from drillgrok.domains import domain_items
from drillgrok.domains.syntax.items import SyntaxItems
from drillgrok.model.domain import DomainOptions
from oracles.syntax import accepts


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was asked of a recogniser."""

    right: int
    """Sentences that the deck calls right, and that are recognised."""
    refused: int
    """Sentences that the deck offers beside them, and that are not."""
    strays: tuple[tuple[str, bool], ...]
    """Sentences that are judged differently, and whether the deck calls them right."""

    @property
    def sentences(self) -> int:
        """All of them."""
        return self.right + self.refused + len(self.strays)


def grammar_and_items(file: Path) -> tuple[str, SyntaxItems]:
    """What is read of a syntax deck's file: the name of its grammar, and its items."""
    told = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    options: dict[str, Any] = dict(told["items"]["domain"])
    grammar = str(options["file"])
    texts = {grammar: (file.parent / grammar).read_text(encoding="utf-8")}
    items = domain_items(DomainOptions(options.pop("name"), options, texts))
    if not isinstance(items, SyntaxItems):
        raise TypeError(f"{file.name} is no syntax deck")
    return Path(grammar).stem, items


def sampled(file: Path, items: SyntaxItems, most: int) -> list[int]:
    """So many items drawn by the deck's name, all of them where it is 0."""
    everything = range(len(items))
    return sorted(Random(file.stem).sample(everything, min(most, len(items)))) if most else [*everything]


def agreement(file: Path, most: int = 0) -> Agreement:
    """The recogniser of a deck file beside its items in every wording: of all, or of so many drawn by its name."""
    grammar, items = grammar_and_items(file)
    counts = {True: 0, False: 0}
    strays = []
    for sentence, right in dict.fromkeys(_sentences(items, sampled(file, items, most))):
        if accepts(grammar, sentence) is right:
            counts[right] += 1
        else:
            strays.append((sentence, right))
    return Agreement(counts[True], counts[False], tuple(strays))


def _sentences(items: SyntaxItems, indexes: list[int]) -> Iterator[tuple[str, bool]]:
    for index in indexes:
        for which in (None, *range(items.rephrasings)):
            yield from items.readings(index, which)
