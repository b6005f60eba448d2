"""What becomes of each file, gone through as `deck import` does: a table for docs/importing.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from drillgrok import importers
from drillgrok.deckfile.read_deck import load_source, read_deck
from drillgrok.importers.for_people import for_people
from drillgrok.importers.gathering import Merging, merged, survey
from drillgrok.importers.making import DeckPlan, made
from tools.shapes.made import Shape, shapes

PAGE: Final = Path(__file__).parents[2] / "docs" / "importing.md"
_BEGINS: Final = "<!-- made by `make renew` from tools/shapes -->\n"
_ENDS: Final = "<!-- end -->\n"


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file."""

    items: int
    """Of the deck that is made of it."""
    left_out: tuple[str, ...]
    """Each row that was left out, with its place and why."""
    lost: tuple[str, ...]
    """What was taken out of rows that were kept, and what was joined."""


def taken(shape: Shape) -> Taken:
    """Import it into a folder that goes again. Raises DrillgrokError where it cannot be read."""
    with TemporaryDirectory(prefix="drillgrok-") as folder:
        file = Path(folder, shape.name)
        file.write_bytes(shape.data)
        merging = Merging()
        with importers.opened(file, None, shape.wishes) as read:
            material, apart = for_people(read, split=True)
            seen = survey(material)
            plan = DeckPlan(
                "shape", "Shape", shape.name, chosen=seen.chosen, accepting=seen.accepting, more=material.more
            )
            rows = plan.rows(merged(seen, merging))
            with made(plan.deck_id, plan.text(), rows, Path(folder, "decks")) as path:
                items = len(read_deck(load_source(path)).items)
    left_out = tuple(f"{material.unit} {one.place}: {one.why}" for one in (*seen.left_out.told, *merging.left_out.told))
    counts = Counter(seen.losses) + Counter(
        {"the same again": merging.same, "joined to an earlier row": merging.joined}
    )
    counts += Counter({"answers taken apart": apart.answers, "readings set apart": apart.readings})
    return Taken(items, left_out, tuple(f"{what}: {number}" for what, number in counts.items() if number))


def table() -> str:
    """All of them, in Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "| the file | in it | items made of it | left out, and why |"
    yield "|---|---|---|---|"
    for shape in shapes():
        found = taken(shape)
        options = f", `{shape.options}`" if shape.options else ""
        why = "; ".join((*found.left_out, *found.lost)) or "nothing"
        yield f"| {shape.says}{options} | {shape.rows} {shape.unit} | {found.items} | {why} |".replace("||", "| |")


def page() -> str:
    """docs/importing.md with the table in its place."""
    text = PAGE.read_text(encoding="utf-8")
    start, end = text.index(_BEGINS) + len(_BEGINS), text.index(_ENDS)
    return f"{text[:start]}\n{table()}\n\n{text[end:]}"
