"""Draws the phase model for its page: where unseen accuracy may stand and go, and one belief, answer by answer.

`python -m tools.phase_picture` writes docs/pictures/phase-model.svg.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from drillgrok.model.evidence import EvidenceKind
from drillgrok.phases import unseen
from drillgrok.phases.evidence import Evidence
from drillgrok.phases.filter import start, take
from drillgrok.phases.regions import level_masses

FILE: Final = Path(__file__).parents[1] / "docs" / "pictures" / "phase-model.svg"
SEED, ANSWERS, FOUND_AT, CHANCE = 4, 72, 40, 0.1
_LEFT, _PLACE, _RAILS, _ROW = 130.0, 14.0, 40.0, 46.0
_BELIEF: Final = 262.0
_CELL: Final = 8.0
_WIDTH, _HEIGHT = 760, 650
_MODES: Final = (
    ("resting low", unseen.LOW_PLACES, 0),
    ("climbing slowly", 42, 1),
    ("climbing quickly", 42, 1),
    ("risen", 42, 1),
)


def picture() -> str:
    """The whole SVG."""
    body = "\n".join([*_rails(), *_ways(), *_axes(), *_beliefs()])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="13" role="img" aria-label="The phase model: places, ways and one belief">\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _words(x: float, y: float, words: str, anchor: str = "start", fill: str = "#222") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" fill="{fill}">{words}</text>'


def _x(place: float) -> float:
    return _LEFT + place * _PLACE


def _y(row: int) -> float:
    return _RAILS + row * _ROW


def _rails() -> Iterator[str]:
    """A row of places for each way of being."""
    for row, (name, places, first) in enumerate(_MODES):
        yield _words(_LEFT - 14, _y(row) + 4, name, "end")
        for place in range(first, places):
            below = place == 0
            yield (
                f'<circle cx="{_x(place):.0f}" cy="{_y(row):.0f}" r="4" fill="{"#fff" if below else "#9bb"}" '
                f'stroke="#577"/>'
            )
    for place, words in ((1, "0"), (11, ".25"), (25, ".6"), (41, "1")):
        yield _words(_x(place), _y(3) + 30, words, "middle", "#577")
    yield _words(_x(0) + 4, _y(3) + 30, "h' &#160; worse", "end", "#577")


def _ways() -> Iterator[str]:
    """Arrows: a step, the two climbs, coming to rest."""
    yield (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#a40"/></marker></defs>'
    )
    for x1, row1, x2, row2, words, at in (
        (14, 0, 36, 3, "a step", (27.5, 0.55)),
        (5, 0, 5, 1, "", (0, 0)),
        (8, 0, 8, 2, "found by degrees", (9, 1.5)),
        (24, 2, 24, 3, "comes to rest", (17, 2.55)),
    ):
        yield (
            f'<path d="M{_x(x1):.0f} {_y(row1) + 7:.0f} L{_x(x2):.0f} {_y(row2) - 8:.0f}" stroke="#a40" '
            f'stroke-width="1.6" fill="none" marker-end="url(#tip)"/>'
        )
        if words:
            yield _words(_x(at[0]), _y(0) + at[1] * _ROW + 4, words, "start", "#a40")


def _axes() -> Iterator[str]:
    bottom = _BELIEF + 42 * _CELL
    yield _words(_LEFT, _BELIEF - 12, "what is believed of h', answer by answer: the darker, the more probable")
    for level, words in ((1, "0"), (11, ".25"), (25, ".6"), (41, "1")):
        yield _words(_LEFT - 14, bottom - level * _CELL - 3, words, "end", "#577")
    yield _words(_LEFT - 14, bottom + 2, "worse", "end", "#577")
    at = _LEFT + FOUND_AT * _CELL
    yield f'<path d="M{at:.0f} {_BELIEF:.0f} V{bottom + 26:.0f}" stroke="#a40" stroke-dasharray="4 3"/>'
    yield _words(at + 6, bottom + 40, "here the rule was found", "start", "#a40")
    yield _words(_LEFT - 14, bottom + 18, "right: full", "end", "#577")


def _beliefs() -> Iterator[str]:
    """A column of shades for each answer, and the answer under it."""
    state, rng, bottom = start(), Random(SEED), _BELIEF + 42 * _CELL
    for number in range(1, ANSWERS + 1):
        right = rng.random() < (0.92 if number > FOUND_AT else 0.13)
        state = take(state, [_answer(number, right=right)])
        x = _LEFT + (number - 1) * _CELL
        for level, p in enumerate(level_masses(state)):
            if p > 0.004:
                shade = 255 - round(255 * min(float(np.sqrt(p)) * 1.25, 1.0))
                fill = f"#{shade:02x}{min(shade + 24, 255):02x}{min(shade + 48, 255):02x}"
                y = bottom - (level + 1) * _CELL
                yield f'<rect x="{x:.0f}" y="{y:.0f}" width="{_CELL:.0f}" height="{_CELL:.0f}" fill="{fill}"/>'
        fill = "#577" if right else "#fff"
        yield f'<circle cx="{x + _CELL / 2:.0f}" cy="{bottom + 14:.0f}" r="3" fill="{fill}" stroke="#577"/>'


def _answer(number: int, *, right: bool) -> Evidence:
    return Evidence(
        number=number,
        kind=EvidenceKind.FIRST_SEEN,
        item=str(number),
        seen=0,
        sitting="",
        chance=CHANCE,
        correct=right,
        timed_out=False,
        too_fast=False,
        rt_ms=None,
    )


def main() -> None:
    """Write the picture."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(picture(), encoding="utf-8")
    print(f"Written to {FILE}.")


if __name__ == "__main__":
    main()
