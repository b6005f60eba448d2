"""`drillgrok deck import`: a deck of the learner's own out of a file of questions. It says first what it makes of the
file, and asks; then the deck is audited like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TextIO

from drillgrok import importers
from drillgrok.commands.deck.check import check
from drillgrok.console.progress import Advance, bar
from drillgrok.console.terminal import agreed, columns
from drillgrok.console.text import counted
from drillgrok.errors import DrillgrokError, visible
from drillgrok.importers import columns as shown_columns
from drillgrok.importers.for_people import Apart, for_people
from drillgrok.importers.gathering import LeftOut, Merging, Survey, merged, survey
from drillgrok.importers.making import LONGEST_TITLE, DeckPlan, deck_id_from, made
from drillgrok.importers.questions import Column, ColumnWishes, Entry, Losses, OpenedFile, Question, one_line
from drillgrok.library import catalog
from drillgrok.model.drawing import Span
from drillgrok.places import own_decks
from drillgrok.screens.kit.page import fitted, width_of

_MOST_COLUMNS: Final = 8
_NAME_CELLS, _ROLE_CELLS = 14, 10
_LEAST_SAMPLE_CELLS: Final = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user asks for; None where the file decides."""

    deck_id: str | None = None
    title: str | None = None
    prompt: str | None = None
    answer: str | None = None
    kind: str | None = None
    """One of the formats by its name."""
    where: tuple[str, ...] = ()
    """Conditions that rows have to meet."""
    header: bool | None = None
    """Whether the first line names the columns."""
    encoding: str | None = None
    split: bool = True
    """Take several answers in one cell apart."""
    yes: bool = False
    """Do not ask."""


def import_deck(file: Path, asked: Asked, *, stdin: TextIO | None, stdout: TextIO) -> str:
    """Make a deck of a file and say what came of it, with the audit's findings; before, the preview goes to `stdout`.

    Raises DrillgrokError for a file that cannot be read or holds no question, an id that is taken or no id, and where
    nobody can be asked; then nothing is written.
    """
    deck_id, title = _named(file, asked)
    target = free_place(deck_id)
    wishes = ColumnWishes(asked.prompt, asked.answer, asked.where, asked.header, asked.encoding)
    wishes = _head_asked(file, asked, wishes, stdin, stdout)
    with importers.opened(file, asked.kind, wishes) as read:
        material, apart = for_people(read, split=asked.split)
        with bar("reading", _lines_in(file)) as advance:
            seen = survey(_watched(material, advance))
        stdout.write("\n".join([*_preview(file, material, seen, apart), ""]))
        stdout.flush()
        if not seen.count:
            raise DrillgrokError("There is no question in the file.", where=str(file), mend=_other_format(asked))
        if not asked.yes and not agreed(f"Make the deck {deck_id!r} of this?", stdin, stdout):
            return "Nothing was written."
        merging = Merging()
        plan = DeckPlan(
            deck_id,
            title,
            file.name,
            chosen=seen.chosen,
            accepting=seen.accepting,
            more=material.more,
        )
        rows = plan.rows(_counted(merged(seen, merging), seen.count))
        with made(deck_id, plan.text(), rows, target.parent) as aside:
            findings = check(str(aside))
    return "\n".join(
        [*_joined(merging, material), f"The deck is {visible(target)}.", "", findings, "", *_next(deck_id, target)]
    )


def _head_asked(file: Path, asked: Asked, wishes: ColumnWishes, stdin: TextIO | None, stdout: TextIO) -> ColumnWishes:
    """The wishes, and where nothing tells what the first line is and somebody is there, what they say of it."""
    if asked.yes or stdin is None or not (stdin.isatty() and stdout.isatty()):
        return wishes
    with importers.opened(file, asked.kind, wishes) as material:
        first = material.unsure
    if not first:
        return wishes
    names = ", ".join(map(one_line, first[:_MOST_COLUMNS]))
    return replace(wishes, header=agreed(f"Does the first line name the columns ({names})?", stdin, stdout))


def _named(file: Path, asked: Asked) -> tuple[str, str]:
    """The deck's id and title, from the file's name where they are not given. Raises DrillgrokError for no id."""
    deck_id = asked.deck_id or deck_id_from(file.stem) or "imported"
    if deck_id_from(deck_id) != deck_id:
        mend = "Use lower-case letters, digits and hyphens, such as lantern-31."
        raise DrillgrokError(f"{deck_id!r} is not a deck id.", where="--id", mend=mend)
    title = one_line(asked.title or file.stem.replace("_", " "))
    if len(title) > LONGEST_TITLE and asked.title:
        raise DrillgrokError(f"The title has {len(title)} signs.", where="--title", mend=f"Keep it to {LONGEST_TITLE}.")
    return deck_id, title[:LONGEST_TITLE].strip() or "Imported"


def free_place(deck_id: str) -> Path:
    """Where the deck will lie. Raises DrillgrokError where something is there, or its id is another deck's."""
    target = own_decks() / f"{deck_id}.yaml"
    taken = target.exists() or target.with_suffix(".csv").exists()
    if taken or any(head.id == deck_id for head in catalog.heads()):
        raise DrillgrokError(f"There is a deck {deck_id!r} already.", where="--id", mend="Choose another --id.")
    return target


def _other_format(asked: Asked) -> str:
    return "Look at what is said above." if asked.kind else f"Say what it is: --format {', '.join(importers.FORMATS)}."


