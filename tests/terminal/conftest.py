from tests.helpers.pseudo_terminal import deck, environment, log, practise

__all__ = ["deck", "environment", "log", "practise"]
