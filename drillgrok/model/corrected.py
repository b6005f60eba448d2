"""What stands on the page after a miss, as neutral values: the right answer and the given one beside each other, and
marks laid over the picture that was asked about. Knows no domain and no screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import Match, SequenceMatcher
from itertools import accumulate
from typing import Final, NamedTuple

from drillgrok.model.drawing import Drawing, DrawnLine, Sound, Span, Tone

RIGHT_SIGN: Final = "✓"
WRONG_SIGN: Final = "✗"


@dataclass(frozen=True, slots=True)
class Corrected:
    """A miss, drawn: right and given stand where one looks. What is marked is how the two differ, never how either
    differs from the prompt."""

    right: DrawnLine
    given: DrawnLine = ()
    """Empty where nothing was given that could be set beside the right answer."""
    frames: tuple[Drawing, ...] = ()
    """The picture with both marked; several where it can be gone through, the first being shown. Empty: the picture
    stays as it was."""
    sounds: tuple[Sound, ...] = ()
    """What is heard of the right answer and then of the given one, where they can be heard."""
    others: tuple[int, ...] = ()
    """Items of the deck, by index, whose answer it shows beside this one's."""
    alone: Callable[[], Corrected] | None = field(default=None, compare=False)
    """The same without them, for where one of them is held out: with others in their place, or alone."""
    reason: str = ""
    """What was missed, where an answer has several sides; the same words for every miss of that side."""

    @property
    def spoken(self) -> tuple[str, str]:
        """Right and given in words; empty for nothing given."""
        return words_of(self.right), words_of(self.given)


def words_of(line: DrawnLine) -> str:
    """A drawn line as text."""
    return "".join(span.text for span in line).strip()


def in_words(right: str, given: str) -> Corrected:
    """Right and given as they are written, differences marked."""
    return Corrected(*differing(right, given)) if given else Corrected((Span(right, Tone.STRONG),))


def differing(right: str, given: str) -> tuple[DrawnLine, DrawnLine]:
    """Both texts, the parts in which they differ marked; where they have next to nothing in common, neither is."""
    blocks = _common(right, given)
    if 2 * sum(block.size for block in blocks) < _ALIKE * (len(right) + len(given)):
        return (Span(right, Tone.STRONG),), (Span(given),)
    above: list[Span] = []
    below: list[Span] = []
    a = b = 0
    for block in blocks:
        above += [Span(right[a : block.a], Tone.KEY), Span(right[block.a : block.a + block.size], Tone.STRONG)]
        below += [Span(given[b : block.b], Tone.KEY), Span(given[block.b : block.b + block.size])]
        a, b = block.a + block.size, block.b + block.size
    return _merged(above), _merged(below)


def _common(right: str, given: str) -> list[Match]:
    """What stands in both, in order, up to an empty block at their ends: word for word in sentences, place for place
    where they are equally long and mostly alike so, else wherever it is found."""
    if min(right.count(" "), given.count(" ")) >= _SENTENCE_BLANKS:
        return _common_words(right, given)
    alike = [one == other for one, other in zip(right, given, strict=False)]
    if len(right) == len(given) and sum(alike) >= _ALIKE * len(right):
        blocks = [Match(place, place, 1) for place, same in enumerate(alike) if same]
        return [*blocks, Match(len(right), len(given), 0)]
    return SequenceMatcher(None, right, given, autojunk=False).get_matching_blocks()


def _common_words(right: str, given: str) -> list[Match]:
    """The same, no word cut in two."""
    words, others = (_PIECES.findall(text) for text in (right, given))
    starts, other_starts = ([0, *accumulate(map(len, pieces))] for pieces in (words, others))
    found = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return [Match(starts[at.a], other_starts[at.b], starts[at.a + at.size] - starts[at.a]) for at in found]


_SENTENCE_BLANKS: Final = 2
"""From so many blanks on a text is read as words."""
_PIECES: Final = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE: Final = 0.5
"""Share of two texts that they have in common from which on it helps to see where they differ."""


def _merged(spans: Iterable[Span]) -> DrawnLine:
    return _joined((char, span) for span in spans for char in span.text)


class Area(NamedTuple):
    """Cells of a drawing, counted from 0; ends are left out."""

    top: int
    left: int
    bottom: int
    right: int


def overlaid(drawing: Drawing, areas: Iterable[tuple[Area, Mapping[Tone, Tone]]], texts: Iterable[TextMark]) -> Drawing:
    """The drawing with its tones changed in some areas, and texts written over it."""
    cells = [[(char, span) for span in line for char in span.text] for line in drawing.lines]
    for area, tones in areas:
        for row in cells[area.top : area.bottom]:
            row[area.left : area.right] = [
                (char, span._replace(tone=tones.get(span.tone, span.tone)))
                for char, span in row[area.left : area.right]
            ]
    for text in texts:
        row = cells[text.row]
        row.extend((" ", Span(" ")) for _ in range(text.column + len(text.text) - len(row)))
        row[text.column : text.column + len(text.text)] = [(char, Span("", text.tone)) for char in text.text]
    return replace(drawing, lines=tuple(map(_joined, cells)))


class TextMark(NamedTuple):
    """A text over a drawing, from one cell on."""

    row: int
    column: int
    text: str
    tone: Tone


def _joined(cells: Iterable[tuple[str, Span]]) -> DrawnLine:
    """Cells as spans, neighbours alike in one."""
    spans: list[Span] = []
    for char, like in cells:
        if spans and (spans[-1].tone, spans[-1].ground) == (like.tone, like.ground):
            spans[-1] = spans[-1]._replace(text=spans[-1].text + char)
        else:
            spans.append(like._replace(text=char))
    return tuple(spans)
