"""How what is shipped was made: lists, thresholds, pictures; and tools that try the program hard. Nothing here is
imported by the program."""
