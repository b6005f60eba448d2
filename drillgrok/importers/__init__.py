"""Files of questions in the formats of other programs. A format is one file here and one row in FORMATS, imported when
a file asks for it; what it gives is said in questions.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from drillgrok.errors import DrillgrokError
from drillgrok.importers.questions import ColumnWishes, OpenedFile

_HEAD_BYTES: Final = 1 << 14


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the ends of its files' names; `module` has a context manager `read(file, wishes) -> Material`."""

    module: str
    suffixes: tuple[str, ...]
    looks: re.Pattern[bytes] | None = None
    """How the start of such a file looks under another name."""


_HERE: Final = "drillgrok.importers"
FORMATS: Final = {
    "apkg": Format(
        f"{_HERE}.anki_package", (".apkg", ".colpkg"), re.compile(rb"PK\x03\x04.{0,4000}collection\.", re.DOTALL)
    ),
    "anki": Format(f"{_HERE}.anki_text", (), re.compile(rb"\A(?:\xef\xbb\xbf)?#[a-z][a-z ]{1,20}:", re.IGNORECASE)),
    "gift": Format(
        f"{_HERE}.gift",
        (".gift",),
        re.compile(rb"^(?:::[^\n]*::|\$CATEGORY:)|\{\s*(?:[~=#]|(?:T|F|TRUE|FALSE)\s*[#}])", re.MULTILINE),
    ),
    "markdown": Format(
        f"{_HERE}.markdown",
        (".md", ".markdown"),
        re.compile(rb"^(?:\*\*)?Q(?:uestion)?:", re.MULTILINE | re.IGNORECASE),
    ),
    "csv": Format(f"{_HERE}.separated", (".csv", ".tsv", ".tab")),
}
"""By the name of `--format`; the first that fits a file is taken, the last where none does."""


def format_of(file: Path) -> str:
    """The format of a file, by the end of its name, else by how it begins. Raises OSError where it cannot be read."""
    with file.open("rb") as raw:
        head = raw.read(_HEAD_BYTES)
    suffix = file.suffix.casefold()
    if suffix in FORMATS["csv"].suffixes and not _begins(head, "anki"):
        return "csv"
    named = next((name for name, one in FORMATS.items() if suffix in one.suffixes and name != "csv"), None)
    return named or next((name for name in FORMATS if _begins(head, name)), "csv")


def _begins(head: bytes, name: str) -> bool:
    looks = FORMATS[name].looks
    return looks is not None and looks.search(head) is not None


@contextmanager
def opened(file: Path, name: str | None, wishes: ColumnWishes) -> Iterator[OpenedFile]:
    """The questions of a file in the named format, or in the one it looks like.

    Raises DrillgrokError where the file cannot be read or is not what it says it is, also while it is gone through.
    """
    try:
        chosen = FORMATS[name or format_of(file)]
        with import_module(chosen.module).read(file, wishes) as material:
            yield material
    except OSError as error:
        reason = error.strerror or "The file cannot be read"
        raise DrillgrokError(f"{reason}.", where=str(file), mend="Check the path and who may read it.") from None
