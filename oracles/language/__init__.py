"""Every form of the language decks derived a second time."""
