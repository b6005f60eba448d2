"""Numbers as spreadsheets and statistics programs write them, put back as they were. A text that is none of them comes
back as it is, so that whoever reads it can say what is wrong."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_WHOLE: Final = re.compile(r"([0-9]{1,10})[.,]0{0,6}", re.ASCII)
_DECIMAL: Final = re.compile(r"([0-9]{0,10}),([0-9]{1,20}(?:e[+-]?[0-9]{1,3})?)", re.ASCII | re.IGNORECASE)
_PERCENT: Final = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,12})?)\s?%", re.ASCII)
_THOUSANDS: Final = re.compile(
    r"[0-9]{1,3}(?:([ '’\u00a0\u2009\u202f])[0-9]{3}(?:\1[0-9]{3})*|([.,])[0-9]{3}(?:\2[0-9]{3})+)"
)
_ONE_THOUSAND: Final = re.compile(r"([0-9]{1,2})[.,]([0-9]{3})", re.ASCII)
_ROUNDED: Final = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,3}", re.ASCII)
_TRUTHS: Final = dict.fromkeys(("true", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar", "prawda"), "1") | (
    dict.fromkeys(("false", "falsch", "faux", "falso", "onwaar", "fałsz"), "0")
)


def whole(text: str) -> str:
    """`3.0`, `3,0`, `3.` -> `3`: programs that allow for missing values write so."""
    found = _WHOLE.fullmatch(text.strip())
    return found[1] if found else text


def decimal(text: str) -> str:
    """`0,25` -> `0.25`."""
    found = _DECIMAL.fullmatch(text.strip())
    return f"{found[1] or 0}.{found[2]}" if found else text


def share(text: str) -> str:
    """`0,25`, `25%` and `25 %` -> `0.25`."""
    found = _PERCENT.fullmatch(text.strip())
    return format(Decimal(found[1].replace(",", ".")) / 100, "f") if found else decimal(text)


def milliseconds(text: str) -> str:
    """`1,234`, `1.234` and `1 234` -> `1234`, thousands parted in every way. Where a decimal could be meant, as in
    `758.123`, it is taken for one; under a tenth of a second none is, for no hand is that fast."""
    text = text.strip()
    one = _ONE_THOUSAND.fullmatch(text)
    if one:
        return one[1] + one[2]
    return re.sub(r"[^0-9]", "", text) if _THOUSANDS.fullmatch(text) else decimal(whole(text))


def truth(text: str) -> str:
    """TRUE and FALSE in several languages, 1.0 and 0.0 -> `1` and `0`."""
    return _TRUTHS.get(text.strip().casefold(), whole(text))


def was_rounded(text: str) -> bool:
    """A name made of digits that a spreadsheet took for a large number, such as 1.23457E+11."""
    return _ROUNDED.fullmatch(text) is not None
