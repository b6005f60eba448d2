"""Whether there is a terminal to draw on, or only lines to read and write."""

import os
import sys


def is_terminal() -> bool:
    """A person at a keyboard and a screen."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())


def by_lines(*, plain: bool) -> bool:
    """Lines were asked for, or nothing better is there."""
    return plain or not is_terminal() or os.environ.get("TERM", "dumb") == "dumb"
