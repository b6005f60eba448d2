"""`drillgrok data doctor`: a database looked over."""

from drillgrok.commands.data.doctor import doctor
from drillgrok.commands.data.import_ import import_responses
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
