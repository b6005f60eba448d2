"""How well a colour is read on another, as the Web Content Accessibility Guidelines 2.2 compute it."""

from __future__ import annotations

import re


def luminance(colour: str) -> float:
    """From 0 to 1, of `#rrggbb` or of `rgb(r, g, b)` as browsers tell it."""
    digits = [int(colour[k : k + 2], 16) for k in (1, 3, 5)] if colour.startswith("#") else _told_by_a_browser(colour)
    parts = [digit / 255 for digit in digits]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    """From 1 to 21, of two luminances."""
    low, high = sorted((one, other))
    return (high + 0.05) / (low + 0.05)


def contrast(one: str, other: str) -> float:
    """From 1 to 21, of two colours."""
    return ratio(luminance(one), luminance(other))


def _told_by_a_browser(colour: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", colour)[:3]]
