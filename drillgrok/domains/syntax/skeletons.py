"""Which sentences a deck has: whole skeletons, in each of which every answer is right once, so that what its sentences
share tells nothing of the answer."""

from __future__ import annotations

from collections import Counter, defaultdict
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


_MOST_LOOKED_AT = 1_000
_MOST_BASES = 40
_MOST_NAMED = 3


def why_none(sentences: Sequence[Derivation], label_of: LabelOf) -> tuple[str, str]:
    """Why no skeleton has two answers, and the mend: what the two sentences with different answers differ in that come
    nearest to being twins."""
    drawn = sorted(sentences, key=lambda node: number_from(node.name))[:_MOST_LOOKED_AT]
    labelled = [(_pieces(node), label) for node in drawn if (label := label_of(node, node.skeleton)) is not None]
    if not labelled:
        return "none offers two answers.", "Let the forms differ in what is varied, or offer a second place."
    if len({label for _, label in labelled}) == 1:
        return "the same answer is right in all of them.", "Add sentences to which another one is right."
    pairs = [(one, two) for one, first in labelled[:_MOST_BASES] for two, second in labelled if first != second]
    apart = [(one - two) + (two - one) for one, two in pairs]
    least = min(each.total() for each in apart)
    ways = dict.fromkeys(frozenset(name for name, _ in each) for each in apart if each.total() == least)
    named = sorted(" and ".join(f"'{name}'" for name in sorted(way)) or "the order of their parts" for way in ways)
    listed = ", or in ".join(named[:_MOST_NAMED])
    mend = "Name under 'twins' the words that the answer hangs on; where phrases differ, write two rules of one name."
    return f"the two that come nearest differ in {listed} as well.", mend


def _pieces(node: Derivation) -> Counter[tuple[str, str]]:
    """What a skeleton is made of: phrases, and words that set no twins apart."""
    if node.words:
        return Counter([(node.category, node.skeleton)] if node.skeleton else [])
    moved = ";".join(f"{move.category} {move.to}{move.neighbour}" for move in node.moves)
    found = Counter([(node.category, moved)] if node.skeleton.startswith(f"{node.category}{moved}(") else [])
    for child in node.children:
        found += _pieces(child)
    return found
