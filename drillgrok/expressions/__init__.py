"""The arithmetic that a deck may write: its grammar, its tree and its functions over whole columns of 64-bit numbers.
No deck and no file enters."""
