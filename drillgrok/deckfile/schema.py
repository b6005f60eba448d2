"""What a deck file may say as a JSON Schema (draft 2020-12), for editors that complete and check while one types. Made
from the tables and bounds that reading itself uses; what a schema cannot say is left to reading.

docs/decks.schema.json is its text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from drillgrok.deckfile.fields import DECK_ID, DURATION, NUMBER, RANGE
from drillgrok.deckfile.keys import BESIDE, COMMON, INSIDE, MOST_CHARACTERS, SHARES, SOURCES, DeckKey, known_to
from drillgrok.deckfile.read_shared import ANSWER_STYLES, MOST_CHOICES
from drillgrok.deckfile.read_table import MOST_VARIABLES, NAME
from drillgrok.domains import DOMAINS, JUDGES, SHOWS, option_sheet, way_kind
from drillgrok.items.ways import PLAIN_WAYS
from drillgrok.model.deck import SymbolKind
from drillgrok.model.options import DomainOption

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_PLAIN = ["string", "number", "boolean"]
"""A text to us, whatever an editor makes of it: we read 07 and yes as they stand."""
_TEXT: Schema = {"type": _PLAIN}
_LINES: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_ID: Schema = {"type": _PLAIN, "pattern": f"^{DECK_ID.pattern}$", "maxLength": 64}
_FILE: Schema = {"type": "string", "pattern": r"^[^/\\]+$"}
"""Looser than reading: an editor's \\w knows no accents."""
_DURATION: Schema = {"type": "string", "pattern": f"^{DURATION.pattern}$"}


def deck_schema() -> Schema:
    """The whole schema as plain values."""
    forms = _common() | _beside()
    return {
        "$schema": DRAFT,
        "title": "A drillgrok deck",
        "type": "object",
        "properties": _explained({**COMMON, **BESIDE}, forms),
        "required": ["deck", "title", "items", "rule"],
        "additionalProperties": False,
        "allOf": [_only(source) for source in SOURCES],
    }


def schema_text() -> str:
    """The schema as the file that editors read."""
    return json.dumps(deck_schema(), indent=1, ensure_ascii=False) + "\n"


def _explained(keys: Mapping[str, DeckKey], forms: Mapping[str, Schema]) -> Schema:
    """Each key with its form and what it says."""
    return {name: {"description": _help(key), **forms[name]} for name, key in keys.items()}


def _help(key: DeckKey) -> str:
    return f"{key.says}. Default: {key.default}" if key.default else key.says


def _object(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """These keys and no others."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _text(key: str) -> Schema:
    return {"type": _PLAIN, "minLength": 1, "maxLength": MOST_CHARACTERS[key]}


def _share(key: str) -> Schema:
    least, most = SHARES[key]
    number = {"type": "number", "minimum": least, "maximum": most}
    return {"anyOf": [number, {"type": "string", "pattern": rf"^{NUMBER.pattern}\s*%?$"}]}


def _common() -> dict[str, Schema]:
    """The keys that say nothing about single items."""
    return {
        "deck": _ID,
        "title": _text("title"),
        "family": _ID,
        "about": _text("about"),
        "items": {"oneOf": [_items(source) for source in SOURCES]},
        "held_out": _share("held_out"),
        "pressure": _object(dict.fromkeys(("calm", "quick", "floor"), _DURATION)),
        "next": _ID,
        "reads": {"anyOf": [_text("reads"), {"type": "array", "items": _text("reads"), "minItems": 1}]},
        "never_say": {"anyOf": [_text("never_say"), {"type": "array", "items": _text("never_say"), "minItems": 1}]},
        "rule": _text("rule"),
    }


def _items(source: str) -> Schema:
    """The mapping under `items` for one origin."""
    known = {name: key for name, key in INSIDE.items() if name == source or name in known_to(source) - set(SOURCES)}
    required = [source, *(["prompt", "answer"] if source == "table" else [])]
    return _object(_explained(known, _inside(source)), required)


def _inside(source: str) -> dict[str, Schema]:
    values = {"anyOf": [{"type": "integer"}, _ranged(), {"type": "array", "items": {"type": "integer"}, "minItems": 1}]}
    named = {"type": "object", "propertyNames": {"pattern": f"^{NAME.pattern}$"}, "minProperties": 1}
    several = [_object({way: _LINES}, [way]) for way in ("set", "any")]
    unordered = [_object({"unordered": _LINES}, ["unordered"])] if source == "table" else []
    return {
        "table": {**named, "additionalProperties": values, "maxProperties": MOST_VARIABLES},
        "list": _FILE,
        "domain": {
            "type": "object",
            "properties": {"name": {"enum": sorted(DOMAINS)}},
            "required": ["name"],
            "oneOf": [_domain(name) for name in sorted(DOMAINS)],
        },
        "where": _TEXT,
        "let": {**named, "additionalProperties": _TEXT},
        "prompt": _TEXT,
        "answer": {"anyOf": [_TEXT, *several]},
        "symbols": {"enum": [kind.value for kind in SymbolKind]},
        "group": {"anyOf": [*_LINES["anyOf"], *unordered]},
        "apart": {"anyOf": [*_LINES["anyOf"], *unordered]},
        "parts": _LINES,
    }


def _domain(name: str) -> Schema:
    """What one domain takes. Which options go together is left to reading."""
    options = option_sheet(name).options
    return _object({"name": {"const": name}, **_options(options)}, ["name", options[0].name])


def _options(options: Iterable[DomainOption]) -> Schema:
    return {option.name: {"description": option.says, **option.takes.schema} for option in options}


def _ranged() -> Schema:
    return {"type": "string", "pattern": f"^{RANGE.pattern}$"}


def _beside() -> dict[str, Schema]:
    """The keys about items that stand beside them."""
    choices = {"type": "array", "items": _text("choices"), "minItems": 2, "maxItems": MOST_CHOICES}
    ways = {"show": _way("show", SHOWS), "judge": _way("judge", JUDGES)}
    rephrasing = _object({"prompt": _TEXT, "answer": _TEXT, **ways})
    return {
        "answers": {"enum": list(ANSWER_STYLES)},
        "choices": {**choices, "uniqueItems": True},
        "vary": {"type": "object", "additionalProperties": _FILE, "minProperties": 1},
        "exception": _TEXT,
        "match": _TEXT,
        "rephrased": {"type": "array", "items": rephrasing, "minItems": 1},
        "chance": _share("chance"),
        **ways,
    }


def _way(key: str, named: Mapping[str, str]) -> Schema:
    kinds = {name: way_kind(named, name).options for name in named}
    told = (
        _object(_options(options), [option.name for option in options if option.default is None])
        for options in kinds.values()
    )
    return {"anyOf": [{"const": PLAIN_WAYS[key]}, *told]}


def _only(source: str) -> Schema:
    """What cannot stand beside items from this origin."""
    unknown = {name: False for name in BESIDE if name not in known_to(source)}
    plain = {} if source == "list" else {key: {"const": way} for key, way in PLAIN_WAYS.items()}
    here = {"properties": {"items": {"type": "object", "required": [source]}}, "required": ["items"]}
    return {"if": here, "then": {"properties": unknown | plain}}
