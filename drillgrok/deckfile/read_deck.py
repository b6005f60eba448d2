"""Deck source -> Deck: what the keys of a deck file mean. `load_source` and `read_deck` are the two doors to a deck."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from drillgrok.deckfile.fields import Fields, Reader
from drillgrok.deckfile.flaws import Report
from drillgrok.deckfile.heads import damaged
from drillgrok.deckfile.keys import BESIDE, INSIDE, MOST_CHARACTERS, SHARES, SOURCES, known_to
from drillgrok.deckfile.nodes import Node
from drillgrok.deckfile.read_domain import read_domain
from drillgrok.deckfile.read_frames import read_frames
from drillgrok.deckfile.read_list import read_list
from drillgrok.deckfile.read_shared import ItemsRead, Keys, Watch, unwatched
from drillgrok.deckfile.read_table import build, read_table
from drillgrok.deckfile.read_ways import check_plain_ways
from drillgrok.deckfile.source import load_source, open_deck, read_head
from drillgrok.errors import DrillgrokError
from drillgrok.items.framed_items import FramedItems
from drillgrok.model.deck import Deck
from drillgrok.model.head import DeckSource
from drillgrok.model.item import Pace
from drillgrok.model.options import did_you_mean
from drillgrok.shortcuts.sights import cue_names

__all__ = ["load_source", "read_deck"]


def read_deck(source: DeckSource, watch: Watch = unwatched) -> Deck:
    """The deck that a source describes, checked whole; `watch` is told of the rows of a list as they are read.

    Raises DeckFlaws with every mistake at once; of a sealed deck only a DrillgrokError that says it is damaged.
    """
    try:
        return _read(source, watch)
    except DrillgrokError:
        if source.sealed:
            raise damaged(source.main) from None
        raise


def _read(source: DeckSource, watch: Watch) -> Deck:
    report = Report()
    reader, fields = open_deck(source, report)
    head = read_head(reader, fields, source)
    common = _read_common(reader, fields)
    keys = _item_keys(reader, fields)
    items = _read_items(reader, keys, source, head.id, report, watch=watch)
    reads = _read_reads(reader, fields, items)
    fields.close(dict.fromkeys(INSIDE, "It belongs inside 'items'."))
    report.raise_if_any()
    if items is None:
        raise AssertionError("a deck without items has a flaw")
    return Deck(
        head=head,
        items=items.items,
        symbol_kind=items.symbol_kind,
        symbol_count=items.symbol_count,
        pace=common.pace,
        held_out=common.held_out,
        rephrasings=items.rephrasings,
        never_say=common.never_say,
        reads=reads,
        rule=common.rule,
        answers_version=_hash(items.fixing),
        source=source,
        new_words=items.new_words,
    )


@dataclass(frozen=True, slots=True)
class _Common:
    """What a deck says beside its items."""

    pace: Pace
    held_out: float
    never_say: tuple[str, ...]
    rule: str


def _read_common(reader: Reader, fields: Fields) -> _Common:
    rule = fields.require("rule", "Add the sealed rule in plain words: 'rule: ...'.")
    held_out, never_say, pressure = fields.take("held_out"), fields.take("never_say"), fields.take("pressure")
    share = reader.share(held_out, "held_out", *SHARES["held_out"]) if held_out else None
    return _Common(
        pace=_read_pace(reader, pressure) if pressure else Pace(),
        held_out=0.4 if share is None else share,
        never_say=reader.lines(never_say, "never_say", MOST_CHARACTERS["never_say"]) if never_say else (),
        rule=(reader.text(rule, "The rule", MOST_CHARACTERS["rule"]) if rule else None) or "",
    )


def _read_reads(reader: Reader, fields: Fields, items: ItemsRead | None) -> frozenset[str]:
    """What the rule goes by: cues that the items have."""
    node = fields.take("reads")
    if node is None:
        return frozenset()
    known = cue_names(items.items) if items else ()
    found = []
    for item in reader.items(node, "reads"):
        name = reader.line(item, "An entry of reads", MOST_CHARACTERS["reads"])
        if name is not None and items and name not in known:
            reader.flaw(item, f"Nothing that is seen of an item is called {name!r}.", did_you_mean(name, known))
        found += [name] if name is not None else []
    return frozenset(found)


def _read_pace(reader: Reader, node: Node) -> Pace:
    fields = reader.fields(node, "pressure")
    if fields is None:
        return Pace()
    default = Pace()
    times = {}
    for key, default_ms in (("calm", default.calm_ms), ("quick", default.quick_ms), ("floor", default.floor_ms)):
        time = fields.take(key)
        times[key] = (reader.duration_ms(time, key) if time else None) or default_ms
    fields.close()
    if not times["floor"] <= times["quick"] <= times["calm"]:
        reader.flaw(node, "The times are not floor <= quick <= calm.", "Give all three, such as 1.2 s, 2.5 s and 8 s.")
    return Pace(times["calm"], times["quick"], times["floor"])


def _item_keys(reader: Reader, fields: Fields) -> Keys:
    """The keys that say how items are made, out of `items` and beside it."""
    given = {key: fields.take(key) for key in BESIDE}
    node = fields.require("items", "Add 'items:' with a table, a list or a domain.")
    inside = reader.fields(node, "items") if node else None
    if inside is not None:
        given |= {key: inside.take(key) for key in INSIDE}
        inside.close(dict.fromkeys(BESIDE, "It belongs beside 'items', not inside."))
        if sum(given[key] is not None for key in SOURCES) != 1:
            reader.flaw(inside.node, "Items come from one of 'table', 'list' and 'domain'.", "Keep exactly one.")
    return {key: value for key, value in given.items() if value is not None}


def _read_items(
    reader: Reader, keys: Keys, source: DeckSource, deck_id: str, report: Report, *, watch: Watch
) -> ItemsRead | None:
    origin = next((key for key in SOURCES if key in keys), None)
    if origin is None:
        return None
    for key, node in keys.items():
        if key not in known_to(origin) and key not in SOURCES:
            reader.flaw(node, f"A deck from a {origin} has no {key!r}.", "Delete it.")
    if origin != "list":
        check_plain_ways(reader, keys, origin)
    frames = read_frames(reader, keys["vary"], source, report) if "vary" in keys else ()
    if origin == "table":
        spec = read_table(reader, keys)
        made = build(reader, keys, deck_id, spec) if spec and report.clean else None
    elif origin == "list":
        made = read_list(reader, keys, source, deck_id, report, watch=watch)
    else:
        made = read_domain(reader, keys["domain"], source, deck_id, report)
    if made is not None and frames:
        varied = FramedItems(made.items, frames)
        return replace(made, items=varied)
    return made


def _hash(fixing: Mapping[str, Any]) -> str:
    return blake2b(json.dumps(fixing, sort_keys=True).encode(), digest_size=16).hexdigest()
