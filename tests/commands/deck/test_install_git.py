"""`drillgrok deck install ADDRESS`: decks out of a git repository on this machine, and nothing but decks."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from drillgrok.commands.deck.install import install
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog, git_source
from drillgrok.library.git_source import Bounds, checked_address, fetched, is_address
from drillgrok.places import installed_decks

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]
AUTHOR = {f"GIT_{who}_{what}": "x@y" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def git(folder: Path, *arguments: str, typed: str = "") -> str:
    environment = os.environ | AUTHOR | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, input=typed, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, quiet: Path) -> Path:
    """A tutor's repository with one deck."""
    folder = tmp_path / "class decks"
    folder.mkdir()
    git(folder, "init", "--quiet")
    shutil.copy(quiet, folder)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "x")


def address(folder: Path) -> str:
    return f"file://{folder}"


def taken(source: str) -> str:
    out = io.StringIO()
    return out.getvalue() + install(source, yes=True, stdin=io.StringIO(), stdout=out)


def refusal(source: str, bounds: Bounds | None = None) -> str:
    with pytest.raises(DrillgrokError) as caught, fetched(checked_address(source), bounds):
        pass
    assert str(caught.value).isprintable()
    return str(caught.value)


def titles() -> dict[str, str]:
    return {head.id: head.title for head in catalog.heads()}


def test_a_repository_is_installed_and_its_next_commit_is_the_next_version(repository: Path) -> None:
    taken(address(repository))
    heads = {head.id: head for head in catalog.heads()}
    assert (heads["quiet-13"].title, heads["quiet-13"].domain) == ("Quiet", "class-decks")
    deck = repository / "quiet-13.yaml"
    deck.write_text(deck.read_text(encoding="utf-8").replace("title: Quiet", "title: Calm"), encoding="utf-8")
    commit(repository)
    taken(f"{address(repository)}/")
    assert titles()["quiet-13"] == "Calm"
    assert sorted(path.name for path in installed_decks().iterdir()) == ["quiet-13.drill", "quiet-13.json"]


def test_the_same_deck_from_a_folder_is_another_source(repository: Path) -> None:
    taken(address(repository))
    with pytest.raises(DrillgrokError, match="installed from file://"):
        taken(str(repository))


def test_a_mistake_is_told_by_the_address_and_not_by_a_folder_that_is_gone(repository: Path) -> None:
    (repository / "b.yaml").write_text("deck: b\n")
    commit(repository)
    with pytest.raises(DrillgrokError) as caught:
        taken(address(repository))
    assert str(caught.value).startswith(f"{address(repository)}/b.yaml: This deck has mistakes.")
    assert not installed_decks().exists() or list(installed_decks().iterdir()) == []


