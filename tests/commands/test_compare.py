"""`drillgrok stats FILE...`: logs that learners have sent, read in memory and set side by side."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from drillgrok.commands.compare import show, write
from drillgrok.commands.stats import ChartFile, Form, logs_and_deck
from drillgrok.console.wall_clock import this_day
from drillgrok.errors import DrillgrokError
from drillgrok.model.log import Response
from drillgrok.responselog.row import HEADER, LogRow, csv_line, to_fields
from drillgrok.simulation.demo_deck import demo_deck, demo_run
from drillgrok.simulation.driver import drill_days
from drillgrok.simulation.learners import LEARNERS

Send = Callable[..., Path]


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """The log of a rehearsed learner, as `data export` writes it."""

    def written(name: str, file: str = "", *, days: int = 2, deck: str = "quiet-13", seed: int = 1) -> Path:
        run_id = _uuid(f"{name} {deck} {seed}")
        path = tmp_path / (file or f"{name}.csv")
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8") as out:
            out.write(csv_line(HEADER))
            for day, response in _walked(seed, days):
                row = LogRow(name, deck, run_id, _uuid(f"{run_id} {day}"), response)
                out.write(csv_line(to_fields(row)))
        return path

    return written


@cache
def _walked(seed: int, days: int) -> tuple[tuple[int, Response], ...]:
    run = demo_run(demo_deck(), seed)
    walk = drill_days(run, LEARNERS["never"](seed, run), days=days, daily=200)
    return tuple((day, response) for day, _, response in walk)


def _uuid(text: str) -> str:
    return str(uuid.UUID(int=Random(text).getrandbits(128)))


def rows(*files: Path, deck: str | None = None) -> list[dict]:
    return json.loads(show(files, deck, Form.JSON))


def test_names_that_end_in_csv_are_logs_and_the_other_is_the_deck():
    assert logs_and_deck(["a.csv", "lantern-31", "b.CSV"]) == ((Path("a.csv"), Path("b.CSV")), "lantern-31")
    assert logs_and_deck(["lantern-31"]) == ((), "lantern-31")
    assert logs_and_deck([]) == ((), None)
    with pytest.raises(DrillgrokError, match="'heron-24' is one name too many"):
        logs_and_deck(["lantern-31", "heron-24", "a.csv"])


def test_a_log_says_the_same_whether_it_is_read_or_imported(home, run, send):
    file = send("anna")
    (read,) = rows(file)
    run("data", "import", file)
    (imported,) = json.loads(run("stats", "--json").stdout)
    assert imported["verdict"] is None  # the coach has said nothing of it here
    assert {name: value for name, value in read.items() if name in imported} == imported | {"verdict": read["verdict"]}


def test_the_readers_own_database_is_left_alone(home, send):
    show([send("anna"), send("ben", seed=2)], None, Form.DRAWN)
    assert not list(home.rglob("*.db"))


def test_each_learner_has_a_row_and_on_one_deck_a_plot(home, send):
    files = [send("ben", seed=2, days=1), send("anna")]
    drawn = show(files, None, Form.DRAWN)
    plots = [line.split(":")[0] for line in drawn.splitlines() if line.startswith(("anna: ", "ben: "))]
    assert plots == ["ben", "anna"]
    assert [row["learner"] for row in rows(*files)] == ["ben", "anna"]  # who was away for longer comes first


def test_with_several_decks_the_plots_wait_for_one_to_be_named(home, send):
    files = [send("anna"), send("ben", deck="other-7", seed=2)]
    assert "Name a deck beside the logs" in show(files, None, Form.DRAWN)
    drawn = show(files, "other-7", Form.DRAWN)
    assert "ben: " in drawn
    assert "anna" not in drawn
    with pytest.raises(DrillgrokError, match=r"no responses of lantern-31 in these logs\. They hold other-7, quiet-13"):
        show(files, "lantern-31", Form.DRAWN)


def test_a_run_in_two_logs_counts_once_from_the_longer_one(home, send):
    short, long = send("anna", "week-1.csv", days=1), send("anna", "week-2.csv", days=2)
    for files in ([short, long], [long, short], [long, long]):
        (row,) = rows(*files)
        assert (row["learner"], row["responses"], row["run"]) == ("anna", 400, 1)


def test_one_name_in_two_logs_is_told_apart_by_the_file(home, send):
    files = [send("student", "a/log.csv", days=1), send("student", "b/log.csv", seed=2, days=1)]
    assert {row["learner"] for row in rows(*files)} == {f"student ({file})" for file in files}
    other = send("student", "second.csv", deck="other-7", seed=3, days=1)
    assert {row["learner"] for row in rows(files[0], other)} == {"student"}


def test_several_runs_of_a_learner_are_numbered_as_they_began(home, send, tmp_path):
    one, other = send("anna", "one.csv", days=1), send("anna", "two.csv", seed=2, days=1)
    both = tmp_path / "both.csv"
    both.write_text(one.read_text() + "".join(other.read_text().splitlines(keepends=True)[1:]))
    assert [(row["learner"], row["run"]) for row in rows(both)] == [("anna", 1), ("anna", 2)]


def test_a_log_of_another_program_is_named_by_its_file(home, tmp_path):
    file = tmp_path / "lab.csv"
    file.write_text("item,role,seen,chance,outcome,correct\n" + "k,practised,7,0.1,answered,1\n" * 30)
    (row,) = rows(file)
    assert (row["learner"], row["responses"], row["deadline_ms"]) == ("lab", 30, None)


def test_one_bad_log_ends_it_with_file_and_line(home, send, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("item,role,seen,chance,outcome,correct\nk,guessed,0,0.1,answered,1\n")
    with pytest.raises(DrillgrokError, match=r"bad\.csv:2: role: 'guessed' is none of"):
        show([send("anna"), bad], None, Form.DRAWN)
    with pytest.raises(DrillgrokError, match=r"no-such\.csv"):
        show([tmp_path / "no-such.csv"], None, Form.DRAWN)


def test_an_empty_log_is_said_to_be_one(home, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_text("item,role,seen,chance,outcome,correct\n")
    (row,) = rows(empty)
    assert (row["learner"], row["responses"], row["need"], row["last_day"]) == ("empty", 0, 0, None)
    assert "Nothing in this log" in show([empty], None, Form.PLAIN)
    assert "Nothing in" in show([empty], None, Form.DRAWN)


# What a tutor asks.


def moved_to(file: Path, day: str) -> Path:
    """The log with all of it on one day."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r",\d{4}-\d\d-\d\dT", f",{day}T", text), encoding="utf-8")
    return file


