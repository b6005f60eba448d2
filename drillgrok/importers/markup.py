"""HTML and the marks of flashcards -> plain text and questions with a gap. What is only to be seen or heard is counted
and left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from drillgrok.importers.questions import Entry, Losses, Skipped, one_line, question

MEDIA: Final = "pictures and sounds"
LONGEST_FIELD: Final = 20_000
"""Characters of HTML; a longer field is cut."""
_MEDIA_TAGS: Final = frozenset({"img", "audio", "video", "object", "svg", "embed"})
_UNSEEN_TAGS: Final = frozenset({"script", "style", "rp", "svg", "head"})
_INLINE: Final = (
    "a abbr b bdi bdo big cite code del em font i ins kbd mark q rb rt ruby s small span strike strong sub sup tt u"
    " var wbr"
)
_INLINE_TAGS: Final = frozenset(_INLINE.split())
_TAG: Final = re.compile(
    r"<(?:br|div|p|b|i|u|em|strong|span|img|ul|ol|li|a|sub|sup|font|ruby|table)\b[^<>]*>|&(?:#\d{1,6}|[a-zA-Z]{2,8});"
)
FORMULAS: Final = "marks round formulas"
_FORMULA: Final = re.compile(r"\[/?(?:latex|\${1,2})\]|\\[()\[\]]")
_SOUND: Final = re.compile(r"\[(?:sound|anki:play):[^\[\]]*\]")
_CLOZE: Final = re.compile(r"(\{\{c\d{1,3}::|\}\})")


def looks_like_html(text: str) -> bool:
    """There is a tag or a sign in the text that only HTML has."""
    return _TAG.search(text) is not None


def is_plain(text: str, *, html: bool) -> bool:
    """Nothing is in the text that `plain_text` would change: so it is with most rows, told at once for all cells."""
    marked = "[" in text or "\\" in text or (html and ("<" in text or "&" in text))
    return not marked and len(text) <= LONGEST_FIELD


def plain_text(text: str, losses: Losses, *, html: bool) -> str:
    """A field without its tags, entities, pictures, sounds and the marks round formulas; the last three are counted.
    A reading that is written above characters stands behind them in square brackets."""
    text = text[:LONGEST_FIELD]
    if "[" in text or "\\" in text:
        text, sounds = _SOUND.subn(" ", text)
        text, formulas = _FORMULA.subn("", text)
        losses[MEDIA] += sounds
        if formulas:
            losses[FORMULAS] += formulas
    if html and ("<" in text or "&" in text):
        reader = _Text()
        reader.feed(_without_declarations(text))
        reader.close()
        losses[MEDIA] += reader.media
        text = "".join(reader.pieces)
    return text


def _without_declarations(text: str) -> str:
    """No comments, and no other `<!`, at some of which the parser stops."""
    head, *rest = text.split("<!--")
    return (head + "".join(part.partition("-->")[2] for part in rest)).replace("<!", "<x")


class _Text(HTMLParser):
    """Gathers what a reader would see."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.media = 0
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        """Media are counted; a block begins a new word."""
        self.media += tag in _MEDIA_TAGS
        if tag == "rt" and not self._unseen:
            self.pieces.append("[")
        if tag in _UNSEEN_TAGS:
            self._unseen.append(tag)
        elif tag not in _INLINE_TAGS:
            self.pieces.append(" ")

    def handle_startendtag(self, tag: str, _attrs: object) -> None:
        """As a start that has no end."""
        self.media += tag in _MEDIA_TAGS
        self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """What was unseen ends; so does a word, at the end of a block."""
        if tag == "rt" and not self._unseen:
            self.pieces.append("]")
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        elif tag not in _INLINE_TAGS:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._unseen:
            self.pieces.append(data)


def has_gaps(text: str) -> bool:
    """A cloze deletion begins in the text."""
    return "{{c" in text and _CLOZE.search(text) is not None


def with_gaps(place: int, text: str) -> Iterator[Entry]:
    """One question for each number of a cloze text: its deletions hidden, those of other numbers shown."""
    pieces = _pieces(text)
    if pieces is None:
        yield Skipped(place, "Its gaps stand one in another, or do not end.")
        return
    for number in dict.fromkeys(number for number, _, _ in pieces if number):
        hidden = {one_line(shown) for own, shown, _ in pieces if own == number}
        if len(hidden) > 1:
            yield Skipped(place, "It hides several texts at once.")
            continue
        prompt = "".join(f"[{hint or '...'}]" if own == number else shown for own, shown, hint in pieces)
        yield question(place, prompt, hidden.pop())


def _pieces(text: str) -> list[tuple[str, str, str]] | None:
    """(number, text, hint) of each piece, the number empty outside gaps; None when gaps are nested or unclosed."""
    pieces: list[tuple[str, str, str]] = []
    number = ""
    for token in _CLOZE.split(text):
        if token.startswith("{{c") and _CLOZE.fullmatch(token):
            if number:
                return None
            number = token[2:-2]
        elif token == "}}" and number:
            number = ""
        elif number:
            shown, _, hint = token.partition("::")
            pieces.append((number, shown, one_line(hint)))
        else:
            pieces.append(("", token, ""))
    return None if number else pieces
