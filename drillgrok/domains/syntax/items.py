"""The sentences of a grammar as the items of a deck: their names, their groups, their words and what could be gone by
on them without the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from itertools import permutations
from math import factorial
from random import Random
from typing import Final

from drillgrok.domains.syntax.asking import OF_FORMS, PAIRS, Asker, PutQuestion, answered
from drillgrok.domains.syntax.derive import Derivation, Deriver
from drillgrok.domains.syntax.grammar import AskedWay, Grammar, GrammarError
from drillgrok.domains.syntax.made_words import drawn, number_from, real
from drillgrok.domains.syntax.rewording import reworded
from drillgrok.domains.syntax.sentences import WordLine, is_sign, line_of, planted
from drillgrok.domains.syntax.skeletons import Chosen, chosen, why_none
from drillgrok.model.corrected import Corrected, in_words
from drillgrok.model.domain import DomainItems, RawItem, Surface, Traits
from drillgrok.model.item import AnswerField, AnswerKind, Item

_NAME_DIGITS: Final = 16
_FRESH_DRAWS: Final = 1_000_000
_MOST_LABELS: Final = 6


class SyntaxItems(DomainItems):
    """Every sentence that was chosen, as often as its grammar says, each time with other made words."""

    def __init__(self, grammar: Grammar, *, with_real_words: bool) -> None:
        self._grammar = grammar
        self._real = with_real_words
        self._asker = Asker(grammar)
        self._deriver = Deriver(grammar)
        self._copies = grammar.asked.copies
        derived = self._deriver.sentences()
        self._sentences = chosen(derived, self._label, most=grammar.asked.skeletons)
        if not self._sentences:
            why, mend = why_none(derived, self._label)
            what = f"No two sentences of this grammar are alike but for their answers: {why}"
            raise GrammarError(grammar.twins_line, what, mend)
        self._fresh = len(grammar.rewordings)
        self.rephrasings, self.new_words = self._fresh + 1, self._fresh
        self.field = _field(grammar.asked.way, {self._offers(found) for found in self._sentences})
        self._question = lru_cache(maxsize=64)(self._asked)

    def __len__(self) -> int:
        return len(self._sentences) * self._copies

    def id(self, index: int) -> str:
        """A hash of how the sentence is made, and which copy of it this is."""
        name = number_from(self._sentence(index).node.name)
        return f"{name:0{_NAME_DIGITS}x}-{index % self._copies + 1}"

    def traits(self, index: int) -> Traits:
        """Sentences of one skeleton give each other away."""
        found = self._sentence(index)
        return Traits(group=found.node.skeleton, chance=self._chance(index), parts=self._parts(found.node))

    def item(self, index: int) -> RawItem:
        """The sentence with the words that it has in practice."""
        return self._raw(self._question(index))

    def rephrased(self, index: int, which: int) -> RawItem | None:
        """The sentence in another wording, the last of which only has new words."""
        question = self._worded(index, which)
        return None if question is None else self._raw(question)

    def dress(self, index: int, item: Item, rng: Random) -> Item:
        """New words are new at each showing."""
        if item.presentation != f"r{self._fresh + 1}":
            return item
        question = self._with_new_words(index, int(rng.random() * _FRESH_DRAWS))
        return replace(item, prompt=question.prompt)

    def corrected(self, _index: int, item: Item, given: str) -> Corrected:
        """Both as whole sentences."""
        way, spaces = self._grammar.asked.way, self._grammar.spaces
        right = answered(way, item.prompt, item.right, spaces=spaces)
        return in_words(right, answered(way, item.prompt, given, spaces=spaces) if given else "")

    def readings(self, index: int, which: int | None = None) -> tuple[tuple[str, bool], ...]:
        """Every sentence that an answer makes, in the plain or another wording, and whether it is the right one."""
        question = self._question(index) if which is None else self._worded(index, which)
        if question is None:
            return ()
        return tuple((self._asker.sentence(words), at == question.right) for at, words in enumerate(question.lines))

    def surface(self, index: int) -> Surface:
        """Its first and last word, its length, the words beside the gap, its closed words, and answers by position or
        by what they are. Where answers have no fixed key, a cue is told together with what the first key is."""
        question, line = self._question(index), self._line(index, self._sentence(index).node, new=None)
        beside = "" if self._grammar.asked.way is AskedWay.ORDER else f" / {question.labels[0]}"
        cues = {name: f"{cue}{beside}" for name, cue in self._cues(line, question)}
        return Surface(cues, dict(self._habits(question)), answer_class=question.labels[question.right])

    # Words.

    def _sentence(self, index: int) -> Chosen:
        return self._sentences[index // self._copies]

    def _seed(self, index: int) -> str:
        """The same for twins: what they share are the same words."""
        return f"{self._sentence(index).node.skeleton} {index % self._copies}"

    def _line(self, index: int, node: Derivation, *, new: int | None) -> WordLine:
        """The words of a tree: those of the item, or new ones by their draw."""
        seed = self._seed(index)
        if new is not None:
            draw = partial(self._made, f"{seed} new {new}", True)
            return line_of(planted(node, draw, partial(_choose, f"{seed} new {new}")))
        copy = index % self._copies
        plain = partial(self._real_or_made, self._sentence(index).node.skeleton, copy)
        return line_of(planted(node, plain, partial(_choose, seed)))

    def _real_or_made(self, skeleton: str, copy: int, shape_name: str, occurrence: str, used: frozenset[str]) -> str:
        """The word of an item in practice. Real words are few: copies of a sentence go through them in turn."""
        shape = self._grammar.shapes[shape_name]
        if self._real and shape.real:
            return real(shape, number_from(f"{skeleton} {occurrence}") + copy, used)
        return self._made(f"{skeleton} {copy}", False, shape_name, occurrence, used)

    def _made(self, seed: str, new: bool, shape_name: str, occurrence: str, used: frozenset[str]) -> str:
        shape = self._grammar.shapes[shape_name]
        return drawn(shape, f"{seed} {occurrence}", kept_back=new, taken=self._grammar.taken, used=used)

    # Questions.

    def _label(self, node: Derivation, seed: str) -> str | None:
        line = line_of(planted(node, partial(self._made, seed, False), partial(_choose, seed)))
        offered = self._asker.offered(line)
        return None if offered is None else offered.label

    def _asked(self, index: int) -> PutQuestion:
        return self._always(index, None)

    def _with_new_words(self, index: int, draw: int) -> PutQuestion:
        return self._always(index, draw)

    def _always(self, index: int, draw: int | None) -> PutQuestion:
        found = self._sentence(index)
        question = self._put(index, found.node, found.foils, new=draw)
        if question is None:
            raise AssertionError("a chosen sentence can be asked, whatever its words")
        return question

    def _worded(self, index: int, which: int) -> PutQuestion | None:
        """Another wording, its foils by what the same wording makes of the twins."""
        if which == self._fresh:
            return self._with_new_words(index, 0)
        found = self._sentence(index)
        rewording, seed = self._grammar.rewordings[which], f"{self._seed(index)} {which}"
        node, *twins = (reworded(one, rewording, self._deriver, seed) for one in (found.node, *found.twins))
        if node is None:
            return None
        labels = (self._label(twin, seed) for twin in twins if twin is not None)
        return self._put(index, node, [label for label in labels if label is not None], new=None)

    def _put(self, index: int, node: Derivation, foils: Sequence[str], *, new: int | None) -> PutQuestion | None:
        line = self._line(index, node, new=new)
        offered = self._asker.offered(line)
        if offered is None:
            return None
        turned = self._sentence(index).turned ^ bool(index % self._copies % 2)
        first = number_from(self.id(index)) % max(len(foils), 1)
        return self._asker.question(line, offered, [*foils[first:], *foils[:first]], seed=self.id(index), turned=turned)

    @staticmethod
    def _raw(question: PutQuestion) -> RawItem:
        return RawItem(question.prompt, (question.answer,), question.answer)

    # What is known of all items.

    def _offers(self, found: Chosen) -> int:
        """How many answers are offered; of parts in order, how many parts."""
        way = self._grammar.asked.way
        if way is AskedWay.ORDER:
            return len(found.label.split())
        return 2 if way in PAIRS else 1 + len(found.foils)

    @cached_property
    def _commonest(self) -> float:
        """How often one and the same answer is right."""
        counts = Counter(found.label for found in self._sentences)
        return counts.most_common(1)[0][1] / len(self._sentences)

    def _chance(self, index: int) -> float:
        offers = self._offers(self._sentence(index))
        guess = 1 / factorial(offers) if self._grammar.asked.way is AskedWay.ORDER else 1 / offers
        return max(guess, self._commonest, self._best_key)

    @cached_property
    def _best_key(self) -> float:
        """How often one and the same key is right, where three answers or more stand at places that are drawn."""
        places = [
            number_from(self.id(index)) % offers
            for index in range(len(self))
            if (offers := self._offers(self._sentence(index))) > 2
        ]
        drawn_places = self._grammar.asked.way is not AskedWay.ORDER and len(places) == len(self)
        return Counter(places).most_common(1)[0][1] / len(places) if drawn_places else 0.0

    def _parts(self, node: Derivation) -> tuple[str, ...]:
        found = {leaf.category: leaf.name for leaf in reversed([*_leaves(node)])}
        return tuple(found.get(category, f"{category}:") for category in self._grammar.asked.meet)

    # The surface.

    @cached_property
    def _closed(self) -> tuple[str, ...]:
        """Categories whose words are the language's own."""
        words = self._grammar.words
        return tuple(name for name, those in words.items() if not any(word.is_made for word in those))

    def _cues(self, line: WordLine, question: PutQuestion) -> Iterator[tuple[str, str]]:
        """What is seen without what is asked about."""
        mark, way = line.mark, self._grammar.asked.way
        leaves = line.leaves if way is AskedWay.ORDER else line.leaves[: mark.start] + line.leaves[mark.end :]
        words = [leaf.text for leaf in leaves if not is_sign(leaf.text)]
        if way in OF_FORMS:
            yield "word before", line.words[mark.start - 1] if mark.start else ""
            yield "word after", line.words[mark.end] if mark.end < len(line.words) else ""
            yield "start of the forms", _shared_start([words[mark.start] for words in question.lines])
        yield "first word", words[0]
        yield "last word", words[-1]
        yield "length", str(len(" ".join(words).split()) if self._grammar.spaces else len("".join(words)))
        for name in self._closed:
            yield name, " ".join([leaf.text for leaf in leaves if leaf.category == name])

    def _habits(self, question: PutQuestion) -> Iterator[tuple[str, tuple[str, ...]]]:
        keys, way = question.keys, self._grammar.asked.way
        if way is AskedWay.ORDER:
            yield "as it stands", ("".join(sorted(keys[0])),)
            yield "the other way round", ("".join(sorted(keys[0], reverse=True)),)
        else:
            shown = [*map("".join, question.lines)]
            yield "first", (keys[0],)
            yield "last", (keys[-1],)
            for name, best in (("longest", max(map(len, shown))), ("shortest", min(map(len, shown)))):
                yield name, tuple([key for key, text in zip(keys, shown, strict=True) if len(text) == best])
        for label in self._labels:
            yield f"takes {label}", tuple([key for key, one in zip(keys, question.labels, strict=True) if one == label])

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        """What is right most often."""
        counts = Counter(found.label for found in self._sentences)
        return tuple(label for label, _ in counts.most_common(_MOST_LABELS))


def _field(way: AskedWay, offers: set[int]) -> AnswerField:
    """One key for each answer; for parts in order, one for each part."""
    if way is not AskedWay.ORDER:
        keys = frozenset("123456789"[: max(offers)])
        return AnswerField(AnswerKind.KEY, closed=keys, alphabet=keys)
    orders = frozenset("".join(order) for parts in offers for order in permutations("123456789"[:parts]))
    return AnswerField(AnswerKind.DIGITS, closed=orders, alphabet=frozenset("".join(orders)))


def _shared_start(texts: Sequence[str]) -> str:
    """What they all begin with."""
    first, last = min(texts), max(texts)
    same = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    return first[:same]


def _choose(seed: str, occurrence: str, count: int) -> int:
    return number_from(f"{seed} {occurrence}") % count


def _leaves(node: Derivation) -> Iterator[Derivation]:
    if node.words:
        yield node
    for child in node.children:
        yield from _leaves(child)
