"""`drillgrok deck import`: the preview, the question, the deck that comes of a file, and what is refused."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from drillgrok.commands.deck.import_ import Asked, import_deck
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.library import catalog
from drillgrok.places import own_decks

Import = Callable[..., tuple[str, str]]

WORDS = (
    "Wort;Bedeutung;Notiz\r\nder Baum;tree;\r\ndie Straße;street;x\r\nohne;;\r\nder Baum;wood;\r\nder Baum;tree;\r\n"
)


OTHERS = "Other columns are taken with --prompt and --answer."


class Terminal(io.StringIO):
    """A person at a terminal who has typed this much."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def imported(home: Path, tmp_path: Path) -> Import:
    """What the command says before it asks, and at the end."""

    def run(
        data: bytes | str, name: str = "My words.csv", typed: str | None = None, **asked: object
    ) -> tuple[str, str]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        wishes = Asked(**({"yes": typed is None} | asked))  # type: ignore[arg-type]
        stdin, stdout = (io.StringIO(), io.StringIO()) if typed is None else (Terminal(typed), Terminal())
        said = import_deck(path, wishes, stdin=stdin, stdout=stdout)
        return stdout.getvalue(), said

    return run


def test_the_preview_tells_how_the_file_is_read_and_the_audit_follows(imported: Import) -> None:
    preview, said = imported(WORDS.encode("cp1252"))
    assert "(my-words): no mistakes." in said
    lines = preview.splitlines()
    assert lines[0] == (
        "My words.csv: semicolons between the cells, Windows-1252 by the look of it, the first line names the columns."
    )
    assert lines[1] == "If letters look wrong, name theirs: --encoding windows-1250, or another."
    assert [line.split()[:2] for line in lines[3:7]] == [
        ["column", "taken"],
        ["Wort", "prompt"],
        ["Bedeutung", "answer"],
        ["Notiz", "left"],
    ]
    assert "der Baum" in lines[4]
    assert lines[8:] == [
        "4 questions.",
        "1 prompt there more than once: every answer that one has is right.",
        "1 row left out:",
        "  line 4: It has no answer.",
        OTHERS,
    ]
    assert "1 row said the same as an earlier one." in said
    assert "1 row had the prompt of an earlier one and another answer: both count." in said
    assert all(len(line) <= 80 for line in lines[1:])


def test_the_deck_lies_among_the_learner_s_own_and_is_sound(imported: Import) -> None:
    _, said = imported(WORDS)
    path = own_decks() / "my-words.yaml"
    assert f"The deck is {path}." in said
    assert "drillgrok practice my-words" in said
    assert (own_decks() / "my-words.csv").read_text(encoding="utf-8") == (
        "prompt,answer,accept\ndie Straße,street,\nder Baum,tree,wood\n"
    )
    assert [head.title for head in catalog.heads() if head.id == "my-words"] == ["My words"]
    deck = read_deck(load_source(path))
    assert {deck.items.item(k, (), None).prompt for k in range(2)} == {"der Baum", "die Straße"}  # type: ignore[arg-type]
    assert sorted(path.name for path in own_decks().iterdir()) == ["my-words.csv", "my-words.yaml"]


def test_nothing_is_written_until_a_person_says_yes(imported: Import) -> None:
    for typed in ("", "\n", "n\n", "what?\n"):
        preview, said = imported(WORDS, typed=typed)
        assert preview.endswith("Make the deck 'my-words' of this? [y/N] ")
        assert said == "Nothing was written."
        assert not own_decks().exists()
    imported(WORDS, typed="y\n")
    assert (own_decks() / "my-words.yaml").exists()


def test_on_a_pipe_nobody_can_be_asked(imported: Import) -> None:
    with pytest.raises(DrillgrokError, match="--yes"):
        imported(WORDS, yes=False)
    assert not own_decks().exists()


