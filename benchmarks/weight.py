"""What a plain install weighs: this checkout in an empty environment of its own, by distribution."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final
from venv import EnvBuilder

from benchmarks.measuring import Figure, Section, Table

_ROOT: Final = Path(__file__).parents[1]
_MOST_MIB: Final = 370
_MIB: Final = 1 << 20
_HOW: Final = """\
`python -m venv` and `pip install .` in an empty folder, as the README says, and then the blocks of the disk that every
file takes: pip and what venv brings are in it. A distribution's share is what its list of installed files takes."""


def run() -> Section:
    """The whole environment against its promise, and the share of every distribution, the heaviest first."""
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder)
        _install(environment)
        shares = sorted(((_share(one), _name(one)) for one in _found(environment)), reverse=True)
        whole = _mib(environment.rglob("*"))
    rows = tuple((name, f"{mib:.1f} MiB") for mib, name in shares)
    figures = (
        Figure("a plain install on disk", whole, "MiB", _MOST_MIB),
        Figure("distributions in it", len(shares), ""),
    )
    return Section("Weight", _HOW, figures, (Table(("distribution", "on disk"), rows),))


def _install(environment: Path) -> None:
    builder = EnvBuilder(with_pip=True)
    builder.create(environment)
    python = builder.ensure_directories(environment).env_exe
    subprocess.run([python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", _ROOT], check=True)


def _found(environment: Path) -> list[Distribution]:
    return list(distributions(path=[str(folder) for folder in environment.glob("[lL]ib/**/site-packages")]))


def _name(one: Distribution) -> str:
    return f"{one.name} {one.version}"


def _share(one: Distribution) -> float:
    return _mib(Path(str(one.locate_file(file))) for file in one.files or ())


def _mib(paths: Iterable[Path]) -> float:
    files = [path.lstat() for path in paths if path.is_symlink() or path.exists()]
    return sum(getattr(found, "st_blocks", -(-found.st_size // 512)) * 512 for found in files) / _MIB
