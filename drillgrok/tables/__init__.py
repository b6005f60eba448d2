"""Tables as other programs write them: which letters, which separator, which quotes, and which columns. One reader for
lists, imports and response logs; standard library only."""
