"""The decks of harmony beside music21; nothing here is installed."""
