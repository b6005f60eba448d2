"""The coach's watch over a run: fed from the log or one by one, marked or resumed, it knows and advises the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillgrok.bundled import bundled
from drillgrok.coaching.aha import felt_beside_measured
from drillgrok.coaching.counts import RunCounts, counted
from drillgrok.coaching.facts import Circumstances
from drillgrok.coaching.said import said
from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.verdicts import expert_beginner, tired
from drillgrok.coaching.watch import Watch, advise, heard, is_moving, marked, watching
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.model.deck import Deck
from drillgrok.model.log import UNDO_DEPTH, Clock, Flag, Response, Role
from drillgrok.phases.checkpoint import from_bytes, to_bytes
from drillgrok.phases.phase import Phase
from drillgrok.phases.regions import grokked_for_sure
from drillgrok.phases.track import Track
from drillgrok.practice.answering import BLOCK
from drillgrok.practice.events import Advice
from drillgrok.simulation.demo_deck import demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

DAILY, DAYS = 200, 7
Rows = tuple[tuple[str, Response], ...]


@dataclass(frozen=True)
class Look:
    """What a block's end brought."""

    number: int
    advice: Advice
    verdict: Verdict | None
    phase: Phase


@dataclass
class Watched:
    """A learner's way on a deck of single items, and what the watch made of it."""

    rows: list[tuple[str, Response]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    moving: list[int] = field(default_factory=list)
    """Responses after which unseen accuracy might have been changing."""
    sure: list[int] = field(default_factory=list)
    """Responses after which the rule was there for sure."""


def _cinder() -> Deck:
    return read_deck(load_source(bundled("decks") / "signs" / "cinder-31.yaml"))


@cache
def _watched(name: str, days: int) -> Watched:
    run = demo_run(_cinder(), 1)
    found, watch = Watched(), watching((), Said(), session_id="0")
    for day, _, response in drill_days(run, LEARNERS[name](1, run), days=days, daily=DAILY):
        if str(day) != watch.session_id:
            watch = watching(found.rows, watch.said, session_id=str(day), track=watch.checkpoint[1])
        found.rows.append((str(day), response))
        watch = heard(watch, response)
        if is_moving(watch):
            found.moving.append(response.seq)
        if grokked_for_sure(watch.track.posterior):
            found.sure.append(response.seq)
        if response.seq % BLOCK == 0:
            watch, advice, verdict = advise(watch, Circumstances(sessions=day))
            found.looks.append(Look(response.seq, advice, verdict, watch.track.phase))
    return found


@pytest.fixture
def watched() -> Callable[..., Watched]:
    """A named learner's run; treat it as read only."""

    def walk(name: str, days: int = DAYS) -> Watched:
        return _watched(name, days)

    return walk


def one_by_one(rows: Rows, session_id: str) -> Watch:
    """The watch of someone who began the run today and never left."""
    watch = watching((), Said(), session_id=session_id)
    for _, response in rows:
        watch = heard(watch, response)
    return watch


def same(one: Track, other: Track) -> bool:
    return to_bytes(one) == to_bytes(other)


def undone(rows: Rows, seqs: set[int]) -> Rows:
    return tuple((s, replace(r, flags=r.flags | {Flag.UNDONE}) if r.seq in seqs else r) for s, r in rows)


# The same, however it is fed.


def test_the_log_read_at_once_is_the_log_heard_one_by_one(watched):
    rows = tuple(("today", response) for _, response in watched("step").rows[:300])
    at_once, by_ear = watching(rows, Said(), session_id="today"), one_by_one(rows, "today")
    assert same(at_once.track, by_ear.track)
    assert at_once.past.responses == by_ear.past.responses


def test_a_marked_watch_is_the_watch_of_the_marked_log(watched):
    rows = tuple(watched("step").rows[:300])
    whole = watching(rows, Said(), session_id="1")

    @settings(max_examples=15, deadline=None)
    @given(st.sets(st.integers(301 - UNDO_DEPTH, 300), min_size=1))
    def check(seqs: set[int]) -> None:
        afterwards = marked(whole, frozenset(seqs), Flag.UNDONE)
        from_the_start = watching(undone(rows, seqs), Said(), session_id="1")
        assert same(afterwards.track, from_the_start.track)
        assert all_counts(afterwards) == all_counts(from_the_start)
        assert seen_by(afterwards) == seen_by(from_the_start)

    check()


def all_counts(watch: Watch) -> RunCounts:
    """What a look counts, with no answers of this session."""
    return counted(watch.counts, (response for _, response in watch.recent))


def seen_by(watch: Watch) -> tuple[Advice, Verdict | None]:
    """What a look with no further answers brings."""
    return advise(watch, Circumstances())[1:]


def test_a_mark_reaches_into_the_session_before_and_leaves_every_answer_in_its_own(watched):
    rows = tuple(watched("step").rows[: DAILY + 4])
    assert [session for session, _ in rows[-UNDO_DEPTH:]] == ["0"] * 4 + ["1"] * 4
    watch = watching(rows[:DAILY], Said(), session_id="1")
    for _, response in rows[DAILY:]:
        watch = heard(watch, response)
    for seq in (DAILY - 2, DAILY + 2):
        afterwards = marked(watch, frozenset({seq}), Flag.UNDONE)
        assert same(afterwards.track, watching(undone(rows, {seq}), Said(), session_id="1").track)


def test_a_mark_on_what_is_long_gone_changes_nothing(watched):
    watch = watching(tuple(watched("step").rows[:100]), Said(), session_id="0")
    assert marked(watch, frozenset({100 - UNDO_DEPTH}), Flag.UNDONE) is watch


def test_a_session_resumed_from_a_checkpoint_stands_where_the_whole_log_does(watched):
    rows = tuple(watched("step").rows[:420])

    @settings(max_examples=15, deadline=None)
    @given(kept_at=st.integers(0, 420), back=st.integers(0, UNDO_DEPTH - 1))
    def check(kept_at: int, back: int) -> None:
        seq, track = watching(rows[:kept_at], Said(), session_id="9").checkpoint
        assert seq == max(kept_at - UNDO_DEPTH, 0)
        resumed = watching(rows, Said(), session_id="9", track=from_bytes(to_bytes(track)))
        whole = watching(rows, Said(), session_id="9")
        assert same(resumed.track, whole.track)
        last = frozenset({len(rows) - back})
        again = watching(undone(rows, set(last)), Said(), session_id="9")
        assert same(marked(resumed, last, Flag.UNDONE).track, again.track)
        assert seen_by(marked(resumed, last, Flag.UNDONE)) == seen_by(again)

    check()


def test_a_sister_deck_met_before_is_known_from_the_first_answer_on(watched):
    rows = tuple(watched("step").rows[:60])
    primed = watching(rows, Said(), session_id="0", primed=True)
    assert not same(primed.track, watching(rows, Said(), session_id="0").track)
    assert primed.track.posterior.p[Phase.GROKKED] > 0


# When more unseen items are worth asking.


def test_nothing_moves_for_a_memoriser(watched):
    way = watched("never")
    assert len(way.moving) <= len(way.rows) / 50


def test_unseen_answers_move_around_the_change_and_no_more_once_it_is_sure(watched):
    way, found_at = watched("step"), 1200
    assert len([n for n in way.moving if n < found_at]) <= found_at / 50
    assert found_at < min(n for n in way.moving if n > found_at) < found_at + 120
    assert not set(way.moving) & set(way.sure)
    assert max(way.moving) < found_at + 200


def test_a_rule_that_was_brought_along_does_not_move(watched):
    way = watched("knows, is fast", 2)
    assert [n for n in way.moving if n > 100] == []


def test_after_the_telling_unseen_items_are_asked_often(watched):
    rows = tuple(watched("never").rows[:200])
    watch = watching(rows, Said(), session_id="1")
    assert not advise(watch, Circumstances())[1].moving
    assert advise(watch, Circumstances(narrated=True))[1].moving


# What the drill is told to do.


def test_who_is_tired_is_told_to_rest_and_asked_nothing_unseen(coached):
    number = coached("tired").first(tired.KIND).number
    log = coached("tired").log
    said_before = said(v for v in coached("tired").verdicts if v.number < number)
    rows = tuple((str((r.seq - 1) // 300), r) for r in log[:number])
    watch = watching(rows, said_before, session_id=rows[-1][0])
    _, advice, verdict = advise(watch, Circumstances())
    assert verdict is not None
    assert verdict.kind == tired.KIND
    assert advice.rest


def test_a_new_morning_takes_the_advice_to_rest_back(coached):
    run = coached("tired")
    verdict = run.first(tired.KIND)
    said_so_far = said(v for v in run.verdicts if v.number <= verdict.number)
    rows = tuple((str((r.seq - 1) // 300), r) for r in run.log[: verdict.number])
    watch = watching(rows, said_so_far, session_id="tomorrow")
    at = rows[-1][1].at
    today = at.day
    assert advise(watch, Circumstances(today=today))[1].rest
    assert not advise(watch, Circumstances(today=today + 1))[1].rest


def test_rest_is_advised_to_no_one_who_is_awake(watched):
    for name in ("step", "never"):
        assert not [look for look in watched(name).looks if look.advice.rest]


def test_the_plateau_is_flagged_where_it_stands_and_nowhere_else(watched):
    for name in ("step", "never"):
        flagged = [look for look in watched(name).looks if look.advice.plateau]
        assert flagged
        assert all(look.number < 1400 for look in flagged) or name == "never"


def test_the_words_of_a_look_are_said_once(watched):
    looks = watched("never").looks
    words = [look.advice.words for look in looks if look.advice.words]
    assert len(words) == len(set(words))
    assert {look.advice.words for look in looks if look.verdict is None} == {""}
    assert {look.verdict for look in looks if look.advice.words and look.verdict is None} == set()


def test_comfort_is_pushed_once_with_the_clock_that_was_promised(coached):
    run = coached("expert beginner")
    verdict = run.first(expert_beginner.KIND)
    facts = next(f for f in run.facts if f.posterior.number == verdict.number)
    before = said(run.verdicts[: run.verdicts.index(verdict)])
    rows = tuple((str((r.seq - 1) // 300), r) for r in run.log[: verdict.number])
    watch = watching(rows, before, session_id=rows[-1][0])
    watch, advice, heard_now = advise(watch, facts.circumstances)
    assert heard_now == verdict
    assert advice.push
    assert f"{facts.circumstances.tighter_ms / 1000:.1f} s instead of" in advice.words
    _, again, nothing = advise(watch, facts.circumstances)
    assert nothing is None or nothing.kind != expert_beginner.KIND
    assert not again.push


# Felt and measured.


def test_a_felt_click_is_set_beside_the_measured_change_and_only_where_there_is_one(coached):
    changed = next(f for f in coached("step").facts if f.phase is Phase.GROKKED)
    still = next(f for f in coached("never").facts if f.phase is Phase.PLATEAU)
    onset = changed.onset
    assert felt_beside_measured(replace(changed, felt=(300, 1234))) == (1234, onset.number, onset.low, onset.high)
    assert felt_beside_measured(changed) is None
    assert felt_beside_measured(replace(still, felt=(1234,))) is None


def test_a_felt_click_is_counted_in_measured_answers_like_the_change_and_said_once(watched):
    rows = tuple(watched("step").rows)
    voided = set(range(1, 101))
    watch = watching(undone(rows, voided), Said(), session_id=rows[-1][0])
    heard_words = []
    for _ in range(4):
        watch, advice, _ = advise(watch, Circumstances(ahas=(1300,), sessions=7))
        heard_words.append(advice.words)
    assert [words.startswith("You felt it click at answer 1,200;") for words in heard_words].count(True) == 1


def test_who_read_the_rule_is_asked_every_second_unseen_item_on_the_quick_clock():
    run = replace(demo_run(read_deck(load_source(bundled("decks") / "signs" / "cinder-31.yaml")), 1), narrated=True)
    probes = [
        response.clock
        for _, _, response in drill_days(run, LEARNERS["never"](1, run), days=3, daily=DAILY)
        if response.role == "probe"
    ]
    assert probes[:6] == [Clock.CALM, Clock.QUICK] * 3


def test_a_claim_is_about_what_comes_after_the_last_response_also_where_that_was_an_exam() -> None:
    rows = tuple(_watched("never", 3).rows)
    last = rows[-1][1]
    exam = (replace(last, seq=last.seq + k, role=Role.EXAM, clock=Clock.QUICK) for k in range(1, 31))
    watch = watching((*rows, *(("exam", response) for response in exam)), Said(), session_id="empty")
    _, _, verdict = advise(watch, Circumstances(sessions=4))
    assert verdict is not None
    assert verdict.claim is not None
    assert verdict.claim.number == last.seq + 30
