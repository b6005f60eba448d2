"""Which decks there are: finding them, sealing them into packs, taking in what others hand on. What a deck says is
read in deckfile."""
