"""A short response log."""

from pathlib import Path

import pytest

from drillgrok.responselog.row import HEADER

ROW = (
    "ada,lantern-31,5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a01,5e0b7f0e-6a53-4a55-9f50-3c8b1f1b7a02,{seq},"
    "2026-03-05T14:03:22.123+01:00,00000000002a,plain,practised,0,0,0.5,answered,17,1,1500,900,8900,calm,firm,,,\n"
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Two responses of a learner called ada."""
    path = tmp_path / "log.csv"
    path.write_text(",".join(HEADER) + "\n" + ROW.format(seq=1) + ROW.format(seq=2), encoding="utf-8")
    return path
