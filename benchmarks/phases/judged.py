"""The phase model as a detector: its log odds of h' >= .5 after each first-seen answer, by the filter of practice."""

from __future__ import annotations

from functools import partial
from itertools import islice

import numpy as np

from benchmarks.phases.both_cores import mapped
from benchmarks.phases.streams import Floats, Streams
from drillgrok.phases import filter as phase_filter
from drillgrok.phases.regions import at_least


def model_log_odds(given: Streams) -> Floats:
    """(streams, PROBES) log odds that chance-corrected unseen accuracy is a half or more."""
    return np.stack(list(mapped(partial(_log_odds, given), len(given.probes))))


def _log_odds(given: Streams, stream: int) -> Floats:
    state, answers, taken = phase_filter.start(), given.evidence(stream), 0
    found = np.empty(given.probes.shape[1])
    for number, column in enumerate(given.probes[stream].tolist()):
        state = phase_filter.take(state, islice(answers, column + 1 - taken))
        taken = column + 1
        high = at_least(state, 0.5)
        found[number] = np.log((high + 1e-12) / (1 - high + 1e-12))
    return found
