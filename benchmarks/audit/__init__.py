"""How often the deck audit is right about a list, and how long it takes."""
