"""The drill as pure functions: a state and an event in, a state and effects out. No screen, no database, no clock."""
