"""The coach's record: every claim, kindly and unkindly, and nothing told while it is open."""

from __future__ import annotations

from dataclasses import replace

from drillgrok.charts.catalogue import record
from drillgrok.charts.chart import Listing
from drillgrok.coaching.claims import ClaimScore, Measure
from drillgrok.history.figures import Scored

HELD = Scored(400, "plateau", Measure.UNSEEN.value, False, 0.25, 300, 300, 32, 1, 3.2, ClaimScore.HELD)
FAILED = replace(HELD, number=900, verdict="recited_only", measure=Measure.UNSEEN_QUICK.value, score=ClaimScore.FAILED)
OPEN = replace(HELD, number=1200, followed=80, n=14, right=9, score=ClaimScore.OPEN)


def rows_of(*claims: Scored) -> tuple[tuple[object, ...], ...]:
    body = record.chart(claims).body
    assert isinstance(body, Listing)
    assert all(len(row) == len(body.columns) for row in body.rows)
    return body.rows


def test_each_claim_stands_beside_what_followed() -> None:
    assert rows_of(HELD, FAILED) == (
        (400, "plateau", "unseen below 25 %", 300, "1 of 32, luck 3", "held"),
        (900, "recited only", "quick unseen below 25 %", 300, "1 of 32, luck 3", "failed"),
    )


def test_right_answers_of_an_open_claim_are_not_told() -> None:
    ((*_, followed, outcome),) = rows_of(OPEN)
    assert (followed, outcome) == ("80 answers in", "open")
    assert rows_of(replace(OPEN, right=2)) == rows_of(OPEN)


def test_a_claim_that_can_no_longer_be_decided_says_so() -> None:
    ((*_, followed, outcome),) = rows_of(replace(OPEN, followed=300))
    assert (followed, outcome) == ("cannot tell", "open")


def test_the_line_counts_held_and_failed_alike_and_leaves_open_ones_out() -> None:
    says = record.chart([HELD] * 9 + [FAILED] * 2 + [OPEN] * 3).says
    assert says == "9 of 11 decided claims held (90 % interval 57 to 94 %); 3 open."


def test_nothing_decided_is_said_without_a_share() -> None:
    assert record.chart([OPEN, OPEN]).says == "None of the coach's 2 claims is decided yet; 2 open."


def test_a_long_record_lists_the_newest_and_counts_all() -> None:
    claims = [replace(HELD, number=100 * k) for k in range(50)]
    assert [row[0] for row in rows_of(*claims)] == [100 * k for k in range(50 - record.MOST, 50)]
    assert record.chart(claims).says.startswith("50 of 50")


def test_no_claim_is_no_record() -> None:
    assert record.chart([]).body is None
