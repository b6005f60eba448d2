# The verbs of a day's work, described in CONTRIBUTING.md. They use the environment that `make setup` makes.
BIN ?= .venv/bin
TESTS ?= tests

.PHONY: setup test check ci bench schema goldens dump

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

schema:
	$(BIN)/python -m drillgrok.deckfile.schema > docs/decks.schema.json

goldens:
	GOLDENS=write $(BIN)/pytest tests/charts tests/domains tests/screens

dump:
	$(BIN)/python tests/schemas/make.py
