"""Where other people's data and the trained networks lie: read in place, never copied into the repository."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder(kind: str, needed: str) -> Path | None:
    """The folder of this kind of data ("human", "networks"): named by DRILLGROK_<KIND>_DATA, or beside the repository.
    None where the file that is needed is not in it."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / kind
    folder = Path(os.environ.get(f"DRILLGROK_{kind.upper()}_DATA") or beside)
    return folder if (folder / needed).is_file() else None
