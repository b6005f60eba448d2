"""Completion of commands, options, decks and learners in a shell. A script knows by itself whatever is fixed and asks
the program for names alone, so that a key is answered at once. It asks nothing of how commands are declared."""