def test_nothing_of_this_machines_git_or_of_the_repository_is_run(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "hooks" / "post-checkout"
    script.parent.mkdir()
    script.write_text(f"#!/bin/sh\necho x >> '{ran}'\ncat\n")
    script.chmod(0o755)
    settings = f'[core]\n hooksPath = "{script.parent}"\n[filter "x"]\n smudge = "{script}"\n required = true\n'
    (tmp_path / ".gitconfig").write_text(settings)
    (repository / ".gitattributes").write_text("* filter=x\n")
    commit(repository)
    shutil.copy(script, repository / ".git" / "hooks")
    for name, value in {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.hooksPath",
        "GIT_CONFIG_VALUE_0": str(script.parent),
        "GIT_TEMPLATE_DIR": str(tmp_path),
        "GIT_DIR": str(tmp_path / "nowhere"),
    }.items():
        monkeypatch.setenv(name, value)
    taken(address(repository))
    assert "quiet-13" in titles()
    assert not ran.exists()


@pytest.mark.parametrize("name", ["a.drill", "a.yaml", "more/items.csv"])
def test_a_link_where_a_decks_file_should_be_is_refused(repository: Path, name: str) -> None:
    path = repository / name
    path.parent.mkdir(exist_ok=True)
    path.symlink_to("/etc/passwd")
    commit(repository)
    assert f"{name} is a link" in refusal(address(repository))


def test_submodules_and_other_links_are_left_where_they_are(repository: Path) -> None:
    (repository / "notes").symlink_to("/etc")
    git(repository, "add", "--all")
    hash_of = git(repository, "rev-parse", "HEAD")
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{hash_of},module")
    git(repository, "commit", "--quiet", "--message", "x")
    with fetched(address(repository)) as folder:
        assert (folder / "notes").read_text() == "/etc"
        assert list((folder / "module").iterdir()) == []


def test_what_would_unpack_to_too_much_is_refused_before_it_is_written(repository: Path) -> None:
    (repository / "zeros").write_bytes(bytes(3 << 20))
    commit(repository)
    assert "too large" in refusal(address(repository), Bounds(disk_bytes=2 << 20))


def test_a_tree_of_too_many_files_is_refused(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_source, "MOST_FILES", 3)
    blob = git(repository, "hash-object", "-w", "--stdin", typed="x")
    tree = git(repository, "mktree", typed="".join(f"100644 blob {blob}\t{name}\n" for name in "abc"))
    for _ in range(2):  # nine files out of three objects
        tree = git(repository, "mktree", typed="".join(f"040000 tree {tree}\t{name}\n" for name in "abc"))
    git(repository, "update-ref", "HEAD", git(repository, "commit-tree", tree, "-m", "x"))
    assert "too large" in refusal(address(repository))


def test_what_is_no_repository_or_is_empty_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "does not appear to be a git repository" in refusal(address(empty))
    git(empty, "init", "--quiet")
    assert "git says: " in refusal(address(empty))


# Addresses.


@pytest.mark.parametrize(
    "source", ["https://x.example/a.git", "ssh://git@x.example/a", "file:///a", "git@x.example:a/b.git"]
)
def test_an_address_is_told_from_a_path_and_kept_without_its_last_slash(source: str) -> None:
    assert is_address(source)
    assert checked_address(f"{source}/") == source


@pytest.mark.parametrize("source", ["a.drill", "./a", "C:\\decks", "~/decks", "--upload-pack=x", "-o:x", "a:b", ""])
def test_a_path_is_no_address(source: str) -> None:
    assert not is_address(source)


@pytest.mark.parametrize("scheme", ["http", "git", "ext", "ftp", "fd", "HTTPX", "", "--upload-pack=x"])
def test_no_other_way_of_fetching_is_taken(scheme: str) -> None:
    assert "Decks are not fetched by" in refusal(f"{scheme}://x.example/a")


def test_a_password_is_neither_kept_nor_repeated() -> None:
    said = refusal("https://ada:hush@x.example/a")
    assert "holds a password" in said
    assert "hush" not in said


@pytest.mark.parametrize("source", ["https://x\x1b[2J", "https://[x", "file:///a\nb"])
def test_an_address_that_makes_no_sense_is_refused(source: str) -> None:
    assert refusal(source)


# Bounds.


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Another program by git's name, such as a git whose far side misbehaves."""
    if os.name != "posix":
        pytest.skip("the other program is a shell script")

    def make(lines: str) -> None:
        program = tmp_path / "bin" / "git"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n{lines}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    return make


def test_fetching_that_never_ends_is_ended_with_all_it_started(fake: Callable[[str], None], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "held")
    fake(f"sleep 600 > '{tmp_path}/held' &\nwait")
    reader = os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK)
    assert "takes too long" in refusal("https://x.example/a", Bounds(seconds=0.5))
    os.set_blocking(reader, True)
    assert os.read(reader, 1) == b""  # nobody holds the other end any more
    os.close(reader)


def test_fetching_that_never_stops_writing_is_ended(fake: Callable[[str], None]) -> None:
    fake("yes > endless")
    assert "too large" in refusal("https://x.example/a", Bounds(disk_bytes=1 << 20))


def test_what_git_says_cannot_steer_the_terminal(fake: Callable[[str], None]) -> None:
    fake("printf 'remote: hi\\nfatal: \\033[2Jno \\342\\200\\256way\\n' >&2; exit 128")
    assert "git says: [2Jno way" in refusal("https://x.example/a")


def test_without_git_a_way_round_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git is not installed" in refusal("https://x.example/a")
