"""How the lists under decks/language are made: words of our own, made-up words, and the forms of both. `python -m
tools.language` writes them again."""
