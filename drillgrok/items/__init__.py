"""What the items of a deck are, whichever source they have: a table, a list or a domain, as columns by index. No file
is read here."""
