"""A stored verdict is the verdict, whenever it was stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drillgrok.coaching.record import from_json, to_json
from drillgrok.coaching.said import said
from drillgrok.coaching.words import say

STORED = json.loads(Path(__file__).with_name("stored_verdicts.json").read_text(encoding="utf-8"))
"""Records as databases hold them, one of each shape that was ever stored, and what is said of them today. Records are
added, never changed."""


def test_a_verdict_comes_back_from_its_record_unchanged(coached):
    for verdict in coached("step").verdicts:
        assert from_json(to_json(verdict)) == verdict
        assert say(from_json(to_json(verdict))) == say(verdict)
        assert "\n" not in to_json(verdict)


def test_what_was_said_is_rebuilt_from_records(coached):
    verdicts = coached("relapsing").verdicts
    assert said(from_json(to_json(v)) for v in verdicts) == said(verdicts)


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: json.loads(stored["record"])["kind"])
def test_a_verdict_that_was_stored_long_ago_is_read_unchanged_and_said_as_one_of_today(stored):
    verdict = from_json(stored["record"])
    assert to_json(verdict) == stored["record"]
    assert say(verdict) == stored["words"]


@pytest.mark.parametrize("change", [{"kind": "no such kind"}, {"phase": "no such phase"}, {"figures": None}])
def test_a_record_that_nobody_wrote_is_refused(change):
    values = json.loads(STORED[0]["record"]) | change
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_json(json.dumps(values))
