"""Packs: what goes in comes out, nothing shows from outside, and nothing but a whole pack is taken."""

from __future__ import annotations

import json
import zlib
from hashlib import blake2b, shake_256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.deckfile.heads import content_version, head_as_json
from drillgrok.errors import DrillgrokError
from drillgrok.library.pack import MAX_RATIO, MOST_FILES, enclosed, open_pack, read_head, seal
from drillgrok.model.head import DeckHead, DeckSource

SECRET = "Add, and start again from 0 after 30."
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.from_regex(r"[a-z0-9][a-z0-9 _.-]{0,40}[a-z0-9]", fullmatch=True)


def source_of(files: dict[str, str]) -> DeckSource:
    return DeckSource(next(iter(files)), files, None, "signs", sealed=True)


def head_of(source: DeckSource) -> DeckHead:
    version = content_version(source.files)
    return DeckHead("lantern-31", "Lantern", "lantern", "Two go in.", source.domain, "", version)


SOURCE = source_of({"lantern-31.yaml": f"deck: lantern-31\nrule: {SECRET}\n", "items.csv": "prompt,answer\n1,2\n"})
HEAD = head_of(SOURCE)
PACK = seal(SOURCE, HEAD)


@given(st.dictionaries(NAMES, TEXTS, min_size=1, max_size=MOST_FILES))
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
        open_pack(PACK.replace(b"pack 1", b"pack 3", 1), "x.drill")


def forged(body: bytes, head: dict[str, object]) -> bytes:
    return enclosed(b"drillgrok pack 1\n" + json.dumps(head).encode() + b"\n", body)


def with_files(files: dict[str, str], main: object = "deck.yaml") -> bytes:
    """A pack whose head fits its files, whatever they are called."""
    head = dict(head_as_json(HEAD)) | {"version": content_version(files)}
    return forged(zlib.compress(json.dumps({"main": main, "files": files}).encode()), head)


def refuse(pack: bytes) -> None:
    with pytest.raises(DrillgrokError, match="damaged"):
        open_pack(pack, "x.drill")


def test_the_mask_is_what_it_has_always_been() -> None:
    body = b"anything"
    stream = shake_256(b"drillgrok pack").digest(len(body))
    masked = bytes(one ^ other for one, other in zip(body, stream, strict=True))
    assert enclosed(b"first", body) == b"first" + blake2b(b"first" + masked, digest_size=32).digest() + masked


def test_a_body_that_unpacks_without_end_is_refused() -> None:
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(130)) + packer.flush()
    with pytest.raises(DrillgrokError, match="damaged"):
        open_pack(forged(body, dict(head_as_json(HEAD))), "x.drill")


def test_a_body_that_unpacks_to_far_more_than_it_holds_is_refused() -> None:
    padded = {"deck.yaml": "#" * (2 << 20)}
    assert len(zlib.compress(padded["deck.yaml"].encode())) * MAX_RATIO < 2 << 20
    refuse(with_files(padded))
    with pytest.raises(DrillgrokError, match="too long"):
        seal(source_of(padded), HEAD)


def test_a_long_list_may_be_as_regular_as_lists_are() -> None:
    rows = "".join(f"{n},{n % 7},a|b|c|d|e|f\n" for n in range(100_000))
    source = source_of({"deck.yaml": "x", "items.csv": f"prompt,answer,choices\n{rows}"})
    assert open_pack(seal(source, head_of(source)), "x.drill") == source


def test_bytes_after_the_body_are_refused() -> None:
    body = zlib.compress(json.dumps({"main": SOURCE.main, "files": SOURCE.files}).encode())
    head = dict(head_as_json(HEAD))
    assert open_pack(forged(body, head), "x.drill") == SOURCE
    refuse(forged(body + b"more", head))
    refuse(forged(body[:-1], head))


def test_a_pack_longer_than_any_is_refused_unread() -> None:
    refuse(PACK + bytes(64 << 20))


OUTSIDE = ["../x.csv", "/etc/passwd", "a/b.csv", "a\\b.csv", "..\\x", ".", "..", ""]
STEERING = [" x", "x ", "a\nb", "a\x1b[2J", "\u202ex", "\x00", "\ud800", "x" * 300]


@pytest.mark.parametrize("name", [*OUTSIDE, *STEERING])
def test_a_name_that_leads_elsewhere_or_steers_a_terminal_is_refused(name: str) -> None:
    refuse(with_files({"deck.yaml": "x", name: "y"}))
    refuse(with_files({name: "y"}, main=name))
    with pytest.raises(DrillgrokError, match="has a name that no pack may hold"):
        seal(source_of({"deck.yaml": "x", name: "y"}), HEAD)


@pytest.mark.parametrize(
    "names", [("a.csv", "A.csv"), ("é.csv", "e\u0301.csv"), ("ﬁ.csv", "fi.csv"), ("ß.csv", "SS.csv")]
)
def test_names_that_some_file_system_cannot_tell_apart_are_refused(names: tuple[str, str]) -> None:
    refuse(with_files({"deck.yaml": "x", **dict.fromkeys(names, "y")}))


def test_a_name_that_stands_twice_is_refused() -> None:
    twice = b'{"main": "a", "files": {"a": "x", "a": "x"}}'
    refuse(forged(zlib.compress(twice), dict(head_as_json(HEAD)) | {"version": content_version({"a": "x"})}))
    first, head, rest = PACK.split(b"\n", 2)
    with pytest.raises(DrillgrokError, match="damaged"):
        read_head(b"\n".join((first, head[:-1] + b', "id": "other"}', rest)), "x.drill")


def test_more_files_than_a_deck_can_name_are_refused() -> None:
    files = {f"f{n}.csv": "x" for n in range(MOST_FILES)}
    assert open_pack(with_files(files, main="f0.csv"), "x.drill").files == files
    refuse(with_files({**files, "one-more.csv": "x"}, main="f0.csv"))


@pytest.mark.parametrize("main", [[], {}, 3, None, "other.yaml"])
def test_a_main_file_that_is_not_there_is_refused(main: object) -> None:
    refuse(with_files({"deck.yaml": "x"}, main=main))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_a_body_in_another_encoding_is_refused(encoding: str) -> None:
    body = json.dumps({"main": "é", "files": {"é": "x"}}, ensure_ascii=False).encode(encoding)
    refuse(forged(zlib.compress(body), dict(head_as_json(HEAD)) | {"version": content_version({"é": "x"})}))


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
