"""The first screen: which deck, how much, Enter."""
