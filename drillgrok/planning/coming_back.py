"""When somebody comes back to a deck, and how much they warm up before anything is measured: the plan reckons with it,
practice does it. Numbers only."""

from __future__ import annotations

from typing import Final

AWAY_DAYS: Final = 7
"""Days since the last answer from which on a learner comes back to a deck."""
WARM_UPS: Final = 20
"""Answers after days away that are exposures and no evidence: what they measure is readiness, not skill."""
