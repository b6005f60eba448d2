"""A line of words -> a question: what is offered, which of it is right, and the sentence that each answer makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import Final
from unicodedata import bidirectional

from drillgrok.domains.syntax.grammar import AskedWay, Grammar, Word
from drillgrok.domains.syntax.made_words import number_from
from drillgrok.domains.syntax.sentences import GAP, Extent, WordLine, is_sign, written

MOST_PARTS: Final = 5
"""That are put in order: 120 orders."""
OF_FORMS: Final = frozenset({AskedWay.FORM, AskedWay.PAIR_OF_FORMS})
OF_PLACES: Final = frozenset({AskedWay.PLACE, AskedWay.PAIR_OF_PLACES})
PAIRS: Final = frozenset({AskedWay.PAIR_OF_FORMS, AskedWay.PAIR_OF_PLACES})

_BETWEEN: Final = " · "
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_PLACE: Final = re.compile(r"( ?)\[(\d)\]")
"""A numbered gap with the blank before it."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be answered to a line, before it is put in words."""

    labels: tuple[str, ...]
    """What each answer is, from twin to twin: a form, a place by the words after it, an order of categories."""
    lines: tuple[Words, ...]
    """The words of the sentence that each makes."""
    shown: tuple[str, ...]
    """What each is called in the question: a form, a place's number, a part."""
    right: int

    @property
    def label(self) -> str:
        """What the right answer is."""
        return self.labels[self.right]


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """An item in words."""

    prompt: str
    keys: tuple[str, ...]
    """Every answer that can be given."""
    lines: tuple[Words, ...]
    """The words of the sentence that each makes."""
    labels: tuple[str, ...]
    """What each is."""
    right: int

    @property
    def answer(self) -> str:
        """The right key, or the right keys in order."""
        return self.keys[self.right]


