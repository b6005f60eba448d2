"""Where the files shipped with drillgrok lie. Finds them; reads nothing."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The folder `migrations` or `decks`: inside the package in a wheel, beside it in a checkout."""
    inside = _PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