def _watched(material: OpenedFile, advance: Advance) -> OpenedFile:
    """The file, and whoever watches is told of each of its rows."""

    def entries(losses: Losses) -> Iterator[Entry]:
        for entry in material.entries(losses):
            advance(1)
            yield entry

    return replace(material, entries=entries)


def _lines_in(file: Path) -> int:
    """How many lines a file has: as many as its bar needs to know."""
    with importers.explained(file), file.open("rb") as raw:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: raw.read(1 << 20), b""))


def _counted(questions: Iterator[Question], count: int) -> Iterator[Question]:
    with bar("writing", count) as advance:
        for question in questions:
            advance(1)
            yield question


def _preview(file: Path, material: OpenedFile, seen: Survey, apart: Apart) -> Iterator[str]:
    """How the file was understood, its columns with three rows, what was taken apart, and what is left out."""
    yield f"{one_line(file.name)}: {material.told}."
    if material.guessed_encoding:
        yield "If letters look wrong, name theirs: --encoding windows-1250, or another."
    if material.unsure:
        yield "The first line is taken for a row; --header says that it names the columns."
    yield ""
    yield from _grid(material, seen)
    yield ""
    yield f"{counted(seen.count, 'question')}." + ("" if seen.left_out.count else " No row is left out.")
    if seen.mixed:
        yield f"{counted(seen.with_choices, 'question')} with choices: typed here, the choices stand in the prompt."
    yield from _taken_apart(apart)
    yield from _repeated(material, seen)
    for name, times in seen.losses.items():
        if times:
            yield f"Left out: {name} ({times:,})."
    yield from _told(seen.left_out, material.unit)
    if material.columns:
        yield "Other columns are taken with --prompt and --answer."


def _taken_apart(apart: Apart) -> Iterator[str]:
    if apart.answers:
        yield f"{counted(apart.answers, 'answer')} taken apart, each part is right (--no-split keeps them whole):"
        yield from (f"  {example}" for example in apart.examples)
    if apart.readings:
        yield f"{counted(apart.readings, 'reading')} in brackets taken out: those of prompts stand in a column."


def _repeated(material: OpenedFile, seen: Survey) -> Iterator[str]:
    """What comes of prompts that stand there more than once, and how to tell them apart."""
    if seen.repeated:
        yield f"{counted(len(seen.repeated), 'prompt')} there more than once: every answer that one has is right."
        if material.telling_apart:
            wording = ", ".join(f"{{{name}}}" for name in material.telling_apart)
            yield f"  Tell them apart: --prompt '{wording}', or pick rows with --where."


def _told(left_out: LeftOut, unit: str) -> Iterator[str]:
    """The first rows that came to nothing, with their reasons, and how many more there are."""
    if left_out.count:
        yield f"{counted(left_out.count, 'row')} left out:"
    for one in left_out.told:
        yield f"  {unit} {one.place:,}: {one.why}"
    if left_out.count > len(left_out.told):
        yield f"  and {left_out.count - len(left_out.told):,} more."


def _grid(material: OpenedFile, seen: Survey) -> Iterator[str]:
    """A line a column: its name, what it is taken as, and its cells in a few rows."""
    found, places = material.columns, material.sampled
    if not found:
        found, places = _columns_of(seen.first), tuple(one.place for one in seen.first)
    shown = sorted(found, key=lambda column: column.taken_as == shown_columns.LEFT_OUT)[:_MOST_COLUMNS]
    names = _NAME_CELLS if material.columns else 0
    room = columns() - names - _ROLE_CELLS - 6
    each = max(room // max(len(places), 1) - 2, _LEAST_SAMPLE_CELLS)
    widths = (*((names,) if names else ()), _ROLE_CELLS, *([each] * len(places)))
    head = (*(("column",) if names else ()), "taken as", *(f"{material.unit} {place:,}" for place in places))
    yield _line(head, widths)
    for column in shown:
        yield _line((*((column.name,) if names else ()), column.taken_as, *column.samples), widths)
    if len(found) > len(shown):
        yield f"  and {counted(len(found) - len(shown), 'column')} more."


def _columns_of(first: Sequence[Question]) -> tuple[Column, ...]:
    """The parts of questions that came in no columns."""
    parts = {
        "prompt": [one.prompt for one in first],
        "answer": [one.answer for one in first],
        "also right": [" | ".join(one.accept) for one in first],
        "choices": [" | ".join(one.choices) for one in first],
    }
    return tuple(Column("", name, tuple(texts)) for name, texts in parts.items() if any(texts))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Cells cut and filled to their widths, as the terminal counts them."""
    cut = [
        "".join(piece.text for piece in fitted((Span(one_line(text)),), width))
        for text, width in zip(cells, widths, strict=True)
    ]
    filled = [text + " " * (width - width_of((Span(text),))) for text, width in zip(cut, widths, strict=True)]
    return ("  " + "  ".join(filled)).rstrip()


def _joined(merging: Merging, material: OpenedFile) -> Iterator[str]:
    """What came of prompts that stood there more than once."""
    if merging.same:
        yield f"{counted(merging.same, 'row')} said the same as an earlier one."
    if merging.joined:
        yield f"{counted(merging.joined, 'row')} had the prompt of an earlier one and another answer: both count."
    yield from _told(merging.left_out, material.unit)


def _next(deck_id: str, target: Path) -> Iterator[str]:
    yield f"Change it: {visible(target)}"
    yield f"Practise it: drillgrok practice {deck_id}"
