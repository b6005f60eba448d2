"""The response log as a file: the columns that go out and come back, and the reading of any log that has enough of
them. No database."""
