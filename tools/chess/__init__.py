"""How the chess positions were made. Needs stockfish; the program imports nothing of it."""
