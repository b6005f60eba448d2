"""Strategies that are right without the rule: one key, the commonest change, a table of endings, a safe check. How well
each does on a deck, and whether one explains a learner. No learner-facing word stands here."""
