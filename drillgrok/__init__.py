"""drillgrok drills one hidden rule at a time, and keeps apart what was practised and what was never seen."""

__version__ = "0.1.0"
