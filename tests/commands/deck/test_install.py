"""`drillgrok deck pack`, `deck install` and `deck uninstall`: what a tutor hands out is what a learner drills."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from drillgrok.commands.deck.install import install
from drillgrok.commands.deck.pack import pack
from drillgrok.commands.deck.uninstall import uninstall
from drillgrok.deckfile.source import deck_head, load_source
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog, installed
from drillgrok.library.drill_file import write_whole
from drillgrok.library.origin import DeckOrigin
from drillgrok.library.pack import open_pack, seal
from drillgrok.places import deck_index, installed_decks, own_decks

Run = Callable[..., Result]
Log = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a home knows of the bundled decks once they have been listed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRILLGROK_HOME", str(tmp_path_factory.mktemp("home")))
        catalog.heads()
        return deck_index().read_bytes()


@pytest.fixture(autouse=True)
def _home(home: Path, index: bytes) -> None:
    """A learner's folder of its own for every test, in which the bundled decks have been listed."""
    home.mkdir()
    deck_index().write_bytes(index)


class Screen(io.StringIO):
    """A terminal, as far as a question goes."""

    def isatty(self) -> bool:
        return True


def taken(source: object, *, yes: bool = True) -> str:
    """Install on a pipe; all that is said."""
    out = io.StringIO()
    done = install(str(source), yes=yes, stdin=io.StringIO(), stdout=out)
    return f"{out.getvalue()}{done}"


def asked(source: object, answer: str) -> str:
    """Install at a terminal; all that is said."""
    out = Screen()
    done = install(str(source), yes=False, stdin=Screen(answer), stdout=out)
    return f"{out.getvalue()}{done}"


def refusal(source: object) -> str:
    """Why nothing is installed, when nothing is."""
    before = everything()
    with pytest.raises(DrillgrokError) as caught:
        taken(source)
    assert everything() == before
    return str(caught.value)


def everything() -> dict[str, bytes]:
    """All installed files, hidden ones too."""
    files = (path for path in installed_decks().rglob("*") if path.is_file())
    return {str(path.relative_to(installed_decks())): path.read_bytes() for path in files}


def titles() -> dict[str, str]:
    return {head.id: head.title for head in catalog.heads()}


@pytest.fixture
def packed(quiet: Path, tmp_path: Path) -> Path:
    """The quiet deck as one file."""
    file = tmp_path / "quiet-13.drill"
    pack(quiet, file)
    return file


@pytest.fixture
def again(quiet: Path, packed: Path) -> Callable[[str, str], Path]:
    """The next version of the same file, with a piece of the deck exchanged."""

    def make(old: str, new: str) -> Path:
        text = quiet.read_text(encoding="utf-8")
        assert old in text
        quiet.write_text(text.replace(old, new), encoding="utf-8")
        pack(quiet, packed)
        return packed

    return make


# Packing.


