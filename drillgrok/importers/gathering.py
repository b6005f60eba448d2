"""Questions -> the rows of one list. The file is gone through once: its questions are counted, what stands there twice
is found, and they are put by, packed, until they are handed out."""

from __future__ import annotations

import marshal
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from drillgrok.errors import DrillgrokError
from drillgrok.importers.questions import Losses, OpenedFile, Question, Skipped, spelt_out
from drillgrok.items.list_items import SEPARATOR
from drillgrok.model.deck import MOST_ITEMS

TOLD: Final = 20
"""Rows left out that are reported one by one."""
_FIRST: Final = 3
_IN_A_PACK: Final = 4_096


@dataclass
class LeftOut:
    """Rows that came to nothing: all are counted, the first few are told."""

    count: int = 0
    told: list[Skipped] = field(default_factory=list)

    def add(self, skipped: Skipped) -> None:
        """One more."""
        self.count += 1
        if len(self.told) < TOLD:
            self.told.append(skipped)


class PutBy:
    """Questions that wait in some 80 bytes each. They are handed out once, and what is handed out is no longer here."""

    def __init__(self) -> None:
        self._packs: deque[bytes] = deque()
        self._last: list[tuple[object, ...]] = []

    def add(self, question: Question) -> None:
        """One more."""
        self._last.append(tuple(question))
        if len(self._last) == _IN_A_PACK:
            self._pack()

    def handed_out(self) -> Iterator[Question]:
        """All of them in their order."""
        self._pack()
        while self._packs:
            yield from map(Question._make, marshal.loads(self._packs.popleft()))

    def _pack(self) -> None:
        self._packs.append(marshal.dumps(self._last))
        self._last.clear()


@dataclass
class Survey:
    """What going through the file found."""

    count: int = 0
    """Questions that a deck can hold, those that stand there twice included."""
    with_choices: int = 0
    several: bool = False
    """Some question has several right answers of its own."""
    first: list[Question] = field(default_factory=list)
    left_out: LeftOut = field(default_factory=LeftOut)
    losses: Losses = field(default_factory=Losses)
    repeated: frozenset[int] = frozenset()
    """Hashes of the prompts that seem to be there more than once."""
    questions: PutBy = field(default_factory=PutBy)

    @property
    def accepting(self) -> bool:
        """Some question has several right answers, or may get them where its prompt comes again."""
        return self.several or bool(self.repeated)

    @property
    def chosen(self) -> bool:
        """All questions offer choices, so that the deck can."""
        return self.with_choices == self.count > 0

    @property
    def mixed(self) -> bool:
        """Some questions offer choices and some do not: then all answers are typed."""
        return 0 < self.with_choices < self.count


@dataclass
class Merging:
    """What came of prompts that stand in the file more than once."""

    same: int = 0
    """Rows that said the same again."""
    joined: int = 0
    """Rows whose answer counts as right beside that of an earlier row."""
    left_out: LeftOut = field(default_factory=LeftOut)


def survey(material: OpenedFile) -> Survey:
    """Go through the file once. Raises DrillgrokError where it has more questions than a deck can hold."""
    found = Survey()
    typed, chosen, spelt = array("q"), array("q"), array("q")
    for entry in material.entries(found.losses):
        if isinstance(entry, Skipped):
            found.left_out.add(entry)
            continue
        if entry.choices:
            chosen.append(hash(entry.prompt))
            spelt.append(hash(spelt_out(entry).prompt))
        else:
            typed.append(hash(entry.prompt))
        if entry.accept:
            found.several = True
        if found.count < _FIRST:
            found.first.append(entry)
        found.questions.add(entry)
        found.count += 1
        if found.count > MOST_ITEMS:
            raise DrillgrokError(f"There are more than {MOST_ITEMS:,} questions.", mend="Split the file.")
    found.with_choices = len(chosen)
    found.repeated = _repeated(typed + (spelt if found.mixed else chosen))
    return found


def _repeated(hashes: array[int]) -> frozenset[int]:
    ordered = np.sort(np.asarray(hashes, np.int64))
    return frozenset(map(int, ordered[1:][ordered[1:] == ordered[:-1]]))


def merged(seen: Survey, merging: Merging) -> Iterator[Question]:
    """The questions in the order of the file, each prompt once; those with prompts that came again stand at the end.
    They are taken out of the survey."""
    repeated: dict[str, Question] = {}
    for question in seen.questions.handed_out():
        asked = spelt_out(question) if seen.mixed else question
        if not seen.repeated or hash(asked.prompt) not in seen.repeated:
            yield asked
        elif asked.prompt not in repeated:
            repeated[asked.prompt] = asked
        else:
            repeated[asked.prompt] = _joined(repeated[asked.prompt], asked, merging)
    yield from repeated.values()


def _joined(first: Question, again: Question, merging: Merging) -> Question:
    """The first question, accepting what the second one says as well."""
    rights = (first.answer, *first.accept)
    new = tuple(text for text in dict.fromkeys((again.answer, *again.accept)) if text not in rights)
    if not new and set(again.choices) == set(first.choices):
        merging.same += 1
        return first
    unfit = first.choices or again.choices or any(SEPARATOR in text for text in new)
    if unfit:
        why = f"Its prompt stands in {first.place:,} with another answer, and the two cannot be joined."
        merging.left_out.add(Skipped(again.place, why))
        return first
    merging.joined += 1
    return first._replace(accept=(*first.accept, *new))
