"""A YAML syntax error -> a sentence with a mend. YAML stops at the first one, so it comes alone; what an author meant
is nearly always a text that needed quotes."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError

from drillgrok.deckfile.flaws import Flaw

_QUOTE = 'Put quotes round the text: key: "text".'
_MENDS = (
    ("'\\t'", "A tab cannot indent.", "Indent with spaces."),
    ("cannot start any token", "A text cannot begin with this sign.", _QUOTE),
    ("mapping values are not allowed", "': ' stands inside a text, or the line is indented too far.", _QUOTE),
    ("expected alphabetic or numeric", "'*' and '&' have a meaning of their own in YAML.", _QUOTE),
    ("unexpected end of stream", "A quote is opened here and never closed.", "Close it."),
    ("unknown escape character", "There is no such escape.", "Write '\\\\' for a backslash, or use single quotes."),
    ("escape sequence", "There is no such escape.", "Write '\\\\' for a backslash, or use single quotes."),
    ("',' or ']'", "A list is opened with '[' and not closed.", "Add ']', or put quotes round a text with '['."),
    ("',' or '}'", "A mapping is opened with '{' and not closed.", "Add '}', or put quotes round a text with '{'."),
    ("found '<scalar>'", "The value ends before its line does, or the line is indented oddly.", _QUOTE),
    ("could not find expected ':'", "This line has no ':'.", "Write 'key: value', or indent it under its key."),
    ("chomping or indentation", "Text cannot follow '|' or '>'.", "Begin it on the next line."),
)
_VALUE = re.compile(r"""(\s*(?:- +)?[\w-]+: +)(["'])""")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}


def syntax_flaw(text: str, file: str, error: MarkedYAMLError) -> Flaw:
    """The flaw that tells of a YAML syntax error, at the place where an author should look."""
    problem = error.problem or ""
    opened = _opened_before(text, error)
    if opened is not None:
        return Flaw(file, *opened, "A quote is opened here and not closed on its line.", "Close it.")
    unclosed = "unexpected end of stream" in problem or "got '<stream end>'" in problem
    mark = (error.context_mark if unclosed else None) or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (text.count("\n") + 1, None)
    for sign, what, mend in _MENDS:
        if sign in problem:
            return Flaw(file, line, column, what, mend)
    return Flaw(file, line, column, "The YAML stops making sense here.", "Check indentation, quotes and brackets.")


def _opened_before(text: str, error: MarkedYAMLError) -> tuple[int, int] | None:
    """The line and column of a quote before the error that its line leaves open: what follows was taken for its text
    until the next quote, which tells nobody anything."""
    mark = error.problem_mark or error.context_mark
    for number, line in enumerate(text.split("\n")[: mark.line if mark is not None else 0], start=1):
        found = _VALUE.match(line)
        if found and not _CLOSED[found[2]].match(line, found.start(2)):
            return number, found.start(2) + 1
    return None
