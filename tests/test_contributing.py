"""What CONTRIBUTING tells to type can be typed."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE, MAKEFILE = ((ROOT / name).read_text(encoding="utf-8") for name in ("CONTRIBUTING.md", "Makefile"))


def test_the_verbs_of_the_makefile_are_those_that_are_told() -> None:
    verbs = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert verbs == set(re.findall(r"(?:`|^    )make ([a-z]+)", PAGE, re.MULTILINE))
    (phony,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert verbs == set(phony.split())


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m ([\w.]+)", PAGE + MAKEFILE))))
def test_every_module_that_is_run_is_there(module: str) -> None:
    found = find_spec(module)
    assert found is not None
    assert not found.submodule_search_locations or find_spec(f"{module}.__main__") is not None


def test_the_test_that_is_run_for_an_example_is_there() -> None:
    file, word = re.findall(r"pytest -n 0 (\S+) -k (\w+)`", PAGE)[0]
    assert re.search(rf"^def test_\w*{word}", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
