"""The pages of the docs that the code says by itself are as the code says."""

from pathlib import Path

import pytest

from tests.helpers.goldens import Goldens
from tools.reference import pages

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_reference_says_what_the_code_says(name: str, goldens: Goldens) -> None:
    goldens.hold(FOLDER / name, PAGES[name])
