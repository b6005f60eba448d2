"""Reading commands on a disk that nobody can write to, mounted so in a name space of its own: a mode keeps no
administrator out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drillgrok.commands.data.import_ import import_responses
from drillgrok.places import database

READING = (
    ("data", "export"),
    ("data", "doctor"),
    ("data", "where"),
    ("stats", "--plain"),
    ("deck", "list"),
    ("learner", "list"),
    ("today",),
)


def mounted(home: Path, *script: str) -> subprocess.CompletedProcess[str]:
    """Run commands while `home` cannot be written to."""
    lines = (f'mount --bind "{home}" "{home}"', f'mount -o remount,ro,bind "{home}"', *script)
    command = ["unshare", "--mount", "--map-root-user", "sh", "-ec", "\n".join(lines)]
    environment = {**os.environ, "DRILLGROK_HOME": str(home), "PYTHONWARNINGS": "error"}
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


@pytest.fixture
def lasting(home: Path, log: Path) -> Path:
    """A home with two responses, where this platform lets a test mount it read-only."""
    import_responses(log)
    if shutil.which("unshare") is None or mounted(home, f'! touch "{home}/x" 2>&1').returncode != 0:
        pytest.skip("nothing can be mounted here")
    return home


def test_what_only_reads_works_where_nothing_can_be_written(lasting: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in lasting.rglob("*")}
    program = f'"{sys.executable}" -m drillgrok'
    script = [f"echo '$ {' '.join(words)}'; {program} {' '.join(words)} || test $? = 3" for words in READING]
    done = mounted(lasting, *script, f'{program} data backup "{tmp_path}/copy.db"')
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 responses, all sound" in done.stdout
    assert "can be read but not written here" in done.stdout
    assert done.stdout.count("ada,lantern-31,5e0b7f0e") == 2
    assert (tmp_path / "copy.db").stat().st_size > 0
    assert {path: path.stat().st_mtime_ns for path in lasting.rglob("*")} == before


def test_what_has_to_write_says_so_in_a_sentence(lasting: Path) -> None:
    done = mounted(
        lasting, f'"{sys.executable}" -m drillgrok practice lantern-31 --responses 2 || echo "ended with $?"'
    )
    assert "ended with 1" in done.stdout
    assert "Make the file and its folder writable" in done.stderr
    assert "Traceback" not in done.stderr
    assert database().exists()
