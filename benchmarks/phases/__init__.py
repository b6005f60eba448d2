"""Is the phase model right: against tuned detectors, in its own probabilities, in time. Run by `python -m benchmarks.phases`."""
