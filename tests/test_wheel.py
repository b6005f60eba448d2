"""What a wheel holds: every deck as a pack and every migration, and nothing that tells a rule."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.library.pack import open_pack

ROOT = Path(__file__).parents[1]
BUNDLED = "drillgrok/_bundled/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built without a network."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed here")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_bundled_files_are_the_packs_and_the_migrations(wheel: zipfile.ZipFile) -> None:
    listed = {name.removeprefix(BUNDLED) for name in wheel.namelist() if name.startswith(BUNDLED)}
    packs = {f"decks/{path.parent.name}/{path.stem}.drill" for path in ROOT.glob("decks/*/*.yaml")}
    migrations = {str(path.relative_to(ROOT)) for path in ROOT.glob("migrations/**/*.py")}
    assert {name for name in listed if name.startswith("decks/")} == packs
    assert migrations <= listed
    assert not [name for name in wheel.namelist() if name.endswith((".yaml", ".yml", ".csv"))]


def test_other_programs_may_rely_on_its_types(wheel: zipfile.ZipFile) -> None:
    assert "drillgrok/py.typed" in wheel.namelist()


def test_a_pack_opens_to_the_deck_it_was_made_from(wheel: zipfile.ZipFile) -> None:
    for path in ROOT.glob("decks/*/*.yaml"):
        pack = wheel.read(f"{BUNDLED}decks/{path.parent.name}/{path.stem}.drill")
        source = load_source(path)
        opened = open_pack(pack, path.stem)
        assert (opened.files, opened.domain) == (source.files, source.domain)


def test_no_bundled_byte_tells_a_rule(wheel: zipfile.ZipFile) -> None:
    for path in ROOT.glob("decks/*/*.yaml"):
        deck = read_deck(load_source(path))
        pack = wheel.read(f"{BUNDLED}decks/{path.parent.name}/{path.stem}.drill").lower()
        for line in (*deck.never_say, *deck.rule.splitlines()):
            assert len(line) < 6 or line.lower().encode() not in pack
