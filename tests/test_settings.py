"""Settings: one commented file, mistakes named by file and line, and the command line wins."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drillgrok.charts.catalogue import calendar, volume
from drillgrok.cli.options import factor_of, loudness
from drillgrok.cli.settled import settled
from drillgrok.commands.settings import show
from drillgrok.days import day_starts, let_days_end, local_day
from drillgrok.errors import DrillgrokError
from drillgrok.history.figures import Day
from drillgrok.names import default_learner_name, let_default_be
from drillgrok.places import settings as settings_file
from drillgrok.settings import TEMPLATE, Settings, parsed, read_settings, with_setting


@pytest.fixture(autouse=True)
def as_it_was(home: Path) -> Iterator[None]:
    before = os.environ.get("NO_COLOR")
    yield
    let_days_end(4)
    let_default_be(None)
    if before is None:
        os.environ.pop("NO_COLOR", None)


def test_without_a_file_the_defaults_hold_and_the_template_says_them_all() -> None:
    assert read_settings() == Settings()
    assert parsed(TEMPLATE) == Settings()
    unsaid = ("minutes", "day_minutes", "sound", "four_keys", "two_keys", "learner")
    lines = [line.removeprefix("# ") for line in TEMPLATE.splitlines() if " = " in line]
    said = parsed("\n".join(line for line in lines if not line.startswith(unsaid)))
    assert said == Settings(), "the commented values are the ones that hold"


def test_the_hour_at_which_days_end_is_named_as_it_was_set() -> None:
    assert day_starts() == "04:00"
    let_days_end(0)
    assert day_starts() == "00:00"
    today = local_day(0, 0)
    practised = [Day(today, 3, 0, 0)]
    for drawn in (calendar.chart(practised, today=today), volume.chart(practised, volume=3)):
        assert "a day ends at 00:00." in drawn.note.casefold()


def test_every_setting_is_read() -> None:
    text = 'goal = 50\nminutes = 12.5\npressure = "hard"\ntime = 1.5\nsound = 40\nfour_keys = "asdf"\n'
    text += 'two_keys = "sl"\nday_ends = 3\nlooks = "plain"\nlearner = " bo "\nday_minutes = 40\nheard_key = "third"\n'
    assert parsed(text) == Settings(50, 12.5, "hard", "1.5", 40, "third", "asdf", "sl", 3, "plain", "bo", 40)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("goal = 300\ngoall = 3\n", 2, "goall"),
        ("\n\ngoal = 'many'\n", 3, "goal"),
        ("goal = true", 1, "goal"),
        ("time = 3", 1, "time"),
        ('pressure = "soft"', 1, "pressure"),
        ('four_keys = "ddfk"', 1, "four_keys"),
        ("sound = 101", 1, "sound"),
        ('heard_key = "second"', 1, "heard_key"),
        ("day_ends = 13", 1, "day_ends"),
        ("goal = 3\nminutes = = 2\n", 2, ""),
        ("minutes = nan", 1, "minutes"),
        ("[goal]\nx = 1", 1, "goal"),
        ("learner = 7", 1, "learner"),
        ('learner = " "', 1, "learner"),
    ],
)
def test_a_mistake_is_named_by_file_and_line_with_its_mend(text: str, line: int, said: str) -> None:
    with pytest.raises(DrillgrokError) as refusal:
        parsed(text)
    assert str(refusal.value).count("\n") <= 2
    assert f"{settings_file()}:{line}" in str(refusal.value)
    assert said in str(refusal.value)
    assert refusal.value.mend


def test_the_command_writes_the_file_once_and_says_what_holds(home: Path) -> None:
    assert "Written to" in show()
    assert settings_file().read_text(encoding="utf-8") == TEMPLATE
    settings_file().write_text("goal = 77\n", encoding="utf-8")
    told = show()
    assert "Written to" not in told
    assert "goal        77" in told
    assert settings_file().read_text(encoding="utf-8") == "goal = 77\n"


def test_a_day_ends_when_it_is_set_to(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    settings_file().write_text("day_ends = 0\n", encoding="utf-8")
    three_at_night_ms = 1_767_236_400_000 - 0  # 2026-01-01 03:00 UTC
    before = local_day(three_at_night_ms, 0)
    settled()
    assert local_day(three_at_night_ms, 0) == before + 1


def test_what_the_command_line_says_about_sound_wins() -> None:
    assert loudness(None, None, None) is None
    assert loudness(None, None, 40) == 40
    assert loudness(None, 80, 40) == 80
    assert loudness(False, 80, 40) is None
    assert loudness(True, None, None) == 60
    assert loudness(True, None, 40) == 40
    assert factor_of("none") == float("inf")


@pytest.mark.parametrize("name", ["ada", 'b"o\\', "字 "])
def test_one_setting_is_said_in_its_place_and_nothing_else_is_touched(name: str) -> None:
    for text in (TEMPLATE, "goal = 77  # my own\n", 'learner = "old"\ngoal = 77\n', ""):
        changed = with_setting(text, "learner", name)
        assert parsed(changed) == replace(parsed(text), learner=name.strip())
        kept = [line for line in text.splitlines() if "learner" not in line]
        assert [line for line in changed.splitlines() if line in kept] == kept
        assert parsed(with_setting(changed, "learner", None)).learner is None
        assert name not in with_setting(changed, "learner", None)


def test_the_learner_that_was_set_is_meant_where_nobody_is_named(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('learner = "grace"\n', encoding="utf-8")
    settled()
    assert default_learner_name() == "grace"
