"""A derived tree -> a line of words: made words get their sounds, constituents move, and what belongs together is
remembered. Spelling of whole sentences stands here too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from drillgrok.domains.syntax.derive import Derivation, arranged
from drillgrok.domains.syntax.grammar import SHAPE, Word

Draw = Callable[[str, str, frozenset[str]], str]
"""A made word: of a shape, for an occurrence of it in a sentence, none of those used already."""

Choose = Callable[[str, int], int]
"""Which of so many words stands at an occurrence of their category."""

_CLOSING: Final = frozenset(",.;:?!。、，？！؟،")
_OPENING: Final = frozenset("¿¡")
_SIGNS: Final = _CLOSING | _OPENING
GAP: Final = "___"


@dataclass(frozen=True, slots=True)
class Planted:
    """A tree of one sentence alone: its leaves are spelt."""

    category: str
    children: tuple[Planted, ...]
    """In the order of its rule."""
    surface: tuple[Planted, ...]
    """In the order of the sentence."""
    text: str
    marked: bool
    word: Word | None
    made: tuple[tuple[str, str], ...] = ()
    """Shape and spelling of each made piece."""

    def spelt(self, word: Word) -> str:
        """Another form of the same word, with the same made pieces."""
        return _joined(word, dict(self.made))


def planted(node: Derivation, draw: Draw, choose: Choose) -> Planted:
    """The tree with its words."""
    return _plant(node, draw, choose, Counter(), [])


def _plant(node: Derivation, draw: Draw, choose: Choose, counts: Counter[str], used: list[str]) -> Planted:
    if node.words:
        word = node.words[0] if len(node.words) == 1 else _some(node, choose, counts)
        if not word.is_made:
            return Planted(node.category, (), (), word.text, node.marked, word)
        made = tuple(_made(word, draw, counts, used, "added " if node.added else ""))
        return Planted(node.category, (), (), _joined(word, dict(made)), node.marked, word, made)
    children = tuple([_plant(child, draw, choose, counts, used) for child in node.children])
    surface = arranged(children, node.moves) if node.moves else children
    if surface is None:
        raise AssertionError("what moves was there when it was derived")
    return Planted(node.category, children, surface, "", node.marked, None)


def _some(node: Derivation, choose: Choose, counts: Counter[str]) -> Word:
    counts[node.category] += 1
    return node.words[choose(f"{node.category} {counts[node.category]}", len(node.words))]


def _made(word: Word, draw: Draw, counts: Counter[str], used: list[str], added: str) -> Iterator[tuple[str, str]]:
    """Each made piece with its spelling."""
    for piece in word.pieces:
        if piece.startswith(SHAPE):
            kind = f"{added}{piece[1:]}"
            counts[kind] += 1
            spelling = draw(piece[1:], f"{kind} {counts[kind]}", frozenset(used))
            used.append(spelling)
            yield piece, spelling


def _joined(word: Word, made: dict[str, str]) -> str:
    return "".join([made.get(piece, piece) for piece in word.pieces])


@dataclass(frozen=True, slots=True)
class Extent:
    """The words of one constituent: from `start` up to, not with, `end`."""

    category: str
    start: int
    end: int
    marked: bool


@dataclass(frozen=True, slots=True)
class WordLine:
    """A sentence as its words in order."""

    leaves: tuple[Planted, ...]
    words: tuple[str, ...]
    """Their spellings."""
    spans: tuple[Extent, ...]
    """Of every constituent, single words included."""
    mark: Extent
    """What is asked about; all of it where nothing is marked."""


def line_of(tree: Planted) -> WordLine:
    """The words of a tree as the sentence has them."""
    leaves: list[Planted] = []
    spans: list[Extent] = []
    _walk(tree, leaves, spans)
    mark = next((span for span in spans if span.marked), spans[-1])
    return WordLine(tuple(leaves), tuple([leaf.text for leaf in leaves]), tuple(spans), mark)


def _walk(tree: Planted, leaves: list[Planted], spans: list[Extent]) -> None:
    start = len(leaves)
    if tree.word is not None:
        leaves.append(tree)
    for part in tree.surface:
        _walk(part, leaves, spans)
    spans.append(Extent(tree.category, start, len(leaves), tree.marked))


def is_sign(word: str) -> bool:
    """Whether it is punctuation and no word."""
    return word in _SIGNS


def written(words: Sequence[str], *, spaces: bool, capitals: bool) -> str:
    """Words as a line of text: signs without a space before them, clitics at their neighbour."""
    text = "".join(_parted(words)) if spaces else "".join(words)
    return text[:1].upper() + text[1:] if capitals and text[:1] not in _OPENING else _after_sign(text, capitals)


def _after_sign(text: str, capitals: bool) -> str:
    return text[:1] + text[1:2].upper() + text[2:] if capitals else text


def _parted(words: Sequence[str]) -> Iterator[str]:
    open_to_right = True
    for word in words:
        if not (open_to_right or word[0] in _CLOSING or word[0] == "-"):
            yield " "
        yield word
        open_to_right = word[-1] in "'’-" or word in _OPENING
