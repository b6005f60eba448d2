"""What `stats` draws from is kept up by practice, import and doctor, and is always what the log adds up to."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log as ln
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from drillgrok.coaching import remarks
from drillgrok.coaching.record import from_json
from drillgrok.commands.data.doctor import doctor
from drillgrok.commands.data.export import export
from drillgrok.commands.data.import_ import import_responses
from drillgrok.errors import DrillgrokError
from drillgrok.history.figures import FinishedRun
from drillgrok.history.gathering import Gathering, gathered, history
from drillgrok.history.kept import HISTORY_VERSION
from drillgrok.model.log import UNDO_DEPTH, Moment
from drillgrok.phases.version import MODEL_VERSION
from drillgrok.places import database
from drillgrok.practice.state import Stage
from drillgrok.runs.finished import finished_runs
from drillgrok.runs.kept_figures import claims_of
from drillgrok.store.database import open_store
from drillgrok.store.engine import reading
from drillgrok.store.exams import break_seal
from drillgrok.store.journal import read_rows
from drillgrok.store.runs import runs
from drillgrok.store.verdicts import read_verdicts
from tests.helpers.claims import score
from tests.helpers.command_line import MORNING_MS, in_a_copy

DECK, DAILY, DAYS = "cinder-31", 130, 3


@dataclass(frozen=True)
class Way:
    """Three days, as the database keeps them."""

    home: Path
    days: Any


@pytest.fixture(scope="module")
def way(days_of: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Way:
    home = tmp_path_factory.mktemp("past") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRILLGROK_HOME", str(home))
        days = days_of("step", DECK, DAILY)
        days.live(DAYS)
    return Way(home, days)


@pytest.fixture
def own(way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Any]]:
    """A copy of that home to go on in; opens the next day."""
    yield from in_a_copy(way.days, way.home, tmp_path / "own", monkeypatch)


def past(*, whole: bool = True) -> FinishedRun:
    with open_store(database()) as engine:
        (found,) = finished_runs(engine, whole=whole)
    return found


def from_the_log() -> FinishedRun:
    """The same from every row, with the beliefs as they are."""
    kept = past()
    with open_store(database()) as engine:
        with reading(engine) as connection:
            (run,) = runs(connection)
        claims = claims_of(read_verdicts(engine, run.id))
        gathering = gathered(Gathering(), read_rows(engine, run.id), claims)
    assert gathering.work
    found = history(gathering)
    beliefs = {"beliefs": kept.history.beliefs, "beliefs_stale": kept.history.beliefs_stale}
    return replace(kept, history=replace(found, **beliefs), items=gathering.work.tallies)


def sql(statement: str) -> list[Any]:
    with closing(sqlite3.connect(database())) as connection, connection:
        return connection.execute(statement).fetchall()


def exported() -> list[dict[str, str]]:
    out = io.BytesIO()
    export(None, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode())))


def without_beliefs(found: FinishedRun) -> FinishedRun:
    return replace(found, history=replace(found.history, beliefs=()))


# Practice.


def test_practice_keeps_everything_up_to_what_an_undo_can_reach(own: Callable[[], Any]) -> None:
    assert dict(sql("select kind, seq from history")) == dict.fromkeys(
        ("tallies", "work", "sequels", "trail", "standing", "counts"), len(exported()) - UNDO_DEPTH
    )
    assert past() == from_the_log()


def test_the_figures_are_what_the_exported_rows_add_up_to(own: Callable[[], Any]) -> None:
    rows = exported()
    found = past().history
    kept = [r for r in rows if r["outcome"] != "void" and not {"undone", "idle", "redrill"} & set(r["flags"].split())]
    calm = [r for r in kept if r["clock"] == "calm" and r["presentation"] == "plain"]
    settled = [r for r in calm if r["role"] == "practised" and int(r["seen"]) >= 6]
    unseen = [r for r in calm if r["seen"] == r["shown"] == "0"]
    assert len(settled) > 20
    assert len(unseen) > 20
    for blocks, chosen in ((found.settled, settled), (found.unseen, unseen[: len(unseen) // 10 * 10])):
        right = [r for r in chosen if r["correct"] == "1"]
        assert sum(b.n for b in blocks) == len(chosen)
        assert sum(b.right for b in blocks) == len(right)
        assert sum(b.chance for b in blocks) == pytest.approx(sum(float(r["chance"]) for r in chosen))
        assert sum(b.log_ms for b in blocks) == pytest.approx(sum(ln(int(r["rt_ms"])) for r in right))
    days = {(datetime.fromisoformat(r["at"]) - timedelta(hours=4)).date() for r in rows}
    assert (found.volume, len(found.days)) == (len(kept), len(days))
    shown = [r["item"] for r in rows if r["role"] == "practised" and r["outcome"] != "void"]
    assert (found.episodes[-1].met, found.episodes[-1].in_work) == (len(set(shown)), len(set(shown[-100:])))
    assert [t.item for t in past().items] == list(dict.fromkeys(shown))


def test_every_claim_that_was_stored_is_there_and_scored_as_on_the_log(own: Callable[[], Any]) -> None:
    day = own()
    day.answer(DAILY)
    day.close()
    with open_store(database()) as engine:
        with reading(engine) as connection:
            (run,) = runs(connection)
        verdicts = [from_json(stored.record) for stored in read_verdicts(engine, run.id)]
        log = [response for _, response in read_rows(engine, run.id)]
    made = [(v.kind, v.claim) for v in verdicts if v.claim]
    assert made
    found = past().history.claims
    assert [(s.verdict, s.number, s.score) for s in found] == [(k, c.number, score(c, log)) for k, c in made]
    assert [told.number for told in past().told] == [v.number for v in verdicts if v.kind not in remarks.KINDS]


def test_an_undo_the_next_morning_is_in_the_figures(own: Callable[[], Any]) -> None:
    day = own()
    day.command("u")
    day.answer(60)
    assert past() == from_the_log()
    day.answer(DAILY)
    day.close()
    assert past() == from_the_log()
    assert sum("undone" in row["flags"] for row in exported()) == 1


def test_a_sitting_that_was_cut_off_is_counted_and_caught_up_by_the_next(own: Callable[[], Any]) -> None:
    day = own()
    day.answer(80)
    day.close()
    after_the_cut = past()
    assert after_the_cut == from_the_log()
    own().close()
    assert past().history.number == after_the_cut.history.number
    day = own()
    day.answer(DAILY)
    while day.live.session.stage is Stage.CORRECTION:  # the last answer may be wrong, and then the end comes after it
        day.press("enter")
    day.close()
    found = past()
    assert found == from_the_log()
    last = len(exported()) - UNDO_DEPTH
    assert [b.number for b in found.history.beliefs] == sorted({*range(25, last + 1, 25), last})


def test_an_overview_says_the_same_with_less(own: Callable[[], Any]) -> None:
    whole, light = past(), past(whole=False)
    less = {"claims": (), "episodes": (), "early": (), "beliefs": whole.history.beliefs[-1:]}
    assert light == replace(whole, history=replace(whole.history, **less), told=whole.told[-1:], items=())


# Where nothing is kept.


@pytest.mark.parametrize(
    "harm", ["delete from history", "update history set state = x'7b7d'", "update history set version = version + 1"]
)
@pytest.mark.parametrize("whole", [True, False])
def test_stats_count_a_run_of_which_nothing_is_kept_once(own: Callable[[], Any], harm: str, whole: bool) -> None:
    before = without_beliefs(past(whole=whole))
    sql(harm)
    assert without_beliefs(past(whole=whole)) == before
    counted = "select kind, state, version from history where kind in ('sequels', 'tallies', 'work') order by kind"
    kept = sql(counted)
    assert [(kind, version) for kind, _, version in kept] == [
        (kind, HISTORY_VERSION) for kind in ("sequels", "tallies", "work")
    ]
    assert without_beliefs(past(whole=whole)) == before
    assert sql(counted) == kept


@pytest.mark.skipif(not hasattr(os, "seteuid") or os.geteuid() != 0, reason="needs root to become someone else")
def test_stats_read_a_file_that_cannot_be_written(
    own: Callable[[], Any], foreign_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = without_beliefs(past())
    sql("delete from history")
    copytree(database().parent, foreign_folder, dirs_exist_ok=True)
    monkeypatch.setenv("DRILLGROK_HOME", str(foreign_folder))
    for path in (foreign_folder, *foreign_folder.iterdir()):
        path.chmod(0o777 if path.is_dir() else 0o444)
    os.seteuid(65534)
    try:
        assert without_beliefs(past()) == before
    finally:
        os.seteuid(0)
    assert sql("select * from history") == []


@pytest.fixture
def foreign_folder() -> Iterator[Path]:
    """A folder that everybody can reach."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


