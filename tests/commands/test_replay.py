"""`drillgrok replay`: the phase model over any log, the same as live, and what it prints."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from drillgrok.commands.replay import json_line, standings
from drillgrok.model.log import Moment, Pressure, SplitPlan
from drillgrok.phases.evidence import evidence_of
from drillgrok.phases.regions import grokked_for_sure
from drillgrok.phases.track import begin, follow
from drillgrok.practice.events import Append, Commit
from drillgrok.store import runs
from drillgrok.store.engine import make_engine, reading
from drillgrok.store.export import log_lines
from drillgrok.store.journal import Journal, stream_responses
from drillgrok.store.learners import learner_named
from drillgrok.store.upgrade import ensure_current

LEAST = "item,role,seen,chance,outcome,correct\n"
SECOND_DAY_MS = 1_767_254_400_000 + 86_400_000

Write = Callable[[str], Path]
Run = Callable[..., Result]


def unwatched(_bytes: int) -> None:
    pass


def replayed(path: Path, every: int | None = None) -> list[dict]:
    return [json.loads(json_line(one)) for one in standings(path, every=every, check=unwatched, advance=unwatched)]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(content: str) -> Path:
        path = tmp_path / "any.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return put


def memoriser(answers: int, *, items: int = 20) -> list[str]:
    """Rows of one who knows what was told and nothing else; every tenth item is new, where guessing gives a tenth."""
    rows = []
    for k in range(answers):
        if k % 10 == 9:
            rows.append(f"new-{k},held_out,0,0.1,answered,{int(k % 100 == 99)}")
        else:
            seen = k // items
            rows.append(f"old-{k % items},practised,{seen},0.1,answered,{int(seen > 0)}")
    return rows


@pytest.fixture
def practised_log(deck_from, hand_for, tmp_path) -> tuple[Path, list]:
    """Two sittings through the drill, with misses, an answer taken back and a pause: the export, and the journal."""
    database = tmp_path / "drillgrok.db"
    ensure_current(database)
    engine = make_engine(database)
    deck = deck_from()
    at = Moment(0, 60)
    runs.keep_deck_version(engine, runs.DeckVersion("h", deck.id, "Lantern", "lantern", "a", b"sealed"), at)
    plan = runs.RunPlan("h", seed=7, split=SplitPlan(112, 0.4, 0.1), calm_ms=8000, quick_ms=2500, primed=False)
    record = runs.start_run(engine, learner_named(engine, "ada"), deck.id, plan, at)
    sitting_plan = runs.SessionPlan("h", Pressure.FIRM, runs.GoalKind.RESPONSES, 300, "0", 900)
    stored = ()
    for start_ms in (SECOND_DAY_MS - 86_400_000, SECOND_DAY_MS):
        hand = hand_for(deck, log=stored, start_ms=start_ms)
        journal = Journal(engine, record.id, runs.start_session(engine, record, sitting_plan, at))
        hand.practise(40)
        hand.answer_right()
        hand.look()
        hand.press("u")
        hand.press("escape")
        hand.press("enter")
        hand.practise(20)
        for _ in range(10):
            hand.miss()
        for effect in hand.effects:
            if isinstance(effect, Commit):
                journal.append(effect.response)
            if isinstance(effect, Append):
                journal.mark(effect.mark)
        stored = (*stored, *hand.stored)
    path = tmp_path / "export.csv"
    path.write_text("".join(log_lines(engine)), encoding="utf-8")
    with reading(engine) as connection:
        journalled = list(stream_responses(connection, record.id))
    engine.dispose()
    return path, journalled


def test_replaying_an_export_gives_the_live_posterior_exactly(practised_log):
    path, journalled = practised_log
    assert any("undone" in response.flags for _, response in journalled)
    assert any(response.outcome == "void" for _, response in journalled)
    assert len({session for session, _ in journalled}) == 2
    evidence = (evidence_of(response, session) for session, response in journalled)
    live = follow(begin(), (one for one in evidence if one is not None))
    (standing,) = standings(path, every=None, check=unwatched, advance=unwatched)
    assert standing.posterior == live.posterior
    assert (standing.phase, standing.since, standing.n) == (live.phase, live.since, journalled[-1][1].seq)


def test_looking_on_the_way_changes_nothing(practised_log):
    path, journalled = practised_log
    looks = replayed(path, every=25)
    assert [look["n"] for look in looks[:-1]] == list(range(25, len(journalled), 25))
    assert looks[-1] == replayed(path)[0]


def test_a_line_has_the_fields_of_the_contract_and_probabilities_that_sum_to_one(write):
    (line,) = replayed(write("learner,deck,run," + LEAST + "".join(f"7,d,r,{row}\n" for row in memoriser(400))))
    assert list(line) == [
        *("learner", "deck", "run", "n", "phase", "p", "held_out", "practised", "engaged", "verdict", "since")
    ]
    assert (line["learner"], line["deck"], line["run"], line["n"]) == ("7", "d", "r", 400)
    assert list(line["p"]) == ["memorising", "plateau", "shifting", "grokked"]
    assert sum(line["p"].values()) == pytest.approx(1, abs=1e-12)
    for name in ("held_out", "practised"):
        assert line[name]["low"] <= line[name]["mean"] <= line[name]["high"]
    assert 0 <= line["engaged"] <= 1


def test_a_memoriser_is_on_the_plateau_and_unnamed_runs_have_empty_names(write):
    (line,) = replayed(write(LEAST + "\n".join(memoriser(600))))
    assert (line["learner"], line["deck"], line["run"]) == ("", "", "")
    assert line["phase"] == line["verdict"] == "plateau"
    assert 0 < line["since"] < 600


def test_twenty_answers_are_not_enough(write):
    (line,) = replayed(write(LEAST + "\n".join(memoriser(20))))
    assert (line["phase"], line["verdict"]) == ("unclear", "not_enough_data")


def test_interleaved_runs_end_as_they_do_alone(write):
    rows = memoriser(300)
    alone = replayed(write(LEAST + "\n".join(rows)))[0]
    head = "learner," + LEAST
    both = replayed(write(head + "".join(f"a,{row}\nb,{row}\n" for row in rows)))
    assert [line["learner"] for line in both] == ["a", "b"]
    assert all(line | {"learner": ""} == alone for line in both)


@pytest.mark.parametrize(
    "row", ["void,,", "answered,1,undone", "answered,1,idle", "answered,1,redrill", "answered,1,baseline undone"]
)
def test_rows_that_are_no_evidence_move_no_probability(write, row):
    head = "item,role,seen,chance,outcome,correct,flags\n"
    rows = "".join(f"{one},\n" for one in memoriser(100))
    before = replayed(write(head + rows))[0]
    after = replayed(write(head + rows + f"new-x,probe,0,0.1,{row}\n" * 30))[0]
    assert after["n"] == 130
    assert after | {"n": 100} == before


def test_one_bad_row_and_nothing_is_said_but_where(write, run: Run):
    path = write(LEAST + "\n".join([*memoriser(50), "i,practised,0,2,answered,1"]))
    result = run("replay", path, "--json", "--every", 1)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{path}:52: chance: '2' is not a number from 0 to 1." in result.stderr


def test_json_lines_and_nothing_else_are_on_stdout(write, run: Run):
    result = run("replay", write(LEAST + "\n".join(memoriser(100))), "--json", "--every", 30)
    assert result.exit_code == 0
    assert [json.loads(line)["n"] for line in result.stdout.splitlines()] == [30, 60, 90, 100]
    assert result.stderr == ""


def test_the_table_has_a_line_for_every_run(write, run: Run):
    path = write("learner,run," + LEAST + "".join(f"{who},r{who},{row}\n" for row in memoriser(600) for who in "ab"))
    lines = run("replay", path).stdout.splitlines()
    assert [line.split()[0] for line in lines if "plateau" in line and "600" in line] == ["a", "b"]


def test_a_log_without_rows_is_said_to_be_empty(write, run: Run):
    assert run("replay", write(LEAST)).stdout == "There are no responses in this file.\n"
    assert run("replay", write(LEAST), "--json").stdout == ""


def human(name: str) -> Path:
    """A file of the human data, which are read where they lie and belong to others."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data" / "human"
    path = Path(os.environ.get("DRILLGROK_HUMAN_DATA") or beside) / name
    if not path.is_file():
        pytest.skip("the human data are not at hand; DRILLGROK_HUMAN_DATA names their folder")
    return path


