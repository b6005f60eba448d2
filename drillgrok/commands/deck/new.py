"""`drillgrok deck new`: a few questions, or flags, and a deck that works at once. Nothing is ever written over."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TextIO

from drillgrok.deckfile.characters import unsafe_character
from drillgrok.deckfile.fields import DECK_ID
from drillgrok.deckfile.keys import MOST_CHARACTERS
from drillgrok.deckfile.starter import ABOUT, SCHEMA_FILE, Origin, Starter
from drillgrok.domains import option_sheet
from drillgrok.errors import DrillgrokError, visible
from drillgrok.importers.making import LONGEST_ID, deck_id_from
from drillgrok.library import catalog
from drillgrok.library.drill_file import explaining

_WELCOME = "A new deck. Enter takes what stands in brackets; Ctrl+C leaves.\n\n"
_ORIGINS = {"1": Origin.TABLE, "2": Origin.LIST}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line says of the new deck; None where it says nothing."""

    title: str | None = None
    deck_id: str | None = None
    about: str | None = None
    origin: Origin | None = None
    domain: str = ""
    """The domain that makes the items, in the place of an origin."""
    folder: Path = Path()
    for_editors: bool = False
    """Put the schema beside it."""
    edit: bool = False
    """Open it in the author's editor."""


def new(wanted: Wanted, *, stdin: TextIO | None, stdout: TextIO) -> str:
    """Write the files of a new deck, open them on request, and say how to go on.

    Asks only at a terminal and only when title or origin is missing. Raises DrillgrokError where something has to be
    said differently, where a file is there already, and where it cannot be written.
    """
    editor = _editor() if wanted.edit else []
    if wanted.domain:
        option_sheet(wanted.domain)  # an unknown one is told before anything is asked
    if (
        stdin is not None
        and stdin.isatty()
        and stdout.isatty()
        and not (wanted.title and (wanted.origin or wanted.domain))
    ):
        stdout.write(_WELCOME)
        starter = _asked(wanted, _Dialogue(stdin, stdout))
        stdout.write("\n")
    else:
        starter = _told(wanted)
    files = dict(starter.files())
    if wanted.for_editors and not (wanted.folder / SCHEMA_FILE).exists():
        from drillgrok.deckfile.schema import schema_text

        files[SCHEMA_FILE] = schema_text()
    _write(wanted.folder, files)
    if editor:
        subprocess.run([*editor, str(wanted.folder / starter.main)], check=False)
    return "\n".join(_how_to_go_on(wanted.folder, starter, files))


def _told(wanted: Wanted) -> Starter:
    """The deck that flags describe. Raises DrillgrokError where they do not."""
    title = wanted.title or (wanted.deck_id or "").replace("-", " ").capitalize()
    if not title:
        raise DrillgrokError("A new deck needs a title.", where="--title", mend="Say it, such as --title Quay.")
    deck_id = wanted.deck_id or deck_id_from(title)
    origin = wanted.origin or Origin.TABLE
    about = wanted.about or _about(wanted, origin)
    fault = _title_fault(title) or _about_fault(about) or _id_fault(deck_id)
    if fault is not None:
        raise fault
    return Starter(deck_id, title, about, origin, wanted.for_editors, wanted.domain)


def _about(wanted: Wanted, origin: Origin) -> str:
    """What learners are told unless the author says otherwise."""
    return option_sheet(wanted.domain).about if wanted.domain else ABOUT[origin]


def _asked(wanted: Wanted, dialogue: _Dialogue) -> Starter:
    """The deck that an author describes; what flags have said is not asked again."""
    ask = dialogue.ask
    title = ask("Title; learners see it, so it gives nothing away", "", wanted.title, _title_fault)
    deck_id = ask("Id, under which answers are stored", deck_id_from(title), wanted.deck_id, _id_fault)
    question = "Items: 1 made by a formula, 2 a list of mine"
    given = wanted.origin or (Origin.TABLE if wanted.domain else None)
    origin = given or _ORIGINS[ask(question, "1", None, _origin_fault)]
    about = ask("What learners are told to do", _about(wanted, origin), wanted.about, _about_fault)
    return Starter(deck_id, title, about, origin, wanted.for_editors, wanted.domain)


Check = Callable[[str], DrillgrokError | None]
"""What is wrong with an answer; None where nothing is."""


@dataclass(frozen=True, slots=True)
class _Dialogue:
    """An author at a terminal."""

    stdin: TextIO
    stdout: TextIO

    def ask(self, question: str, default: str, given: str | None, fault_of: Check) -> str:
        """The answer that was given by a flag, or else typed: again and again, until nothing is wrong with it."""
        answer = given or self._answer(question, default)
        while fault := fault_of(answer):
            self.stdout.write(f"  {fault.what} {fault.mend}\n")
            answer = self._answer(question, default)
        return answer

    def _answer(self, question: str, default: str) -> str:
        self.stdout.write(f"{question} [{default}]: " if default else f"{question}: ")
        self.stdout.flush()
        line = self.stdin.readline()
        if not line:
            raise DrillgrokError("The questions were not all answered, so nothing was written.")
        return line.strip() or default


def _title_fault(title: str) -> DrillgrokError | None:
    return _text_fault(title, "title")


def _about_fault(about: str) -> DrillgrokError | None:
    return _text_fault(about, "about")


def _text_fault(text: str, key: str) -> DrillgrokError | None:
    most = MOST_CHARACTERS[key]
    if text.strip() and len(text) <= most and "\n" not in text and unsafe_character(text) is None:
        return None
    return DrillgrokError(
        f"The {key} is one line of 1 to {most} characters.", where=f"--{key}", mend="Write it differently."
    )


def _id_fault(deck_id: str) -> DrillgrokError | None:
    if not DECK_ID.fullmatch(deck_id) or len(deck_id) > LONGEST_ID:
        mend = "Use lower-case letters, digits and single hyphens, such as quay-3."
        return DrillgrokError(f"{deck_id!r} is not a deck id.", where="--id", mend=mend)
    if deck_id in catalog.files():
        return DrillgrokError(f"The id {deck_id!r} is taken by another deck.", where="--id", mend="Choose another one.")
    return None


def _origin_fault(answer: str) -> DrillgrokError | None:
    return None if answer in _ORIGINS else DrillgrokError("Type 1 or 2.")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """All files or, where a name is taken, none of them."""
    taken = next((folder / name for name in files if os.path.lexists(folder / name)), None)
    if taken is not None:
        raise DrillgrokError("There is such a file already.", where=str(taken), mend="Choose another --id or --folder.")
    with explaining(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        with explaining(folder / name), (folder / name).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _editor() -> list[str]:
    """The author's own editor with its options. Raises DrillgrokError where none is named or there."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        words = shlex.split(named)
    except ValueError:
        words = []
    if words and which(words[0]) is not None:
        return words
    what = f"The editor {named!r} is not there." if named else "No editor is named."
    raise DrillgrokError(what, where="--edit", mend="Set VISUAL or EDITOR to one, or leave --edit out.")


def _how_to_go_on(folder: Path, starter: Starter, files: Mapping[str, str]) -> Iterator[str]:
    path = visible(shlex.quote(str(folder / starter.main)))
    yield f"Written: {', '.join(visible(folder / name) for name in files)}"
    yield "It works as it stands. Make it yours, and look while you write:"
    yield f"  drillgrok deck preview {path} --watch"
    yield f"  drillgrok deck check {path}"
    yield f"  drillgrok practice {path}"
