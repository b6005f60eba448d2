"""Is the phase model right: against tuned detectors, in its probabilities, in time. `python -m benchmarks.phases`."""
