"""Programs on pseudo-terminals, a deck for them, and the log that they leave."""

from tests.helpers.pseudo_terminal import deck, environment, log, practise

__all__ = ["deck", "environment", "log", "practise"]