def test_nothing_is_ever_written_over(imported: Import) -> None:
    imported(WORDS)
    with pytest.raises(DrillgrokError, match=r"a deck 'my-words' already\. Choose another --id"):
        imported(WORDS)
    with pytest.raises(DrillgrokError, match="a deck 'counterfeit-coins' already"):
        imported(WORDS, deck_id="counterfeit-coins")
    (own_decks() / "lone.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(DrillgrokError, match="a deck 'lone' already"):
        imported(WORDS, deck_id="lone")
    imported(WORDS, deck_id="other", title="Harvest: 'one' # two")
    assert [head.title for head in catalog.heads() if head.id == "other"] == ["Harvest: 'one' # two"]


@pytest.mark.parametrize("deck_id", ["Words", "../words", "a--b", "-a", "a b", "x" * 65, "wörter"])
def test_an_id_that_is_none_is_refused(imported: Import, deck_id: str) -> None:
    with pytest.raises(DrillgrokError, match="is not a deck id"):
        imported(WORDS, deck_id=deck_id)


@pytest.mark.parametrize(
    ("name", "deck_id"),
    [
        ("Größe 2_b.csv", "grosse-2-b"),
        ("問題.csv", "imported"),
        ("a" * 90 + ".csv", "a" * 64),
        ("x\x1b[2J.csv", "x-2j"),
    ],
)
def test_an_id_and_a_title_come_from_the_file_s_name(imported: Import, name: str, deck_id: str) -> None:
    imported("a,b\nc,d\n", name)
    (head,) = [head for head in catalog.heads() if head.domain == catalog.OWN]
    assert head.id == deck_id
    assert len(head.title) <= 60
    assert head.title.isprintable()


def test_a_title_that_is_too_long_is_refused(imported: Import) -> None:
    with pytest.raises(DrillgrokError, match="The title has 61 signs"):
        imported("a,b\n", title="x" * 61)


def test_choices_make_a_deck_of_choices(imported: Import) -> None:
    preview, _ = imported("Which? {~p =q}\n\nIs it? {T}\n", "quiz.gift")
    assert [line.split()[0] for line in preview.splitlines()[2:6]] == ["taken", "prompt", "answer", "choices"]
    text = (own_decks() / "quiz.yaml").read_text(encoding="utf-8")
    assert "answers: choice" in text
    deck = read_deck(load_source(own_decks() / "quiz.yaml"))
    assert deck.items.item(0, (), None).choices == ("p", "q")  # type: ignore[arg-type]


def test_choices_beside_typed_answers_stand_in_the_prompt(imported: Import) -> None:
    preview, _ = imported("Which? {~p =q}\n\nSay {=x =y}\n", "quiz.gift")
    assert "1 question with choices: typed here, the choices stand in the prompt." in preview
    assert (own_decks() / "quiz.csv").read_text(encoding="utf-8") == (
        "prompt,answer,accept\nWhich? (p / q),q,\nSay,x,y\n"
    )


def test_only_the_first_rows_left_out_are_told(imported: Import) -> None:
    preview, _ = imported("a,b\n" + "c,\n" * 30 + "d,e\n" * 40, typed="n\n")
    assert "30 rows left out:" in preview
    assert preview.splitlines()[-3] == "  and 10 more."


def test_pictures_and_sounds_left_out_are_counted(imported: Import) -> None:
    preview, _ = imported("#separator:tab\n#html:true\na<img src=x>\tb[sound:x.mp3]\n", "notes.txt", typed="n\n")
    assert "Left out: pictures and sounds (2)." in preview


def test_a_table_with_very_many_columns_still_fits_the_screen(imported: Import) -> None:
    row = ",".join(f"cell{k}" for k in range(40))
    preview, _ = imported(f"{row}\n{row}x\n", typed="n\n")
    assert "  and 32 columns more." in preview
    assert max(map(len, preview.splitlines())) <= 110


def test_wide_characters_keep_the_columns_in_line(imported: Import) -> None:
    preview, _ = imported("問題,答え\n食べる食べる食べる食べる食べる食べる食べる,eat\n飲む,drink\n", typed="n\n")
    first = preview.splitlines()[3]
    assert first.startswith("  問題            prompt")
    assert "…" in first


def test_a_file_without_a_question_makes_no_deck(imported: Import) -> None:
    with pytest.raises(DrillgrokError, match=r"no question in the file\. Say what it is: --format"):
        imported("Only prose.\n", "notes.md")
    with pytest.raises(DrillgrokError, match="no question in the file"):
        imported("a,\n,b\n", kind="csv")
    assert not own_decks().exists()


def test_the_format_that_is_said_is_the_one_that_is_read(imported: Import) -> None:
    imported("Q: a\nA: b\n", "notes.csv", kind="markdown")
    assert "a,b" in (own_decks() / "notes.csv").read_text(encoding="utf-8")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(imported: Import, home: Path) -> None:
    home.mkdir()
    home.chmod(0o500)
    with pytest.raises(DrillgrokError, match="Check who may write there"):
        imported(WORDS)


def test_a_file_in_the_place_of_the_folder_is_said(imported: Import, home: Path) -> None:
    home.mkdir()
    (home / "decks").write_text("", encoding="utf-8")
    with pytest.raises(DrillgrokError, match=r"decks: .* Check who may write there|Choose another --id"):
        imported(WORDS)


def test_answers_taken_apart_are_shown_before_and_kept_whole_where_that_is_asked(imported: Import) -> None:
    cards = "front,back\nauto,car; automobile\nrot,red (colour)\n"
    preview, _ = imported(cards)
    assert "2 answers taken apart, each part is right (--no-split keeps them whole):" in preview
    assert "  'car; automobile' as car | automobile" in preview
    assert "auto,car,automobile\n" in (own_decks() / "my-words.csv").read_text(encoding="utf-8")
    preview, _ = imported(cards, deck_id="whole", split=False)
    assert "apart" not in preview
    assert "auto,car; automobile\n" in (own_decks() / "whole.csv").read_text(encoding="utf-8")


def test_readings_stand_in_a_column_of_their_own(imported: Import) -> None:
    imported("kanji\tmeaning\n食べる[たべる]\tto eat\n<ruby>水<rt>みず</rt></ruby>\twater\n")
    text = (own_decks() / "my-words.csv").read_text(encoding="utf-8")
    assert text == "prompt,answer,reading\n食べる,to eat,たべる\n水,water,みず\n"


def test_prompts_that_come_again_are_told_how_to_be_told_apart(imported: Import) -> None:
    preview, _ = imported("inf,tense,p1s\nlumar,present,lumo\nlumar,past,lume\n", answer="p1s")
    assert "Tell them apart: --prompt '{inf}, {tense}'" in preview
