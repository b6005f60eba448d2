"""Whether the shipped positions hold: by the rules of chess and by a longer search. Needs stockfish."""
