# The verbs of a day's work, described in CONTRIBUTING.md. They use the environment that `make setup` makes.
BIN ?= .venv/bin
TESTS ?= tests

.PHONY: setup test check ci bench renew dump pictures site dist

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

pictures:
	$(BIN)/python -m tools.pictures

site:
	$(BIN)/pip install --quiet -e '.[docs]'
	$(BIN)/sphinx-build --fail-on-warning --fresh-env docs build/site

dist:
	$(BIN)/pip install --quiet -e '.[release]'
	rm -rf dist
	$(BIN)/pyproject-build
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist
