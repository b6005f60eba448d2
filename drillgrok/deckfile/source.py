"""A deck file -> the texts a deck is made of. The only room that opens an author's files, inside one folder only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from os import scandir
from pathlib import Path
from unicodedata import normalize

from drillgrok.console.files import refuse_endless
from drillgrok.deckfile.characters import unseen_character
from drillgrok.deckfile.fields import Fields, Reader
from drillgrok.deckfile.flaws import Report
from drillgrok.deckfile.heads import content_version
from drillgrok.deckfile.keys import MOST_CHARACTERS
from drillgrok.deckfile.nodes import Mapping, Node, Scalar, parse_nodes
from drillgrok.deckfile.texts import MAX_DECK_CHARACTERS, MAX_TABLE_CHARACTERS
from drillgrok.errors import DrillgrokError
from drillgrok.model.head import DeckHead, DeckSource
from drillgrok.tables.encodings import decoded

MOST_FILES = 8

_FILE_NAME = re.compile(r"\w[\w\u0300-\u036f\u3099\u309a .()-]{0,99}")
"""Letters with marks apart, and the brackets of a second download, stand in names as systems write them."""
_BYTES_A_CHARACTER = 4


def load_source(path: Path) -> DeckSource:
    """The deck file at `path` with the CSV files it names, for its author.

    A named file that is missing or has a name that leads elsewhere is left out; read_deck says so at its line.
    Raises DrillgrokError when a file cannot be read, is too large, is no text, or is a link out of the deck's folder.
    """
    folder = path.parent
    text = _read(path, MAX_DECK_CHARACTERS)
    files = {path.name: text}
    for name in named_files(text):
        beside = beside_path(folder, name)
        if name not in files and beside.is_file():
            if beside.resolve().parent != folder.resolve():
                raise DrillgrokError(
                    f"{name} is a link that leads out of the deck's folder.",
                    where=str(path),
                    mend="Copy the file there.",
                )
            files[name] = _read(beside, MAX_TABLE_CHARACTERS)
    return DeckSource(main=path.name, files=files, path=path, domain=folder.resolve().name, sealed=False)


def beside_path(folder: Path, name: str) -> Path:
    """Where the file of this name lies: some systems keep a letter and its mark apart in names, some do not."""
    path = folder / name
    if name.isascii() or path.exists():
        return path
    composed = normalize("NFC", name)
    with suppress(OSError), scandir(folder) as entries:
        return next((folder / one.name for one in entries if normalize("NFC", one.name) == composed), path)
    return path


@lru_cache(maxsize=4)
def named_files(text: str) -> tuple[str, ...]:
    """The files beside it that a deck's text names, there or not: of its list, its domain and what varies."""
    root = parse_nodes(text, "", Report())
    named = _file_nodes(root) if root else ()
    names = dict.fromkeys(node.text for node in named if isinstance(node, Scalar) and _FILE_NAME.fullmatch(node.text))
    return tuple(names)[:MOST_FILES]


def named_domain(text: str) -> str:
    """The domain that a deck's text names for its items, there or not; empty where it names none."""
    items = root.get("items") if (root := parse_nodes(text, "", Report())) else None
    domain = items.get("domain") if isinstance(items, Mapping) else None
    name = domain.get("name") if isinstance(domain, Mapping) else None
    return name.text if isinstance(name, Scalar) else ""


def beside_name(reader: Reader, node: Scalar, source: DeckSource) -> str | None:
    """The name of a file beside the deck, if the source holds it; else a flaw at its node."""
    name = node.text
    if not _FILE_NAME.fullmatch(name) or name == source.main:
        reader.flaw(node, f"{name!r} is not a name of a file beside the deck.", "Name a file in the deck's own folder.")
    elif name not in source.files:
        reader.flaw(node, f"There is no file {name!r} in the deck's folder.", "Put it there, or correct the name.")
    else:
        return name
    return None


def open_deck(source: DeckSource, report: Report) -> tuple[Reader, Fields]:
    """A reader and the top-level keys of a deck. Raises DeckFlaws when the file is not even YAML."""
    shown = shown_name(source, source.main)
    reader = Reader(shown, report)
    root = parse_nodes(source.files[source.main], shown, report)
    fields = reader.fields(root, "A deck") if root else None
    if fields is None:
        report.raise_if_any()
        raise DrillgrokError("There is no deck in the file.", where=shown)
    return reader, fields


def shown_name(source: DeckSource, name: str) -> str:
    """A file of the deck as its author can open it."""
    return str(source.path.parent / name) if source.path else name


def deck_head(source: DeckSource) -> DeckHead:
    """The neutral facts of a deck, without building anything. Raises DeckFlaws when they are not in order."""
    report = Report()
    head = read_head(*open_deck(source, report), source)
    report.raise_if_any()
    return head


def read_head(reader: Reader, fields: Fields, source: DeckSource) -> DeckHead:
    """The neutral facts out of the deck's keys; what is missing becomes a flaw and an empty text."""
    deck_id = fields.require("deck", "Add an id, such as 'deck: lantern-31'.")
    title = fields.require("title", "Add a neutral name, such as 'title: Lantern'.")
    family, about, following = fields.take("family"), fields.take("about"), fields.take("next")
    name = (reader.deck_id(deck_id, "deck id") if deck_id else None) or ""
    return DeckHead(
        id=name,
        title=(_visible(reader, title, reader.line(title, "The title", MOST_CHARACTERS["title"])) if title else None)
        or "",
        family=(reader.deck_id(family, "family") if family else None) or name,
        about=" ".join((_introduction(reader, about) or "").split()),
        domain=source.domain,
        next=(reader.deck_id(following, "deck id") if following else None) or "",
        version=content_version(source.files),
    )


def _introduction(reader: Reader, node: Node | None) -> str | None:
    return _visible(reader, node, reader.text(node, "The introduction", MOST_CHARACTERS["about"])) if node else None


def _visible(reader: Reader, node: Node, text: str | None) -> str | None:
    """The text, where all of it can be seen: what names a deck must not look like another one's."""
    unseen = unseen_character(text) if text else None
    if unseen is not None:
        reader.flaw(node, f"The character {unseen} cannot be seen.", "Delete it.")
        return None
    return text


def _file_nodes(root: Mapping) -> Iterator[Node | None]:
    items, vary = root.get("items"), root.get("vary")
    if isinstance(items, Mapping):
        domain = items.get("domain")
        yield items.get("list")
        yield domain.get("file") if isinstance(domain, Mapping) else None
    yield from (value for _, value in vary.entries) if isinstance(vary, Mapping) else ()


def _read(path: Path, most_characters: int) -> str:
    refuse_endless(path)
    try:
        with path.open("rb") as file:
            data = file.read(most_characters * _BYTES_A_CHARACTER + 1)
    except OSError as error:
        reason = error.strerror or "The file cannot be read"
        raise DrillgrokError(f"{reason}.", where=str(path), mend="Check the path and who may read it.") from None
    if len(data) > most_characters * _BYTES_A_CHARACTER:
        raise DrillgrokError("The file is too large for a deck.", where=str(path), mend="Make it shorter.")
    return decoded(data, str(path))
