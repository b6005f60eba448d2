"""Questions in GIFT, Moodle's plain text: a question, then its answers in braces; an empty line parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, NamedTuple

from drillgrok.deckfile.read_shared import MOST_CHOICES
from drillgrok.importers.markup import looks_like_html, plain_text
from drillgrok.importers.questions import ColumnWishes, Entry, Losses, OpenedFile, Skipped, question
from drillgrok.tables.encodings import encoding_of

TOLERANCE: Final = "tolerances of numbers that are not whole"
PARTIAL: Final = "answers worth a part of the marks, wrong here"
GAP: Final = "_____"
_MOST_CHARACTERS: Final = 100_000
"""Of one question with its answers."""
_MOST_NUMBERS: Final = 100
"""Whole numbers that are right for one question."""

_ESCAPABLE: Final = "~=#{}:\\"
_HIDDEN: Final = {f"\\{char}": chr(1 + k) for k, char in enumerate(_ESCAPABLE)}
"""An escaped sign stands for itself: while the marks are sought, a control character stands in its place."""
_ESCAPE: Final = re.compile(r"\\[~=#{}:\\]")
_SHOWN: Final = {ord(hidden): escaped[1] for escaped, hidden in _HIDDEN.items()}
_TITLE: Final = re.compile(r"\s*::(?:(?!::).)*::", re.DOTALL)
_FORMAT: Final = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_ANSWER: Final = re.compile(r"~?([~=])([^~=]*)")
"""Some write `~=` before a right answer among wrong ones."""
_WEIGHT: Final = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,9})?)%")
_TRUTH: Final = re.compile(r"(T|TRUE|F|FALSE)\s*(?:#.*)?", re.IGNORECASE | re.DOTALL)
_NUMBER: Final = r"[-+]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[-+]?\d{1,2})?"
_TOLERANT: Final = re.compile(rf"\s*({_NUMBER})\s*(?::\s*({_NUMBER})\s*)?", re.IGNORECASE)
_RANGE: Final = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*", re.IGNORECASE)
_FULL: Final = 100.0


class GiftAnswer(NamedTuple):
    """One of the answers in braces."""

    text: str
    weight: float
    """Percent of the full mark."""
    right: bool
    """Marked as right, or worth the full mark."""


class UnfitError(Exception):
    """Why a question cannot be taken, as a sentence."""


@contextmanager
def read(file: Path, wishes: ColumnWishes) -> Iterator[OpenedFile]:
    """The file's questions; it has no columns to wish for. Raises DrillgrokError where it is no text."""
    encoding = encoding_of(file, wishes.encoding)

    def entries(losses: Losses) -> Iterator[Entry]:
        with file.open(encoding=encoding.name) as stream:
            for place, text in _blocks(stream):
                yield from _questions(place, text, losses)

    yield OpenedFile(f"GIFT, {encoding.words}", entries, guessed_encoding=encoding.guessed)


