"""The tutor's guide, followed from its first line to its last: every command does what the page says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from drillgrok.bundled import bundled
from drillgrok.deckfile.starter import Origin, Starter

Run = Callable[..., Result]

GUIDE = (Path(__file__).parents[3] / "docs" / "tutors.md").read_text(encoding="utf-8")
STEP = re.compile(
    r"^```\w+ (?P<file>\S+)\n(?P<text>.*?)^```$|^    drillgrok (?P<command>[^\n]+)$", re.MULTILINE | re.DOTALL
)
AT_A_TERMINAL = {"deck new": "A new deck needs a title", "deck preview quay.yaml --watch": "Watching needs a screen"}
"""Commands for a keyboard and a screen, and what they say on a pipe."""


def steps() -> Iterator[re.Match[str]]:
    return STEP.finditer(GUIDE)


def test_every_command_of_the_guide_does_its_work_in_the_order_of_the_page(run: Run, desk: Path) -> None:
    done = []
    for step in steps():
        if step["file"]:
            (desk / step["file"]).write_text(step["text"], encoding="utf-8")
            continue
        command = step["command"]
        result = run(*shlex.split(command), typed="1\n" * 20)
        if command in AT_A_TERMINAL:
            assert AT_A_TERMINAL[command] in result.stderr
        else:
            assert result.exit_code == 0, f"{command}: {result.output}"
        done.append(" ".join(shlex.split(command)[:2]))
    for verb in ("new", "preview", "check", "show", "pack", "install", "uninstall", "import", "export", "simulate"):
        assert f"deck {verb}" in done


def test_the_guides_deck_is_sound_and_has_nothing_to_mend(run: Run, desk: Path) -> None:
    (deck,) = [step["text"] for step in steps() if step["file"] == "quay.yaml"]
    (desk / "quay.yaml").write_text(deck, encoding="utf-8")
    assert re.search(r" 0 to mend\.", run("deck", "check", "quay.yaml").stdout)


@pytest.mark.parametrize("text", [GUIDE, *(Starter("x", "x", "x", origin).files()["x.yaml"] for origin in Origin)])
def test_what_tutors_read_names_no_bundled_deck(text: str) -> None:
    assert [path.stem for path in bundled("decks").glob("*/*.yaml") if re.search(rf"\b{path.stem}\b", text)] == []


def test_the_guide_has_a_deck_of_each_kind() -> None:
    decks = [step["text"] for step in steps() if (step["file"] or "").endswith(".yaml")]
    kinds = (
        "table:",
        "list:",
        "board:",
        "name: harmony",
        "name: syntax",
        "name: coins",
        "name: movement",
        "choices:",
        "vary:",
        "reads:",
    )
    assert [kind for kind in kinds if not any(kind in deck for deck in decks)] == []