def with_more(file: Path, *, right: int, n: int, role: str, day: str = "", flags: str = "") -> Path:
    """The log with so many answers more in a session of their own."""
    *lines, last = file.read_text(encoding="utf-8").splitlines(keepends=True)
    cells = last.rstrip("\n").split(",")
    place = {name: HEADER.index(name) for name in HEADER}
    for k in range(n):
        new = list(cells)
        new[place["seq"]] = str(int(cells[place["seq"]]) + 1 + k)
        new[place["session"]], new[place["role"]], new[place["flags"]] = _uuid(f"{role} {day}"), role, flags
        new[place["outcome"]], new[place["correct"]] = "answered", str(int(k < right))
        new[place["at"]] = day + new[place["at"]][10:] if day else new[place["at"]]
        lines.append(",".join(new) + "\n")
    file.write_text("".join([*lines[:-n], last, *lines[-n:]]))
    return file


def with_flag(line: str, flag: str) -> str:
    """A row of a log with one flag and no other."""
    cells = line.rstrip("\n").split(",")
    cells[HEADER.index("flags")] = flag
    return ",".join(cells) + "\n"


def with_exam(file: Path, *, right: int, n: int = 30) -> Path:
    """The log with an exam at its end."""
    return with_more(file, right=right, n=n, role="exam")


def test_who_stopped_does_not_look_like_who_goes_on(home, send):
    away, there = moved_to(send("anna", days=1), "2020-01-01"), send("ben", seed=2, days=1)
    moved_to(there, today_iso())
    first, second = rows(there, away)
    assert (first["learner"], first["last_day"], first["answers_7_days"], first["need"]) == ("anna", "2020-01-01", 0, 1)
    assert first["to_do"].startswith("Away for ")
    assert (second["learner"], second["days_away"], second["answers_7_days"]) == ("ben", 0, 200)
    assert "today" in show([there, away], None, Form.DRAWN)


