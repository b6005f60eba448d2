"""The deck that is made of an analysis: its chords on a staff, each in its key, and their numerals. Which chords there
are is settled elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from drillgrok.domains.harmony.analysed import AnalysedChord
from drillgrok.domains.harmony.by_passage import readings
from drillgrok.domains.harmony.chords import MusicalKey, Names, inverted
from drillgrok.domains.harmony.clefs import USUAL
from drillgrok.domains.harmony.pitches import typed, written
from drillgrok.domains.harmony.stacks import NoteStack, stacked
from drillgrok.domains.harmony.staff import signature_words
from drillgrok.importers.making import quoted
from drillgrok.importers.questions import Skipped, one_line
from drillgrok.items.list_items import SEPARATOR

HEADER: Final = (
    "key",
    "group",
    "prompt",
    "answer",
    "accept",
    "notes",
    "clef",
    "signature",
    "mode",
    "known",
    "chord",
    "lowest",
)
_PROMPT: Final = "Which numeral, with its figures?"
_TOLD: Final = 5
"""Of what is left out, the commonest that are told one by one."""
_TEXT: Final = """\
# source: {source}
deck: {deck_id}
title: {title}
about: A chord stands on a staff, with its key. Which numeral is it? Type it with its figures, such as ii65 or V7/V.
items: {{list: {list}}}
show: {{staff: notes, clef: clef, signature: signature, caption: mode}}
rephrased:
  - {{prompt: "{{known}}: {{chord}}. Which numeral?", answer: answer}}
  - {{prompt: "{{known}}. The lowest note of {{answer}}?", answer: lowest}}
pressure: {{calm: 20 s, quick: 7 s, floor: 3 s}}
rule: |
  Count the degree of the root in its key; the figures say which note of the chord lies lowest, and after a stroke
  stands the degree that the chord leads to as if it were the tonic.
"""


@dataclass
class AnalysisHarvest:
    """What came of an analysis."""

    read: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    """How often each reason was met."""
    chords: dict[tuple[MusicalKey, Names, int], list[str]] = field(default_factory=dict)
    """Key, notes and inversion -> its numerals, the first as it was met first."""

    def add(self, entry: AnalysedChord | Skipped) -> None:
        """One more chord, or what is none."""
        self.read += 1
        if isinstance(entry, Skipped):
            self.left_out[entry.why] += 1
            return
        texts = self.chords.setdefault((entry.key, entry.names, entry.inversion), [])
        if entry.text not in texts:
            texts.append(entry.text)

    @property
    def told(self) -> list[str]:
        """The commonest reasons for leaving something out, each with how often."""
        return [f"{_times(count)}: {why}" for why, count in self.left_out.most_common(_TOLD)]


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def harvested(entries: Iterable[AnalysedChord | Skipped]) -> AnalysisHarvest:
    """All of an analysis, each chord in each key once."""
    found = AnalysisHarvest()
    for entry in entries:
        found.add(entry)
    return found


def rows_of(harvest: AnalysisHarvest) -> list[tuple[str, ...]]:
    """A row for each chord, as in HEADER: in every second one the bass clef. Another reading that the drills know is
    right as well."""
    return [
        _row(key, names, inversion, texts, number)
        for number, ((key, names, inversion), texts) in enumerate(harvest.chords.items())
    ]


def _row(key: MusicalKey, names: Names, inversion: int, texts: list[str], number: int) -> tuple[str, ...]:
    stack = _placed(inverted(names, inversion), inversion, number)
    others = dict.fromkeys((*texts, *readings(key).get((names, inversion), ())))
    right, *accept = others
    return (
        f"{key.id} {right}",
        f"{key.id} {' '.join(sorted(map(typed, names)))}",
        _PROMPT,
        right,
        SEPARATOR.join(accept),
        "+".join(f"{typed(pitch.fifths)}{pitch.octave}" for pitch in stack.chord),
        stack.clef.name,
        str(key.signature),
        key.mode,
        f"{signature_words(key.signature).capitalize()}, {key.mode}",
        " ".join(map(written, inverted(names, inversion))),
        typed(names[inversion]),
    )


def _placed(names: Names, inversion: int, number: int) -> NoteStack:
    """Where the chord stands: in the middle of one of the usual clefs."""
    stacks = list(stacked(names, (USUAL[number % len(USUAL)],), inversion))
    return stacks[len(stacks) // 2]


def deck_text(deck_id: str, title: str, source: str) -> str:
    """The deck file; what a learner or the file's name brings in cannot leave its place in it."""
    return _TEXT.format(
        source=one_line(source), deck_id=quoted(deck_id), title=quoted(title), list=quoted(f"{deck_id}.csv")
    )
