"""Which sentences a deck has: whole skeletons, in each of which every answer is right once, so that what its sentences
share tells nothing of the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drillgrok.domains.syntax.derive import Derivation
from drillgrok.domains.syntax.made_words import number_from

LabelOf = Callable[[Derivation, str], str | None]
"""What the right answer to a sentence of a skeleton is; None where it cannot be asked."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence, and the twins to which other answers are right."""

    node: Derivation
    label: str
    """What is right for it."""
    twins: tuple[Derivation, ...]
    foils: tuple[str, ...]
    """What is right for each of them."""
    turned: bool
    """In a pair its right line stands second."""


def chosen(sentences: Sequence[Derivation], label_of: LabelOf, *, most: int) -> tuple[Chosen, ...]:
    """The sentences of at most so many skeletons, drawn by their names, in the order of those."""
    by_skeleton: dict[str, list[Derivation]] = defaultdict(list)
    for node in sentences:
        by_skeleton[node.skeleton].append(node)
    found: list[Chosen] = []
    kept = 0
    for skeleton in sorted(by_skeleton, key=number_from):
        balanced = _balanced(by_skeleton[skeleton], skeleton, label_of)
        found += balanced
        kept += bool(balanced)
        if kept == most:
            break
    return tuple(found)


def _balanced(nodes: Sequence[Derivation], skeleton: str, label_of: LabelOf) -> list[Chosen]:
    """One sentence for each answer, drawn by its name; none where only one is ever right."""
    by_label: dict[str, Derivation] = {}
    for node in sorted(nodes, key=lambda each: number_from(each.name)):
        label = label_of(node, skeleton)
        if label is not None:
            by_label.setdefault(label, node)
    if len(by_label) < 2:
        return []
    first = number_from(f"turned {skeleton}")
    return [
        Chosen(
            node,
            label,
            tuple(twin for other, twin in by_label.items() if other != label),
            tuple(other for other in by_label if other != label),
            turned=(first + row) % 2 == 1,
        )
        for row, (label, node) in enumerate(by_label.items())
    ]
