"""Comments that were meant as text: in YAML ` #` begins one, and nobody who writes `Numbers #1` wants that."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PLAIN = re.compile(r"""\s*(?:- +)?[\w-]+: +[^\s"'|>&*!\[{#][^#]*?\s(#[^\s#].*)""")


def swallowed(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a deck file at whose end a text is taken for a comment, and that text. Where a space follows the
    sign it is meant as one."""
    block = None
    for number, line in enumerate(text.split("\n"), start=1):
        indent = len(line) - len(line.lstrip())
        if block is not None and (not line.strip() or indent > block):
            continue
        block = indent if re.search(r": *[|>][-+0-9]* *(#.*)?$", line) else None
        if found := _PLAIN.fullmatch(line):
            yield number, found[1].strip()
