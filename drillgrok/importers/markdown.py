"""Questions in Markdown, in the shapes that people write them: `Q:` and `A:` lines, `C:` lines and highlights with
gaps, `prompt :: answer`, a `?` between them, tables, definition lists, and, where there is nothing else, headings with
their text. Lines that belong to none of them are counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from drillgrok.errors import DrillgrokError
from drillgrok.importers.columns import lay_out
from drillgrok.importers.markup import MEDIA, looks_like_html, plain_text, with_gaps
from drillgrok.importers.questions import ColumnWishes, Entry, Losses, OpenedFile, Question, Skipped, question
from drillgrok.tables.encodings import encoding_of
from drillgrok.tables.rows import TableRow

MOST_CHARACTERS: Final = 16 << 20
_LONGEST_LINE: Final = 10_000
_LONGEST_GAPPED: Final = 4_000
"""Each gap asks for a copy of the whole text."""

_LEAD: Final = r"(?:[-*+]\s+|\d{1,4}[.)]\s+)?"
_ASKED: Final = re.compile(
    rf"{_LEAD}(?:\*\*|__)?(?:q|question|p|problem)(?:\s?\d{{1,4}})?\s?:(?:\*\*|__)?\s?(.*)", re.IGNORECASE
)
_ANSWERED: Final = re.compile(
    rf"{_LEAD}(?:\*\*|__)?(?:a|answer|s|solution)(?:\s?\d{{1,4}})?\s?:(?:\*\*|__)?\s?(.*)", re.IGNORECASE
)
_GAPPED: Final = re.compile(rf"{_LEAD}(?:\*\*|__)?c(?:loze)?\s?:(?:\*\*|__)?\s?(.*)", re.IGNORECASE)
_GAP: Final = re.compile(r"(?<![\\!\[])\[([^\[\]]+)\](?![(\[])")
_MARKED: Final = re.compile(r"==(?=\S)([^=]+)(?<=\S)==|\{\{(?!c\d)([^{}]+)\}\}")
_WITHIN_GAP: Final = re.compile(r"\{\{c\d{1,3}::")
_ITEM: Final = re.compile(r"(?:[-*+]|\d{1,4}[.)])\s+\S.*")
OTHER: Final = "lines that belong to no question"
TURNED: Final = "cards the other way round"
_PAIR: Final = re.compile(r"(\S.*?)(?:\s+(:{2,3})\s*|\s*(?<!:)(:{2,3})\s+|(?<=\?)(:{2,3}))(\S.*)")
_TIGHT_PAIR: Final = re.compile(r"(\S.*?)\s*(?<!:)(:{2,3})\s*([^\s:].*)")
"""Where a label says that there are cards, they need no white space; elsewhere `std::sort` is no card."""
_BETWEEN: Final = re.compile(r"\?{1,2}")
_RULED: Final = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?|\|\s*:?-+:?\s*\|")
_DEFINED: Final = re.compile(r":\s+(.*)")
_HEADING: Final = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_BREAK: Final = re.compile(r"(?:-{3,}|\*{3,}|_{3,})")
_FENCE: Final = re.compile(r"(?:```|~~~).*")

_IMAGE: Final = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|!\[\[[^\[\]]*\]\]")
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_EMPHASIS: Final = re.compile(
    r"(\*\*|__|~~|==)(?=\S)([^*_~=]+)(?<=\S)\1|(?<![\w\\])([*_])(?=\S)([^*_]+)(?<=\S)\3(?!\w)"
)
_CODE: Final = re.compile(r"`+([^`]*)`+")
_LABEL: Final = re.compile(r"(?:^|(?<=\s))#flashcards?(?:/[\w/-]*)?(?=\s|$)")
_LEADING: Final = re.compile(rf"(?:>\s?|{_LEAD}(?:\[[ xX]\]\s+)?)+")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


class MarkdownLine(NamedTuple):
    """A line of the file, its white space folded."""

    number: int
    text: str


@contextmanager
def read(file: Path, wishes: ColumnWishes) -> Iterator[OpenedFile]:
    """The file's questions. Raises DrillgrokError where it is no text."""
    encoding = encoding_of(file, wishes.encoding)
    if file.stat().st_size > MOST_CHARACTERS:
        raise DrillgrokError(f"The file has more than {MOST_CHARACTERS >> 20} MB.", where=str(file), mend="Split it.")

    def lines() -> list[MarkdownLine]:
        with file.open(encoding=encoding.name) as stream:
            return _body(
                [MarkdownLine(k, " ".join(text[:_LONGEST_LINE].split())) for k, text in enumerate(stream, start=1)]
            )

    yield OpenedFile(
        f"Markdown, {encoding.words}",
        lambda losses: _entries(lines(), wishes, losses),
        guessed_encoding=encoding.guessed,
        free_text=True,
    )


