"""What stands in the way of the day's copy is told, and costs no sitting."""

from __future__ import annotations

import pytest

from drillgrok import places
from drillgrok.runs.daily_copy import DailyCopy
from drillgrok.store.upgrade import ensure_current


@pytest.fixture
def copied(home) -> DailyCopy:
    ensure_current(places.database())
    return DailyCopy(places.database())


def said(copy: DailyCopy) -> str:
    copy.begin()
    return copy.wait()


def test_nothing_is_said_where_nothing_is_in_the_way(copied) -> None:
    assert said(copied) == ""


def test_a_file_in_the_place_of_the_folder_is_told(copied) -> None:
    places.backups().touch()
    assert "No copy of your answers was made today." in said(copied)
    assert "Move it away" in said(copied)


def test_a_database_that_is_gone_at_the_end_is_told(copied) -> None:
    places.database().unlink()
    assert "was taken away while it was open here" in said(copied)
