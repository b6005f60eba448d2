"""Every picture by its file's name: what it is made of, and the file itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from drillgrok.charts.catalogue import grokking
from drillgrok.charts.web import sheet
from drillgrok.charts.web.drawing import specification
from drillgrok.charts.web.look import SHEET
from tools.pictures.cast import cast
from tools.pictures.palette import DARK, LIGHT, TERMINALS
from tools.pictures.png import is_marked, mark_of, png
from tools.pictures.scenes import COLUMNS, ROWS, SCENES, the_demo, the_way
from tools.pictures.svg import moving, still

FOLDER: Final = Path(__file__).parents[2] / "docs" / "pictures"
CAST_S: Final = 24.0
MOVING_S: Final = 16.0
_WAY: Final = "The drill, and then a plot that grows: practised answers are right early, unseen ones long after."


@dataclass(frozen=True, slots=True)
class Picture:
    """A file under docs/pictures."""

    name: str
    text: str
    """What the file says; of a PNG, what marks its source."""
    data: Callable[[], bytes] | None = None
    """The file, where it is not the text."""

    def is_stale(self, kept: bytes) -> bool:
        """Whether the file that is kept is not what the program would draw now."""
        return kept != self.text.encode() if self.data is None else not is_marked(kept, self.text)


def pictures() -> Iterator[Picture]:
    """All of them; a PNG is drawn only when it is asked for."""
    for palette in (DARK, LIGHT):
        for scene in SCENES:
            svg = still(scene.screen(), palette, columns=COLUMNS, label=scene.label)
            name = f"{scene.name}-{palette.name}"
            yield Picture(f"{name}.svg", svg)
            if scene.shared:
                mark = mark_of(svg)
                yield Picture(f"{name}.png", mark, partial(png, svg, mark))
        svg = moving(the_way(), palette, columns=COLUMNS, label=_WAY, seconds=MOVING_S)
        yield Picture(f"moving-{palette.name}.svg", svg)
    corrected = next(scene for scene in SCENES if scene.name == "correction")
    for terminal in TERMINALS:
        svg = still(corrected.screen(), terminal, columns=COLUMNS, label=f"{corrected.label} In {terminal.name}.")
        yield Picture(f"in-{terminal.name}.svg", svg)
    yield Picture(
        "demo.cast", cast(the_demo().screens, columns=COLUMNS, rows=ROWS, title="drillgrok demo", seconds=CAST_S)
    )
    yield _chart()


def _chart() -> Picture:
    """The same run as `drillgrok stats --png` draws it; the mark is of what is drawn, not of how vl-convert does it."""
    chart = grokking.small(the_demo().history)
    mark = mark_of(json.dumps(specification(chart, SHEET), sort_keys=True))
    return Picture("grokking.png", mark, lambda: png(sheet.svg([chart], title="Rehearsal", subtitle=_SUBTITLE), mark))


_SUBTITLE: Final = "a simulated learner, 2,400 answers on 8 days"
