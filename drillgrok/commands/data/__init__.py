"""The commands under `drillgrok data`, one verb a file."""
