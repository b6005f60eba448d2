"""How the lists under decks/language are made: words of our own, made-up words, and the forms of both. Nothing here is
installed; `python -m benchmarks.language` writes the lists again."""
