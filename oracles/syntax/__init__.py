"""Sentences a second time: a recogniser for each bundled grammar, written apart from it as a context-free grammar over
whole sentences, and read by an Earley parser (lark). Nothing of the generator is used, and nothing of its notation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from lark import Lark, UnexpectedInput

RECOGNISERS: Final = Path(__file__).with_name("recognisers")


@cache
def _parser(deck: str) -> Lark:
    text = (RECOGNISERS / f"{deck}.lark").read_text(encoding="utf-8")
    return Lark(text, parser="earley", lexer="dynamic", ambiguity="resolve")


def accepts(deck: str, sentence: str) -> bool:
    """Whether the recogniser of a deck's language takes this for one of its sentences."""
    try:
        _parser(deck).parse(sentence)
    except UnexpectedInput:
        return False
    return True
