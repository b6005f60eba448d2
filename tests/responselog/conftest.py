"""Responses to write and to read back."""

from tests.helpers.responses import response

__all__ = ["response"]
