"""From which on a figure is worth a word, whichever verdict or remark would say it."""

from __future__ import annotations

from typing import Final

LOADED: Final = 1.5
"""Times the items of the first day, from which the load has grown."""
HELD: Final = 0.75
"""The share of settled answers right, from which they are held well enough to say so."""
MISSED: Final = 0.1
"""The share of today's practised answers missed, from which the misses are worth a word."""
QUICKER: Final = 0.93
"""A median latency below so much of the earlier one has fallen."""
