"""Names of columns as people write them: told apart by their letters, not by capitals, marks composed or not, or the
white space round them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from unicodedata import normalize

_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))


def folded(name: str) -> str:
    """What two spellings of one name have in common."""
    return " ".join(normalize("NFKC", name).translate(_UNSEEN).casefold().split())


def spelled(names: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """The names composed, without white space round them; one that is `known` but for its spelling is written as known,
    unless it stands there already."""
    plain = [normalize("NFC", name).translate(_UNSEEN).strip() for name in names]
    return tuple(
        name if name in known or folded(name) not in known or folded(name) in plain else folded(name) for name in plain
    )


def meant(name: str, names: Collection[str]) -> str | None:
    """The one of the names that is this one, but for its spelling; None where there is none, or more than one."""
    if name in names:
        return name
    same = [one for one in names if folded(one) == folded(name)]
    return same[0] if len(same) == 1 else None
