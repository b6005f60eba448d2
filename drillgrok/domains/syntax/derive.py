"""A grammar -> its sentences, as trees whose leaves are words not yet made. Features unify from left to right in a
rule; what moves is only checked here and carried out where a sentence is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeVar

from drillgrok.domains.syntax.grammar import (
    VARIABLE,
    AskedWay,
    Features,
    Grammar,
    GrammarError,
    Move,
    RewriteRule,
    Symbol,
    Word,
)
from drillgrok.domains.syntax.strangers import variables

MOST_TREES: Final = 60_000
"""Of one category with one set of features."""

_Wanted = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Derivation:
    """A phrase with its constituents in the order of its rule, or a word. Shared between trees."""

    category: str
    features: Features
    children: tuple[Derivation, ...]
    moves: tuple[Move, ...]
    words: tuple[Word, ...]
    """What stands there; of several, one is drawn for each sentence. Empty for a phrase."""
    name: str
    """What the sentence is, in brackets: made words by their shape."""
    skeleton: str
    """The same without what sets twins apart."""
    marked: bool = False
    added: bool = False
    """Put in by another wording: its made words are not those of the sentence."""

    @property
    def is_literal(self) -> bool:
        """A word that stands in a rule itself."""
        return bool(self.words) and self.words[0].literal


class Deriver:
    """All that can be derived from a grammar's categories; kept once it has been asked for."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._known: dict[tuple[str, _Wanted], tuple[Derivation, ...]] = {}
        self._open: set[tuple[str, _Wanted]] = set()

    def sentences(self) -> tuple[Derivation, ...]:
        """Every sentence once. Raises GrammarError where there is none, or more than anybody can look through."""
        found = {node.name: node for node in reversed(self.derived(self._grammar.start, {}))}
        if not found:
            start, mend = self._grammar.start, "Look for a feature that no word has."
            raise GrammarError(self._line(start), f"Nothing can be derived from '{start}'.", mend)
        return tuple(reversed(found.values()))

    def _line(self, category: str) -> int:
        """Where a category is first made of something."""
        return next((rule.line for rule in self._grammar.rules.get(category, ())), 1)

    def derived(self, category: str, features: Features) -> tuple[Derivation, ...]:
        """The trees of a category that have these features.

        Raises GrammarError for a category that contains itself, and for more than MOST_TREES.
        """
        key = category, tuple(sorted(features.items()))
        if key not in self._known:
            if key in self._open:
                mend = "Write how deep it may go: one name for each depth."
                raise GrammarError(self._line(category), f"'{category}' contains itself.", mend)
            self._open.add(key)
            found: list[Derivation] = []
            for node in self._each(category, features):
                found.append(node)
                if len(found) > MOST_TREES:
                    mend = "Leave out something that may stand anywhere, or some of its words."
                    what = f"'{category}' has more than {MOST_TREES:,} derivations."
                    raise GrammarError(self._line(category), what, mend)
            self._open.remove(key)
            self._known[key] = tuple(found)
        return self._known[key]

    def _each(self, category: str, wanted: Features) -> Iterator[Derivation]:
        fitting: dict[_Wanted, list[Word]] = {}
        for word in self._grammar.words.get(category, ()):
            if all(word.features.get(name, value) == value for name, value in wanted.items()):
                fitting.setdefault(tuple(sorted(word.features.items())), []).append(word)
        for features, words in fitting.items():
            told = {**wanted, **dict(features)}
            if category in self._grammar.asked.drawn:
                yield self.leaf(tuple(words), told)
            else:
                yield from (self.leaf((word,), told) for word in words)
        for rule in self._grammar.rules.get(category, ()):
            bound = unified(rule.head.features, wanted)
            if bound is None:
                continue
            for children, known in self._bodies(rule.body, bound):
                own = {name: _value(value, known) for name, value in rule.head.features.items()}
                told = {name: value for name, value in own.items() if value}
                node = self.phrase(rule, children, {**wanted, **told})
                if node is not None:
                    yield node

    def _bodies(
        self, symbols: Sequence[Symbol], bound: Mapping[str, str]
    ) -> Iterator[tuple[tuple[Derivation, ...], Mapping[str, str]]]:
        if not symbols:
            yield (), bound
            return
        first, *rest = symbols
        for node in self.part(first, bound):
            known = dict(bound)
            for name, variable in variables(first.features):
                if name in node.features:
                    known.setdefault(variable, node.features[name])
            for others, after in self._bodies(rest, known):
                yield (node, *others), after

    def part(self, symbol: Symbol, bound: Mapping[str, str]) -> Sequence[Derivation]:
        """What can stand in one place of a rule."""
        if symbol.literal is not None:
            return (self.leaf((symbol.literal,), {}),)
        told = {name: _value(value, bound) for name, value in symbol.features.items()}
        found = self.derived(symbol.category, {name: value for name, value in told.items() if value})
        return tuple(map(self._marked, found)) if symbol.marked else found

    def _marked(self, node: Derivation) -> Derivation:
        """What is asked about; where its form is, no skeleton differs in it."""
        of_forms = self._grammar.asked.way in {AskedWay.FORM, AskedWay.PAIR_OF_FORMS}
        return replace(node, marked=True, skeleton="" if of_forms else node.skeleton)

    def leaf(self, words: tuple[Word, ...], features: Features) -> Derivation:
        """A word, or one of several, as a tree."""
        first = words[0]
        drawn = first.category in self._grammar.asked.drawn
        told = " ".join([f"{name}={value}" for name, value in sorted(first.features.items())])
        name = f"{first.category}[{told}]" if drawn else f"{first.category}:{first.text}"
        shown = "" if first.category in self._grammar.asked.twins else first.category if drawn else name
        return Derivation(first.category, features, (), (), words, name, shown)

    def phrase(self, rule: RewriteRule, children: tuple[Derivation, ...], features: Features) -> Derivation | None:
        """A phrase made by a rule; None where something is to move that is not there."""
        if arranged(children, rule.moves) is None:
            return None
        category = rule.head.category
        names = " ".join(child.name for child in children)
        moved = ";".join(f"{move.category} {move.to}{move.neighbour}" for move in rule.moves)
        twin = category in self._grammar.asked.twins
        kept = (child.skeleton for child in children if not (twin and child.is_literal))
        inside = " ".join(filter(None, kept))
        skeleton = inside if twin else f"{category}{moved}({inside})"
        return Derivation(category, features, children, rule.moves, (), f"{category}{moved}({names})", skeleton)


