"""Hashes that never change: of table rows, of texts, and of groups against a run's seed. Every item key and every split
in every learner's data rests on them, so nothing here may ever give another value; the tests hold golden values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def text_hash(text: str) -> int:
    """64 bits of a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def text_hashes(texts: Iterable[str]) -> Hashes:
    """`text_hash` of each text."""
    digests = [blake2b(text.encode(), digest_size=8).digest() for text in texts]
    return np.frombuffer(b"".join(digests), ">u8").astype(np.uint64)


def text_keys(deck_id: str, texts: Iterable[str]) -> Hashes:
    """The 48-bit keys of items that are named by texts."""
    named = f"{deck_id}\0".encode()
    digests = [b"\0\0" + blake2b(named + text.encode(), digest_size=6).digest() for text in texts]
    return np.frombuffer(b"".join(digests), ">u8").astype(np.uint64)


def column_hashes(salt: str, columns: Sequence[npt.NDArray[np.int64]]) -> Hashes:
    """One 64-bit hash a row of `columns`, which are all (rows,); the order of the columns matters."""
    state = np.full(len(columns[0]), text_hash(salt), np.uint64)
    for column in columns:
        state = _mixed(state + _STEP + _mixed(column.astype(np.uint64)))
    return state


def row_keys(deck_id: str, variables: Mapping[str, npt.NDArray[np.int64]]) -> Hashes:
    """The 48-bit keys of a table's items: of their values in the order of the variables' names, not of the file."""
    return column_hashes(deck_id, [variables[name] for name in sorted(variables)]) >> np.uint64(16)


def group_numbers(raw_hashes: Hashes) -> tuple[npt.NDArray[np.int64], Hashes]:
    """(rows,) hashes -> (rows,) group numbers dense from 0, and the (groups,) hash of each number."""
    group_hashes, group_of = np.unique(raw_hashes, return_inverse=True)
    return group_of.astype(np.int64), group_hashes


def of_groups(row_hashes: Hashes, group_of: npt.NDArray[np.int64]) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """(rows,) hashes and group numbers -> the (groups,) hash of each group's first row, and the rows of another one."""
    hashes = row_hashes[np.unique(group_of, return_index=True)[1]]
    return hashes, np.flatnonzero(hashes[group_of] != row_hashes)


def uniform(seed: int, hashes: Hashes) -> npt.NDArray[np.float64]:
    """One number in [0, 1) for each hash, drawn by the seed: the split compares it with the shares."""
    drawn = _mixed(_mixed(hashes + _STEP) ^ np.uint64(text_hash(f"seed {seed}")))
    return (drawn >> np.uint64(11)).astype(np.float64) * 2.0**-53


def _mixed(words: Hashes) -> Hashes:
    """Spreads every bit over the whole word, one to one: the finaliser of splitmix64 (Steele, Lea & Flood 2014)."""
    words = (words ^ (words >> np.uint64(30))) * _FIRST
    words = (words ^ (words >> np.uint64(27))) * _SECOND
    return words ^ (words >> np.uint64(31))
