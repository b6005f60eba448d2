"""The table of verdicts in order of precedence: the first whose condition the facts meet is what is said. A new verdict
is a file here and a row at its place; how one is chosen is no business of the table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from drillgrok.coaching import remarks
from drillgrok.coaching.verdict_row import VerdictRow
from drillgrok.coaching.verdicts import (
    expert_beginner,
    grokked,
    known,
    memorised_only,
    memorising,
    no_sign,
    not_enough_data,
    plateau,
    recited_only,
    shifting,
    shortcut,
    tired,
)

ROWS: Final = (
    shortcut.ROW,
    not_enough_data.ROW,
    known.ROW,
    tired.ROW,
    recited_only.ROW,
    memorised_only.ROW,
    grokked.ROW,
    shifting.ROW,
    expert_beginner.ROW,
    no_sign.ROW,
    plateau.ROW,
    memorising.ROW,
)
BY_KIND: Final[Mapping[str, VerdictRow]] = {row.kind: row for row in (*ROWS, *remarks.ROWS)}
"""Whatever the coach says: the verdicts, and the remarks, which are no verdict."""
