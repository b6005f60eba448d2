"""Pictures for the README and the docs, made by the program itself: its own pages and charts, of simulated learners on
a simulated clock, drawn as a terminal would show them. `python -m tools.pictures` writes all of them."""
