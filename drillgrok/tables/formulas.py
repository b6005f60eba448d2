"""Cells that a spreadsheet takes for formulas: the apostrophe that keeps a text a text, written and taken off in one
way everywhere, and what stands in a cell whose formula came to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_NUMBER: Final = re.compile(r"[-+]?\d+([.,]\d+)?")
_FAILED: Final = re.compile(r"#[¿¡]?[^\W\d_][\w/. ¿¡]{0,18}[!?]|#N/?[ADV]|#N/DISP|#GETTING_DATA|Err:5\d\d")
"""`#NAME?`, `#WERT!`, `#¡DIV/0!`, `#NV`: every language's words end in one of these ways."""
_APOSTROPHE: Final = re.compile(rf"'+(?:[=+\-@]|(?:{_FAILED.pattern})$)")
SIGNS: Final = ("'", "#", "Err:")
"""A text without any of these holds neither a cell kept by an apostrophe nor one that failed."""


def guarded(cell: str) -> str:
    """The cell as a spreadsheet may read it without taking it for a formula: an apostrophe stands before one, and
    before what only looks like a failed one. Numbers are left as they are. `freed` undoes it."""
    risky = (cell[:1] in {"=", "+", "-", "@"} and not _NUMBER.fullmatch(cell)) or is_failed(cell)
    return f"'{cell}" if risky or _APOSTROPHE.match(cell) else cell


def freed(cell: str) -> str:
    """The cell without the apostrophe that `guarded` put before it."""
    return cell[1:] if cell[:1] == "'" and _APOSTROPHE.match(cell) else cell


def is_failed(cell: str) -> bool:
    """Whether a spreadsheet wrote this in the place of what its formula should have come to."""
    return cell[:1] in {"#", "E"} and _FAILED.fullmatch(cell) is not None


def may_have_failed(text: str) -> bool:
    """Whether a text of many cells could hold one that failed: most rows are done with at once."""
    return "#" in text or "Err:" in text


def first_failed(cells: Iterable[str]) -> str:
    """The first cell that failed; empty where none did."""
    return next(filter(is_failed, cells), "")