def test_of_forty_people_who_can_only_memorise_almost_none_end_as_grokked():
    lines = list(standings(human("memorisers.csv"), every=None, check=unwatched, advance=unwatched))
    assert len(lines) == 40
    assert sum(grokked_for_sure(line.posterior) for line in lines) <= 1


def test_after_the_test_solvers_and_others_are_told_apart():
    with human("sudoku_truth.csv").open(encoding="utf-8") as file:
        truth = {row["learner"]: float(row["test_accuracy"]) for row in csv.DictReader(file)}
    lines = replayed(human("sudoku.csv"))
    agreed = [(line["held_out"]["mean"] >= 0.5) == (truth[line["learner"]] >= 0.75) for line in lines]
    assert len(agreed) == 271
    assert sum(agreed) >= 0.9 * len(agreed)


def finder(answers: int, since: int) -> list[str]:
    """One who remembers, and from some answer on has the rule."""
    return [
        row.removesuffix(row[-1]) + "1" if row.startswith("new") and k >= since else row
        for k, row in enumerate(memoriser(answers))
    ]


def test_parameters_say_when_how_fast_and_how_far_unseen_answers_changed(write, run: Run):
    path = write(LEAST + "\n".join(finder(1200, 600)))
    line = json.loads(run("replay", path, "--json", "--parameters").stdout)
    found = line["parameters"]
    change = found["change"]
    assert found["unseen"] == 138
    assert change["favours"] == "step"
    assert 570 <= change["onset"]["low"] <= change["onset"]["high"] <= 630
    assert change["before"]["high"] < 0.2
    assert change["after"]["low"] > 0.8
    assert change["odds"]["step"] > change["odds"]["ramp"] > change["odds"]["constant"]
    assert set(found["power"]) == {"constant", "step", "ramp"}
    assert found["alike"] is None
    said = " ".join(run("replay", path, "--parameters").stdout.split())
    assert (
        "138 unseen answers; evidence, no change : step : ramp, 1 : over 1,000 : over 1,000: a step after answer 5"
        in said
    )


