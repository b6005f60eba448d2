"""The coach at the program's own backend: what it says is stored once and in order, and stands on the log alone."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any

import pytest

from drillgrok.coaching.claims import ClaimScore
from drillgrok.coaching.facts import LONG
from drillgrok.coaching.record import from_json
from drillgrok.coaching.verdicts import expert_beginner, grokked, plateau
from drillgrok.coaching.words import say
from drillgrok.commands import replay
from drillgrok.commands.data.export import export
from drillgrok.model.log import UNDO_DEPTH, Clock, Mark, MarkKind, Pressure, Response
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.phase import Phase
from drillgrok.phases.track import Track
from drillgrok.phases.version import MODEL_VERSION
from drillgrok.places import database
from drillgrok.practice.answering import BLOCK
from drillgrok.store import runs
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading, writing
from drillgrok.store.journal import read_marks, read_responses
from drillgrok.store.verdicts import StoredVerdict, checkpoint, keep_checkpoint, read_verdicts
from tests.helpers.claims import score
from tests.helpers.command_line import in_a_copy

DECK, DAILY, DAYS = "cinder-31", 240, 6
FOUND_AT = 1200


@dataclass(frozen=True)
class Way:
    """Six days of a learner who finds the rule, as the database keeps them."""

    home: Path
    days: Any
    live: Track
    """What the coach believed at the very end."""
    words: tuple[str, ...]
    """What stood on the screen at breaks and ends."""


@pytest.fixture(scope="module")
def way(days_of: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Way]:
    """Read only: tests that go on work in a copy."""
    home = tmp_path_factory.mktemp("coached") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRILLGROK_HOME", str(home))
        days = days_of("step", DECK, DAILY)
        lived = days.live(DAYS)
        words = tuple(said for day in lived for said in day.heard)
        yield Way(home, days, track_of(lived[-1]), words)


@pytest.fixture
def next_morning(way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Any]]:
    """Opens the seventh day, in a copy of that home; what is opened is closed again."""
    yield from in_a_copy(way.days, way.home, tmp_path / "home", monkeypatch)


def track_of(day: Any) -> Track:
    """What the coach believes on a day."""
    track: Track = day.watch.track
    return track


@dataclass(frozen=True)
class Stored:
    """The database of the learner's one run."""

    verdicts: tuple[StoredVerdict, ...]
    log: tuple[Response, ...]
    marks: tuple[Mark, ...]


def stored() -> Stored:
    with open_store(database()) as engine:
        run_id = the_run()
        return Stored(read_verdicts(engine, run_id), read_responses(engine, run_id), read_marks(engine, run_id))


def the_run() -> str:
    with open_store(database()) as engine, reading(engine) as connection:
        return runs.runs(connection)[0].id


def replayed(file: Path, deck: str = DECK) -> replay.ReplayRow:
    export(file, stdout=io.BytesIO(), deck_id=deck)
    (standing,) = replay.standings(file, every=None, check=lambda _: None, advance=lambda _: None)
    return standing


# What is stored.


def test_verdicts_are_stored_in_order_with_their_words_and_none_twice(way: Way) -> None:
    verdicts = stored().verdicts
    assert [v.seq for v in verdicts] == sorted({v.seq for v in verdicts})
    for verdict, later in zip(verdicts, [*verdicts[1:], None], strict=True):
        record = from_json(verdict.record)
        assert (record.kind, record.number) == (verdict.kind, verdict.seq)
        assert say(record) == verdict.words
        assert later is None or (verdict.kind, verdict.words) != (later.kind, later.words)
        assert record.session <= DAYS


def test_what_was_stored_is_what_was_said_on_the_screen(way: Way) -> None:
    said = [words for words in way.words if words]
    spoken = [verdict.words for verdict in stored().verdicts if from_json(verdict.record).way]
    assert said == spoken
    assert len(set(said)) == len(said)


def test_the_plateau_is_named_before_the_rule_is_found_and_grokked_after_it(way: Way) -> None:
    verdicts = stored().verdicts
    on_plateau = [v.seq for v in verdicts if v.kind == plateau.KIND]
    after_it = [v.seq for v in verdicts if v.kind == grokked.KIND]
    assert min(on_plateau) < FOUND_AT
    assert max(on_plateau) < min(after_it)
    assert min(after_it) > FOUND_AT


def test_what_a_verdict_claimed_is_scored_from_the_log(way: Way) -> None:
    found = stored()
    claims = [claim for v in found.verdicts if (claim := from_json(v.record).claim)]
    assert claims
    scored = {claim.number: score(claim, found.log) for claim in claims}
    over = [c for c in claims if c.number + c.horizon < len(found.log)]
    assert over
    assert scored[over[0].number] is ClaimScore.HELD
    assert scored[claims[-1].number] is ClaimScore.OPEN


# What is believed.


def test_replaying_the_export_gives_the_live_posterior_exactly(way: Way, tmp_path: Path) -> None:
    standing = replayed(tmp_path / "log.csv")
    assert standing.posterior == way.live.posterior
    assert (standing.phase, standing.since) == (way.live.phase, way.live.since)


