"""Changes of the values shown that may leave a table's answer as it is. Which of them do so is tried elsewhere; no
answer enters here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from drillgrok.expressions.arithmetic import Column

Values = Mapping[str, Column]
"""The values shown by their names, each a column over the same rows."""

LONGEST_PERIOD: Final = 100
LARGEST_CONSTANT: Final = 3

_ALONE = frozenset({(1, 0, 0, 1), (0, 1, 1, 0), (-1, 0, 0, 1), (1, 0, 0, -1)})
"""Nothing, a swap, and one sign: tried as places and as turns."""


@dataclass(frozen=True, slots=True, eq=False)
class ValueChange:
    """Other values in the place of those shown."""

    words: str
    """The change as the author reads it, such as `a and b swapped`."""
    near: bool
    """It gives a near copy, one that is seen in what is shown before the rule is: the same values stand in other places
    or have other signs, or one of them is so much more or less."""
    ways: tuple[Callable[[Values], Values], ...]
    """The change, and for one that does not undo itself the change back."""
    stays: Callable[[Values], Sequence[Column]] | None = None
    """What no repetition changes; None for what comes back to where it began."""


def families(values: Values) -> Iterator[Sequence[ValueChange]]:
    """Changes to be tried. Of each family the first that holds tells all: the others follow from it."""
    for change in (*_turns(values), *_places(values), *_sums(values)):
        yield (change,)
    for name, column in values.items():
        yield [_period(name, step) for step in range(1, min(_length(column) // 2, LONGEST_PERIOD) + 1)]
    for a, b in combinations(values, 2):
        for sign in (-1, 1):
            yield [_constant(values, a, b, sign, step) for step in range(1, LARGEST_CONSTANT + 1)]


def exchanged(name: str, values: Sequence[Sequence[int]]) -> ValueChange:
    """Every value of some classes replaced by the next of its class. Each class holds at least two values."""
    onward = {own: other for each in values for own, other in zip(each, (*each[1:], each[0]), strict=True)}
    back = {other: own for own, other in onward.items()}
    first = {own: each[0] for each in values for own in each}
    told = ", ".join(" and ".join(map(str, each[:3])) for each in values[:3])
    more = f" and {len(values) - 3} more" if len(values) > 3 else ""
    return ValueChange(
        f"{name} {told}{more} in each other's place",
        True,
        (lambda shown: {**shown, name: _mapped(shown[name], onward)}, lambda s: {**s, name: _mapped(s[name], back)}),
        lambda shown: [_mapped(shown[name], first), *(column for other, column in shown.items() if other != name)],
    )


def _mapped(column: Column, becomes: Mapping[int, int]) -> Column:
    """A column with some of its values replaced."""
    made = column.copy()
    for own, other in becomes.items():
        made[column == own] = other
    return made


def _length(column: Column) -> int:
    return int(column.max()) - int(column.min())


def _turns(values: Values) -> Iterator[ValueChange]:
    """One value turned round, about its middle or on a clock."""
    for name, column in values.items():
        low, high = int(column.min()), int(column.max())
        words = f"{low + high or ''} - {name} in the place of {name}".strip()
        yield ValueChange(words, True, (_turned(name, low + high, None),))
        if low == 0:
            yield ValueChange(f"{high + 1} - {name} in the place of {name}", True, (_turned(name, high + 1, high + 1),))


def _turned(name: str, total: int, modulus: int | None) -> Callable[[Values], Values]:
    def turned(values: Values) -> Values:
        column = total - values[name]
        return {**values, name: column if modulus is None else column % modulus}

    return turned


def _places(values: Values) -> Iterator[ValueChange]:
    """The same values in other places."""
    names = list(values)
    for a, b in combinations(names, 2):
        yield ValueChange(f"{a} and {b} swapped", True, (_placed({a: b, b: a}),))
    if len(names) > 2:
        onward = dict(zip(names, (*names[1:], names[0]), strict=True))
        back = {other: own for own, other in onward.items()}
        words = f"{', '.join(names)} all moved on by a place"
        yield ValueChange(words, True, (_placed(onward), _placed(back)))
        mirrored = dict(zip(names, reversed(names), strict=True))
        yield ValueChange(f"{', '.join(names)} in the opposite order", True, (_placed(mirrored),))


def _placed(source: Mapping[str, str]) -> Callable[[Values], Values]:
    return lambda values: {**values, **{name: values[other] for name, other in source.items()}}


def _period(name: str, step: int) -> ValueChange:
    """One value so much more or less."""
    return ValueChange(
        f"{name} + {step} in the place of {name}",
        True,
        (_moved({name: step}), _moved({name: -step})),
        lambda values: [column % step if other == name else column for other, column in values.items()],
    )


def _constant(values: Values, a: str, b: str, sign: int, step: int) -> ValueChange:
    """So much added to one value, and taken from another or added to it too."""
    clock = _clock(values, a, b)

    def stays(shown: Values) -> Sequence[Column]:
        kept = shown[a] - sign * shown[b]
        rest = [column for name, column in shown.items() if name not in {a, b}]
        return [kept % clock if clock else kept, shown[a] % step, *rest]

    return ValueChange(
        f"{a} + {step} and {b} {'+' if sign > 0 else '-'} {step} in the place of {a} and {b}",
        False,
        (_moved({a: step, b: sign * step}), _moved({a: -step, b: -sign * step})),
        stays,
    )


def _moved(steps: Mapping[str, int]) -> Callable[[Values], Values]:
    return lambda values: {**values, **{name: values[name] + step for name, step in steps.items()}}


def _clock(values: Values, a: str, b: str) -> int:
    """How many values both have that count from 0 to one end; 0 where they do not."""
    count = int(values[a].max()) + 1
    return 0 if int(values[b].max()) + 1 != count or int(values[a].min()) or int(values[b].min()) else count


def _sums(values: Values) -> Iterator[ValueChange]:
    """Two values on a clock, both replaced by sums and differences of the two where that can be undone. What only
    changes signs and places is a near copy."""
    for a, b in combinations(values, 2):
        count = _clock(values, a, b)
        for p, q, r, s in product((-1, 0, 1), repeat=4) if count else ():
            if abs(p * s - q * r) == 1 and (p, q, r, s) not in _ALONE:
                words = f"{_sum(p, a, q, b)} and {_sum(r, a, s, b)} in the place of {a} and {b}, modulo {count}"
                yield ValueChange(words, p * q == r * s == 0, (_combined(a, b, (p, q, r, s), count),))


def _combined(a: str, b: str, factors: tuple[int, int, int, int], count: int) -> Callable[[Values], Values]:
    p, q, r, s = factors
    return lambda values: {
        **values,
        a: (p * values[a] + q * values[b]) % count,
        b: (r * values[a] + s * values[b]) % count,
    }


def _sum(p: int, a: str, q: int, b: str) -> str:
    signs = {-1: "-", 1: "+"}
    return " ".join(f"{signs[factor]} {name}" for factor, name in ((p, a), (q, b)) if factor).removeprefix("+ ")