def test_a_pack_is_named_by_its_deck_and_says_what_shows(
    quiet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = pack(quiet, None)
    data = (tmp_path / "quiet-13.drill").read_bytes()
    assert open_pack(data, "x").files == {"quiet-13.yaml": quiet.read_text(encoding="utf-8")}
    assert f"169 items, {len(data)} bytes" in said
    assert "Quiet (quiet-13), listed under mine" in said
    assert b"Five times" not in data
    assert "Five times" not in said


def test_a_deck_with_mistakes_is_not_packed_and_all_of_them_are_told(quiet: Path, tmp_path: Path) -> None:
    quiet.write_text(quiet.read_text(encoding="utf-8").replace("5 * a", "5 * x").replace("title", "titel"))
    with pytest.raises(DrillgrokError) as caught:
        pack(quiet, tmp_path / "x.drill")
    assert len(str(caught.value).splitlines()) == 3
    assert not (tmp_path / "x.drill").exists()


def test_a_pack_takes_the_place_of_nothing_but_an_older_one_of_its_deck(
    quiet: Path, packed: Path, tmp_path: Path
) -> None:
    text = quiet.read_text(encoding="utf-8")
    quiet.write_text(text.replace("title: Quiet", "title: Calm"), encoding="utf-8")
    before = packed.read_bytes()
    pack(quiet, packed)
    assert packed.read_bytes() != before
    quiet.write_text(text.replace("quiet-13", "quiet-14"), encoding="utf-8")
    (tmp_path / "note.drill").write_text("a note")
    (tmp_path / "link.drill").symlink_to(tmp_path / "gone")
    for target in (packed, tmp_path / "note.drill", tmp_path / "link.drill", tmp_path / "quiet-14.txt"):
        with pytest.raises(DrillgrokError, match="Choose another name with -o"):
            pack(quiet, target)
    assert (tmp_path / "note.drill").read_text() == "a note"


def test_what_is_packed_already_or_not_there_is_said(packed: Path, tmp_path: Path) -> None:
    for path, why in ((packed, "a pack already"), (tmp_path / "nix.yaml", "No such file"), (tmp_path, "directory")):
        with pytest.raises(DrillgrokError, match=why):
            pack(path, None)


# Installing.


def test_a_summary_tells_neutral_facts_and_where_the_deck_came_from(packed: Path) -> None:
    said = taken(packed)
    assert said.splitlines() == [
        "Quiet (quiet-13): new",
        "  Two numbers go in, one comes out.",
        f"  169 items, {(installed_decks() / 'quiet-13.drill').stat().st_size} bytes, listed under mine",
        f"From {packed}",
        "Installed quiet-13. To begin: drillgrok practice quiet-13",
    ]
    assert titles()["quiet-13"] == "Quiet"
    assert catalog.find("quiet-13").sealed
    assert set(everything()) == {"quiet-13.drill", "quiet-13.json"}
    kept = json.loads((installed_decks() / "quiet-13.json").read_text())
    assert (kept["source"], kept["author"], kept["revision"]) == (str(packed), "", 1)
    assert kept["origin"] == json.loads((packed.parent / "mine" / "quiet-13.origin").read_text())["origin"]


@pytest.mark.parametrize(
    ("answer", "agreed"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_at_a_terminal_nothing_but_a_yes_installs(packed: Path, answer: str, agreed: bool) -> None:
    said = asked(packed, answer)
    assert "Install it? [y/N] " in said
    assert ("quiet-13" in titles()) is agreed
    assert said.endswith("Nothing was installed.") is not agreed


def test_on_a_pipe_nobody_is_asked_and_nothing_is_installed(packed: Path) -> None:
    with pytest.raises(DrillgrokError, match="Add --yes"):
        taken(packed, yes=False)
    assert everything() == {}


def test_a_folder_gives_all_its_decks_and_what_is_no_deck_is_left(quiet: Path, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    (folder / "more" / "deeper").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    text = quiet.read_text(encoding="utf-8")
    for number, place in enumerate(("a.yaml", "more/b.yml", ".hidden/c.yaml", "more/deeper/d.yaml", ".e.yaml")):
        (folder / place).write_text(text.replace("quiet-13", f"quiet-{number}"), encoding="utf-8")
    pack(quiet, folder / "f.drill")
    (folder / "mkdocs.yml").write_text("site: !!python/x {\n", encoding="utf-8")
    (folder / "README.md").write_text("deck: none\n", encoding="utf-8")
    said = taken(folder)
    assert set(titles()) >= {"quiet-0", "quiet-1", "quiet-13"}
    assert not set(titles()) & {"quiet-2", "quiet-3", "quiet-4"}
    assert "Installed 3 decks." in said
    assert {head.id: head.domain for head in catalog.heads()}["quiet-1"] == "more"


def test_a_list_deck_brings_its_table(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "w.yaml").write_text("deck: w\ntitle: W\nitems: {list: w.csv}\nrule: x\n")
    (folder / "w.csv").write_text("prompt,answer\na,b\nc,d\n")
    taken(folder / "w.yaml")
    (folder / "w.csv").unlink()
    assert set(catalog.find("w").files) == {"w.yaml", "w.csv"}


def test_of_a_folder_with_one_bad_deck_nothing_is_installed(quiet: Path, tmp_path: Path) -> None:
    folder = tmp_path / "class"
    folder.mkdir()
    pack(quiet, folder / "a.drill")
    (folder / "b.drill").write_bytes((folder / "a.drill").read_bytes()[:-1])
    assert "b.drill: This deck is damaged" in refusal(folder)
    (folder / "b.drill").unlink()
    (folder / "b.yaml").write_text("deck: Bad Id\ntitle: x\nrule: the secret\n")
    assert "b.yaml: This deck has mistakes" in refusal(folder)
    assert "secret" not in refusal(folder)


def test_two_decks_of_one_folder_with_one_id_are_refused(packed: Path, quiet: Path) -> None:
    folder = packed.parent / "both"
    folder.mkdir()
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(quiet.read_text(encoding="utf-8"), encoding="utf-8")
    assert "Two decks of this folder have the id 'quiet-13'" in refusal(folder)


def test_a_folder_without_a_deck_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no deck in this folder" in refusal(tmp_path / "empty")


# Versions.


def test_the_next_version_from_the_same_source_takes_the_place_of_the_last(
    packed: Path, again: Callable[[str, str], Path]
) -> None:
    taken(packed)
    assert "installed already, in this version" in taken(packed)
    said = taken(again("title: Quiet", "title: Calm"))
    assert "Calm (quiet-13): takes the place of the installed one" in said
    assert titles()["quiet-13"] == "Calm"


def test_a_damaged_installed_pack_is_mended_by_installing_it_again(packed: Path) -> None:
    taken(packed)
    (installed_decks() / "quiet-13.drill").write_bytes(packed.read_bytes()[:-1] + b"x")
    with pytest.raises(DrillgrokError, match="damaged"):
        catalog.find("quiet-13")
    taken(packed)
    assert catalog.find("quiet-13").main == "quiet-13.yaml"


def moved(packed: Path) -> Path:
    """The same file somewhere else."""
    elsewhere = packed.parent / "elsewhere" / "sent-by-post.drill"
    elsewhere.parent.mkdir()
    return packed.rename(elsewhere)


def test_the_next_version_is_an_update_from_wherever_it_comes(packed: Path, again: Callable[[str, str], Path]) -> None:
    taken(packed)
    assert "installed already" in taken(moved(packed))
    said = taken(again("title: Quiet", "title: Calm"))
    assert "No answer changes: a run goes on where it is." in said
    assert "Title or introduction change." in said
    assert titles()["quiet-13"] == "Calm"


def test_a_new_wording_is_told_without_the_wording(packed: Path, again: Callable[[str, str], Path]) -> None:
    taken(packed)
    said = taken(again('prompt: "{a} ', 'prompt: "now {a} '))
    assert "No answer changes: a run goes on where it is." in said
    assert "Prompts or their other wordings change." in said
    assert "now" not in said.split()


def test_an_older_version_says_so(packed: Path, again: Callable[[str, str], Path]) -> None:
    first = packed.read_bytes()
    taken(again("(5 * a + b) % 13", "(6 * a + b) % 13"))
    packed.write_bytes(first)
    said = taken(packed)
    assert "is OLDER than the installed one" in said
    assert "Answers or groups change: whoever has met them is asked to begin a new run" in said


def test_a_version_is_known_by_the_file_beside_its_deck_on_another_machine(
    quiet: Path, packed: Path, again: Callable[[str, str], Path], home: Path
) -> None:
    taken(packed)
    (home / "deck-origins.json").unlink()
    assert "takes the place" in taken(again("title: Quiet", "title: Calm"))
    kept = json.loads(quiet.with_suffix(".origin").read_text(encoding="utf-8"))
    assert kept["revision"] == 2


def test_a_deck_of_another_origin_is_refused_with_both_names(
    quiet: Path, packed: Path, again: Callable[[str, str], Path], home: Path
) -> None:
    pack(quiet, packed, "Ada")
    taken(packed)
    quiet.with_suffix(".origin").unlink()
    (home / "deck-origins.json").unlink()
    pack(quiet, packed, "Bo")
    said = refusal(packed)
    assert "taken by another deck, of Ada" in said
    assert "this one is of Bo" in said
    assert "deck uninstall quiet-13" in said


def test_of_an_old_pack_without_an_origin_its_place_is_what_is_known(quiet: Path, packed: Path) -> None:
    source = load_source(quiet)
    packed.write_bytes(seal(source, deck_head(source)))
    taken(packed)
    assert "installed already" in taken(packed)
    (installed_decks() / "quiet-13.json").write_text("[" * 100_000)
    assert "a place that is not known" in refusal(packed)


def test_an_author_has_a_name_on_one_line(quiet: Path, tmp_path: Path) -> None:
    for name in ("a\nb", "\x1b[31m", "x" * 100):
        with pytest.raises(DrillgrokError, match="author's name"):
            pack(quiet, tmp_path / "x.drill", name)
    assert not quiet.with_suffix(".origin").exists()


def test_a_deck_with_the_id_of_a_bundled_one_is_told_to_its_author(quiet: Path, tmp_path: Path, run: Run) -> None:
    text = quiet.read_text(encoding="utf-8").replace("deck: quiet-13", f"deck: {catalog.FIRST_DECK}")
    quiet.write_text(text, encoding="utf-8")
    with pytest.raises(DrillgrokError, match="nobody could install this one"):
        pack(quiet, tmp_path / "x.drill")
    assert "nobody could install this one" in " ".join(run("deck", "check", quiet).output.split())
    practised = run("practice", quiet, typed="1\n")
    assert practised.exit_code == 1
    assert "comes with drillgrok" in practised.output


def test_a_folder_whose_name_tells_of_the_rule_is_told_to_the_author(quiet: Path, tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "five-times"
    folder.mkdir()
    text = quiet.read_text(encoding="utf-8") + "never_say: [five, times]\n"
    (folder / "quiet-13.yaml").write_text(text, encoding="utf-8")
    assert "folder name: 'five'" in " ".join(run("deck", "check", folder / "quiet-13.yaml").output.split())
    assert "The folder's name tells of the rule: 'five'" in pack(folder / "quiet-13.yaml", tmp_path / "x.drill")


def test_a_packs_name_that_tells_of_the_rule_is_told_and_can_be_pasted(quiet: Path, tmp_path: Path) -> None:
    quiet.write_text(quiet.read_text(encoding="utf-8") + "never_say: [five]\n", encoding="utf-8")
    said = pack(quiet, tmp_path / "my fives.drill")
    assert "The pack's name tells of the rule: 'five'. Give it another with -o." in said
    assert said.endswith("drillgrok deck install 'my fives.drill'")


def test_the_id_of_a_bundled_deck_or_of_ones_own_is_refused(quiet: Path, again: Callable[[str, str], Path]) -> None:
    own = own_decks() / "mine.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(quiet.read_text(encoding="utf-8"), encoding="utf-8")
    file = again("title", "title")
    said = refusal(file)
    assert "by a deck of your own" in said
    assert str(own) in said
    quiet.write_text(quiet.read_text(encoding="utf-8").replace("deck: quiet-13", f"deck: {catalog.FIRST_DECK}"))
    bundled = file.with_name("b.drill")
    source = load_source(quiet)
    bundled.write_bytes(seal(source, deck_head(source)))
    assert "comes with drillgrok" in refusal(bundled)


def test_an_id_that_was_taken_while_the_learner_thought_is_refused(packed: Path, quiet: Path) -> None:
    class Slow(Screen):
        def readline(self, size: int | None = -1, /) -> str:
            own_decks().mkdir(parents=True)
            (own_decks() / "mine.yaml").write_text(quiet.read_text(encoding="utf-8"), encoding="utf-8")
            return "y\n"

    with pytest.raises(DrillgrokError, match="a deck of your own"):
        install(str(packed), yes=False, stdin=Slow(), stdout=Screen())
    assert everything() == {}


# Whole or not at all.


def test_a_write_that_fails_leaves_what_was_there(packed: Path, again: Callable[[str, str], Path]) -> None:
    taken(packed)
    before = everything()
    installed_decks().joinpath("quiet-13.json").unlink()
    installed_decks().joinpath("quiet-13.json").mkdir()  # nothing can be written by this name
    with pytest.raises(DrillgrokError):
        installed.place(again("title: Quiet", "title: Calm"), "quiet-13", "x", DeckOrigin("o"))
    assert everything() == {"quiet-13.drill": before["quiet-13.drill"]}


def test_a_file_cut_short_by_an_error_never_appears(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_whole(tmp_path / "x.drill", "no bytes")  # type: ignore[arg-type]
    assert list(tmp_path.glob("*.drill*")) == list(tmp_path.glob(".x*")) == []


def test_what_a_killed_install_left_is_swept_away_a_day_later(packed: Path) -> None:
    left, busy = installed_decks() / ".new-left", installed_decks() / ".new-busy"
    for folder in (left, busy):
        folder.mkdir(parents=True)
        (folder / "quiet-13.drill").write_bytes(b"half")
    os.utime(left, (0, 0))
    taken(packed)
    assert (left.exists(), busy.exists()) == (False, True)
    assert catalog.broken() == ()


# Uninstalling.


def test_an_uninstalled_deck_is_gone_and_comes_back_from_anywhere(packed: Path) -> None:
    taken(packed)
    assert "Your answers stay" in uninstall("quiet-13")
    assert everything() == {}
    assert "quiet-13" not in titles()
    taken(packed.rename(packed.with_name("renamed.drill")))
    assert "quiet-13" in titles()


def test_a_pack_that_cannot_be_read_any_more_goes_by_its_files_name(packed: Path) -> None:
    taken(packed)
    (installed_decks() / "quiet-13.drill").write_bytes(b"broken")
    uninstall("quiet-13")
    assert everything() == {}


@pytest.mark.parametrize("name", ["quiet-12", catalog.FIRST_DECK, "../quiet-13", "", "mine-1"])
def test_nothing_but_an_installed_deck_is_taken_away(packed: Path, quiet: Path, name: str) -> None:
    taken(packed)
    own_decks().mkdir(parents=True)
    text = quiet.read_text(encoding="utf-8").replace("deck: quiet-13", "deck: mine-1")
    (own_decks() / "mine.yaml").write_text(text, encoding="utf-8")
    before = everything()
    with pytest.raises(DrillgrokError):
        uninstall(name)
    assert everything() == before
    assert (own_decks() / "mine.yaml").exists()


# The learner.


def test_a_pack_is_drilled_in_a_second_home_by_the_real_program(packed: Path, tmp_path: Path) -> None:
    second = os.environ | {"DRILLGROK_HOME": str(tmp_path / "second")}
    code = (
        "import sys; from drillgrok.commands.deck.install import install;"
        "print(install(sys.argv[1], yes=True, stdin=sys.stdin, stdout=sys.stdout))"
    )
    subprocess.run([sys.executable, "-c", code, str(packed)], env=second, check=True, capture_output=True)
    packed.unlink()
    drill = [sys.executable, "-m", "drillgrok"]
    drilled = subprocess.run(
        [*drill, "practice", "quiet-13"], env=second, input="1\n" * 40, capture_output=True, text=True, check=False
    )
    assert (drilled.returncode, drilled.stderr) == (0, "")
    assert drilled.stdout.count("∘") > 30
    stats = subprocess.run([*drill, "stats", "--json"], env=second, capture_output=True, text=True, check=True)
    (row,) = json.loads(stats.stdout)
    assert (row["deck"], row["responses"] >= 30) == ("quiet-13", True)
    rule = subprocess.run([*drill, "rule", "quiet-13"], env=second, capture_output=True, text=True, check=False)
    assert rule.returncode == 1
    assert "Five times" not in rule.stdout + rule.stderr
    assert titles().get("quiet-13") is None


def test_a_run_goes_on_with_new_words_and_keeps_its_own_answers(
    packed: Path, again: Callable[[str, str], Path], run: Run, log: Log
) -> None:
    taken(packed)
    assert run("practice", "quiet-13", typed="1\n" * 20).exit_code == 0
    answered = len(log())
    taken(again("title: Quiet", "title: Calm"))
    assert run("practice", "quiet-13", typed="1\n" * 20).exit_code == 0
    rows = log()
    assert {row["run"] for row in rows} == {rows[0]["run"]}
    assert [int(row["seq"]) for row in rows] == list(range(1, len(rows) + 1))
    assert len(rows) > answered
    taken(again("(5 * a + b) % 13", "(6 * a + b) % 13"))
    gone_on = run("practice", "quiet-13", typed="1\n")
    assert (gone_on.exit_code, "--new-run" in gone_on.stdout) == (0, True)
    uninstall("quiet-13")
    assert len(log()) > len(rows)
    assert run("stats").exit_code == 0
