"""`drillgrok data backup`: a copy of the whole database."""

import pytest

from drillgrok.commands.data.backup import backup
from drillgrok.commands.data.import_ import import_responses
from drillgrok.errors import DrillgrokError


def test_a_backup_goes_among_the_copies_by_default(home, log):
    import_responses(log)
    assert backup().parent == home / "backups"


def test_a_backup_overwrites_nothing(home, log):
    import_responses(log)
    before = log.read_bytes()
    with pytest.raises(DrillgrokError, match="a file here already"):
        backup(log)
    assert log.read_bytes() == before


def test_nothing_is_backed_up_while_there_is_nothing(home):
    with pytest.raises(DrillgrokError, match="nothing to back up"):
        backup()
