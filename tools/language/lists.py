"""The text of every list by the id of its deck. Knows the makers; reads and writes no list."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tools.language import arabic, cowries, english, finnish, japanese, korean, spanish, turkish
from tools.language.rows import Row, as_csv

MAKERS: dict[str, Callable[[], Iterator[Row]]] = {
    **turkish.LISTS,
    **japanese.LISTS,
    **korean.LISTS,
    **finnish.LISTS,
    **english.LISTS,
    **spanish.LISTS,
    **arabic.LISTS,
    **cowries.LISTS,
}


def lists() -> dict[str, str]:
    """Every list, made anew."""
    return {name: as_csv(maker()) for name, maker in MAKERS.items()}
