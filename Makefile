# The verbs of a day's work, described in CONTRIBUTING.md. They use the environment that `make setup` makes.
BIN ?= .venv/bin
TESTS ?= tests

.PHONY: setup test check ci bench renew dump

setup:
	python3 -m venv .venv
	$(BIN)/pip install -e '.[dev]'

test:
	$(BIN)/pytest $(TESTS)

check:
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

ci:
	.ci/run

bench:
	$(BIN)/python -m benchmarks

renew:
	$(BIN)/pytest --renew $(TESTS)

dump:
	$(BIN)/python tests/schemas/make.py
