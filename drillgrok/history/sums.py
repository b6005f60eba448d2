"""Answers added up, and kept in blocks that pair up as they grow many. Arithmetic only; which answers go in is decided
by whoever adds them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import log

from drillgrok.history.figures import Block

TEN = 10
MOST = 256
"""Blocks are paired up before there are more."""

Answer = tuple[int, bool, float, int | None]
"""Response number, right, chance, latency in ms."""


@dataclass(slots=True)
class Sum:
    """Answers of any kind, added up in place."""

    n: int = 0
    right: int = 0
    timed: int = 0
    """Right answers with a latency."""
    log_ms: float = 0.0
    """Sum of the natural logarithms of their latencies in milliseconds."""
    log_ms_squared: float = 0.0

    def add(self, *, right: bool, rt_ms: int | None) -> None:
        """One more answer."""
        self.n += 1
        if not right:
            return
        self.right += 1
        if rt_ms is not None:
            log_ms = log(max(rt_ms, 1))
            self.timed += 1
            self.log_ms += log_ms
            self.log_ms_squared += log_ms * log_ms


@dataclass(slots=True)
class Blocks:
    """Answers in blocks of `size`, the last of which may still hold fewer tens, and those that wait for their ten."""

    size: int = TEN
    full: list[Block] = field(default_factory=list)
    waiting: list[Answer] = field(default_factory=list)
    """Fewer than ten."""

    def copy(self) -> Blocks:
        """Another one that grows by itself."""
        return replace(self, full=list(self.full), waiting=list(self.waiting))

    def add(self, answer: Answer) -> None:
        """One more answer."""
        self.waiting.append(answer)
        if len(self.waiting) == TEN:
            _put(self.full, block_of(self.waiting), self.size)
            self.waiting = []
            if len(self.full) == MOST:
                self.full = [joined(*pair) for pair in zip(self.full[::2], self.full[1::2], strict=True)]
                self.size *= 2

    @property
    def with_waiting(self) -> tuple[Block, ...]:
        """All blocks, the waiting answers in the last."""
        shown = list(self.full)
        if self.waiting:
            _put(shown, block_of(self.waiting), self.size)
        return tuple(shown)


def _put(blocks: list[Block], block: Block, size: int) -> None:
    """Into the last block while that has room, else behind it."""
    if blocks and blocks[-1].n < size:
        blocks[-1] = joined(blocks[-1], block)
    else:
        blocks.append(block)


def block_of(answers: list[Answer]) -> Block:
    """The answers of a list that is not empty, added up."""
    total = Sum()
    for _, right, _, rt_ms in answers:
        total.add(right=right, rt_ms=rt_ms)
    return Block(
        first=answers[0][0],
        last=answers[-1][0],
        n=total.n,
        right=total.right,
        chance=sum(chance for _, _, chance, _ in answers),
        timed=total.timed,
        log_ms=total.log_ms,
        log_ms_squared=total.log_ms_squared,
    )


def joined(one: Block, later: Block) -> Block:
    """Both as one block."""
    return Block(
        first=one.first,
        last=later.last,
        n=one.n + later.n,
        right=one.right + later.right,
        chance=one.chance + later.chance,
        timed=one.timed + later.timed,
        log_ms=one.log_ms + later.log_ms,
        log_ms_squared=one.log_ms_squared + later.log_ms_squared,
    )