@pytest.mark.parametrize(("right", "n", "said"), [(26, 30, "passed"), (25, 30, "not passed"), (3, 12, "left")])
def test_an_exam_is_told_with_its_result(home, send, right, n, said):
    (row,) = rows(with_exam(send("anna", days=1), right=right, n=n))
    assert (row["exam"], row["exam_right"], row["exam_n"]) == (said, right, n)
    assert (row["to_do"] == "Passed: give the next deck.") is (said == "passed")


@pytest.mark.parametrize(("right", "outcome", "need"), [(16, "kept", 8), (11, "slipped", 3), (14, None, 8)])
def test_what_is_left_of_a_pass_is_told_once_a_check_is_done(home, send, right, outcome, need):
    passed = with_exam(moved_to(send("anna", days=1), today_iso()), right=30)
    (row,) = rows(with_more(passed, right=right, n=20, role="probe", day=today_iso(), flags="check"))
    assert (row["check"], row["need"]) == (outcome, need)
    if outcome:
        assert (row["check_right"], row["check_n"], row["check_day"]) == (right, 20, today_iso())
        assert f"{outcome}, {right} of 20" in show([passed], None, Form.PLAIN).casefold()
    (half,) = rows(with_more(passed, right=10, n=10, role="probe", day=today_iso(), flags="undone"))
    assert half["check"] == outcome


def test_one_key_is_seen_to_be_a_shortcut_where_the_deck_is_here(home, run, tmp_path):
    for seed in (1, 102):
        run("practice", "turkish-many", "--plain", "--seed", seed, "--new-run", typed="e\n" * 300)
    run("data", "export", tmp_path / "all.csv")
    assert [row["shortcut"] for row in rows(tmp_path / "all.csv")] == [True, True]
    assert "a shortcut explains it" in show([tmp_path / "all.csv"], None, Form.PLAIN).casefold()
    text = (tmp_path / "all.csv").read_text(encoding="utf-8")
    (tmp_path / "elsewhere.csv").write_text(text.replace("turkish-many", "strange-deck"), encoding="utf-8")
    assert [row["shortcut"] for row in rows(tmp_path / "elsewhere.csv")] == [None, None]


def test_a_rule_read_early_is_told_and_a_phase_has_its_beginning(home, send):
    file = moved_to(send("anna"), today_iso())
    (row,) = rows(file)
    assert (row["verdict"], row["seal_broken"]) == ("plateau", False)
    assert 0 < row["since_answers"] < 400
    assert row["since_day"] == today_iso()
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(lines[:-1]) + with_flag(lines[-1], "narrated"))
    (row,) = rows(file)
    assert (row["seal_broken"], row["need"]) == (True, 2)


def test_names_can_be_hidden_everywhere(home, send, tmp_path):
    files = [send("anna", days=1), send("ben", seed=2, days=1)]
    page = tmp_path / "class.html"
    write(files, None, ChartFile.HTML, page, names=False)
    told = [show(files, None, form, names=False) for form in Form] + [page.read_text(encoding="utf-8")]
    for text in told:
        assert "anna" not in text
        assert "ben" not in re.sub("beneath|bench", "", text)
        assert "learner 1" in text or "learner" in text


def today_iso() -> str:
    return (date(1970, 1, 1) + timedelta(days=this_day())).isoformat()


def test_a_rule_read_early_is_a_sign_on_the_plot(home, send, tmp_path):
    file = send("anna")
    lines = file.read_text().splitlines(keepends=True)
    told = [with_flag(line, "narrated") for line in lines[200:]]
    file.write_text("".join(lines[:200] + told))
    assert "rule read early" in show([file], "quiet-13", Form.CSV)


def test_figures_of_plots_are_data_too(home, send):
    files = [send("anna", days=1), send("ben", seed=2, days=1)]
    found = list(csv.DictReader(io.StringIO(show(files, "quiet-13", Form.CSV))))
    assert {row["chart"] for row in found} == {"learner-1", "learner-2"}
    assert [row["learner"] for row in csv.DictReader(io.StringIO(show(files, None, Form.CSV)))] == ["anna", "ben"]


def test_a_page_holds_the_list_and_a_plot_each(home, send, tmp_path):
    page = tmp_path / "class.html"
    said = write([send("anna", days=1), send("ben", seed=2, days=1)], None, ChartFile.HTML, page)
    assert said.startswith("3 charts written to")
    assert "anna" in page.read_text(encoding="utf-8")
