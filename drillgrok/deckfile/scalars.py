"""Where a character of a YAML scalar stands in its file: the way back through quotes, escapes and folding."""

from __future__ import annotations

from dataclasses import dataclass

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A line and a column, both from 1."""

    line: int
    column: int


def place_in(document: str, index: int) -> TextPlace:
    """Line and column of character `index` of a file's text."""
    return TextPlace(document.count("\n", 0, index) + 1, index - document.rfind("\n", 0, index))


def unfolded(document: str, start: int, style: str, text: str, offset: int) -> int:
    """The index in `document` of character `offset` of a scalar's `text`; the scalar begins at index `start`.

    Walks text and file side by side. White space of the file that the text does not hold (indentation, folded line
    ends) is skipped; an offset inside such space is given as the character before it.
    """
    raw = _content_start(document, start, style)
    for character in text[:offset]:
        raw = _skip_indent(document, raw, style, character)
        raw += _length(document, raw, style)
    wanted = text[offset] if offset < len(text) else ""
    return min(_skip_indent(document, raw, style, wanted) if wanted else raw, len(document))


def _content_start(document: str, start: int, style: str) -> int:
    if style in {"|", ">"}:
        return document.find("\n", start) + 1 or len(document)
    return start + len(style)


def _skip_indent(document: str, raw: int, style: str, wanted: str) -> int:
    """Past white space that the text leaves out, up to the character that stands for `wanted`."""
    while raw < len(document):
        sign = document[raw]
        if style == '"' and document.startswith("\\\n", raw):
            raw += 2
        elif sign not in " \t\n" or sign == wanted or (wanted == " " and sign == "\n" and style != "|"):
            break
        else:
            raw += 1
    return raw


def _length(document: str, raw: int, style: str) -> int:
    """How many characters of the file the text's next character takes."""
    if style == '"' and document.startswith("\\", raw):
        return _ESCAPE_LENGTHS.get(document[raw + 1 : raw + 2], 2)
    if style == "'" and document.startswith("''", raw):
        return 2
    return 1
