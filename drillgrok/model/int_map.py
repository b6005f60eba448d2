"""A map from whole numbers that is never changed: putting a key gives a new map, which shares almost all of the old
one. Keys come in order, the lowest at once. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
_BITS = 5
_WIDTH = 1 << _BITS
_MASK = _WIDTH - 1
_Node = list[Any]
"""32 children, or at the bottom 32 values; None where there is nothing. Never changed once it is in a map."""


class IntMap(Mapping[int, Value], Generic[Value]):
    """A trie over five bits of the key at a time (Bagwell 2001): what it costs grows with the logarithm of the highest
    key. Keys are 0 or more, values anything but None."""

    __slots__ = ("_count", "_root", "_shift")

    def __init__(self, _root: _Node | None = None, _shift: int = 0, _count: int = 0) -> None:
        """The empty map; `of` makes one of something."""
        self._root = _root
        self._shift = _shift
        """Bits of a key below the root's own five."""
        self._count = _count

    @classmethod
    def of(cls, values: Mapping[int, Value]) -> IntMap[Value]:
        """The map of these, built at once."""
        if not values:
            return cls()
        nodes, shift = _gathered(values), 0
        while len(nodes) > 1 or 0 not in nodes:
            nodes, shift = _gathered(nodes), shift + _BITS
        return cls(nodes[0], shift, len(values))

    def put(self, key: int, value: Value) -> IntMap[Value]:
        """With this value at the key, whatever stood there."""
        root, shift = self._root, self._shift
        while key >> shift >= _WIDTH:
            root, shift = None if root is None else [root, *[None] * (_WIDTH - 1)], shift + _BITS
        root, is_new = _put(root or [None] * _WIDTH, shift, key, value)
        return IntMap(root, shift, self._count + is_new)

    def without(self, key: int) -> IntMap[Value]:
        """With nothing at the key."""
        if key not in self:
            return self
        root = _without(self._root or [], self._shift, key)
        return IntMap(root, self._shift if root else 0, self._count - 1)

    def get(self, key: int, default: Any = None) -> Any:
        """The value at the key, or `default`."""
        node, shift = self._root, self._shift
        if node is None or key >> shift >= _WIDTH:
            return default
        while shift:
            node = node[key >> shift & _MASK]
            if node is None:
                return default
            shift -= _BITS
        value = node[key & _MASK]
        return default if value is None else value

    def __getitem__(self, key: int) -> Value:
        value: Value | None = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and self.get(key) is not None

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return (key for key, _ in _walk(self._root, self._shift, 0, 1)) if self._root else iter(())

    def __reversed__(self) -> Iterator[int]:
        return (key for key, _ in _walk(self._root, self._shift, 0, -1)) if self._root else iter(())

    def first(self) -> tuple[int, Value] | None:
        """The lowest key with its value; None of an empty map."""
        found, key, shift = self._root, 0, self._shift
        while found is not None:
            at, child = next((at, child) for at, child in enumerate(found) if child is not None)
            key |= at << shift
            if not shift:
                return key, child
            found, shift = child, shift - _BITS
        return None

    def descending(self) -> Iterator[tuple[int, Value]]:
        """Every key with its value, the highest first."""
        return _walk(self._root, self._shift, 0, -1) if self._root else iter(())


def _gathered(values: Mapping[int, Any]) -> dict[int, _Node]:
    """The nodes one floor up."""
    nodes: dict[int, _Node] = {}
    for key, value in values.items():
        above = key >> _BITS
        if above not in nodes:
            nodes[above] = [None] * _WIDTH
        nodes[above][key & _MASK] = value
    return nodes


def _put(node: _Node, shift: int, key: int, value: Any) -> tuple[_Node, bool]:
    at, new = key >> shift & _MASK, node.copy()
    if not shift:
        new[at] = value
        return new, node[at] is None
    new[at], is_new = _put(node[at] or [None] * _WIDTH, shift - _BITS, key, value)
    return new, is_new


def _without(node: _Node, shift: int, key: int) -> _Node | None:
    """None where nothing is left."""
    at, new = key >> shift & _MASK, node.copy()
    new[at] = _without(node[at], shift - _BITS, key) if shift else None
    return new if any(child is not None for child in new) else None


def _walk(node: _Node, shift: int, base: int, direction: int) -> Iterator[tuple[int, Any]]:
    for at in range(_WIDTH)[::direction]:
        child = node[at]
        if child is None:
            continue
        key = base | at << shift
        if shift:
            yield from _walk(child, shift - _BITS, key, direction)
        else:
            yield key, child
