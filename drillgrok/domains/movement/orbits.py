"""Which figures turn into each other under some moves: the groups of a drill. Knows no keys and no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Figure = tuple[int, ...]


def groups_of(figures: Iterable[Figure], moves: Iterable[Callable[[Figure], Figure]]) -> dict[Figure, Figure]:
    """Every figure -> the least of those it can be turned into, for moves that each have an inverse.

    The figures have to be closed under the moves.
    """
    moves = tuple(moves)
    least: dict[Figure, Figure] = {}
    for figure in sorted(figures):
        if figure in least:
            continue
        waiting = [figure]
        least[figure] = figure
        while waiting:
            reached = waiting.pop()
            for move in moves:
                turned = move(reached)
                if turned not in least:
                    least[turned] = figure
                    waiting.append(turned)
    return least
