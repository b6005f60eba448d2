"""The people who practise on one machine."""
