"""A deck's items as learners will see them, for its author."""
