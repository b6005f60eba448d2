"""Terminal keys in, pages out: the drill in a terminal, and the same drill by lines."""
