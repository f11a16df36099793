# `make` alone prints what there is to do.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
GOLD := ../shared
DEMO_LEDGER := .demo/ledger.db

.PHONY: help setup demo test lint types gold bench bench-archives bench-stories fuzz lock docs clean

help: ## what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/.setup ## .venv with the reportedly command, from the hash-pinned lock file

.venv/.setup: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.setup requirements-dev.lock
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-dev.lock
	@touch $@

demo: setup ## read the example pages into a new ledger; print their claims and stories
	@rm -rf $(dir $(DEMO_LEDGER))
	$(BIN)/reportedly add --ledger $(DEMO_LEDGER) examples/*
	$(BIN)/reportedly claims --ledger $(DEMO_LEDGER)
	$(BIN)/reportedly stories --ledger $(DEMO_LEDGER)

# The tests start the program many hundred times: it is to be compiled once, whatever the shell says.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/.dev lint types ## everything that CI runs
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "not alone"
	$(BIN)/python -m pytest -m alone

lint: .venv/.dev ## style, formatting and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/.dev ## strict types
	$(BIN)/mypy

gold: .venv/.dev ## quality on the annotated reports and stories, beside the floors
	$(BIN)/python -m tests.gold.measure $(GOLD)

bench: setup ## speed of each stage on this machine
	$(BIN)/python -m bench.path

bench-archives: .venv/.dev ## an archive's way into the ledger, each stage and the whole; memory
	$(BIN)/python -m bench.archives

fuzz: .venv/.dev ## six minutes of hostile inputs for each form of input
	$(BIN)/python -m fuzz all --minutes 6

bench-stories: setup ## how the work for one more report grows with the ledger
	$(BIN)/python -m bench.stories

docs: .venv/.dev ## the pages that are made from the code (settings, commands)
	$(BIN)/python -m docs.make

lock: .venv/.dev ## the lock files anew, from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --extra build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --no-emit-find-links --extra build --extra dev pyproject.toml --output-file requirements-dev.lock

clean: ## remove what was made here
	rm -rf .venv .demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