def unified(head: Features, wanted: Features) -> dict[str, str] | None:
    """What a rule's head passes on when these features are wanted; None where it cannot have them."""
    bound: dict[str, str] = {}
    for name, value in head.items():
        asked = wanted.get(name)
        if asked is None:
            continue
        if not value.startswith(VARIABLE):
            if value != asked:
                return None
        elif bound.setdefault(value, asked) != asked:
            return None
    return bound


def _value(value: str, bound: Mapping[str, str]) -> str:
    """A feature's own value, or the one that is passed on; empty where nothing has settled it yet."""
    return bound.get(value, "") if value.startswith(VARIABLE) else value


class Constituent(Protocol):
    """What can be moved: something with a category and parts."""

    @property
    def category(self) -> str:
        """Its name."""

    @property
    def children(self) -> tuple[Constituent, ...]:
        """Its parts."""


C = TypeVar("C", bound=Constituent)


def arranged(parts: Sequence[C], moves: Sequence[Move]) -> tuple[C, ...] | None:
    """The parts after all movements, in turn. What moves out of a part, or to a neighbour inside one, opens it. None
    where something that is named is not there."""
    line = list(parts)
    for move in moves:
        here = _found(line, move.category)
        if here is None:
            return None
        taken = line.pop(here)
        if move.neighbour:
            beside = _found(line, move.neighbour)
            if beside is None:
                return None
            line.insert(beside if move.before else beside + 1, taken)
        else:
            line.insert(len(line) if move.to < 0 else move.to - 1, taken)
    return tuple(line)


def _found(line: list[C], category: str) -> int | None:
    """Where the category stands; a part that has it is opened."""
    for at, part in enumerate(line):
        if part.category == category:
            return at
    for at, part in enumerate(line):
        inside: Sequence[C] = part.children  # type: ignore[assignment]
        if any(each.category == category for each in inside):
            line[at : at + 1] = inside
            return _found(line, category)
    return None
