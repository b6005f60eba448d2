"""Syntax: sentences of natural languages, derived from a grammar that lies beside its deck. The notation, the deriving,
the made words and the four ways of asking each have a file here."""

from __future__ import annotations

from typing import Final

from drillgrok.domains.syntax.items import SyntaxItems
from drillgrok.domains.syntax.notation import read_grammar
from drillgrok.errors import DrillgrokError
from drillgrok.model.domain import DomainOptions

OPTIONS: Final = ("file", "words")
WORDS: Final = ("made", "real")


def items(options: DomainOptions) -> SyntaxItems:
    """The items of a deck that gives `file`, a grammar beside it, and may give `words`: made ones, or real ones.

    Raises DrillgrokError for a missing file, another option or a grammar without sentences, and FileFlaws for a grammar
    with mistakes.
    """
    strange = sorted(set(options.values) - set(OPTIONS))
    if strange:
        raise DrillgrokError(f"Syntax has no option {strange[0]!r}.", mend="Give `file`, and `words` if you like.")
    name = options.values.get("file", "")
    if name not in options.files:
        what = f"There is no file {name!r} in the deck's folder." if name else "Syntax needs a grammar."
        raise DrillgrokError(what, mend="Write `file:` and the name of a grammar beside the deck.")
    words = options.values.get("words", WORDS[0])
    if words not in WORDS:
        raise DrillgrokError(f"Syntax has no words {words!r}.", mend=f"Choose one of: {', '.join(WORDS)}.")
    grammar = read_grammar(options.files[name], name)
    if words == "real" and not any(shape.real for shape in grammar.shapes.values()):
        raise DrillgrokError("The grammar has no real words.", mend="Write 'Noun real = one | another' under 'sounds'.")
    return SyntaxItems(grammar, with_real_words=words == "real")
