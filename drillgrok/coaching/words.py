"""A verdict or a remark in words, with what its words mean where they are heard for the first time. How each is put
stands in its file."""

from __future__ import annotations

import re

from drillgrok.coaching.meanings import MEANINGS
from drillgrok.coaching.verdict import Said, Verdict
from drillgrok.coaching.verdicts import BY_KIND


def say(verdict: Verdict) -> str:
    """One or two plain sentences, and one for each word that is explained."""
    text = BY_KIND[verdict.kind].put(verdict.figures, verdict.way)
    return " ".join((text, *(MEANINGS[word] for word in verdict.explains if word in MEANINGS)))


def unexplained(text: str, said: Said) -> tuple[str, ...]:
    """Words of a text that this learner has not been told the meaning of."""
    return tuple(
        word for word in MEANINGS if word not in said.explained and re.search(rf"\b{word}\b", text, re.IGNORECASE)
    )
