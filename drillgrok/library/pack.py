"""The sealed pack, one file a deck: a readable head of neutral facts, then the deck's texts, compressed and masked.

    drillgrok pack 2
    {"about": ..., "author": ..., "id": ..., "origin": ..., "revision": ..., "version": ...}
    32 bytes: checksum of all the rest; then the masked body

Where a pack has no origin, as the bundled ones and those of old programs, the first line says 1. The mask keeps honest
people honest: no search, pager or unpacker shows a rule by accident. It is no cryptography, and anyone determined can
undo it. A pack is opened in memory: no file is ever written by a name in it. Standard library only.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection
from hashlib import blake2b, shake_256
from typing import Any
from unicodedata import normalize

from drillgrok.deckfile.characters import unsafe_character
from drillgrok.deckfile.heads import content_version, damaged, head_as_json, head_from_json
from drillgrok.errors import DrillgrokError
from drillgrok.library.drill_file import MAX_PACK_BYTES
from drillgrok.library.origin import DeckOrigin, as_json, from_json
from drillgrok.model.head import DeckHead, DeckSource

MAX_BODY_BYTES = 128 << 20
MAX_HEAD_BYTES = 16 << 10
"""The first two lines, at most."""
MAX_RATIO = 200
"""A body of more than `_STEP_BYTES` packs no smaller than this; zlib itself goes up to 1032."""
MOST_FILES = 9
"""A deck file and what it names."""

_FORMAT, _WITH_ORIGIN = 1, 2
_NAME = b"drillgrok pack "
_CHECKSUM_BYTES = 32
_STEP_BYTES = 1 << 20
_CHUNK_BYTES = 64 << 10
_LONGEST_NAME = 255


def seal(source: DeckSource, head: DeckHead, origin: DeckOrigin | None = None) -> bytes:
    """The pack of a deck: the same texts of the same origin give the same bytes.

    Raises DrillgrokError for what `open_pack` would refuse: too much text, or file names that are no plain names.
    """
    if not _are_names(source.files) or not _is_name(head.domain):
        raise DrillgrokError(
            "A file of this deck, or its folder, has a name that no pack may hold.",
            where=ascii(source.main).strip("'"),
            mend="Take letters and digits, and no two names that differ in capitals only.",
        )
    told = head_as_json(head) | (as_json(origin) if origin else {})
    number = str(_WITH_ORIGIN if origin else _FORMAT)
    first = _NAME + number.encode() + b"\n" + json.dumps(told, sort_keys=True).encode() + b"\n"
    texts = {"main": source.main, "files": dict(sorted(source.files.items()))}
    body = json.dumps(texts, ensure_ascii=False).encode()
    packed = zlib.compress(body, 9)
    if len(packed) > MAX_PACK_BYTES - len(first) - _CHECKSUM_BYTES or not _in_bounds(len(body), len(packed)):
        raise DrillgrokError(
            "The deck's texts are too long for a pack.", where=source.main, mend="Give it fewer items."
        )
    return enclosed(first, packed)


def enclosed(first: bytes, packed: bytes) -> bytes:
    """A pack of any two lines and any body: the checksum guards against accidents, it proves nobody's hand."""
    masked = _masked(packed)
    return first + _checksum(first, masked) + masked


def read_head(data: bytes, name: str) -> DeckHead:
    """The neutral facts of a pack, of which at least the first `MAX_HEAD_BYTES` are given.

    Raises DrillgrokError when it is no pack, or one of a newer drillgrok.
    """
    return _split(data[:MAX_HEAD_BYTES], name)[0]


def read_origin(data: bytes, name: str) -> DeckOrigin | None:
    """Whose the pack is; None where it does not say. Raises as `read_head` does."""
    return _split(data[:MAX_HEAD_BYTES], name)[1]


