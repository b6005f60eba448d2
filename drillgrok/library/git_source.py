"""A git repository, fetched to look at: by https, ssh or from a file, within bounds of time and size. Nothing in it is
run, and nothing that this machine's git is set up to do by itself is done."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from drillgrok.console.text import clean
from drillgrok.errors import DrillgrokError

MOST_FILES = 10_000

_SCHEMES = frozenset({"https", "ssh", "file"})
_SHORT_SSH = re.compile(r"[\w.-]+@[\w.-]+:[^:]+", re.ASCII)
_FOLDER = re.compile(r"[^\w.-]+")
_LOOK_S = 0.05
_LINK = "120000"
_MOST_SAID = 200
_DECK_PARTS = (".drill", ".yaml", ".yml", ".csv")
_SETTINGS = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "core.bigFileThreshold=16m",  # larger ones are streamed, not held in memory
    "core.protectHFS=true",
    "core.protectNTFS=true",
    "transfer.fsckObjects=true",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a repository may cost."""

    seconds: float = 120.0
    """For each of the three steps."""
    disk_bytes: int = 256 << 20
    """What is fetched, and again what it unpacks to."""


def is_address(source: str) -> bool:
    """Whether this names a repository elsewhere and no file or folder."""
    return "://" in source or _SHORT_SSH.fullmatch(source) is not None


def checked_address(source: str) -> str:
    """The address, as it is remembered. Raises DrillgrokError for one that is not fetched."""
    address = source.rstrip("/")
    if not address.isprintable():
        raise DrillgrokError("The address holds a control character.", where=clean(address), mend="Type it again.")
    if "://" not in address:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        raise DrillgrokError("This is not an address.", where=address, mend="Begin with https://.") from None
    if parts.scheme not in _SCHEMES:
        mend = "Take https://, ssh:// or file://."
        raise DrillgrokError(f"Decks are not fetched by {parts.scheme}.", where=address, mend=mend)
    if parts.password is not None:
        hidden = address.replace(f":{parts.password}@", ":...@")
        raise DrillgrokError("The address holds a password.", where=hidden, mend="Clone it yourself; name the folder.")
    return address


@contextmanager
def fetched(address: str, bounds: Bounds | None = None) -> Iterator[Path]:
    """A folder with the newest files at the address, gone afterwards.

    Raises DrillgrokError when there is no git, the repository cannot be fetched, is too large, or holds a link where a
    deck's file should be.
    """
    bounds = bounds or Bounds()
    with TemporaryDirectory(prefix="drillgrok-", ignore_cleanup_errors=True) as folder:
        name = _FOLDER.sub("-", re.split("[/:]", address)[-1].removesuffix(".git")).strip("-.") or "decks"
        git = _Git(address, Path(folder), bounds)
        git.run(
            *("clone", "--quiet", "--depth=1", "--single-branch", "--no-tags", "--no-checkout", "--template="),
            *("--no-recurse-submodules", "--", address, name),
        )
        _refuse_unfit(git.run("-C", name, "ls-tree", "-r", "-l", "-z", "HEAD"), address, bounds)
        git.run("-C", name, "checkout", "--quiet", "--force", "HEAD")
        yield Path(folder, name)


def _refuse_unfit(listing: bytes, address: str, bounds: Bounds) -> None:
    """Look at what would be written before it is: `mode type hash size<tab>path`, ended by NUL."""
    entries = [entry.decode(errors="replace").partition("\t") for entry in listing.split(b"\0") if entry]
    sizes = [int(size) for facts, _, _ in entries if (size := facts.split()[3]) != "-"]
    if len(entries) > MOST_FILES or sum(sizes) > bounds.disk_bytes:
        raise _too_large(address)
    for facts, _, path in entries:
        if facts.startswith(_LINK) and path.endswith(_DECK_PARTS):
            raise DrillgrokError(
                f"{clean(path)} is a link.", where=address, mend="Ask its author to put the file itself there."
            )


@dataclass(frozen=True, slots=True)
class _Git:
    """Runs git in one folder, watched."""

    address: str
    folder: Path
    bounds: Bounds

    def run(self, *arguments: str) -> bytes:
        """What it printed. Raises DrillgrokError."""
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        printed, said = self.folder / ".printed", self.folder / ".said"
        with printed.open("wb") as out, said.open("wb") as err:
            try:
                process = subprocess.Popen(
                    ["git", *settings, *arguments],
                    cwd=self.folder,
                    env=_environment(self.address),
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=err,
                    start_new_session=True,
                )
            except FileNotFoundError:
                mend = "Install git, or download the decks and name the folder."
                raise DrillgrokError("git is not installed.", where=self.address, mend=mend) from None
            with process:
                self._watch(process)
        if process.returncode != 0:
            raise DrillgrokError(f"git says: {_reason(said)}", where=self.address, mend="Check the address.")
        return printed.read_bytes()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Wait for the end; a program that takes too long or writes too much is ended."""
        last_s = time.monotonic() + self.bounds.seconds
        try:
            while process.poll() is None:
                if _disk_bytes(self.folder) > 2 * self.bounds.disk_bytes:
                    raise _too_large(self.address)
                if time.monotonic() > last_s:
                    mend = "Try once more, or download the decks and name the folder."
                    raise DrillgrokError("Fetching the decks takes too long.", where=self.address, mend=mend)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_LOOK_S)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it and all that it has started."""
    if process.poll() is None:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _environment(address: str) -> dict[str, str]:
    """The surroundings without anything that steers git: no settings, no questions, one protocol."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": urlsplit(address).scheme if "://" in address else "ssh",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_SSH_COMMAND": "ssh -oBatchMode=yes",
        "GIT_LFS_SKIP_SMUDGE": "1",
        "LC_ALL": "C",
    }


def _disk_bytes(folder: Path) -> int:
    total = 0
    for inner, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):  # git renames and deletes meanwhile
                total += Path(inner, name).lstat().st_size
    return total


def _reason(said: Path) -> str:
    """The first line in which git gives up, safe to show."""
    lines = said.read_text(encoding="utf-8", errors="replace").splitlines()
    fatal = [line.removeprefix("fatal: ") for line in lines if line.startswith("fatal: ")]
    return clean((fatal or lines or ["nothing."])[0])[:_MOST_SAID]


def _too_large(address: str) -> DrillgrokError:
    return DrillgrokError("The repository is too large.", where=address, mend="Ask for one with nothing but decks.")
