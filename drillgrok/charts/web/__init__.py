"""The same charts on a web page or on one printed sheet. Chart values in, text or bytes out; the network stays outside.

Its modules load altair and vl-convert (half a second), so import them where a page is asked for and nowhere else.
"""
