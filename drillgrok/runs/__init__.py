"""A run with the database open: opening it or its exam, its session, its coach, its kept figures, finished runs, and
what charts need of them. No terminal."""
