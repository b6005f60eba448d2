"""`python -m benchmarks.rhythm`: how often players whose gaps vary by a share of themselves are judged right, who know
the bar and who guess one, on every deck that is judged in time. Writes figures/rhythm.md."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Final

from drillgrok.bundled import bundled
from drillgrok.deckfile.read_deck import read_deck
from drillgrok.deckfile.source import load_source
from drillgrok.domains.movement.judging import Judge, MissedSide
from drillgrok.domains.movement.taps import beats_of, strokes
from drillgrok.items.symbols import symbols_for
from drillgrok.model.item import Item

SPREADS: Final = (0.0, 0.05, 0.07, 0.10, 0.13, 0.16, 0.20)
"""Standard deviation of a gap as a share of it; practised adults tap at .03 to .06, most people at .1 or less."""
BARS: Final = 2_000
OWN_BEAT_MS: Final = 300
"""Where no beat is shown."""
FIGURES: Final = Path(__file__).parent / "figures" / "rhythm.md"


def played(line: str, beat_ms: float, spread: float, rng: Random) -> str:
    """Taps whose gaps vary by a share of themselves, as a player's do."""
    at_ms = [0.0]
    for early, late in pairwise(beats_of(line)):
        at_ms.append(at_ms[-1] + max(0.05, rng.gauss(1, spread)) * (late - early) * beat_ms)
    return " ".join(f"{key}+{round(ms)}" for key, ms in zip(strokes(line), at_ms, strict=True))


def timed_decks() -> Iterator[tuple[str, list[Item]]]:
    """Every deck that is judged in time, with its items."""
    for path in sorted(bundled("decks").glob("movement/*.yaml")):
        deck = read_deck(load_source(Path(str(path))))
        symbols = symbols_for(deck.symbol_kind, deck.symbol_count, 1)
        items = [deck.items.item(index, symbols, Random(0)) for index in range(len(deck.items))]
        if isinstance(items[0].judge, Judge) and items[0].judge.rhythm is not None:
            yield deck.id, items


def judged(items: list[Item], spread: float, *, knows: bool) -> tuple[float, float]:
    """The share that is judged right, and the share missed for the time alone, of bars that are known or guessed."""
    rng = Random(7)
    right = timing = 0
    for _ in range(BARS):
        asked = rng.choice(items)
        judge = asked.judge
        if not isinstance(judge, Judge) or judge.rhythm is None:
            continue
        line = judge.right if knows else rng.choice(items).right
        missed = judge.missed(played(line, judge.rhythm.beat_ms or OWN_BEAT_MS, spread, rng))
        right += missed is None
        timing += missed not in {None, MissedSide.KEYS}
    return right / BARS, timing / BARS


def main() -> None:
    """Print the table and write it."""
    lines = [
        "# How time is judged",
        "",
        f"Written by `python -m benchmarks.rhythm`; {BARS:,} bars for each figure. A player's gaps vary by a share of",
        "themselves. Who guesses taps the answer of another item, drawn by lot.",
        "",
        "| deck | gaps vary by | knows the bar: right | missed for the time | guesses: right |",
        "|---|---|---|---|---|",
    ]
    for name, items in timed_decks():
        for spread in SPREADS:
            (right, timing), (lucky, _) = (judged(items, spread, knows=knows) for knows in (True, False))
            lines.append(f"| {name} | {spread:.0%} | {right:.2f} | {timing:.2f} | {lucky:.4f} |")
    print(*lines, sep="\n")
    FIGURES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
