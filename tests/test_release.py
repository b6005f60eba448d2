"""What a release says of itself agrees wherever it is said."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ruamel.yaml import YAML

from drillgrok import __version__

ROOT = Path(__file__).parents[1]
CITATION = YAML(typ="safe").load(ROOT / "CITATION.cff")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_citation_is_of_this_version_and_of_the_day_that_the_changelog_names() -> None:
    assert CITATION["version"] == __version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    dates = dict(re.findall(r"^## \[(.+?)\] - (\d{4}-\d{2}-\d{2})$", changes, re.MULTILINE))
    assert dates.get(__version__) == str(CITATION["date-released"])


def test_the_licence_is_the_same_everywhere() -> None:
    assert CITATION["license"] == PROJECT["project"]["license"]


def test_what_is_handed_on_as_source_is_there() -> None:
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    assert [name for name in included if not (ROOT / name.lstrip("/")).exists()] == []


def test_every_address_is_of_the_one_repository() -> None:
    addresses = PROJECT["project"]["urls"].values()
    assert {address for address in addresses if not address.startswith(CITATION["repository-code"])} == set()