def _blocks(lines: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Each question with its first line; comments and categories left out."""
    block: list[str] = []
    start = 0
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text.startswith(("//", "$CATEGORY:")):
            continue
        if text:
            start = start if block else number
            block.append(text)
        elif block:
            yield start, "\n".join(block)
            block = []
    if block:
        yield start, "\n".join(block)


def _questions(place: int, text: str, losses: Losses) -> Iterator[Entry]:
    if len(text) > _MOST_CHARACTERS:
        yield Skipped(place, f"It has more than {_MOST_CHARACTERS:,} signs.")
        return
    try:
        yield from _GiftQuestion(place, text, losses).entries()
    except UnfitError as error:
        yield Skipped(place, str(error))


class _GiftQuestion:
    """One question: what is asked, and what stands in its braces."""

    def __init__(self, place: int, text: str, losses: Losses) -> None:
        """Raises UnfitError where there is nothing that could be answered."""
        self._place = place
        self._losses = losses
        text = _ESCAPE.sub(lambda found: _HIDDEN[found.group()], text)
        text = _TITLE.sub("", text, count=1) if _TITLE.match(text) else text
        before, opened, rest = text.partition("{")
        body, closed, after = rest.partition("}")
        if not opened:
            raise UnfitError("It has no answers: it is a description.")
        if not closed:
            raise UnfitError("Its braces do not close.")
        if "{" in after:
            raise UnfitError("It has several sets of answers.")
        asked = f"{before} {GAP} {after}" if after.strip() else before
        self._asked = self._plain(asked)
        self._body = body.partition("####")[0].strip()

    def entries(self) -> Iterator[Entry]:
        """The question, or one for each pair to be matched. Raises UnfitError."""
        body = self._body
        if not body:
            raise UnfitError("It asks for an essay, which nothing can judge.")
        if body.startswith("#"):
            yield self._numeric(body[1:])
        elif truth := _TRUTH.fullmatch(body):
            right = "True" if truth[1].upper().startswith("T") else "False"
            yield question(self._place, self._asked, right, choices=("True", "False"))
        elif "~" in body.replace("~=", "="):
            yield self._choice([self._answer(found) for found in _ANSWER.finditer(body)])
        elif "->" in body:
            yield from self._matching([found[2] for found in _ANSWER.finditer(body)])
        else:
            yield self._short([self._answer(found) for found in _ANSWER.finditer(body)])

    def _answer(self, found: re.Match[str]) -> GiftAnswer:
        """One answer without its weight and its feedback."""
        weight = _WEIGHT.match(found[2])
        text = found[2][weight.end() :] if weight else found[2]
        worth = float(weight[1]) if weight else _FULL * (found[1] == "=")
        return GiftAnswer(self._plain(text.partition("#")[0]), worth, worth >= _FULL)

    def _rights(self, answers: list[GiftAnswer]) -> list[str]:
        """The answers that are wholly right; of a question with some, those that are half right are counted."""
        rights = [answer.text for answer in answers if answer.right]
        partly = sum(0 < answer.weight < _FULL for answer in answers) if rights else 0
        if partly:
            self._losses[PARTIAL] += partly
        return rights

    def _choice(self, answers: list[GiftAnswer]) -> Entry:
        rights = self._rights(answers)
        if not rights:
            raise UnfitError("It asks for several choices at once, or marks none as right.")
        return question(self._place, self._asked, rights[0], rights[1:], [answer.text for answer in answers])

    def _short(self, answers: list[GiftAnswer]) -> Entry:
        rights = self._rights(answers)
        if not rights:
            raise UnfitError("None of its answers is marked as right.")
        return question(self._place, self._asked, rights[0], rights[1:])

    def _matching(self, pairs: list[str]) -> Iterator[Entry]:
        """A question for each left side; what is offered are all right sides."""
        sides = [tuple(self._plain(side) for side in pair.partition("#")[0].split("->", 1)) for pair in pairs]
        if any(len(side) < 2 for side in sides):
            raise UnfitError("One of its pairs has no '->'.")
        offered = tuple(dict.fromkeys(right for _, right in sides if right))
        choices = offered if 2 <= len(offered) <= MOST_CHOICES else ()
        for left, right in sides:
            if left:
                yield question(self._place, f"{self._asked} {left}", right, choices=choices)

    def _numeric(self, body: str) -> Entry:
        """A number with what lies within its tolerance, as far as whole numbers can be counted up."""
        answers = [found for found in _ANSWER.finditer(body) if found[1] == "="]
        bodies = [self._answer(found) for found in answers] or [
            GiftAnswer(self._plain(body.partition("#")[0]), _FULL, True)
        ]
        rights = [right for text in self._rights(bodies) for right in self._numbers(text)]
        if not rights:
            raise UnfitError("None of its answers is marked as right.")
        return question(self._place, self._asked, rights[0], rights[1:])

    def _numbers(self, text: str) -> list[str]:
        """Every right number, the one that is meant first."""
        if found := _RANGE.fullmatch(text):
            low, high = _number(found[1]), _number(found[2])
            return _whole_numbers(low, high)
        found = _TOLERANT.fullmatch(text)
        if found is None:
            raise UnfitError(f"{text[:40]!r} is not a number.")
        meant, tolerance = _number(found[1]), abs(_number(found[2] or "0"))
        if meant != meant.to_integral_value():
            self._losses[TOLERANCE] += tolerance > 0
            return [found[1]]
        return [f"{meant:f}".partition(".")[0], *_whole_numbers(meant - tolerance, meant + tolerance)]

    def _plain(self, text: str) -> str:
        """A text without the name of its format, its tags and its escapes."""
        named = _FORMAT.match(text)
        text = (text[named.end() :] if named else text).replace("\\n", " ").translate(_SHOWN)
        return plain_text(text, self._losses, html=looks_like_html(text)).strip()


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise UnfitError(f"{text[:40]!r} is not a number.") from None


def _whole_numbers(low: Decimal, high: Decimal) -> list[str]:
    """The whole numbers from low to high. Raises UnfitError where there are none, or too many to list."""
    if high - low > _MOST_NUMBERS:
        raise UnfitError(f"More than {_MOST_NUMBERS} numbers are right.")
    first = int(low.to_integral_value(rounding="ROUND_CEILING"))
    last = int(high.to_integral_value(rounding="ROUND_FLOOR"))
    if first > last:
        raise UnfitError("No whole number is right.")
    return [str(number) for number in range(first, last + 1)]
