"""Synthetic learners with known truth, driven through the real drill. Nothing here is shown to a person as measured."""
