"""Which version of the phase model this is. Alone here so that whoever only compares it loads no numpy."""

MODEL_VERSION = 5
"""Stored beside every posterior; one from another version is stale."""
