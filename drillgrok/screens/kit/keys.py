"""Which of the keys that a terminal reports are keys at all, and which of them end the program. Knows no scene."""

from __future__ import annotations

from typing import Final

from drillgrok.model.layouts import latin_of

_SIDES: Final = ("left", "right")
_HELD: Final = ("shift", "control", "alt", "super", "hyper", "meta")
NO_KEYS: Final = frozenset(
    {
        *(f"{side}_{held}" for side in _SIDES for held in _HELD),
        *("caps_lock", "num_lock", "scroll_lock", "iso_level3_shift", "iso_level5_shift"),
        *("lower_volume", "raise_volume", "mute_volume", "print_screen", "menu"),
    }
)
"""Modifiers and locks by themselves, and keys for something else than what is typed."""
_MEDIA: Final = "media_"


def is_no_key(name: str) -> bool:
    """Whether nothing was meant by it: half of Alt+Tab, Caps Lock, a volume key."""
    bare = name.rpartition("+")[2]
    return bare in NO_KEYS or bare.startswith(_MEDIA)


def by_letter(name: str) -> str:
    """A key with Ctrl by the Latin letter of its place, so that Ctrl+C is Ctrl+C whatever the keyboard writes."""
    held, plus, letter = name.rpartition("+")
    return f"{held}+{latin_of(letter).lower()}" if plus and held == "ctrl" and len(letter) == 1 else name