def _body(lines: list[MarkdownLine]) -> list[MarkdownLine]:
    """Without the head of settings between two `---` at the start."""
    if lines and lines[0].text == "---":
        end = next((k for k, line in enumerate(lines[1:], start=1) if line.text in {"---", "..."}), 0)
        return lines[end + 1 :] if end else lines
    return lines


def _entries(lines: list[MarkdownLine], wishes: ColumnWishes, losses: Losses) -> Iterator[Entry]:
    found = False
    passed = Losses()
    for entry in _MarkdownReader(lines, wishes, passed).entries():
        found = found or isinstance(entry, Question)
        yield entry
    if found:
        losses.update(passed)
    else:
        yield from _under_headings(lines, losses)


class _MarkdownReader:
    """Goes through the lines once; each shape takes the lines that belong to it."""

    def __init__(self, lines: list[MarkdownLine], wishes: ColumnWishes, losses: Losses) -> None:
        self._lines = lines
        self._wishes = wishes
        self._losses = losses
        self._pair = _TIGHT_PAIR if any(_LABEL.search(line.text) for line in lines) else _PAIR
        self._at = 0

    def entries(self) -> Iterator[Entry]:
        """Questions in the order of the file; other text is passed over."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if _FENCE.fullmatch(line.text):
                self._pass_fence()
            elif found := _ASKED.fullmatch(line.text):
                yield self._asked(line, found[1])
            elif found := _GAPPED.fullmatch(line.text):
                yield from self._gapped(line, found[1])
            elif self._at + 1 < len(self._lines) and "|" in line.text and _RULED.fullmatch(self._next.text):
                yield from self._table()
            elif line.text and not _HEADING.fullmatch(line.text):
                yield from self._block()
            else:
                self._at += 1

    @property
    def _next(self) -> MarkdownLine:
        return self._lines[self._at + 1]

    def _pass_fence(self) -> None:
        mark = self._lines[self._at].text[:3]
        self._at += 1
        while self._at < len(self._lines) and not self._lines[self._at].text.startswith(mark):
            self._at += 1
        self._at += 1

    def _asked(self, line: MarkdownLine, first: str) -> Entry:
        """`Q:` with the lines that go on with it, and `A:` with its own up to an empty line."""
        self._at += 1
        asked = [first]
        while self._goes_on() and not _ANSWERED.fullmatch(self._lines[self._at].text):
            asked.append(self._take())
        while self._at < len(self._lines) and not self._lines[self._at].text:
            self._at += 1
        found = _ANSWERED.fullmatch(self._lines[self._at].text) if self._at < len(self._lines) else None
        if found is None:
            return Skipped(line.number, "There is no 'A:' after its 'Q:'.")
        self._at += 1
        return self._question(line.number, asked, self._answered(found[1]))

    def _answered(self, first: str) -> list[str]:
        """The answer up to an empty line; where it begins below one, up to the next. A list's items are parted by
        commas."""
        while not first and self._goes_on() and not self._lines[self._at].text:
            self._at += 1
        lines, items = [first] if first else [], 0
        while self._goes_on() and self._lines[self._at].text:
            is_item = _ITEM.fullmatch(self._lines[self._at].text) is not None
            text = self._take()
            lines.append(f"{', ' if is_item and items else ' '}{text}")
            items += is_item
        return ["".join(lines)]

    def _gapped(self, line: MarkdownLine, first: str) -> Iterator[Entry]:
        """`C:` with the lines that go on with it: a question for each text in square brackets."""
        self._at += 1
        texts = [first]
        while self._goes_on() and self._lines[self._at].text:
            texts.append(self._take())
        text = " ".join(texts)
        if len(text) <= _LONGEST_GAPPED and not _GAP.search(text):
            yield Skipped(line.number, "It has no gap in square brackets.")
        yield from self._gaps(line.number, text, _GAP)

    def _gaps(self, place: int, text: str, gap: re.Pattern[str]) -> Iterator[Entry]:
        """A question for each gap, the others shown."""
        if len(text) > _LONGEST_GAPPED:
            yield Skipped(place, f"A text with gaps has more than {_LONGEST_GAPPED:,} signs.")
            return
        found = list(gap.finditer(text))
        for one in found:
            around = (text[: one.start()], text[one.end() :])
            before, after = (gap.sub(_inner, part) for part in around)
            yield self._question(place, [f"{before}\\[...\\]{after}"], [_inner(one)])

    def _goes_on(self) -> bool:
        """The line belongs to what stands before it."""
        if self._at >= len(self._lines):
            return False
        text = self._lines[self._at].text
        return not (
            _ASKED.fullmatch(text) or _GAPPED.fullmatch(text) or _HEADING.fullmatch(text) or _BREAK.fullmatch(text)
        )

    def _take(self) -> str:
        text = self._lines[self._at].text
        self._at += 1
        return "" if _FENCE.fullmatch(text) else _bare(text)

    def _table(self) -> Iterator[Entry]:
        head = self._lines[self._at]
        self._at += 2
        rows: list[TableRow] = []
        while self._at < len(self._lines) and "|" in self._lines[self._at].text:
            rows.append(TableRow(self._lines[self._at].number, _cells(self._lines[self._at].text)))
            self._at += 1
        names = [_plain(name, self._losses) or f"column {k}" for k, name in enumerate(_cells(head.text), start=1)]
        try:
            layout = lay_out(rows, self._wishes, names)
        except DrillgrokError as error:
            yield Skipped(head.number, f"The table was left out. {error.what}")
            return
        for row in rows:
            yield from layout.entries(row.line, [_plain(cell, self._losses) for cell in row.cells], self._losses)

    def _block(self) -> Iterator[Entry]:
        """Lines up to an empty one: one question with `?` between its parts, or several of one or two lines each."""
        start = self._at
        self._at += 1
        while self._goes_on() and self._lines[self._at].text and not _FENCE.fullmatch(self._lines[self._at].text):
            self._at += 1
        block = [MarkdownLine(line.number, _bare(line.text)) for line in self._lines[start : self._at]]
        middle = next((k for k, line in enumerate(block) if k and _BETWEEN.fullmatch(line.text)), None)
        if middle is None:
            yield from self._short(block)
        else:
            first = next((k for k in range(middle, 0, -1) if self._paired(block[k - 1])), 0)
            if first:
                yield from self._short(block[:first])
            self._lost(TURNED, int(block[middle].text == "??"))
            parts = [[line.text for line in part] for part in (block[first:middle], block[middle + 1 :])]
            yield self._question(block[first].number, *parts)

    def _paired(self, line: MarkdownLine) -> re.Match[str] | None:
        """Prompt and answer on one line; what stands in marks of code is neither."""
        pair = (
            "::" in _CODE.sub("", line.text) and not _WITHIN_GAP.search(line.text) and self._pair.fullmatch(line.text)
        )
        return pair or None

    def _short(self, block: list[MarkdownLine]) -> Iterator[Entry]:
        """`prompt :: answer` on one line, or a term with `: answer` under it; else a text with gaps, or none."""
        used = 0
        for above, line in zip((MarkdownLine(0, ""), *block), block, strict=False):
            if pair := self._paired(line):
                asked, *between, answered = pair.groups()
                self._lost(TURNED, int(":::" in between))
                used += 1
                yield self._question(line.number, [asked], [answered])
            elif (defined := _DEFINED.fullmatch(line.text)) and above.text and not _DEFINED.fullmatch(above.text):
                used += 2
                yield self._question(above.number, [above.text], [defined[1]])
        text = " ".join(line.text for line in block) if not used and len(block) < _LONGEST_GAPPED else ""
        if not used and _WITHIN_GAP.search(text):
            yield from with_gaps(block[0].number, _plain(text, self._losses))
        elif not used and _MARKED.search(text):
            yield from self._gaps(block[0].number, text, _MARKED)
        else:
            self._lost(OTHER, len(block) - used)

    def _lost(self, what: str, times: int) -> None:
        if times > 0:
            self._losses[what] += times

    def _question(self, place: int, asked: Sequence[str], answered: Sequence[str]) -> Entry:
        texts = (" ".join(_plain(text, self._losses) for text in part) for part in (asked, answered))
        return question(place, *texts)


def _under_headings(lines: list[MarkdownLine], losses: Losses) -> Iterator[Entry]:
    """Each heading asks for the first paragraph under it."""
    heading, text, ended = MarkdownLine(0, ""), "", False
    for line in (*lines, MarkdownLine(0, "# end")):
        if found := _HEADING.fullmatch(line.text):
            if heading.text and text:
                yield question(heading.number, heading.text, text)
            heading, text, ended = MarkdownLine(line.number, _plain(found[1], losses)), "", False
        elif line.text and not ended:
            text = f"{text} {_plain(_bare(line.text), losses)}"
        else:
            ended = bool(text)


def _inner(gap: re.Match[str]) -> str:
    return next(text for text in gap.groups() if text)


def _cells(row: str) -> list[str]:
    """The cells of a table's row; an escaped bar is text."""
    inner = row.removeprefix("|")
    cells = re.split(r"(?<!\\)\|", inner)
    return [cell.replace("\\|", "|").strip() for cell in (cells[:-1] if not cells[-1].strip() else cells)]


def _bare(line: str) -> str:
    """A line without the signs of a list or a quotation before it."""
    return _LEADING.sub("", line, count=1)


def _plain(text: str, losses: Losses) -> str:
    """A line without its marks; pictures are counted."""
    text, images = _IMAGE.subn(" ", text)
    losses[MEDIA] += images
    if "<" in text and (looks_like_html(text) or "<!--" in text):
        text = plain_text(text, losses, html=True)
    text = _LABEL.sub("", _WIKI_LINK.sub(r"\1", _LINK.sub(r"\1", text)))
    text = _EMPHASIS.sub(lambda found: found[2] or found[4], _CODE.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text)
