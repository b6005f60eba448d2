"""What a deck is like before anyone drills it: findings with their numbers. Reads decks only; nothing is drawn here."""