def test_practice_makes_what_is_missing(own: Callable[[], Any]) -> None:
    before = past().history
    sql("delete from history")
    sql("delete from checkpoint")
    look_in(own())
    assert past() == from_the_log()
    assert past().history.beliefs[:-1] == before.beliefs[:-1]
    assert doctor().counted_again == 0


def look_in(day: Any) -> None:
    """Sit down, and leave before the first answer."""
    day.press("escape")
    day.press("q")
    day.close()


def test_beliefs_of_an_older_model_are_kept_as_stale_until_practice(own: Callable[[], Any]) -> None:
    before = past()
    older = f'"model_version":{MODEL_VERSION - 1}'
    newer = f'"model_version":{MODEL_VERSION}'
    sql(f"update history set state = cast(replace(state, '{newer}', '{older}') as blob) where kind = 'trail'")
    stale = past()
    assert stale.history.beliefs_stale
    assert stale.history.beliefs == before.history.beliefs
    assert older in sql("select cast(state as text) from history where kind='trail'")[0][0]
    look_in(own())
    assert not past().history.beliefs_stale
    assert past().history.beliefs[:-1] == before.history.beliefs[:-1]


# Doctor and import.


def test_the_doctor_makes_again_what_is_missing_stale_or_damaged(own: Callable[[], Any]) -> None:
    before = past()
    assert doctor().counted_again == 0
    for harm in (
        "delete from history where kind = 'work'",
        "delete from checkpoint",
        "update checkpoint set model_version = 0",
        "update history set version = 0 where kind = 'tallies'",
        "update history set state = x'00' where kind = 'trail'",
        "update history set state = cast(replace(state, '_version\":', '_version\":1') as blob) where kind = 'trail'",
    ):
        sql(harm)
        health = doctor()
        assert (health.problems, health.counted_again) == ((), 1), harm
        assert past() == before
    assert doctor().counted_again == 0


