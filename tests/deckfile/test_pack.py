"""Packs: what goes in comes out, nothing shows from outside, and nothing but a whole pack is taken."""

from __future__ import annotations

import json
import zlib
from hashlib import blake2b, shake_256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.deckfile.deck import DeckHead, DeckSource
from drillgrok.deckfile.heads import content_version, head_as_json
from drillgrok.deckfile.pack import open_pack, read_head, seal
from drillgrok.errors import DrillgrokError

SECRET = "Add, and start again from 0 after 30."
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def source_of(files: dict[str, str]) -> DeckSource:
    return DeckSource(next(iter(files)), files, None, "signs", sealed=True)


def head_of(source: DeckSource) -> DeckHead:
    version = content_version(source.files)
    return DeckHead("lantern-31", "Lantern", "lantern", "Two go in.", source.domain, "", version)


SOURCE = source_of({"lantern-31.yaml": f"deck: lantern-31\nrule: {SECRET}\n", "items.csv": "prompt,answer\n1,2\n"})
HEAD = head_of(SOURCE)
PACK = seal(SOURCE, HEAD)


@given(st.dictionaries(TEXTS, TEXTS, min_size=1))
def test_opening_a_pack_gives_back_the_sealed_texts(files: dict[str, str]) -> None:
    source = source_of(files)
    head = head_of(source)
    pack = seal(source, head)
    assert open_pack(pack, "x.drill") == source
    assert read_head(pack, "x.drill") == head
    assert seal(source, head) == pack


def test_the_head_needs_only_the_first_lines() -> None:
    assert read_head(PACK.partition(b"}\n")[0] + b"}\n", "x.drill") == HEAD


def test_nothing_of_the_rule_shows_from_outside() -> None:
    for word in (b"Add", b"start again", b"items.csv", b"lantern-31.yaml", b"rule"):
        assert word not in PACK
    body = PACK.split(b"\n", 2)[2]
    for cut in range(len(body)):
        with pytest.raises(zlib.error):
            zlib.decompress(body[cut:])


@given(st.integers(0, len(PACK) - 1), st.integers(1, 255))
def test_a_pack_with_any_changed_byte_is_refused(place: int, change: int) -> None:
    broken = PACK[:place] + bytes([PACK[place] ^ change]) + PACK[place + 1 :]
    with pytest.raises(DrillgrokError):
        open_pack(broken, "x.drill")


@given(st.integers(0, len(PACK) - 1))
def test_a_pack_cut_short_is_refused(length: int) -> None:
    with pytest.raises(DrillgrokError):
        open_pack(PACK[:length], "x.drill")


@given(st.binary())
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(DrillgrokError):
        open_pack(data, "x.drill")
    with pytest.raises(DrillgrokError):
        read_head(b"drillgrok pack 1\n" + data, "x.drill")


def test_a_newer_format_asks_for_an_update() -> None:
    with pytest.raises(DrillgrokError, match="newer drillgrok"):
        open_pack(PACK.replace(b"pack 1", b"pack 2", 1), "x.drill")


def forged(body: bytes, head: dict[str, object]) -> bytes:
    first = b"drillgrok pack 1\n" + json.dumps(head).encode() + b"\n"
    stream = shake_256(b"drillgrok pack").digest(len(body))
    masked = (int.from_bytes(body) ^ int.from_bytes(stream)).to_bytes(len(body))
    return first + blake2b(first + masked, digest_size=32).digest() + masked


def test_a_body_that_unpacks_without_end_is_refused() -> None:
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(130)) + packer.flush()
    with pytest.raises(DrillgrokError, match="damaged"):
        open_pack(forged(body, dict(head_as_json(HEAD))), "x.drill")


@pytest.mark.parametrize(
    "body", [b"[]", b'{"main": 3, "files": {}}', b'{"main": "a", "files": {"a": 3}}', b"[" * 100_000, b"\xff"]
)
def test_a_body_that_is_no_deck_is_refused(body: bytes) -> None:
    with pytest.raises(DrillgrokError, match="damaged"):
        open_pack(forged(zlib.compress(body), dict(head_as_json(HEAD))), "x.drill")


@pytest.mark.parametrize("title", ["a\x1b[2J", "a\nb", "x" * 5000, 7, None, "\u202etxt"])
def test_a_head_that_could_steer_a_terminal_is_refused(title: object) -> None:
    with pytest.raises(DrillgrokError, match="damaged"):
        read_head(forged(b"", {**head_as_json(HEAD), "title": title}), "x.drill")


def test_a_head_of_another_deck_than_the_body_is_refused() -> None:
    other = source_of({"other.yaml": "deck: other\n"})
    with pytest.raises(DrillgrokError, match="damaged"):
        open_pack(seal(other, HEAD), "x.drill")