class Asker:
    """Asks in the way of one grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._asked = grammar.asked
        self._variants = lru_cache(maxsize=None)(self._variants_by_name)

    def sentence(self, words: Sequence[str], *, whole: bool = True) -> str:
        """Words as a line of text, as a sentence begins where they are a whole one."""
        return written(words, spaces=self._grammar.spaces, capitals=self._grammar.capitals and whole)

    def offered(self, line: WordLine) -> Offered | None:
        """What can be answered; None where there is nothing to choose among, or more than keys can say."""
        way = self._asked.way
        if way in OF_FORMS:
            found: Offered | None = self._forms(line)
        elif way in OF_PLACES:
            found = self._places(line)
        else:
            found = self._orders(line)
        return found if found is not None and len(found.labels) >= 2 else None

    def question(
        self, line: WordLine, offered: Offered, foils: Sequence[str], *, seed: str, turned: bool
    ) -> PutQuestion | None:
        """The line asked: the right answer among those that are right for its twins. Of two the right one stands second
        where it is `turned`, so that no key is one answer; a pair has the first of its foils. Parts are shuffled by
        `seed`. None where no foil is an answer to this line."""
        way = self._asked.way
        if way is AskedWay.ORDER:
            return self._shuffled(line, offered, seed)
        wrong = [offered.labels.index(foil) for foil in foils if foil in offered.labels and foil != offered.label]
        if not wrong:
            return None
        if way in PAIRS:
            return self._pair(offered, (wrong[0], offered.right) if turned else (offered.right, wrong[0]))
        kept = sorted({offered.right, *wrong})
        place = int(turned) if len(kept) == 2 else number_from(seed) % len(kept)
        first = (kept.index(offered.right) - place) % len(kept)
        kept = [*kept[first:], *kept[:first]]
        shown = [offered.shown[which] for which in kept]
        prompt = self._with_gap(line, shown) if way is AskedWay.FORM else self._with_places(line, shown)
        return _question(prompt, offered, kept)

    # Forms.

    def _forms(self, line: WordLine) -> Offered:
        at, words = line.mark.start, line.words
        leaf = line.leaves[at]
        if leaf.word is None:
            raise AssertionError("a leaf is a word")
        forms: dict[str, str] = {}
        for word in self._variants(leaf.word.category, leaf.word.text, tuple(sorted(leaf.word.features.items()))):
            forms.setdefault(leaf.spelt(word), word.features.get(self._asked.vary[0], ""))
        lines = tuple([(*words[:at], form, *words[at + 1 :]) for form in forms])
        return Offered(tuple(forms.values()), lines, tuple(forms), tuple(forms).index(leaf.text))

    def _variants_by_name(self, category: str, text: str, features: tuple[tuple[str, str], ...]) -> tuple[Word, ...]:
        """The forms of one word that differ from this one only in what is varied."""
        told = dict(features)
        words = self._grammar.words[category]
        number = next(word.number for word in words if word.text == text and word.features == told)
        vary = set(self._asked.vary)
        return tuple(
            word
            for word in words
            if word.number == number
            and all(word.features.get(n) == told.get(n) for n in (word.features.keys() | told.keys()) - vary)
        )

    def _with_gap(self, line: WordLine, forms: Sequence[str]) -> str:
        at = line.mark.start
        return f"{self.sentence((*line.words[:at], GAP, *line.words[at + 1 :]))}\n{_listed(forms)}"

    # Places.

    def _places(self, line: WordLine) -> Offered | None:
        mark, words = line.mark, line.words
        taken, rest = words[mark.start : mark.end], words[: mark.start] + words[mark.end :]
        gaps = self._gaps(line)
        if mark.start not in gaps:
            return None
        lines = tuple([rest[:gap] + taken + rest[gap:] for gap in gaps])
        labels = tuple([str(gaps[-1] - gap) for gap in gaps])
        return Offered(labels, lines, tuple(map(str, gaps)), gaps.index(mark.start))

    def _gaps(self, line: WordLine) -> list[int]:
        """Where the marked part could stand, as the number of words before it, itself taken out."""
        mark, asked = line.mark, self._asked
        size = mark.end - mark.start
        rest = line.words[: mark.start] + line.words[mark.end :]
        first, last = 0, len(rest)
        parted: set[int] = set()
        for span in line.spans:
            around = span.start <= mark.start and mark.end <= span.end
            if around and span.category in asked.within:
                first, last = span.start, span.end - size
                break
        for span in line.spans:
            if span.category in asked.whole and (span.end <= mark.start or span.start >= mark.end):
                off = 0 if span.end <= mark.start else size
                parted.update(range(span.start - off + 1, span.end - off))
        found = []
        for gap in range(first, last + 1):
            after_sign = gap > 0 and is_sign(rest[gap - 1]) and (gap == len(rest) or is_sign(rest[gap]))
            if gap not in parted and not after_sign:
                found.append(gap)
        return found

    def _with_places(self, line: WordLine, gaps: Sequence[str]) -> str:
        mark, words = line.mark, line.words
        shown = [*words[: mark.start], *words[mark.end :]]
        for gap, number in sorted(((int(gap), number) for number, gap in enumerate(gaps, start=1)), reverse=True):
            shown.insert(gap, f"[{number}]")
        taken = self.sentence(words[mark.start : mark.end], whole=False)
        return f"{taken}\n{self.sentence(shown)}"

    # Pairs.

    def _pair(self, offered: Offered, both: tuple[int, int]) -> PutQuestion:
        lines = [self.sentence(offered.lines[which]) for which in both]
        prompt = "\n".join([f"{number} {sentence}" for number, sentence in enumerate(lines, start=1)])
        return _question(prompt, offered, both)

    # Orders.

    def _orders(self, line: WordLine) -> Offered | None:
        start, parts, end = self._parts(line)
        if not 3 <= len(parts) <= MOST_PARTS:
            return None
        words = line.words
        texts = [words[part.start : part.end] for part in parts]
        orders = _orders_of(len(parts))
        labels = tuple([" ".join([parts[which].category for which in order]) for order in orders])
        lines = tuple(
            [
                words[:start] + tuple([word for which in order for word in texts[which]]) + words[end:]
                for order in orders
            ]
        )
        return Offered(labels, lines, tuple([self.sentence(text, whole=False) for text in texts]), 0)

    def _parts(self, line: WordLine) -> tuple[int, list[Extent], int]:
        """Where what is put in order begins, its parts, and where it ends: the innermost phrase that is named."""
        within = [span for span in line.spans if span.category in self._asked.within]
        inner = within[0] if within else Extent("", 0, len(line.words), marked=False)
        parts: list[Extent] = []
        at = inner.start
        while at < inner.end:
            whole = [span for span in line.spans if span.category in self._asked.whole and span.start == at]
            one = Extent(line.leaves[at].category, at, at + 1, marked=False)
            parts.append(max([*whole, one], key=lambda span: span.end))
            at = parts[-1].end
        return inner.start, parts, inner.end

    def _shuffled(self, line: WordLine, offered: Offered, seed: str) -> PutQuestion:
        """The parts in an order drawn by `seed`, which is not the right one."""
        start, parts, end = self._parts(line)
        orders = _orders_of(len(parts))
        shown = orders[1 + number_from(f"{seed} shuffled") % (len(orders) - 1)]
        listed = _listed([offered.shown[which] for which in shown])
        around = (*line.words[:start], GAP, *line.words[end:])
        place = {which: str(number) for number, which in enumerate(shown, start=1)}
        keys = tuple(["".join([place[which] for which in order]) for order in orders])
        prompt = f"{self.sentence(around)}\n{listed}" if start else listed
        return PutQuestion(prompt, keys, offered.lines, offered.labels, offered.right)


def _listed(texts: Sequence[str]) -> str:
    """Texts with their keys in one line. Those written from right to left have a line each, for in one line a terminal
    that turns them round would put each key beside another's text."""
    turned = any(bidirectional(char) in _RIGHT_TO_LEFT for text in texts for char in text)
    return ("\n" if turned else _BETWEEN).join([f"{key} {text}" for key, text in enumerate(texts, start=1)])


def _question(prompt: str, offered: Offered, kept: Sequence[int]) -> PutQuestion:
    """A question that offers these, one key each."""
    lines = tuple([offered.lines[which] for which in kept])
    labels = tuple([offered.labels[which] for which in kept])
    return PutQuestion(prompt, tuple("123456789"[: len(kept)]), lines, labels, labels.index(offered.label))


@lru_cache(maxsize=MOST_PARTS)
def _orders_of(count: int) -> tuple[tuple[int, ...], ...]:
    """Every order of so many parts, the given one first."""
    return tuple(permutations(range(count)))


def answered(way: AskedWay, prompt: str, answer: str, *, spaces: bool) -> str:
    """The sentence that an answer to a prompt makes, or the answer itself where it is none."""
    lines = prompt.split("\n")
    if way in PAIRS:
        return next((line[2:] for line in lines if line[:2] == f"{answer} "), answer)
    if way is AskedWay.PLACE:
        taken, sentence = lines
        whole = _PLACE.sub(lambda place: f"{place[1]}{taken}" if place[2] == answer else "", sentence)
        return " ".join(whole.split()) if spaces else whole
    around, offered = (lines[0], lines[1:]) if GAP in lines[0] else (GAP, lines)
    shown = {text[:1]: text[2:] for line in offered for text in line.split(_BETWEEN)}
    said = (" " if spaces else "").join([shown.get(key, "") for key in answer]) or answer
    return around.replace(GAP, said)
