"""Kept texts: one way to renew them, and a failure that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.goldens import Goldens

HERE = Path(__file__)
COMMAND = ".venv/bin/pytest --renew tests/test_goldens.py"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "pictures" / "one.txt"
    Goldens(HERE, renewing=True).hold(path, "a\nb\n")
    return path


def test_the_same_text_holds(kept: Path) -> None:
    Goldens(HERE, renewing=False).hold(kept, "a\nb\n")


@pytest.mark.parametrize("text", ["a\nc\n", "a\nb", ""])
def test_another_text_fails_with_the_difference_and_the_command(kept: Path, text: str) -> None:
    with pytest.raises(pytest.fail.Exception) as failure:
        Goldens(HERE, renewing=False).hold(kept, text)
    assert COMMAND in str(failure.value)
    assert text == "a\nb" or "-b" in str(failure.value)
    assert kept.read_text(encoding="utf-8") == "a\nb\n"


def test_a_text_that_nobody_kept_fails_with_its_place_and_the_command(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    with pytest.raises(pytest.fail.Exception, match=r"new\.txt") as failure:
        Goldens(HERE, renewing=False).hold(path, "a\n")
    assert COMMAND in str(failure.value)
    assert not path.exists()


def test_renewing_writes_the_text_as_it_is(kept: Path) -> None:
    Goldens(HERE, renewing=True).hold(kept, "ä ∘\n")
    assert kept.read_bytes() == "ä ∘\n".encode()
