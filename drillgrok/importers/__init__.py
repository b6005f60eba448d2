"""Files of questions in the formats of other programs. A format is one file here and one row in FORMATS, imported when
a file asks for it; what it gives is said in questions.py. The command line names the formats at every start, so nothing
heavy is imported here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from drillgrok.console.files import refuse_endless
from drillgrok.errors import DrillgrokError

if TYPE_CHECKING:
    from drillgrok.importers.questions import ColumnWishes, OpenedFile

_HEAD_BYTES: Final = 1 << 14


class Format(NamedTuple):
    """A format by the ends of its files' names; `module` has a context manager `read(file, wishes) -> OpenedFile`."""

    module: str
    suffixes: tuple[str, ...]
    looks: bytes = b""
    """A pattern for the start of such a file under another name; empty where it has no looks."""


_HERE: Final = "drillgrok.importers"
FORMATS: Final = {
    "apkg": Format(f"{_HERE}.anki_package", (".apkg", ".colpkg"), rb"(?s)PK\x03\x04.{0,4000}collection\."),
    "anki": Format(f"{_HERE}.anki_text", (), rb"(?i)\A(?:\xef\xbb\xbf)?#[a-z][a-z ]{1,20}:"),
    "gift": Format(
        f"{_HERE}.gift",
        (".gift",),
        rb"(?m)^(?:::[^\n]*::|\$CATEGORY:)|\{\s*(?:[~=#]|(?:T|F|TRUE|FALSE)\s*[#}])",
    ),
    "markdown": Format(f"{_HERE}.markdown", (".md", ".markdown"), rb"(?mi)^(?:\*\*)?(?:Q(?:uestion)?|C):"),
    "csv": Format(f"{_HERE}.separated", (".csv", ".tsv", ".tab")),
}
"""Name of `--format` -> the format; the first that fits a file is taken, the last where none does."""


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
    return bool(looks) and re.search(looks, head) is not None


@contextmanager
def opened(file: Path, name: str | None, wishes: ColumnWishes) -> Iterator[OpenedFile]:
    """The questions of a file in the named format, or in the one it looks like.

    Raises DrillgrokError where the file cannot be read or is not what it says it is, also while it is gone through.
    """
    with explained(file):
        refuse_endless(file)
        chosen = FORMATS[name or format_of(file)]
        with import_module(chosen.module).read(file, wishes) as material:
            yield material


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turn what the file system says against reading a file into a DrillgrokError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "The file cannot be read"
        raise DrillgrokError(f"{reason}.", where=str(file), mend="Check the path and who may read it.") from None
