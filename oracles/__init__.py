"""Second derivations of domain truth, written apart from what they check. Tests and tools call them; the program never
does."""
