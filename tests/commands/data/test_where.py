"""`drillgrok data where`: the learner's files by name."""

from drillgrok.commands.data.where import where


def test_where_names_every_place_before_anything_is_there(home):
    locations = where()
    assert (locations.home, locations.database, locations.database_bytes) == (home, home / "drillgrok.db", None)
    assert not home.exists()
