"""Texts that people wrote for people -> what can be judged: several answers in one cell are taken apart, a reading
beside its characters is kept by itself. Nothing here knows a format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from drillgrok.importers.questions import Entry, Losses, OpenedFile, Question, one_line
from drillgrok.items.list_items import SEPARATOR

READING: Final = "reading"
"""The column that readings are kept in."""
_LOOKED_AT: Final = 200
"""Questions among which a reading has to stand for its column to be made."""
_EXAMPLES: Final = 3
_MOST_RIGHTS: Final = 16

_LISTED: Final = re.compile(r"\s*[;；]\s*|\s+/\s+")
_SLASHED: Final = re.compile(r"[^\W\d_]{2,}(?:['’ -][^\W\d_]+)*(?:/[^\W\d_]{2,}(?:['’ -][^\W\d_]+)*)+")
_PARTED: Final = re.compile(r"[;；/(（]")
"""Without any of these an answer is one."""
_BRACKET: Final = re.compile(r"[(（]([^()（）]+)[)）]")
_MATHS: Final = re.compile(r"[\d\\^=<>{}]")

_SIGN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〆ヶ]")
_READ: Final = re.compile(r"([^\s\[\]]+)\[([^\[\]]+)\]")
"""A run of signs and what stands in square brackets behind it."""
_GLUE: Final = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff々〆ヶ\]])\s+(?=[^\s\[\]]+\[)")
"""White space by which some programs part a word's signs, each with its reading."""


@dataclass
class Apart:
    """What was taken apart, for the preview."""

    answers: int = 0
    examples: list[str] = field(default_factory=list)
    readings: int = 0

    def tell(self, written: str, rights: tuple[str, ...]) -> None:
        """One more answer."""
        self.answers += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(f"{written!r} as {' | '.join(rights)}")


def for_people(material: OpenedFile, *, split: bool) -> tuple[OpenedFile, Apart]:
    """The file with its questions fit to be judged; `split` takes answers apart. What was done is told as the questions
    are gone through. A file whose answers say themselves what is right comes back as it is."""
    apart = Apart()
    if not material.free_text:
        return material, apart
    first = islice(material.entries(Losses()), _LOOKED_AT)
    kept = any(isinstance(one, Question) and _has_reading(one.prompt) for one in first)

    def entries(losses: Losses) -> Iterator[Entry]:
        for entry in material.entries(losses):
            yield _judgeable(entry, apart, split=split, kept=kept) if isinstance(entry, Question) else entry

    return replace(material, entries=entries, more=(*material.more, *([READING] if kept else []))), apart


def _judgeable(one: Question, apart: Apart, *, split: bool, kept: bool) -> Question:
    more = one.more
    if "[" in one.prompt or "[" in one.answer:
        prompt, reading = read_apart(one.prompt)
        answer, said = read_apart(one.answer)
        apart.readings += bool(reading) + bool(said)
        one = one._replace(prompt=prompt, answer=answer, accept=(*one.accept, *([said] if said else [])))
        more = (*more, *([reading] if kept else []))
    elif kept:
        more = (*more, "")
    if kept:
        one = one._replace(more=more)
    if not split or one.choices or one.accept:
        return one
    rights = rights_of(one.answer)
    if len(rights) < 2 or any(SEPARATOR in text for text in rights):
        return one
    apart.tell(one.answer, rights)
    return one._replace(answer=rights[0], accept=rights[1:])


def read_apart(text: str) -> tuple[str, str]:
    """`食べる[たべる]`, ` 漢[かん] 字[じ]` -> the text without its readings, and its reading; empty where none."""
    if not _has_reading(text):
        return text, ""
    whole = _GLUE.sub("", text)
    plain = _READ.sub(lambda found: _part(found, 1), whole)
    return one_line(plain), one_line(_READ.sub(lambda found: _part(found, 2), whole))


def _has_reading(text: str) -> bool:
    return "[" in text and any(map(_is_reading, _READ.finditer(text)))


def _is_reading(found: re.Match[str]) -> bool:
    """Signs that have readings, and one that is written without such."""
    return _SIGN.search(found[1]) is not None and _SIGN.search(found[2]) is None


def _part(found: re.Match[str], place: int) -> str:
    return found[place] if _is_reading(found) else found[0]


def rights_of(answer: str) -> tuple[str, ...]:
    """Every right answer in a text such as `car; automobile`, `big / large`, `red (colour)`, `colo(u)r`; the one to be
    shown first. Formulas, and brackets that do not close, are left as they are."""
    if not _PARTED.search(answer):
        return (answer,)
    if answer.count("(") + answer.count("（") != answer.count(")") + answer.count("）"):
        return (answer,)
    parts = [part for part in _outside_brackets(answer) if part]
    rights = dict.fromkeys(text for part in parts for text in _slashed(part))
    return tuple(rights) if 0 < len(rights) <= _MOST_RIGHTS else (answer,)


def _outside_brackets(answer: str) -> list[str]:
    """The parts between semicolons and bars that stand in no brackets."""
    hidden = _BRACKET.sub(lambda found: "\0" * len(found[0]), answer)
    parts, at = [], 0
    for found in _LISTED.finditer(hidden):
        parts.append(answer[at : found.start()].strip())
        at = found.end()
    return [*parts, answer[at:].strip()]


def _slashed(part: str) -> Iterator[str]:
    """`big/large` is either, and may be typed whole; `km/h` is one."""
    if _MATHS.search(part):
        yield part
    elif _SLASHED.fullmatch(part):
        yield from (*part.split("/"), part)
    else:
        yield from _bracketed(part)


def _bracketed(part: str) -> Iterator[str]:
    """What stands in brackets may be left out; it may be typed without them where it begins the text or is part of a
    word."""
    if not _BRACKET.search(part):
        yield part
        return
    without = one_line(_BRACKET.sub(" ", part)) if not _within_word(part) else _BRACKET.sub("", part)
    if not without or not any(map(str.isalpha, without)):
        yield part
        return
    yield without
    if _within_word(part) or part[0] in "(（":
        yield one_line(_BRACKET.sub(r"\1", part))
    yield part


def _within_word(part: str) -> bool:
    return any(found.start() and part[found.start() - 1].isalpha() for found in _BRACKET.finditer(part))
