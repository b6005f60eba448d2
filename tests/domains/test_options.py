"""Options as data: what is declared is what is checked, drawn up for editors, written in the docs and begun with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drillgrok.commands.deck.domains import domains
from drillgrok.commands.deck.new import Wanted, new
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.domains import DOMAINS, STARTERS, domain_items, option_sheet, ways_of
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions
from drillgrok.model.options import DomainOption, OneOf, SomeOf, Whole
from tests.helpers.goldens import Goldens
from tools.domain_page import domain_page

ROOT = Path(__file__).parents[2]
WITHOUT_A_FILE = sorted(set(DOMAINS) - set(STARTERS))


def every_option() -> Iterator[tuple[str, DomainOption]]:
    for name in DOMAINS:
        yield from ((name, option) for option in option_sheet(name).options)
        yield from ((name, option) for _, kind in ways_of(name) for option in kind.options)


OPTIONS = list(every_option())


def made(name: str, **values: str) -> int:
    return len(domain_items(DomainOptions(name, {**option_sheet(name).example, **values})))


def test_the_page_of_domains_is_the_one_that_the_program_makes(goldens: Goldens) -> None:
    goldens.hold(ROOT / "docs" / "domains.md", domain_page())


@pytest.mark.parametrize("name", DOMAINS)
def test_the_first_option_of_a_domain_has_to_be_given(name: str) -> None:
    assert option_sheet(name).options[0].default is None
    with pytest.raises(DrillgrokError) as refusal:
        domain_items(DomainOptions(name))
    assert option_sheet(name).options[0].name in refusal.value.what


@pytest.mark.parametrize("name", WITHOUT_A_FILE)
def test_a_misspelt_option_or_value_is_told_with_the_nearest_one(name: str) -> None:
    first = option_sheet(name).options[0]
    with pytest.raises(DrillgrokError) as refusal:
        made(name, **{f"{first.name}s": "1"})
    assert refusal.value.mend == f"Did you mean {first.name!r}?"
    if isinstance(first.takes, OneOf):
        word = first.takes.words[-1]
        with pytest.raises(DrillgrokError) as refusal:
            made(name, **{first.name: f"{word}x"})
        assert refusal.value.mend == f"Did you mean {word!r}?"


def test_a_misspelt_domain_is_told_with_the_nearest_one() -> None:
    with pytest.raises(DrillgrokError) as refusal:
        domain_items(DomainOptions("harmny", {"drill": "modes"}))
    assert refusal.value.mend == "Did you mean 'harmony'?"


@pytest.mark.parametrize("option", [option for _, option in OPTIONS], ids=[f"{a} {b.name}" for a, b in OPTIONS])
def test_a_default_is_a_value_that_the_option_takes(option: DomainOption) -> None:
    if option.default:
        assert option.takes.mend(option.default) == ""
    for strange in ("", "\x1b[2J", "\0"):
        assert option.takes.mend(strange) != ""


@pytest.mark.parametrize("name", WITHOUT_A_FILE)
def test_every_value_at_the_edge_makes_items(name: str) -> None:
    """Each with the last value of the first option that it goes with."""
    first = option_sheet(name).options[0]
    for option in option_sheet(name).options[1:]:
        chosen = {first.name: option.only_with[-1]} if option.only_with else dict(option_sheet(name).example)
        for value in _edges(option):
            assert len(domain_items(DomainOptions(name, {**chosen, option.name: value}))) >= 40, (option.name, value)


def _edges(option: DomainOption) -> tuple[str, ...]:
    takes = option.takes
    if isinstance(takes, OneOf):
        return takes.words
    if isinstance(takes, SomeOf):
        return (f"{takes.words[0]}, {takes.words[1]}",)
    if isinstance(takes, Whole):
        return (f"{takes.least}{takes.unit}", f"{takes.most} {takes.unit}".strip())
    return ()


@pytest.mark.parametrize("name", WITHOUT_A_FILE)
def test_a_new_deck_of_a_domain_works_as_it_stands(name: str, tmp_path: Path) -> None:
    new(Wanted(title="Quay", domain=name, folder=tmp_path), stdin=None, stdout=None)  # type: ignore[arg-type]
    deck = read_deck(load_source(tmp_path / "quay.yaml"))
    text = (tmp_path / "quay.yaml").read_text(encoding="utf-8")
    assert len(deck.items) == made(name)
    assert all(f"#   {option.name}: {option.says}" in text for option in option_sheet(name).options)


def test_several_values_may_be_a_list(tmp_path: Path) -> None:
    path = tmp_path / "quay.yaml"
    told = (
        "deck: quay\ntitle: Quay\nitems:\n  domain: {name: harmony, drill: intervals, intervals: VALUES}\nrule: Say.\n"
    )
    for values in ("[m3, M3]", "m3", '"m3, M3"'):
        path.write_text(told.replace("VALUES", values), encoding="utf-8")
        assert len(read_deck(load_source(path)).items) > 20


def test_all_domains_are_listed_and_of_one_every_option_is_told() -> None:
    assert all(f"{name} " in domains() for name in DOMAINS)
    for name in DOMAINS:
        told = domains(name)
        assert all(f"  {option.name} " in told for owner, option in OPTIONS if owner == name)
        assert all(len(line) <= 100 or line.startswith(("  items:", "For the rows")) for line in told.splitlines())
