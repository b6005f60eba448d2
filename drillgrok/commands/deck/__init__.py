"""The commands under `drillgrok deck`, one verb a file."""