def test_a_run_that_a_sister_deck_came_before_is_replayed_exactly_too(
    days_of: Callable[..., Any], home: Path, tmp_path: Path
) -> None:
    days_of("never", "lantern-31", 20).live(1)
    (day,) = days_of("never", "lantern-31-letters", 40).live(1)
    standing = replayed(tmp_path / "log.csv", "lantern-31-letters")
    assert day.live.session.run.primed
    assert standing.posterior == track_of(day).posterior


def test_an_answer_undone_the_next_morning_is_undone_in_the_replay_as_well(
    next_morning: Callable[[], Any], way: Way, tmp_path: Path
) -> None:
    day = next_morning()
    before = track_of(day).posterior
    assert before == way.live.posterior
    day.command("u")
    undone = track_of(day).posterior
    assert undone != before
    day.answer(60)
    live = track_of(day).posterior
    day.close()
    assert replayed(tmp_path / "log.csv").posterior == live


def test_counts_leave_out_what_was_undone_the_next_morning(next_morning: Callable[[], Any]) -> None:
    day = next_morning()
    day.command("u")
    day.answer(DAILY)
    day.close()
    found = stored()
    last = next(one for v in reversed(found.verdicts) if "settled_n" in (one := from_json(v.record)).figures)
    settled = [r for r in found.log if r.seq <= last.number and is_settled(r)][-200:]
    assert last.figures["settled_n"] == len(settled)
    assert last.figures["settled_right"] == sum(bool(r.correct) for r in settled)
    assert sum("undone" in r.flags for r in found.log) == 1


def is_settled(response: Response) -> bool:
    calm = response.clock == "calm" and response.role == "practised" and response.presentation == "plain"
    helped = {"akin", "contrast", "exception", "lexeme"} & response.flags
    flooded = "flood" in response.flags and response.shown > 0
    return response.is_evidence and calm and not helped and not flooded and response.seen >= 6


def test_a_checkpoint_knows_the_run_up_to_what_can_still_be_undone(way: Way) -> None:
    with open_store(database()) as engine, reading(engine) as connection:
        kept = checkpoint(connection, the_run(), MODEL_VERSION)
    assert kept is not None
    assert kept[0] == len(stored().log) - UNDO_DEPTH


def test_a_checkpoint_of_another_model_is_left_alone_and_built_anew(next_morning: Callable[[], Any], way: Way) -> None:
    with open_store(database()) as engine, writing(engine) as connection:
        keep_checkpoint(connection, the_run(), 100, MODEL_VERSION + 1, b"another model wrote this")
    day = next_morning()
    assert track_of(day).posterior == way.live.posterior
    day.answer(BLOCK + 1)
    day.close()
    with closing(sqlite3.connect(database())) as connection:
        versions = connection.execute("select model_version, seq from checkpoint").fetchall()
    assert versions == [(MODEL_VERSION, len(stored().log) - 1 - UNDO_DEPTH)]


def test_an_evening_without_answers_says_nothing_new(next_morning: Callable[[], Any]) -> None:
    before = stored().verdicts
    day = next_morning()
    day.press("escape")
    day.press("q")
    day.close()
    assert stored().verdicts == before


# What is promised.


def test_a_push_is_kept_in_the_sitting_that_it_was_promised_in(days_of: Callable[..., Any], home: Path) -> None:
    days_of("expert beginner", "lantern-31", 300).live(5)
    found = stored()
    pushes = [from_json(v.record) for v in found.verdicts if v.kind == expert_beginner.KIND]
    assert all(later.number - one.number >= LONG for one, later in pairwise(pushes))
    number, promised_ms = pushes[0].number, pushes[0].figures["tighter_ms"]
    before = list(takewhile(lambda r: r.pressure is Pressure.FIRM, found.log[number - 1 :]))
    assert before
    assert not any(evidence_of(r, "") for r in before[1:])  # the look came right after these
    now, *later = (r for r in found.log if r.seq > before[-1].seq)
    assert now.pressure is Pressure.HARD
    assert now.at.utc_ms - before[-1].at.utc_ms < 60_000
    assert next(r for r in (now, *later) if r.clock is Clock.STAIRCASE).deadline_ms == promised_ms


# What the learner felt.


def test_a_click_is_kept_with_its_response_and_set_beside_the_measured_change(next_morning: Callable[[], Any]) -> None:
    day = next_morning()
    day.answer(20)
    day.command("!!")
    felt_after = day.live.session.standing.count
    day.answer(160)
    words = " ".join(day.heard)
    day.close()
    (mark,) = (mark for mark in stored().marks if mark.kind is MarkKind.AHA)
    assert mark.seqs == (felt_after,)
    measured = sum(r.is_evidence for r in stored().log if r.seq <= felt_after)
    assert f"You felt it click at answer {measured:,}; the figures changed around 1,2" in words


def test_the_last_phase_of_someone_who_found_the_rule_is_grokked(way: Way) -> None:
    assert way.live.phase is Phase.GROKKED
