"""A page of a log read column by column: what a text means is looked up where it was read before. What a text may
mean is said by the readers of one cell, which are handed in; where a page holds anything out of the common, it is for
whoever reads row by row and can say what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from operator import lt
from typing import Any, Final, Generic, NamedTuple, TypeVar

from drillgrok.model.item import ItemKey
from drillgrok.model.log import Clock, Flag, IntakeArm, Moment, Outcome, Pressure, Response, Role
from drillgrok.responselog.row import LogRow

RunName = tuple[str, str, str]
"""Learner, deck and run as the file writes them; empty where it does not say."""
Lot = tuple[IntakeArm | None, bool | None]

_MOST_KEPT: Final = 1 << 16
"""Texts of a column whose meanings are remembered."""
_SECONDS: Final = re.compile(r"[0-5][0-9]\.[0-9]{3}")
_MINUTE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[+-][0-9]{2}:[0-9]{2}")
_LONGEST_ORDINAL: Final = 9
"""Digits of an ordinal that is below every bound."""

Value = TypeVar("Value")


class OutOfCommonError(ValueError):
    """The page is for whoever reads row by row."""


class AnswerManner(NamedTuple):
    """What a row says in words of a closed set, and its chance: few of them stand in one log."""

    presentation: str
    role: Role
    chance: float
    outcome: Outcome
    correct: bool | None
    clock: Clock
    pressure: Pressure
    flags: frozenset[Flag]


@dataclass(frozen=True, slots=True)
class LogPage:
    """Rows by column, all of one length."""

    whose: Sequence[RunName]
    sessions: Sequence[str]
    seqs: Sequence[int]
    utc_ms: Sequence[int]
    offsets_min: Sequence[int]
    items: Sequence[str]
    manners: Sequence[AnswerManner]
    seen: Sequence[int]
    shown: Sequence[int]
    answers: Sequence[str]
    rt_ms: Sequence[int | None]
    first_key_ms: Sequence[int | None]
    deadline_ms: Sequence[int]
    lots: Sequence[Lot]

    def rows(self) -> Iterator[LogRow]:
        """One by one."""
        columns = zip(
            self.whose,
            self.sessions,
            self.seqs,
            self.utc_ms,
            self.offsets_min,
            self.items,
            self.manners,
            self.seen,
            self.shown,
            self.answers,
            self.rt_ms,
            self.first_key_ms,
            self.deadline_ms,
            self.lots,
            strict=True,
        )
        for (
            name,
            session,
            seq,
            utc_ms,
            offset,
            item,
            manner,
            seen,
            shown,
            answer,
            rt,
            first_key,
            deadline,
            lot,
        ) in columns:
            presentation, role, chance, outcome, correct, clock, pressure, flags = manner
            response = Response(
                seq,
                Moment(utc_ms, offset),
                ItemKey(item),
                presentation,
                role,
                seen,
                shown,
                chance,
                outcome,
                answer,
                correct,
                rt,
                first_key,
                deadline,
                clock,
                pressure,
                flags,
            )
            learner, deck, run = name
            arm, by_lot = lot
            yield LogRow(learner, deck, run, session, response, arm, by_lot)


def page_of(rows: Sequence[LogRow]) -> LogPage:
    """Rows that were read one by one, of which there is one at least."""
    responses = [row.response for row in rows]
    return LogPage(
        whose=[(row.learner, row.deck, row.run) for row in rows],
        sessions=[row.session for row in rows],
        seqs=[one.seq for one in responses],
        utc_ms=[one.at.utc_ms for one in responses],
        offsets_min=[one.at.offset_min for one in responses],
        items=[one.item for one in responses],
        manners=[
            AnswerManner(
                one.presentation,
                one.role,
                one.chance,
                one.outcome,
                one.correct,
                one.clock,
                one.pressure,
                one.flags,
            )
            for one in responses
        ],
        seen=[one.seen for one in responses],
        shown=[one.shown for one in responses],
        answers=[one.answer for one in responses],
        rt_ms=[one.rt_ms for one in responses],
        first_key_ms=[one.first_key_ms for one in responses],
        deadline_ms=[one.deadline_ms for one in responses],
        lots=[(row.arm, row.by_lot) for row in rows],
    )


class Remembered(dict[str, Value], Generic[Value]):
    """What texts of a column mean, each read once."""

    def __init__(self, read: Callable[[str], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Value:
        if len(self) >= _MOST_KEPT:
            self.clear()
        value = self[text] = self._read(text)
        return value


class _Together(dict[tuple[str, ...], Value], Generic[Value]):
    """The same for texts of several columns."""

    def __init__(self, read: Callable[[tuple[str, ...]], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, texts: tuple[str, ...]) -> Value:
        if len(self) >= _MOST_KEPT:
            self.clear()
        value = self[texts] = self._read(texts)
        return value


_MANNERS: Final = ("presentation", "role", "chance", "outcome", "correct", "clock", "pressure", "flags")
_RUN: Final = ("learner", "deck", "run")
_LOT: Final = ("arm", "lot")


class ColumnReader:
    """Reads pages; keeps the last response number of every run."""

    def __init__(
        self,
        readers: Mapping[str, Callable[[str], Any]],
        places: Mapping[str, int],
        left_out: Mapping[str, Any],
        *,
        width: int,
        exact: bool,
    ) -> None:
        """`readers` say what a cell means, `places` where each column stands among `width`, `left_out` what is taken
        where there is none. In an `exact` log a time-out has no latency."""
        self.last: dict[RunName, int] = {}
        self._places = places
        self._left_out = left_out
        self._width, self._exact = width, exact
        self._readers = readers
        self._columns = {name: Remembered(readers[name]) for name in places if name not in {"seq", "at"}}
        self._minutes: Remembered[tuple[int, int]] = Remembered(self._minute)
        self._seconds = Remembered(_milliseconds_of)
        self._runs = _Together(lambda texts: self._all(_RUN, texts))
        self._lots = _Together(self._lot)
        self._manners = _Together(self._manner)

    def read(self, rows: Sequence[Sequence[str]]) -> LogPage:
        """The rows of a page. Raises OutOfCommonError, or what the reader of a cell raises; then nothing has been
        taken."""
        cells = list(zip(*rows, strict=True))
        size = len(rows)
        if len(cells) != self._width:
            raise OutOfCommonError("width")
        whose = self._joined(cells, _RUN, self._runs, size)
        seqs = _ordinals(self._texts(cells, "seq"))
        last = self._in_order(whose, seqs)
        utc_ms, offsets_min = self._times(cells, size)
        manners = self._joined(cells, _MANNERS, self._manners, size)
        rt_ms = self._column(cells, "rt_ms", size)
        if self._exact and any(manner.outcome is Outcome.TIMED_OUT for manner in set(manners)):
            _refuse_timed(manners, rt_ms)
        seen = self._column(cells, "seen", size)
        page = LogPage(
            whose=whose,
            sessions=self._column(cells, "session", size),
            seqs=seqs,
            utc_ms=utc_ms,
            offsets_min=offsets_min,
            items=self._column(cells, "item", size),
            manners=manners,
            seen=seen,
            shown=self._column(cells, "shown", size) if "shown" in self._places else seen,
            answers=self._column(cells, "answer", size),
            rt_ms=rt_ms,
            first_key_ms=self._column(cells, "first_key_ms", size),
            deadline_ms=self._column(cells, "deadline_ms", size),
            lots=self._joined(cells, _LOT, self._lots, size),
        )
        self.last |= last
        return page

    def _texts(self, cells: Sequence[Sequence[str]], name: str) -> Sequence[str]:
        if name not in self._places:
            raise OutOfCommonError(name)
        return cells[self._places[name]]

    def _column(self, cells: Sequence[Sequence[str]], name: str, size: int) -> list[Any]:
        if name not in self._places:
            return [self._left_out[name]] * size
        return list(map(self._columns[name].__getitem__, cells[self._places[name]]))

    def _joined(
        self,
        cells: Sequence[Sequence[str]],
        names: Sequence[str],
        together: _Together[Value],
        size: int,
    ) -> list[Value]:
        columns = [cells[self._places[name]] if name in self._places else repeat("", size) for name in names]
        return list(map(together.__getitem__, zip(*columns, strict=True)))

    def _all(self, names: Sequence[str], texts: Sequence[str]) -> Any:
        return tuple(
            self._columns[name][text] if name in self._places else self._left_out[name]
            for name, text in zip(names, texts, strict=True)
        )

    def _manner(self, texts: Sequence[str]) -> AnswerManner:
        manner = AnswerManner(*self._all(_MANNERS, texts))
        if (manner.outcome is Outcome.VOID) != (manner.correct is None):
            raise OutOfCommonError("correct")
        return manner

    def _lot(self, texts: Sequence[str]) -> Lot:
        arm, by_lot = self._all(_LOT, texts)
        if (arm is None) != (by_lot is None):
            raise OutOfCommonError("lot")
        return arm, by_lot

    def _times(self, cells: Sequence[Sequence[str]], size: int) -> tuple[list[int], list[int]]:
        """UTC and offset; all but the seconds of a time is read once a minute."""
        if "at" not in self._places:
            at = self._left_out["at"]
            return [at.utc_ms] * size, [at.offset_min] * size
        texts = cells[self._places["at"]]
        minutes, seconds = self._minutes, self._seconds
        begun = [minutes[text[:17] + text[23:]] for text in texts]
        return (
            [start_ms + seconds[text[17:23]] for (start_ms, _), text in zip(begun, texts, strict=True)],
            [offset for _, offset in begun],
        )

    def _minute(self, text: str) -> tuple[int, int]:
        if not _MINUTE.fullmatch(text):
            raise OutOfCommonError(text)
        at: Moment = self._readers["at"](f"{text[:17]}00.000{text[17:]}")
        return at.utc_ms, at.offset_min

    def _in_order(self, whose: list[RunName], seqs: list[int]) -> dict[RunName, int]:
        """The last number of each run. Raises OutOfCommonError where they do not rise."""
        last: dict[RunName, int] = {}
        if whose.count(whose[0]) == len(whose):
            rises = seqs[0] > self.last.get(whose[0], 0) and all(map(lt, seqs, islice(seqs, 1, None)))
            last[whose[0]] = seqs[-1]
        else:
            rises = True
            for name, seq in zip(whose, seqs, strict=True):
                rises = rises and seq > (last.get(name) or self.last.get(name, 0))
                last[name] = seq
        if not rises:
            raise OutOfCommonError("seq")
        return last


def _ordinals(texts: Sequence[str]) -> list[int]:
    if max(map(len, texts)) > _LONGEST_ORDINAL or not "".join(texts).isdigit():
        raise OutOfCommonError("seq")
    found = list(map(int, texts))  # an empty text is not a number here either
    if min(found) < 1 or list(map(str, found)) != list(texts):
        raise OutOfCommonError("seq")
    return found


def _milliseconds_of(text: str) -> int:
    if not _SECONDS.fullmatch(text):
        raise OutOfCommonError(text)
    return int(text[:2]) * 1_000 + int(text[3:])


def _refuse_timed(manners: Sequence[AnswerManner], rt_ms: Sequence[int | None]) -> None:
    for manner, took_ms in zip(manners, rt_ms, strict=True):
        if manner.outcome is Outcome.TIMED_OUT and took_ms is not None:
            raise OutOfCommonError("rt_ms")
