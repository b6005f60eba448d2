"""`drillgrok deck`: what is listed, and what a check tells an author and a learner."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from drillgrok.bundled import bundled
from drillgrok.library.catalog import FIRST_DECK

Run = Callable[..., Result]


def test_every_bundled_deck_is_listed_under_its_folder_the_first_one_first(run: Run) -> None:
    listed = {}
    *parts, more = run("deck", "list").stdout.split("\n\n")
    assert more.startswith("1/5: the first of five steps")
    for heading, *decks in (part.splitlines() for part in parts):
        listed |= {line.split()[0]: heading for line in decks}
    assert listed == {path.stem: path.parent.name for path in bundled("decks").glob("*/*.yaml")}
    assert next(iter(listed)) == FIRST_DECK


def test_a_deck_of_ones_own_is_listed_and_a_broken_one_is_named_with_the_reason(
    run: Run, home: Path, quiet: Path
) -> None:
    own = home / "decks"
    own.mkdir(parents=True)
    (own / "quiet-13.yaml").write_text(quiet.read_text(encoding="utf-8"), encoding="utf-8")
    (own / "broken.yaml").write_text("deck: Broken\ntitle: Broken\n", encoding="utf-8")
    (own / "again.yaml").write_text(quiet.read_text(encoding="utf-8").replace("quiet-13", "card-number"))
    listed = run("deck", "list").stdout
    assert re.search(r"^own\n  quiet-13 +Quiet$", listed, re.MULTILINE)
    assert re.search(r"left out: .*broken\.yaml:1", listed)
    assert "The id 'card-number' is taken" in listed
    assert run("deck", "list").stdout == listed


def test_a_check_counts_items_groups_and_what_is_held_out(run: Run, quiet: Path) -> None:
    said = run("deck", "check", quiet).stdout
    assert "Quiet (quiet-13): no mistakes." in said
    found = re.search(r"^ok +169 items in 169 groups, (\d+) of them held out:", said, re.MULTILINE)
    assert found is not None
    assert int(found[1]) == pytest.approx(0.4 * 169, abs=20)
    assert "right 8 % of the time" in said
    assert re.search(r"^  \d+ ∘ \d+  ->  \d+$", said, re.MULTILINE)


def test_every_finding_of_a_check_has_its_severity_in_front_and_is_counted_below(run: Run, quiet: Path) -> None:
    said = run("deck", "check", quiet).stdout
    counted = re.search(r"^(\d+) in order, (\d+) to note, (\d+) to mend\.$", said, re.MULTILINE)
    assert counted is not None
    for number, severity in zip(counted.groups(), ("ok", "note", "warn"), strict=True):
        assert len(re.findall(rf"^{severity} ", said, re.MULTILINE)) == int(number)
    assert re.search(r"^      -> .*raise held_out", said, re.MULTILINE)


def test_a_check_warns_when_too_few_are_held_out_to_last(run: Run, quiet: Path) -> None:
    assert "fewer than 120" in run("deck", "check", quiet).stdout
    quiet.write_text(quiet.read_text(encoding="utf-8").replace("0..12", "0..30"), encoding="utf-8")
    assert "fewer than 120" not in run("deck", "check", quiet).stdout


def test_a_check_by_id_tells_less_and_shows_no_item(run: Run, quiet: Path, home: Path) -> None:
    by_path = run("deck", "check", quiet).stdout
    own = home / "decks" / "quiet-13.yaml"
    own.parent.mkdir(parents=True)
    quiet.rename(own)
    by_id = run("deck", "check", "quiet-13").stdout
    assert set(by_id.splitlines()) < set(by_path.splitlines())
    for authors_own in ("For example:", "commonest", "∘", "->"):
        assert authors_own in by_path
        assert authors_own not in by_id


def test_a_check_reports_every_mistake_at_its_line(run: Run, quiet: Path) -> None:
    text = quiet.read_text(encoding="utf-8").replace("calm: 8 s", "calm: 8").replace("(5 * a + b)", "(5 * a + c)")
    quiet.write_text(text.replace("about:", "abuot:"), encoding="utf-8")
    result = run("deck", "check", quiet)
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = [int(re.match(rf"{re.escape(str(quiet))}:(\d+):", line)[1]) for line in result.stderr.splitlines()]  # type: ignore[index]
    assert lines == [5, 9, 10]
    assert "Did you mean 'about'?" in result.stderr


def test_of_names_that_are_equally_near_the_easier_decks_comes_first(run: Run) -> None:
    assert "Did you mean lantern-31 or lantern-97 or " in run("rule", "lantern").stderr


@pytest.mark.parametrize("name", ["lantern-13", "counterfiet-coins", "harbor-31"])
def test_a_slip_of_the_pen_is_answered_with_what_may_have_been_meant(run: Run, name: str) -> None:
    result = run("deck", "check", name)
    assert result.exit_code == 1
    assert re.fullmatch(rf"There is no deck '{name}'\. Did you mean .*\?\n", result.stderr)