def test_of_who_never_moved_parameters_name_simulated_learners_who_looked_the_same(write, run: Run):
    line = json.loads(run("replay", write(LEAST + "\n".join(memoriser(600))), "--json", "--parameters").stdout)
    found = line["parameters"]
    assert max(found["change"]["odds"].values()) < 3
    assert found["alike"]["simulated"] is True
    assert found["alike"]["unseen"] == 50
    assert found["alike"]["share"] == pytest.approx(found["alike"]["never"] / found["alike"]["n"])


def test_parameters_of_a_short_run_say_that_it_is_short(write, run: Run):
    said = run("replay", write(LEAST + "\n".join(memoriser(30, items=5))), "--parameters").stdout
    assert " unseen answers: it takes 24" in said


def test_csv_has_the_posterior_after_every_answer_that_is_evidence(write, run: Run):
    rows = [*memoriser(150), "x,practised,1,0.1,void,"]
    path = write("learner," + LEAST + "".join(f"ada,{row}\n" for row in rows))
    found = list(csv.DictReader(run("replay", path, "--csv").stdout.splitlines()))
    lines = replayed(path, every=1)
    assert [int(row["n"]) for row in found] == list(range(1, 151))
    assert {row["learner"] for row in found} == {"ada"}
    for row, line in zip(found, lines, strict=False):
        assert row["phase"] == line["phase"]
        for phase, p in line["p"].items():
            assert float(row[f"p_{phase}"]) == pytest.approx(p, rel=1e-5)
        assert float(row["unseen_low"]) == pytest.approx(line["held_out"]["low"], rel=1e-5)


def test_of_a_faulty_log_csv_prints_nothing(write, run: Run):
    result = run("replay", write(LEAST + "\n".join([*memoriser(50), "i,practised,0,2,answered,1"])), "--csv")
    assert (result.exit_code, result.stdout) == (1, "")


def test_csv_goes_with_no_other_option(write, run: Run):
    assert run("replay", write(LEAST), "--csv", "--json").exit_code == 2