def test_an_imported_run_has_all_that_its_log_can_say(
    own: Callable[[], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = past()
    file = tmp_path / "log.csv"
    export(file, stdout=io.BytesIO())
    monkeypatch.setenv("DRILLGROK_HOME", str(tmp_path / "elsewhere"))
    import_responses(file)
    assert past() == replace(before, imported=True, told=(), history=replace(before.history, claims=()))
    assert doctor().counted_again == 0


def test_a_longer_export_brings_the_figures_of_an_imported_run_up_to_it(
    own: Callable[[], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short, full = tmp_path / "short.csv", tmp_path / "full.csv"
    export(short, stdout=io.BytesIO())
    day = own()
    day.command("u")
    day.answer(70)
    day.close()
    export(full, stdout=io.BytesIO())
    monkeypatch.setenv("DRILLGROK_HOME", str(tmp_path / "elsewhere"))
    import_responses(short)
    assert import_responses(full).changed
    assert past() == from_the_log()
    assert past().history.number == len(exported())


# Which runs.


def test_runs_are_chosen_by_learner_deck_and_number(own: Callable[[], Any]) -> None:
    with open_store(database()) as engine:
        assert [one.number for one in finished_runs(engine, learner="sim", deck_id=DECK, run=1)] == [1]
        assert not finished_runs(engine, run=2)
        assert not finished_runs(engine, learner="bo")
        assert not finished_runs(engine, deck_id="lantern-31")


def test_a_broken_seal_opens_the_deck_to_its_learner(own: Callable[[], Any]) -> None:
    assert not past().seal_open
    with open_store(database()) as engine, reading(engine) as connection:
        (run,) = runs(connection)
    with open_store(database()) as engine:
        break_seal(engine, run.id, Moment(MORNING_MS + 10**12, 0))
    found = past()
    assert found.seal_open
    assert [(one.kind, one.number) for one in found.milestones] == [("seal_broken", found.history.number)]


def test_a_damaged_verdict_makes_no_claim_and_stops_nothing(own: Callable[[], Any]) -> None:
    sql("drop trigger verdict_refuses_update")
    sql("update verdict set record = 'x'")
    sql("delete from history")
    assert past().history.claims == ()
    with pytest.raises(DrillgrokError, match="damaged"):
        own()
