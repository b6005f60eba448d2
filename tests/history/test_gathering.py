"""However a log is taken in, the figures are those of the whole log; and they are what its rows add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import log
from statistics import median_low

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillgrok.coaching.claims import Claim, Measure
from drillgrok.days import local_day
from drillgrok.history.figures import Block, Episode, RunHistory
from drillgrok.history.gathering import Gathering, Row, gathered, history, settled
from drillgrok.history.kept import (
    sequels_from_bytes,
    sequels_to_bytes,
    tallies_from_bytes,
    tallies_to_bytes,
    work_from_bytes,
    work_to_bytes,
)
from drillgrok.history.sequels import Made
from drillgrok.model.log import UNDO_DEPTH, Clock, Flag, Outcome, Response, Role
from tests.helpers.claims import score

Log = Callable[..., list[Row]]

SEEDS = st.integers(0, 2**32)
any_split = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def claims_on(rows: list[Row]) -> list[Made]:
    """Claims of every measure and horizon, some made at the same response."""
    last = len(rows)
    return [
        ("plateau", Claim(number, measure, at_least, share, horizon, least=3, exam_settles=exam))
        for number in sorted({0, 1, last // 3, last // 2, max(last - 20, 0), last})
        for measure, at_least, share, exam in (
            (Measure.UNSEEN, True, 0.5, False),
            (Measure.UNSEEN_QUICK, False, 0.3, True),
            (Measure.REPHRASED, True, 0.4, False),
        )
        for horizon in (30, 100)
    ]


def whole(rows: list[Row]) -> Gathering:
    return gathered(Gathering(), rows, claims_on(rows))


def stored(gathering: Gathering) -> Gathering:
    """Through the database and back."""
    assert gathering.work
    assert gathering.sequels
    return Gathering(
        tallies_from_bytes(tallies_to_bytes(gathering.tallies)),
        work_from_bytes(work_to_bytes(gathering.work)),
        sequels_from_bytes(sequels_to_bytes(gathering.sequels)),
    )


# The same, however it is fed.


@any_split
@given(seed=SEEDS, cuts=st.lists(st.integers(0, 400), max_size=4))
def test_a_log_in_pieces_gives_the_figures_of_the_whole(any_log: Log, seed: int, cuts: list[int]) -> None:
    rows = any_log(seed)
    claims = claims_on(rows)
    gathering, place = Gathering(), 0
    for cut in [*sorted(cuts), len(rows)]:
        gathering = stored(gathered(gathering, rows[place:cut], claims))
        place = cut
    again = gathered(gathering, (), claims)
    assert again == whole(rows)
    assert history(again) == history(whole(rows))


@any_split
@given(seed=SEEDS, cuts=st.tuples(*[st.integers(0, 200)] * 3))
def test_parts_that_came_to_different_places_are_brought_to_the_same_end(
    any_log: Log, seed: int, cuts: tuple[int, int, int]
) -> None:
    rows = any_log(seed, 200)
    claims = claims_on(rows)
    one, two, three = (gathered(Gathering(), rows[:cut], claims) for cut in cuts)
    mixed = Gathering(one.tallies, two.work, three.sequels)
    assert gathered(mixed, rows[mixed.number :], claims) == whole(rows)


@any_split
@given(
    seed=SEEDS, length=st.integers(0, 60), marked=st.sets(st.integers(1, UNDO_DEPTH)), flag=st.sampled_from(list(Flag))
)
def test_what_is_kept_is_the_same_whatever_is_still_marked(
    any_log: Log, seed: int, length: int, marked: set[int], flag: Flag
) -> None:
    rows = any_log(seed, length)
    named = {length + 1 - back for back in marked}
    after = [(s, replace(r, flags=r.flags | {flag}) if r.seq in named else r) for s, r in rows]
    kept = gathered(Gathering(), settled(rows), claims_on(rows))
    assert kept == gathered(Gathering(), settled(after), claims_on(rows))
    assert kept.number == max(length - UNDO_DEPTH, 0)
    assert gathered(kept, after[kept.number :], claims_on(rows)) == whole(after)


def test_gathering_leaves_what_it_was_given_as_it_was(any_log: Log) -> None:
    rows = any_log(1, 300)
    before = gathered(Gathering(), rows[:200], claims_on(rows))
    as_it_was = stored(before)
    gathered(before, rows[200:], claims_on(rows))
    assert stored(before) == as_it_was


# What the rows add up to.


@pytest.fixture(params=["made up", "step", "never"])
def log_rows(request: pytest.FixtureRequest, any_log: Log, rehearsed: Log) -> list[Row]:
    if request.param == "made up":
        return any_log(7, 900)
    return rehearsed(request.param)


def evidence(rows: list[Row]) -> list[Response]:
    return [r for _, r in rows if r.is_evidence]


def calm(rows: list[Row]) -> list[Response]:
    """What bears on accuracy."""
    return [
        r
        for r in evidence(rows)
        if r.clock is Clock.CALM
        and r.presentation == "plain"
        and r.role is not Role.EXAM
        and not r.flags & {Flag.EXCEPTION, Flag.CONTRAST, Flag.AKIN, Flag.LEXEME}
        and not (Flag.FLOOD in r.flags and r.shown)
    ]


def block(rows: list[Response]) -> Block:
    logs = [log(r.rt_ms) for r in rows if r.correct and r.rt_ms is not None]
    return Block(
        first=rows[0].seq,
        last=rows[-1].seq,
        n=len(rows),
        right=sum(bool(r.correct) for r in rows),
        chance=pytest.approx(sum(r.chance for r in rows)),  # type: ignore[arg-type]
        timed=len(logs),
        log_ms=pytest.approx(sum(logs)),  # type: ignore[arg-type]
        log_ms_squared=pytest.approx(sum(x * x for x in logs)),  # type: ignore[arg-type]
    )


def in_blocks(rows: list[Response], size: int) -> list[Block]:
    return [block(rows[k : k + size]) for k in range(0, len(rows), size)]


def test_blocks_hold_settled_and_unseen_answers_in_their_order(log_rows: list[Row]) -> None:
    found = history(whole(log_rows))
    is_settled = [r for r in calm(log_rows) if r.role is Role.PRACTISED and r.seen >= 6]
    is_unseen = [r for r in calm(log_rows) if r.first_seen]
    in_tens = is_unseen[: len(is_unseen) // 10 * 10]
    assert list(found.settled) == in_blocks(is_settled, 10)
    assert list(found.unseen) == in_blocks(in_tens, 10)
    assert found.unseen_waiting == len(is_unseen) - len(in_tens)


def test_days_hours_and_sittings_are_those_of_the_rows(log_rows: list[Row]) -> None:
    found = history(whole(log_rows))
    all_rows = [r for _, r in log_rows]
    assert found.volume == len(evidence(log_rows))
    assert found.number == len(log_rows)
    assert [d.day for d in found.days] == sorted({r.at.day for r in all_rows})
    assert found.practice_days == len({r.at.day for r in evidence(log_rows)})
    assert sum(d.responses for d in found.days) == sum(h.responses for h in found.hours) == found.volume
    settled_n, settled_right = sum(b.n for b in found.settled), sum(b.right for b in found.settled)
    for counted in (found.days, found.hours):
        assert sum(one.settled for one in counted) == settled_n
        assert sum(one.settled_right for one in counted) == settled_right
    first_rows: dict[str, int] = {}
    for sitting, response in log_rows:
        first_rows.setdefault(sitting, response.seq)
    assert list(found.sessions) == list(first_rows.values())


def test_an_hour_is_that_of_the_learners_wall_clock(any_log: Log) -> None:
    (sitting, response), *_ = any_log(3, 1)
    half_past_four = replace(response.at, utc_ms=20_000 * 86_400_000 + 3_600_000, offset_min=210)
    one = replace(response, at=half_past_four, outcome=Outcome.ANSWERED, correct=True, flags=frozenset())
    assert [h.hour for h in history(gathered(Gathering(), [(sitting, one)])).hours] == [4]


def test_speed_and_deadline_are_the_last_ones(log_rows: list[Row]) -> None:
    found = history(whole(log_rows))
    right_ms = [r.rt_ms for r in evidence(log_rows) if r.correct and r.rt_ms is not None]
    deadlines_ms = [r.deadline_ms for r in evidence(log_rows) if r.clock is Clock.STAIRCASE]
    assert found.recent_ms == median_low(right_ms[-300:])
    assert found.staircase_ms == deadlines_ms[-1]


def test_exposures_are_counted_one_by_one_and_then_in_doubling_stretches(log_rows: list[Row]) -> None:
    found = history(whole(log_rows)).exposures
    practised = [r for r in calm(log_rows) if r.role is Role.PRACTISED]
    assert sum(e.n for e in found) == len(practised)
    for one in found:
        rows = [r for r in practised if one.first <= r.seen <= one.last]
        assert (one.n, one.right) == (len(rows), sum(bool(r.correct) for r in rows))
        assert one.first == one.last if one.last <= 15 else one.last == 2 * one.first - 1


def stands_at(rows: list[Row], episode: Episode) -> None:
    until = rows[: episode.last]
    showings = [r for _, r in until if r.had_feedback]
    deadlines_ms = [r.deadline_ms for r in evidence(until) if r.clock is Clock.STAIRCASE]
    assert episode.volume == len(evidence(until))
    assert episode.met == len({r.item for r in showings})
    assert episode.in_work == len({r.item for r in showings[-100:]})
    assert episode.staircase_ms == (deadlines_ms[-1] if deadlines_ms else None)


def test_a_stretch_says_what_stood_at_its_end(log_rows: list[Row]) -> None:
    found = history(whole(log_rows))
    for episode in (*found.episodes, *found.early):
        stands_at(log_rows, episode)


def test_every_practised_item_has_its_tally_in_the_order_met(log_rows: list[Row]) -> None:
    found = whole(log_rows).work
    assert found
    met: dict[str, list[Response]] = {}
    for _, response in log_rows:
        if response.had_feedback:
            met.setdefault(response.item, []).append(response)
    assert [(t.item, t.first, t.exposures) for t in found.tallies] == [
        (key, rows[0].seq, len(rows)) for key, rows in met.items()
    ]
    for tally in found.tallies:
        counts = [r for r in met[tally.item] if r.is_evidence and r.presentation == "plain"]
        assert (tally.n, tally.right) == (len(counts), sum(bool(r.correct) for r in counts))
        assert tally.timed == sum(bool(r.correct) and r.rt_ms is not None for r in counts)


# Claims.


@pytest.mark.parametrize("exams", [(), (40,), (250, 395)])
@any_split
@given(seed=SEEDS)
def test_a_followed_claim_is_scored_as_on_the_whole_log(any_log: Log, exams: tuple[int, ...], seed: int) -> None:
    rows = any_log(seed)
    claims = claims_on(rows)
    claims_found = history(gathered(Gathering(), rows, claims), exams_passed=exams).claims
    assert [one.number for one in claims_found] == [claim.number for _, claim in claims]
    found = {(one.number, one.measure, one.horizon): one for one in claims_found}
    for _, claim in claims:
        scored = found[claim.number, claim.measure, claim.horizon]
        assert scored.score is score(claim, [r for _, r in rows], exams_passed=exams)
        since = [r for r in evidence(rows) if r.seq > claim.number][: claim.horizon]
        assert scored.followed == len(since)
        assert scored.right <= scored.n <= scored.followed


def test_a_claim_made_just_now_is_open_with_nothing_behind_it(rehearsed: Log) -> None:
    rows = rehearsed()
    made = ("plateau", Claim(len(rows), Measure.UNSEEN, at_least=True, share=0.5, horizon=300, least=12))
    (found,) = history(gathered(Gathering(), rows, [made])).claims
    assert (found.number, found.followed, found.score) == (len(rows), 0, "open")


# However long the run.


@pytest.fixture(scope="module")
def long_run(rehearsed: Log) -> tuple[list[Row], Gathering]:
    """Thirty thousand rows."""
    short = rehearsed()
    rows = [
        (f"{k // 200}", replace(short[k % len(short)][1], seq=k + 1, at=replace(short[0][1].at, utc_ms=k * 10**6)))
        for k in range(30_000)
    ]
    claims = [("plateau", Claim(k, Measure.UNSEEN, True, 0.5, 300, 12)) for k in range(0, 30_000, 40)]
    return rows, gathered(Gathering(), rows, claims)


def tiles(pieces: Iterable[Episode], last: int) -> None:
    end = 0
    for piece in pieces:
        assert piece.first == end + 1
        end = piece.last
    assert end == last


def test_a_long_run_has_bounded_figures_that_miss_nothing(long_run: tuple[list[Row], Gathering]) -> None:
    rows, gathering = long_run
    found = history(gathering)
    assert max(map(len, (found.settled, found.unseen, found.episodes, found.early))) <= 256
    assert (len(found.claims), len(found.sessions)) == (512, 150)
    is_settled = [r for r in calm(rows) if r.seen >= 6 and r.role is Role.PRACTISED]
    size = found.settled[0].n
    assert size > 10
    assert list(found.settled) == in_blocks(is_settled, size)
    tiles(found.episodes, len(rows))
    tiles(found.early, len(rows))
    assert len({s.last - s.first for s in found.episodes[:-1]}) == 1
    assert all(later.last - later.first >= one.last - one.first for one, later in pairs(found))
    for episode in (found.episodes[0], found.episodes[100], found.early[50], found.early[-1]):
        stands_at(rows, episode)


def pairs(found: RunHistory) -> Iterable[tuple[Episode, Episode]]:
    return zip(found.early[:-2], found.early[1:-1], strict=True)


def test_what_is_kept_of_a_long_run_is_small_and_the_same_on_return(long_run: tuple[list[Row], Gathering]) -> None:
    _, gathering = long_run
    assert stored(gathering) == replace(gathering, sequels=replace(gathering.sequels, made=[]))  # type: ignore[type-var]
    assert len(tallies_to_bytes(gathering.tallies)) < 60_000


def test_days_beyond_the_last_thousand_are_only_counted(any_log: Log) -> None:
    sitting, one = next(row for row in any_log(1) if row[1].is_evidence)
    rows = [
        (sitting, replace(one, seq=k + 1, at=replace(one.at, utc_ms=one.at.utc_ms + k * 86_400_000)))
        for k in range(1200)
    ]
    found = history(gathered(Gathering(), rows))
    assert (len(found.days), found.practice_days) == (1000, 1200)
    assert found.days[0].day == local_day(rows[200][1].at.utc_ms, one.at.offset_min)


def test_a_day_without_a_measured_answer_is_no_day_of_practice(any_log: Log) -> None:
    rows = any_log(1)
    void = replace(rows[-1][1], outcome=Outcome.VOID, correct=None)
    late = replace(void, seq=len(rows) + 1, at=replace(void.at, utc_ms=void.at.utc_ms + 3 * 86_400_000))
    before, after = whole(rows), whole([*rows, (rows[-1][0], late)])
    assert history(after).practice_days == history(before).practice_days


def test_nothing_practised_has_empty_figures() -> None:
    found = history(Gathering())
    assert (found.number, found.volume, found.practice_days, found.unseen_waiting) == (0, 0, 0, 0)
    assert found.recent_ms is found.staircase_ms is None
    assert not any((found.settled, found.unseen, found.exposures, found.episodes, found.early, found.claims))
    assert not any((found.days, found.hours, found.sessions, found.beliefs, found.beliefs_stale))


def test_an_overview_has_the_same_counts_without_the_rest(rehearsed: Log) -> None:
    rows = rehearsed()
    light = history(gathered(Gathering(work=None, sequels=None), rows))
    assert light == replace(history(whole(rows)), claims=(), episodes=(), early=())
