"""The same charts on a web page or on one printed sheet. Chart values in, text or bytes out; the network stays outside.

Pictures load vl-convert (half a second), so import that module where one is asked for and nowhere else.
"""
