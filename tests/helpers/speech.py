"""What the coach may not say, and whether a text is fit to be said. What is said is no business of this file."""

from __future__ import annotations

import re
from typing import Final

NEVER_SAID: Final = re.compile(
    r"\bclose\b|\bnearly\b|\balmost\b|breakthrough|underneath|most people|\bdip\b|\bhelped\b|thanks to|\bsoon\b|"
    r"about to|\bfault\b|\blazy\b|you should|give up|quit|\bnever\b|%|congratulat|well done|error|mistake|off by",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"\.(?= [A-Z]|$)")
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")


def is_fit_to_be_said(text: str) -> bool:
    """One or two short sentences with a number to check, and none of what is never said."""
    return (
        not NEVER_SAID.search(text)
        and 1 <= len(_SENTENCE_END.findall(text)) <= 2
        and bool(numbers_in(text))
        and len(text) <= 330
    )


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, without their commas."""
    return {number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)}
