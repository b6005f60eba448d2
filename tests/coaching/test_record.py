"""A stored verdict is the verdict."""

from __future__ import annotations

from drillgrok.coaching.record import from_json, to_json
from drillgrok.coaching.verdict import said
from drillgrok.coaching.words import say


def test_a_verdict_comes_back_from_its_record_unchanged(coached):
    for verdict in coached("step").verdicts:
        assert from_json(to_json(verdict)) == verdict
        assert say(from_json(to_json(verdict))) == say(verdict)
        assert "\n" not in to_json(verdict)


def test_what_was_said_is_rebuilt_from_records(coached):
    verdicts = coached("relapsing").verdicts
    assert said(from_json(to_json(v)) for v in verdicts) == said(verdicts)
