"""A word with a gap, filled: the whole form that an answer makes, in the script of the prompt. Knows no language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from drillgrok.items.scripts import as_hangul, as_kana, is_hangul, is_kana

STEM: Final = "…"
"""At the front of a form with a gap it stands for the word before the arrow, at its end it is the gap."""
GAP: Final = "_"
_ARROW: Final = " → "
_OFFERED: Final = re.compile(r"(\w+) (\S+)")


def whole_form(prompt: str, answer: str) -> str:
    """The form that an answer makes of a prompt such as `talo → …ss_` with the options `1 a · 2 ä` below; the answer
    as it is, or the option that it names, where the prompt has no gap."""
    line, *below = prompt.split("\n")
    filler = offered(below).get(answer, answer)
    word, arrow, form = line.rpartition(_ARROW)
    if form.startswith(STEM) and arrow:
        form = word + form.removeprefix(STEM)
    gap = GAP if GAP in form else STEM
    if form.count(gap) != 1:
        return filler
    before, after = form.split(gap)
    return f"{before}{filler}{after}"


def offered(lines: Iterable[str]) -> dict[str, str]:
    """Key -> option, of lines such as `1 a · 2 ä`."""
    found = (_OFFERED.fullmatch(part.strip()) for line in lines for part in line.split("·"))
    return {match[1]: match[2] for match in found if match}


def in_its_script(answer: str, accepts: Iterable[str], prompt: str) -> str:
    """An answer in the script of the prompt: as one of its accepted spellings is written, else from its Latin letters
    where those are a romanisation."""
    wanted = scripts(prompt)
    if not answer or not wanted or scripts(answer) <= wanted:
        return answer
    written = min((text for text in accepts if scripts(text) and scripts(text) <= wanted), default="")
    if written:
        return written
    turned = as_kana(answer) if is_kana(prompt) else as_hangul(answer) if is_hangul(prompt) else answer
    return turned if scripts(turned) <= wanted else answer


def scripts(text: str) -> frozenset[str]:
    """The scripts of its letters, such as LATIN, HIRAGANA or HANGUL."""
    return frozenset(unicodedata.name(char, "?").split(" ")[0] for char in text if char.isalpha())
