"""`drillgrok deck list`: what decks there are, by their neutral facts. No deck is read here."""

from __future__ import annotations

from drillgrok.deckfile import catalog


def list_decks() -> str:
    """Every deck by domain; what keeps a deck of the learner's own off the list comes last."""
    lines: list[str] = []
    domain = None
    for head in catalog.heads():
        if head.domain != domain:
            domain = head.domain
            lines += ["", domain] if lines else [domain]
        lines.append(f"  {head.id:<24} {head.title}")
    for error in catalog.broken():
        lines += ["", f"left out: {error}"]
    return "\n".join(lines)
