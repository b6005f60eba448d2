"""drillgrok drills one hidden rule at a time until it clicks; what was practised and what was never seen stay apart."""

__version__ = "0.1.0"
