"""Which decks there are: found by id or by path, listed from an index that is never wrong and never needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.deckfile.source import deck_head
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.library.pack import seal
from drillgrok.places import deck_index, installed_decks, own_decks

LONG_AGO_NS = 1_700_000_000_000_000_000
DECK = """\
deck: mine-1
title: Mine
about: A number goes in.
items:
  table: {a: 0..9}
  prompt: "{a}"
  answer: a * 7 % 10
never_say: [hidden-word]
rule: hidden-word
"""


@pytest.fixture(autouse=True)
def _home(home: Path) -> None:
    """Every test here has a learner's folder of its own."""


def write(path: Path, data: str | bytes, at_ns: int = LONG_AGO_NS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    os.utime(path, ns=(at_ns, at_ns))
    return path


def own(text: str = DECK, name: str = "mine.yaml", at_ns: int = LONG_AGO_NS) -> Path:
    return write(own_decks() / name, text, at_ns)


def titles() -> dict[str, str]:
    return {head.id: head.title for head in catalog.heads()}


def test_the_first_deck_stands_first_and_the_others_by_folder_and_title() -> None:
    heads = catalog.heads()
    assert heads[0].id == catalog.FIRST_DECK
    places = [(head.domain, head.title.casefold()) for head in heads[1:]]
    assert places == sorted(places)


def test_every_bundled_deck_has_a_head_equal_to_that_of_the_whole_deck() -> None:
    heads = {head.id: head for head in catalog.heads()}
    files = sorted(bundled("decks").glob("*/*.yaml"))
    assert len(heads) == len(files) > 0
    assert read_deck(catalog.find(catalog.FIRST_DECK)).head == heads[catalog.FIRST_DECK]


def test_a_learners_deck_and_an_installed_pack_are_found_by_id_and_sealed() -> None:
    source = load_source(own(name="tools/mine.yaml"))
    write(installed_decks() / "p.drill", seal(source, deck_head(source)))
    own(DECK.replace("mine-1", "mine-2"))
    heads = {head.id: head for head in catalog.heads()}
    assert (heads["mine-1"].domain, heads["mine-2"].domain) == ("tools", catalog.OWN)
    for deck in ("mine-1", "mine-2"):
        found = catalog.find(deck)
        assert (found.sealed, found.path) == (True, None)
        assert read_deck(found).head == heads[deck]


def test_a_path_means_authoring_but_a_pack_stays_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    path = own()
    pack = write(path.with_suffix(".drill"), seal(load_source(path), deck_head(load_source(path))))
    assert catalog.find(str(path)).path == path
    assert not catalog.find(str(path)).sealed
    assert catalog.find(str(pack)).sealed
    monkeypatch.chdir(path.parent)
    assert not catalog.find("mine.yaml").sealed


def test_an_unknown_id_names_the_nearest() -> None:
    own()
    with pytest.raises(DrillgrokError, match=r"There is no deck 'mine1'\. Did you mean mine-1"):
        catalog.find("mine1")


def test_a_broken_deck_is_left_out_and_told_of_and_stops_no_other() -> None:
    own()
    own("title: [", "broken.yaml")
    write(own_decks() / "bad.drill", b"nothing")
    for _ in range(2):
        assert "mine-1" in titles()
        assert len(catalog.broken()) == 2


def test_of_two_decks_with_one_id_the_learners_own_steps_back_and_is_told_of() -> None:
    own(DECK.replace("mine-1", catalog.FIRST_DECK))
    assert titles()[catalog.FIRST_DECK] != "Mine"
    assert "taken" in str(catalog.broken()[0])


def test_a_changed_deck_or_item_file_changes_its_head() -> None:
    own(DECK.replace('  table: {a: 0..9}\n  prompt: "{a}"\n  answer: a * 7 % 10\n', "  list: items.csv\n"))
    versions = set()
    for rows in (None, "prompt,answer\n1,7\n", "prompt,answer\n1,8\n"):
        if rows:
            write(own_decks() / "items.csv", rows, LONG_AGO_NS + len(versions))
        versions.add(next(head.version for head in catalog.heads() if head.id == "mine-1"))
    assert len(versions) == 3
    own(DECK.replace("Mine", "Ours"), at_ns=LONG_AGO_NS + 9)
    assert titles()["mine-1"] == "Ours"
    (own_decks() / "mine.yaml").unlink()
    assert "mine-1" not in titles()


def test_a_deck_changed_within_one_tick_of_its_file_time_is_not_missed() -> None:
    path = own()
    just_now = path.stat().st_ctime_ns
    own(at_ns=just_now)
    assert titles()["mine-1"] == "Mine"
    own(DECK.replace("Mine", "Ours"), at_ns=just_now)
    assert titles()["mine-1"] == "Ours"


@pytest.mark.parametrize(
    "index", [b"", b"{", b"[]", b"\xff", b'{"decks": 3}', b"[" * 100_000, b'{"made_by": "0.0.1", "decks": {}}', None]
)
def test_a_lost_or_damaged_index_is_made_again(index: bytes | None) -> None:
    own()
    before = catalog.heads()
    whole = json.loads(deck_index().read_bytes())
    deck_index().unlink()
    if index is not None:
        deck_index().write_bytes(index)
    assert catalog.heads() == before
    assert json.loads(deck_index().read_bytes()) == whole


@pytest.mark.parametrize("row", [None, 3, {}, {"head": 3, "stamps": {}}, {"head": None, "stamps": 3}])
def test_a_row_that_makes_no_sense_is_read_anew(row: object) -> None:
    path = own()
    before = catalog.heads()
    index = json.loads(deck_index().read_bytes())
    index["decks"][str(path)] = row
    deck_index().write_text(json.dumps(index))
    assert catalog.heads() == before


def test_an_index_that_cannot_be_written_costs_nothing_but_time() -> None:
    own()
    deck_index().mkdir()
    assert "mine-1" in titles()
    assert list(deck_index().parent.glob("*.part")) == []


def test_the_index_tells_nothing_that_is_sealed() -> None:
    path = own()
    catalog.heads()
    kept = json.dumps(json.loads(deck_index().read_text())["decks"][str(path)])
    assert "mine-1" in kept
    for secret in ("hidden-word", "answer", "% 10", "rule"):
        assert secret not in kept


def test_with_an_index_no_deck_is_opened_and_no_yaml_is_loaded(home: Path) -> None:
    for path in bundled("decks").glob("*/*.yaml"):
        assert path.is_file()
    catalog.heads()
    index = json.loads(deck_index().read_bytes())
    unsettled = {str(path) for path in bundled("decks").glob("*/*.yaml")} - index["decks"].keys()
    if unsettled:
        pytest.skip("a bundled deck was written just now, so it is read again on purpose")
    program = (
        "import sys; from drillgrok.library.catalog import heads; assert heads();"
        "print({'numpy', 'ruamel', 'typer', 'rich', 'textual', 'sqlalchemy'} & set(sys.modules))"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "set()"
