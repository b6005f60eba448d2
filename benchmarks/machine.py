"""What the figures were measured on, in words."""

from __future__ import annotations

import os
import platform
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

_TOLD: Final = ("textual", "typer", "sqlalchemy", "numpy")


def machine() -> tuple[tuple[str, str], ...]:
    """Name and value of all that bears on speed."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _TOLD)
    return (
        ("processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("system", platform.platform()),
        ("temporary folder on", _file_system(Path(tempfile.gettempdir()).resolve())),
        ("Python", f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"),
        ("libraries", libraries),
        ("load before", ", ".join(f"{load:.2f}" for load in os.getloadavg())),
        ("date", datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %Z")),
    )


def _processor() -> str:
    names = [value for key, value in _proc("cpuinfo", ":") if key == "model name"]
    return names[0] if names else platform.processor() or platform.machine()


def _file_system(folder: Path) -> str:
    """The type of the file system under the folder, where the system tells."""
    mounts = [line.split() for line, _ in _proc("mounts", "\\0")]
    under = [(len(point), kind) for _, point, kind, *_ in mounts if folder.is_relative_to(point)]
    return max(under)[1] if under else "unknown"


def _proc(name: str, separator: str) -> Iterator[tuple[str, str]]:
    """The lines of a file in /proc, split once; none where there is no such file."""
    file = Path("/proc", name)
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(separator)
            yield key.strip(), value.strip()
