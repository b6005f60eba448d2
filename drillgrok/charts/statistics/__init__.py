"""The arithmetic that several charts share: intervals, shrinkage, blocks of answers. Counts in, figures out."""
