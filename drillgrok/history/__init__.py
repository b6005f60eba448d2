"""A run's log folded into the bounded figures that charts are drawn from. Values in, values out; nothing is drawn."""
