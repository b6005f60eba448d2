"""A folder of copies that cannot be used, as a user meets it: a mode keeps no administrator out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drillgrok import places
from drillgrok.commands.data.backup import backup
from drillgrok.commands.data.import_ import import_responses

_DROPPED = "--drop=cap_dac_override,cap_dac_read_search,cap_fowner"
_UNREADABLE = "The folder of copies cannot be read. Let yourself read, write and enter it"


def as_a_user(script: str) -> subprocess.CompletedProcess[str]:
    """A script for a shell, with the program as `drillgrok`."""
    script = f'drillgrok() {{ "{sys.executable}" -m drillgrok "$@"; }}\n{script}'
    command = ["sh", "-c", script] if os.getuid() else ["capsh", _DROPPED, "--", "-c", script]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@pytest.fixture
def kept(home: Path, log: Path) -> Path:
    """The folder of copies, with one in it."""
    if os.name != "posix" or (os.getuid() == 0 and shutil.which("capsh") is None):
        pytest.skip("nobody can be kept out here")
    import_responses(log)
    backup()
    return places.backups()


@pytest.mark.parametrize("mode", [0o000, 0o100, 0o300, 0o400, 0o600])
def test_a_folder_of_copies_that_cannot_be_read_is_named_with_its_mend(kept: Path, mode: int) -> None:
    kept.chmod(mode)
    try:
        done = [as_a_user(f"drillgrok {words}") for words in ("data doctor", "data where", "data backup")]
        drill = as_a_user("printf '3\\n3\\n3\\n' | drillgrok practice lantern-31 --plain --responses 2")
    finally:
        kept.chmod(0o700)
    assert [one.returncode for one in (*done, drill)] == [0, 0, 1, 0]
    for one in (*done, drill):
        assert _UNREADABLE in one.stdout + one.stderr
        assert "Traceback" not in one.stderr
    assert "2 responses, all sound" in done[0].stdout
    assert "No copy of your answers was made today" in drill.stderr


def test_too_few_files_are_told_as_such(kept: Path) -> None:
    for copy in kept.iterdir():
        copy.unlink()
    for most in (8, 10, 12):
        drill = as_a_user(
            f"ulimit -n {most}; printf '3\\n3\\n3\\n' | drillgrok practice lantern-31 --plain --responses 2"
        )
        assert "Traceback" not in drill.stderr
        assert "was not foreseen" not in drill.stderr
        assert drill.stderr == "" or "Too many open files" in drill.stderr
