"""drillgrok drills one hidden rule at a time until it clicks, and keeps what was practised apart from what was never seen."""

__version__ = "0.1.0"
