"""What the lamps add to the charts of a run: one contrast a session, from the answers that count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from drillgrok.domains import CHART_INPUTS, DOMAINS, chart_inputs, domain_items
from drillgrok.domains.movement.contrast import FEWEST, contrast
from drillgrok.domains.movement.stretches import StretchItems
from drillgrok.domains.movement.transitions import transitions
from drillgrok.model.domain import DomainOptions
from drillgrok.model.item import ItemKey
from drillgrok.model.log import Flag, Response
from tests.helpers.lamps import lamp_answers

DOMAIN = StretchItems()


def key_of(index: int) -> ItemKey:
    return ItemKey(f"{index:012x}")


INDEX_OF = {key_of(index): index for index in range(len(DOMAIN))}


def contrast_of(session: Sequence[Response]) -> float:
    """By hand, from every answer."""
    found = contrast((DOMAIN.kind(INDEX_OF[one.item]), one.answer) for one in session)
    assert found is not None
    return found.d


def test_each_session_with_enough_answers_of_both_kinds_has_its_contrast() -> None:
    sessions = [lamp_answers(first, count, key_of) for first, count in ((1, 60), (61, FEWEST), (66, 60))]
    found = transitions(DOMAIN, INDEX_OF, sessions)
    assert found is not None
    assert [(one.first, one.last, one.n) for one in found] == [(1, 60, 60), (66, 125, 60)]
    assert [one.d for one in found] == [contrast_of(sessions[0]), contrast_of(sessions[2])]
    assert all(0 < one.low < one.d < one.high for one in found)


def test_what_is_no_evidence_and_items_that_are_gone_do_not_count() -> None:
    session = lamp_answers(1, 60, key_of)
    session[3] = replace(session[3], flags=frozenset({Flag.UNDONE}))
    session[40] = replace(session[40], item=ItemKey("ffffffffffff"))
    found = transitions(DOMAIN, INDEX_OF, [session])
    assert found is not None
    assert (found[0].n, found[0].d) == (58, contrast_of([*session[:3], *session[4:40], *session[41:]]))


def test_drills_of_one_kind_have_no_transitions() -> None:
    sticks = domain_items(DomainOptions("movement", {"drill": "sticks-return"}))
    assert transitions(sticks, {}, []) is None


@pytest.mark.parametrize("name", CHART_INPUTS)
def test_what_a_domain_adds_to_the_charts_is_there(name: str) -> None:
    assert name in DOMAINS
    assert callable(chart_inputs(name))
