"""Blocks of answers joined with their neighbours: enough for a figure, few enough to be read. Nothing is smoothed, and
no block counts twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from drillgrok.history.figures import Block, Episode, RunHistory

LATELY_PRACTISED, LATELY_UNSEEN = 100, 60
"""Answers that "lately" speaks of: the newest blocks that hold as many."""


def joined(blocks: Iterable[Block]) -> Block:
    """Consecutive blocks as one. There is at least one."""
    parts = tuple(blocks)
    return Block(
        first=parts[0].first,
        last=parts[-1].last,
        n=sum(b.n for b in parts),
        right=sum(b.right for b in parts),
        chance=sum(b.chance for b in parts),
        timed=sum(b.timed for b in parts),
        log_ms=sum(b.log_ms for b in parts),
        log_ms_squared=sum(b.log_ms_squared for b in parts),
    )


def lately(blocks: Sequence[Block], answers: int) -> Block | None:
    """The newest blocks that hold so many answers, or all of them; None where there are none."""
    held = 0
    for back, block in enumerate(reversed(blocks), start=1):
        held += block.n
        if held >= answers:
            return joined(blocks[-back:])
    return joined(blocks) if blocks else None


def in_stretches(blocks: Iterable[Block], enough: Callable[[Block], bool]) -> tuple[Block, ...]:
    """Neighbours joined until they are `enough`; what is over at the end goes to the last stretch."""
    found: list[Block] = []
    growing: Block | None = None
    for block in blocks:
        growing = block if growing is None else joined((growing, block))
        if enough(growing):
            found.append(growing)
            growing = None
    if growing is not None and found:
        found[-1] = joined((found[-1], growing))
    return tuple(found)


def fewer(blocks: Sequence[Block], most: int) -> tuple[Block, ...]:
    """Every so many neighbours as one, so that no more than `most` are left."""
    size = -(-len(blocks) // most) or 1
    return tuple(joined(blocks[k : k + size]) for k in range(0, len(blocks), size))


def side_by_side(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Each block with where its stretch begins: where the one before it ends, so that nothing gapes between them."""
    before = blocks[0].first if blocks else 0
    for block in blocks:
        yield before, block
        before = block.last


def episodes(history: RunHistory) -> tuple[Episode, ...]:
    """What stood where: finely at the run's beginning, for logarithmic axes, and evenly after it."""
    ends = {one.last: one for one in (*history.early, *history.episodes)}
    return tuple(ends[last] for last in sorted(ends))
