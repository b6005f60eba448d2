"""A file of bytes, read as the import reads it: questions, what was left out, and what was lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from drillgrok import importers
from drillgrok.importers.questions import Column, ColumnWishes, Losses, Question, Skipped


@dataclass(frozen=True)
class Found:
    """All that came of a file."""

    questions: list[Question]
    left_out: list[Skipped]
    losses: Losses
    columns: tuple[Column, ...]
    told: str

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(one.prompt, one.answer) for one in self.questions]

    @property
    def lines(self) -> list[int]:
        return [one.place for one in self.questions]


def gone_through(path: Path, kind: str | None, wishes: ColumnWishes) -> Found:
    losses = Losses()
    with importers.opened(path, kind, wishes) as material:
        entries = list(material.entries(losses))
        again = list(material.entries(Losses()))
    assert again == entries
    questions = [one for one in entries if isinstance(one, Question)]
    left_out = [one for one in entries if isinstance(one, Skipped)]
    return Found(questions, left_out, losses, material.columns, material.told)


@pytest.fixture
def found_in(tmp_path: Path) -> Callable[..., Found]:
    """What is found in a file of these bytes."""

    def read(
        data: bytes | str,
        name: str = "words.csv",
        *,
        kind: str | None = None,
        prompt: str | None = None,
        answer: str | None = None,
        **wishes: Any,
    ) -> Found:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return gone_through(path, kind, ColumnWishes(prompt, answer, **wishes))

    return read


EXAMPLES_OF_ANALYSES = {
    "romantext": """\
Composer: Nobody
Time Signature: 4/4

m1 C: I b3 V6/5
Note: m1 C: V
m2 I || b3 a: i b4 viio6
m3-4 = m1-2
m5 Ger65 b2 Bb: V7 :||
""",
    "dcml": "mc\tglobalkey\tlocalkey\tpedal\tchord\n"
    + "".join(
        f"1\tG\t{local}\t{pedal}\t{chord}\n"
        for local, pedal, chord in (
            ("I", "", "I"),
            ("V", "", "V43"),
            ("vi", "", "#viio6"),
            ("I", "", "V(64)"),
            ("I", "I", "IV"),
            ("I", "", ""),
            ("iii", "", "i"),
        )
    ),
}
"""Kind of analysis -> a small one."""