def open_pack(data: bytes, name: str) -> DeckSource:
    """The texts in a pack; `name` says in an error which pack it is.

    Raises DrillgrokError when anything at all is wrong with it: a pack is taken whole or not.
    """
    if len(data) > MAX_PACK_BYTES:
        raise damaged(name)
    head, _, first, rest = _split(data, name)
    checksum, masked = rest[:_CHECKSUM_BYTES], rest[_CHECKSUM_BYTES:]
    if checksum != _checksum(first, masked):
        raise damaged(name)
    try:
        body = json.loads(_unpacked(_masked(masked)).decode(), object_pairs_hook=_each_once)
    except (zlib.error, ValueError, RecursionError):
        raise damaged(name) from None
    if not _is_body(body) or content_version(body["files"]) != head.version:
        raise damaged(name)
    return DeckSource(main=body["main"], files=body["files"], path=None, domain=head.domain, sealed=True)


def _split(data: bytes, name: str) -> tuple[DeckHead, DeckOrigin | None, bytes, bytes]:
    """The head, the origin, the two lines they stand in, and all that follows them."""
    magic, _, after = data.partition(b"\n")
    if not magic.startswith(_NAME) or not magic.removeprefix(_NAME).isdigit():
        raise DrillgrokError(
            "This is not a deck pack.", where=name, mend="Take a .drill file made by 'drillgrok deck pack'."
        )
    number = magic.removeprefix(_NAME)
    if number not in {str(_FORMAT).encode(), str(_WITH_ORIGIN).encode()}:
        raise DrillgrokError("A newer drillgrok made this pack.", where=name, mend="Update drillgrok.")
    line, _, rest = after.partition(b"\n")
    try:
        told = json.loads(line[:MAX_HEAD_BYTES].decode(), object_pairs_hook=_each_once)
        origin = from_json(told) if number == str(_WITH_ORIGIN).encode() else None
        if origin is not None:
            told = {key: value for key, value in told.items() if key not in as_json(origin)}
        head = head_from_json(told)
    except (ValueError, RecursionError):
        raise damaged(name) from None
    return head, origin, data[: len(data) - len(rest)], rest


def _unpacked(data: bytes) -> bytearray:
    """The body's bytes, unpacked step by step. Raises ValueError as soon as they are too many, or where they are cut
    short."""
    unpacker = zlib.decompressobj()
    body = bytearray()
    for start in range(0, len(data), _CHUNK_BYTES):
        packed = data[start : start + _CHUNK_BYTES]
        more = True
        while more:
            step = unpacker.decompress(packed, _STEP_BYTES)
            body += step
            if not _in_bounds(len(body), len(data)):
                raise ValueError("too long")
            packed, more = unpacker.unconsumed_tail, len(step) == _STEP_BYTES
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("cut short, or more than one body")
    return body


def _in_bounds(body_bytes: int, packed_bytes: int) -> bool:
    """Whether a body of this size may come out of so many bytes."""
    return body_bytes <= MAX_BODY_BYTES and body_bytes <= max(_STEP_BYTES, MAX_RATIO * packed_bytes)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object. Raises ValueError when a name stands in it twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name stands there twice")
    return values


def _is_body(body: Any) -> bool:
    if not isinstance(body, dict) or body.keys() != {"main", "files"} or not isinstance(body["files"], dict):
        return False
    main, files = body["main"], body["files"]
    texts = all(isinstance(text, str) for text in files.values())
    return texts and isinstance(main, str) and main in files and _are_names(files)


def _are_names(names: Collection[str]) -> bool:
    """Whether files may be called so: few, plain, and told apart by every file system."""
    alike = {normalize("NFKC", name).casefold() for name in names}
    return len(alike) == len(names) <= MOST_FILES and all(map(_is_name, names))


def _is_name(name: str) -> bool:
    """Leads into no folder, and is safe to show."""
    plain = name == name.strip() and name.strip(".") != "" and not set(name) & set("/\\\n\t")
    return plain and len(name) <= _LONGEST_NAME and unsafe_character(name) is None


def _masked(data: bytes) -> bytes:
    """The data with every bit mixed with a fixed stream; masking twice gives it back."""
    stream = shake_256(b"drillgrok pack").digest(len(data))
    return (int.from_bytes(data) ^ int.from_bytes(stream)).to_bytes(len(data))


def _checksum(first: bytes, masked: bytes) -> bytes:
    return blake2b(first + masked, digest_size=_CHECKSUM_BYTES).digest()
