"""How the chess positions were made, and whether they hold. Needs stockfish; the program imports nothing of it."""
