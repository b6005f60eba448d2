"""What the coach means by its own words: said where they are heard first, and by `?`. Nothing of any learner."""

from __future__ import annotations

from typing import Final

MEANINGS: Final = {
    "unseen": "An item is unseen until you have been shown its answer.",
    "settled": "A settled item is one you have met often, asked again after a while.",
    "calm clock": "The calm clock gives you the most time, and both counts are taken on it.",
}
"""What the coach means by its own words, in a sentence each."""
