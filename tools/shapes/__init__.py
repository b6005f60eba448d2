"""Files as tutors have them, made up, and what becomes of each: a table for the docs, and cases for tests."""
