"""What several rooms of tests share, as plain code: fixtures are taken in by the conftest that wants them."""
