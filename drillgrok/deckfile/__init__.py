"""Deck text -> Deck. Everything about reading, checking, packing and finding decks; nothing about drilling them."""
