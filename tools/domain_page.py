"""docs/domains.md: what a deck may tell each domain, made from the options themselves. A test holds the page against
it; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drillgrok.domains import DOMAINS, option_sheet, ways_of
from drillgrok.model.options import DomainOption

_HEAD = """\
# Domains and their options

What no table holds, such as boards, staves, sounds and pictures, is made by a domain, named under `items`. `drillgrok
deck domains` lists them, `drillgrok deck domains harmony` says of one what stands here, and `drillgrok deck new --title
Quay --domain harmony` begins a deck. Several values are a list: `intervals: [m3, M3]`. No option tells a learner the
rule; a changed one asks for a new run.

This page is made from the program by `make renew`.
"""


def domain_page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(line for name in sorted(DOMAINS) for line in _section(name))])


def _section(name: str) -> Iterator[str]:
    sheet = option_sheet(name)
    yield from (f"## {name}", "", f"{sheet.says[0].upper()}{sheet.says[1:]}", "")
    yield from _rows(sheet.options)
    told = ", ".join(f"{option}: {value}" for option, value in {"name": name, **sheet.example}.items())
    yield from ("", "```yaml", "items:", f"  domain: {{{told}}}", "```", "")
    for key, kind in ways_of(name):
        yield from (f"`{key}: {{{kind.options[0].name}: ...}}` for the rows of a list, {kind.says}:", "")
        yield from _rows(kind.options)
        yield ""


def _rows(options: Sequence[DomainOption]) -> Iterator[str]:
    yield "| option | settles | takes | without it | goes with |"
    yield "|---|---|---|---|---|"
    for option in options:
        default = "has to be given" if option.default is None else option.default
        cells = (f"`{option.name}`", option.says, option.takes.told, default, ", ".join(option.only_with))
        yield f"|{'|'.join(f' {cell} ' if cell else ' ' for cell in cells)}|"
