"""Build hook: every deck of the repository goes into the wheel as a sealed pack; no installed file tells a rule.

An editable build gets none: there the checkout's own decks are used.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SealDecks(BuildHookInterface[Any]):
    """Named in pyproject.toml; hatchling calls it around the building of a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the packs beside the build and have them included."""
        if version != "standard":
            return
        self._packs = TemporaryDirectory(prefix="drillgrok-packs-")
        for place, pack in sealed_decks(Path(self.root)):
            file = Path(self._packs.name, place.replace("/", "-"))
            file.write_bytes(pack)
            build_data["force_include"][str(file)] = f"drillgrok/_bundled/decks/{place}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove them again."""
        if version == "standard":
            self._packs.cleanup()


def sealed_decks(root: Path) -> list[tuple[str, bytes]]:
    """`folder/id.drill` and the pack of every deck under `root`/decks."""
    sys.path.insert(0, str(root))  # the package being built is not installed yet
    from drillgrok.deckfile.source import deck_head, load_source
    from drillgrok.library.pack import seal

    packs = []
    for path in sorted(root.glob("decks/*/*.yaml")):
        source = load_source(path)
        head = deck_head(source)
        packs.append((f"{head.domain}/{head.id}.drill", seal(source, head)))
    return packs
