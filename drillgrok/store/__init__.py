"""The learner's database: schema, upgrades, the journal of responses, and what is read back from it. It knows neither
decks nor screens, and nothing here computes what to ask next."""
