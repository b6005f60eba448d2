"""The deck that is made of questions: sound, whole or not there, and never over another file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.errors import DrillgrokError
from drillgrok.importers.making import DeckPlan, deck_id_from, made
from drillgrok.importers.questions import Question

PLAN = DeckPlan("words", "Words: 'one' #2", "my\nwords.csv", chosen=False, accepting=True, more=("stem",))
TEXT = PLAN.text()
QUESTIONS = [Question(1, "a", "x", ("y", "z"), (), ("s",)), Question(2, 'b, "c"', "=1", (), (), ("t",))]


def test_the_deck_is_sound_and_every_comment_in_it_could_be_used(tmp_path: Path) -> None:
    with made("words", TEXT, PLAN.rows(QUESTIONS), tmp_path) as aside:
        deck = read_deck(load_source(aside))
        assert deck.head.title == "Words: 'one' #2"
        rows = 'prompt,answer,accept,stem\na,x,y|z,s\n"b, ""c""",\'=1,,t\n'  # no spreadsheet takes it for a formula
        assert aside.with_suffix(".csv").read_text() == rows
    text = (tmp_path / "words.yaml").read_text(encoding="utf-8")
    for line in ("  # group: stem", "# rephrased:", "#   - {prompt", "# held_out: 40%", "# pressure:"):
        text = text.replace(line, line.replace("# ", "", 1) if line.startswith("  ") else line[2:])
    (tmp_path / "words.yaml").write_text(text, encoding="utf-8")
    assert read_deck(load_source(tmp_path / "words.yaml")).rephrasings == 1


def test_nothing_is_left_of_a_deck_that_is_not_sound(tmp_path: Path) -> None:
    with pytest.raises(DrillgrokError), made("words", TEXT, PLAN.rows([Question(1, "", "x")]), tmp_path) as aside:
        read_deck(load_source(aside))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["words.csv", "words.yaml"])
def test_a_file_that_came_meanwhile_stays_and_nothing_else_does(tmp_path: Path, name: str) -> None:
    with (
        pytest.raises(DrillgrokError, match="such a file already"),
        made("words", TEXT, PLAN.rows(QUESTIONS), tmp_path),
    ):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "mine")]


@given(st.text(max_size=80))
def test_an_id_made_of_a_name_stays_as_it_is(name: str) -> None:
    made_id = deck_id_from(name)
    assert deck_id_from(made_id) == made_id
    assert len(made_id) <= 64
