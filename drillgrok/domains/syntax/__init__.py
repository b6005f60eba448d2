"""Syntax: sentences of natural languages, derived from a grammar that lies beside its deck. The notation, the deriving,
the made words and the four ways of asking each have a file here."""

from __future__ import annotations

from typing import Final

from drillgrok.domains.syntax.grammar import GrammarError
from drillgrok.domains.syntax.items import SyntaxItems
from drillgrok.domains.syntax.notation import read_grammar
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions, FileFlaws, LineFlaw
from drillgrok.model.options import DomainOption, FreeText, OneOf, OptionSheet

GRAMMAR_FILE: Final = FreeText(r"[^/\\\x00-\x1f]+", "a file's name")
OPTIONS: Final = OptionSheet(
    says="sentences of a language, derived from a grammar.",
    options=(
        DomainOption("file", "the grammar that lies beside the deck", GRAMMAR_FILE, default=None),
        DomainOption("words", "made words, or the grammar's real ones", OneOf(("made", "real")), default="made"),
    ),
    example={"file": "quarry.grammar"},
    about="A sentence with a gap. Most of its words are made up. Press the number of what fits.",
)


def items(options: DomainOptions) -> SyntaxItems:
    """The items of a deck: its `file` is a grammar beside it, its `words` are made or real.

    Raises DrillgrokError for a missing file, and FileFlaws for a grammar with mistakes or without sentences.
    """
    name, real = options.values["file"], options.values["words"] == "real"
    if name not in options.files:
        what = f"There is no file {name!r} in the deck's folder."
        raise DrillgrokError(what, mend="Write `file:` and the name of a grammar beside the deck.")
    grammar = read_grammar(options.files[name], name)
    if real and not any(shape.real for shape in grammar.shapes.values()):
        raise DrillgrokError("The grammar has no real words.", mend="Write 'Noun real = one | another' under 'sounds'.")
    try:
        return SyntaxItems(grammar, with_real_words=real)
    except GrammarError as error:
        raise FileFlaws(name, (LineFlaw(error.line, error.what, error.mend),)) from error
