"""The sealed pack, one file a deck: a readable head of neutral facts, then the deck's texts, compressed and masked.

    drillgrok pack 1
    {"about": ..., "id": ..., "version": ...}
    32 bytes: checksum of all the rest; then the masked body

The mask keeps honest people honest: no search, pager or unpacker shows a rule by accident. It is no cryptography, and
anyone determined can undo it. Standard library only.
"""

from __future__ import annotations

import json
import zlib
from hashlib import blake2b, shake_256
from typing import Any

from drillgrok.deckfile.deck import DeckHead, DeckSource
from drillgrok.deckfile.heads import content_version, damaged, head_as_json, head_from_json
from drillgrok.errors import DrillgrokError

MAX_PACK_BYTES = 64 << 20
MAX_BODY_BYTES = 128 << 20
MAX_HEAD_BYTES = 16 << 10
"""The first two lines, at most."""

_FORMAT = 1
_NAME = b"drillgrok pack "
_CHECKSUM_BYTES = 32


def seal(source: DeckSource, head: DeckHead) -> bytes:
    """The pack of a deck: the same texts give the same bytes."""
    first = _NAME + str(_FORMAT).encode() + b"\n" + json.dumps(head_as_json(head), sort_keys=True).encode() + b"\n"
    body = json.dumps({"main": source.main, "files": dict(sorted(source.files.items()))}, ensure_ascii=False)
    masked = _masked(zlib.compress(body.encode(), 9))
    return first + _checksum(first, masked) + masked


def read_head(data: bytes, name: str) -> DeckHead:
    """The neutral facts of a pack, of which at least the first `MAX_HEAD_BYTES` are given.

    Raises DrillgrokError when it is no pack, or one of a newer drillgrok.
    """
    return _split(data[:MAX_HEAD_BYTES], name)[0]


def open_pack(data: bytes, name: str) -> DeckSource:
    """The texts in a pack; `name` says in an error which pack it is.

    Raises DrillgrokError when anything at all is wrong with it: a pack is taken whole or not.
    """
    if len(data) > MAX_PACK_BYTES:
        raise damaged(name)
    head, first, rest = _split(data, name)
    checksum, masked = rest[:_CHECKSUM_BYTES], rest[_CHECKSUM_BYTES:]
    if checksum != _checksum(first, masked):
        raise damaged(name)
    try:
        body = json.loads(_unpacked(_masked(masked)))
    except (zlib.error, ValueError, RecursionError):
        raise damaged(name) from None
    if not _is_body(body) or content_version(body["files"]) != head.version:
        raise damaged(name)
    return DeckSource(main=body["main"], files=body["files"], path=None, domain=head.domain, sealed=True)


def _split(data: bytes, name: str) -> tuple[DeckHead, bytes, bytes]:
    """The head, the two lines it stands in, and all that follows them."""
    magic, _, after = data.partition(b"\n")
    if not magic.startswith(_NAME) or not magic.removeprefix(_NAME).isdigit():
        raise DrillgrokError(
            "This is no deck pack.", where=name, mend="Take a .drill file made by 'drillgrok deck pack'."
        )
    if magic != _NAME + str(_FORMAT).encode():
        raise DrillgrokError("A newer drillgrok made this pack.", where=name, mend="Update drillgrok.")
    line, _, rest = after.partition(b"\n")
    try:
        head = head_from_json(json.loads(line[:MAX_HEAD_BYTES]))
    except (ValueError, RecursionError):
        raise damaged(name) from None
    return head, data[: len(data) - len(rest)], rest


def _unpacked(data: bytes) -> bytes:
    """The body's bytes. Raises ValueError when they are more than `MAX_BODY_BYTES`, or cut short."""
    unpacker = zlib.decompressobj()
    body = unpacker.decompress(data, MAX_BODY_BYTES)
    if not unpacker.eof:
        raise ValueError("too long or cut short")
    return body


def _is_body(body: Any) -> bool:
    if not isinstance(body, dict) or body.keys() != {"main", "files"} or not isinstance(body["files"], dict):
        return False
    return body["main"] in body["files"] and all(isinstance(text, str) for text in body["files"].values())


def _masked(data: bytes) -> bytes:
    """The data with every bit mixed with a fixed stream; masking twice gives it back."""
    stream = shake_256(b"drillgrok pack").digest(len(data))
    return (int.from_bytes(data) ^ int.from_bytes(stream)).to_bytes(len(data))


def _checksum(first: bytes, masked: bytes) -> bytes:
    return blake2b(first + masked, digest_size=_CHECKSUM_BYTES).digest()
