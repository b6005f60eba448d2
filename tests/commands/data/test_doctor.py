"""`drillgrok data doctor`: a database looked over."""

from dataclasses import replace

import pytest

from drillgrok import __version__
from drillgrok.commands.data.doctor import doctor
from drillgrok.commands.data.import_ import import_responses
from drillgrok.commands.data.report import report
from drillgrok.console.report import unforeseen
from drillgrok.errors import DrillgrokError
from drillgrok.store.identity import HEAD


def test_the_doctor_finds_a_sound_database_sound(home, log):
    import_responses(log)
    health = doctor()
    assert (health.database, health.revision, health.responses, health.problems) == (
        home / "drillgrok.db",
        HEAD,
        2,
        (),
    )


def test_a_report_tells_of_the_machine_and_nothing_of_the_learner(home, log, monkeypatch):
    monkeypatch.setenv("HOME", str(home.parent))
    monkeypatch.setenv("TERM", "xterm-256color")
    import_responses(log)
    (home / "settings.toml").write_text("goal = 50\n", encoding="utf-8")
    with pytest.raises(DrillgrokError):
        raise unforeseen(KeyError("ada answered 17"))
    text = report(replace(doctor(), problems=(f"{home / 'drillgrok.db'}: The database is damaged.",)))
    for told in (
        f"drillgrok {__version__}",
        "TERM=xterm-256color",
        "goal = 50",
        " bundled, 0 installed, 0 own",
        "KeyError",
    ):
        assert told in text
    assert "DATA/drillgrok.db: The database is damaged." in text
    assert not [kept for kept in ("ada", "lantern-31", str(home.parent)) if kept in text]
