"""What the coach means by its own words: said where they are heard first, and by `?`. Nothing of any learner."""

from __future__ import annotations

from typing import Final

MEANINGS: Final = {
    "unseen": "Unseen is what you answer before anything was said about it.",
    "settled": "Settled is what you met often and are asked again after a while.",
    "calm clock": "The calm clock is the longer one, on which both are counted.",
}
"""What the coach means by its own words, in a sentence each."""
