"""Every combination of some variables' values, by number: nothing is written down before it is asked for. The last
variable runs fastest."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

import numpy as np

from drillgrok.expressions.arithmetic import Column

Variables = Mapping[str, tuple[int, ...] | range]


def value_count(values: tuple[int, ...] | range) -> int:
    """How many values there are, also in a range too long for `len`."""
    return (values[-1] - values[0]) // values.step + 1 if isinstance(values, range) and values else len(values)


def combination_count(variables: Variables) -> int:
    """How many combinations there are; one when there are no variables."""
    return prod(map(value_count, variables.values()))


def columns_at(variables: Variables, numbers: Column) -> dict[str, Column]:
    """The values of every variable in the combinations `numbers`, (rows,) each from 0 to the count."""
    columns: dict[str, Column] = {}
    for name, values in reversed(list(variables.items())):
        numbers, places = np.divmod(numbers, len(values))
        columns[name] = (
            values.start + values.step * places if isinstance(values, range) else np.array(values, np.int64)[places]
        )
    return {name: columns[name] for name in variables}
