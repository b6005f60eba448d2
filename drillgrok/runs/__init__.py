"""A run with the database open: opening it, its session, its coach, its kept figures, and what charts need of it. No
terminal and no words."""
