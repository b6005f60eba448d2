"""`python -m tools.shapes`: what becomes of files as tutors have them, printed as docs/importing.md has it."""

from tools.shapes.table import table

print(table())
