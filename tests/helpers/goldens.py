"""Texts that were looked at once and are kept: what the program makes now is held against them. The option --renew
writes all of them anew, or those of the tests that are named, and is the only way to."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_MOST_LINES = 60
"""Of a difference."""


@dataclass(frozen=True)
class Goldens:
    """The kept texts of one test."""

    test: Path
    """The test's file."""
    renewing: bool

    def hold(self, path: Path, text: str) -> None:
        """Fail where the text is not the one in `path`, saying the command that renews it; write it when renewing."""
        if self.renewing:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        elif not path.exists():
            pytest.fail(f"There is no {_named(path)}. Have it written, and look at it: {self.command}", pytrace=False)
        elif (kept := path.read_text(encoding="utf-8")) != text:
            told = f"{_named(path)} is not what is made now. Where the difference is meant: {self.command}"
            pytest.fail(f"{told}\n{_difference(kept, text)}", pytrace=False)

    @property
    def command(self) -> str:
        """What renews these."""
        return f".venv/bin/pytest --renew {_named(self.test)}"


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def _difference(kept: str, made: str) -> str:
    lines = list(unified_diff(kept.split("\n"), made.split("\n"), "kept", "made now", lineterm="", n=1))
    more = [f"... and {len(lines) - _MOST_LINES} lines more"] if len(lines) > _MOST_LINES else []
    return "\n".join(lines[:_MOST_LINES] + more)
