"""`python -m tools.syntax [GRAMMAR ...]`: which made words of the bundled grammars exist, by what people write. It
writes them into the grammars as taken. Latin and Welsh have no such list; theirs are kept by hand."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from drillgrok.bundled import bundled
from drillgrok.domains.syntax.grammar import SHAPE, Grammar, WordShape
from drillgrok.domains.syntax.notation import read_grammar

CODES: Final = {
    "German": "de",
    "Dutch": "nl",
    "English": "en",
    "French": "fr",
    "Spanish": "es",
    "Japanese": "ja",
    "Turkish": "tr",
    "Mandarin": "zh",
    "Russian": "ru",
    "Hungarian": "hu",
    "Arabic": "ar",
}
"""How the frequency lists name a language."""
UNWANTED: Final = {
    "German": "schwul",
    "Dutch": "drol|snol|lul",
    "English": "skank|spunk|twonk|wank|slant|trump",
    "French": "gland",
    "Russian": "смерд|хлам",
    "Hungarian": "kur|szop|^(szer|szem|tel)el$|^párol$|^(mér|mén|vél|szép)e[km]$",
    "Japanese": "ホモ|ネグロ|ギズモ|ヌルポ",
    "Mandarin": r"(.)\1",
}
"""What is rude or silly to read in a made word, and words that the lists lack: patterns by language, kept out, too."""
_ENDS: Final = 24
"""Forms of one made word that are looked up, at most."""
_TAKEN: Final = re.compile(r"^  taken: .*\n", re.MULTILINE)


def spellings(shape: WordShape) -> Iterator[str]:
    """Every word that a shape makes, in small letters."""
    for alternative in shape.alternatives:
        yield from ("".join(letters).casefold() for letters in product(*alternative))


def forms(grammar: Grammar, shape: str) -> list[tuple[str, str]]:
    """What is written together with a made piece, before and after it, in the words of the grammar; first nothing."""
    found = {
        ("".join(word.pieces[:at]).split(" ")[-1], "".join(word.pieces[at + 1 :]).split(" ")[0])
        for words in grammar.words.values()
        for word in words
        for at, piece in enumerate(word.pieces)
        if piece == f"{SHAPE}{shape}" and sum(each.startswith(SHAPE) for each in word.pieces) == 1
    }
    return [("", ""), *sorted(found)][:_ENDS]


def taken_in(grammar: Grammar) -> set[str]:
    """The made words of which some form exists, or that nobody wants to read."""
    import wordfreq

    known = wordfreq.get_frequency_dict(CODES[grammar.language])
    unwanted = re.compile(UNWANTED.get(grammar.language, "$^"))
    return {
        word
        for name, shape in grammar.shapes.items()
        for word in spellings(shape)
        if unwanted.search(word) or any(f"{before}{word}{after}" in known for before, after in forms(grammar, name))
    }


def main(names: list[str]) -> None:
    """A line a grammar: how many words it makes, and how many of them exist."""
    for file in sorted(Path(bundled("decks")).glob("syntax/*.grammar")):
        text = file.read_text(encoding="utf-8")
        grammar = read_grammar(_TAKEN.sub("", text), file.name)
        if (names and file.stem not in names) or grammar.language not in CODES:
            continue
        found = taken_in(grammar)
        made = sum(sum(shape.sizes) for shape in grammar.shapes.values())
        print(f"{file.stem}: {made:,} made words, {len(found):,} of them exist")
        lines = textwrap.wrap(" ".join(sorted(found)), 104, break_on_hyphens=False)
        whole = "".join(f"  taken: {line}\n" for line in lines)
        file.write_text(re.sub(r"\n\nwords\n", f"\n{whole}\nwords\n", _TAKEN.sub("", text), count=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
