# What one types to work on Sổ Xã; `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
# every command here starts Python, most of them many times: what was compiled once stays compiled
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
# BESIDE: how many runs share the processors
BESIDE ?= 1
WORKERS ?= $(shell echo $$(( ($$(nproc) + $(BESIDE) - 1) / $(BESIDE) )))
BIN := .venv/bin
# tests and checks never see the book or the keys of whoever runs them
AWAY := env -u SOXA_DATABASE_URL SOXA_DATA_DIR=$(CURDIR)/var/test SOXA_KEY_FILE=$(CURDIR)/var/test-keys
# one worker alone is spared telling its results to another process; of several each has whole files, in the order that the tests
# themselves ask for: the demo book is filled last and once
SHARED = $(if $(filter-out 1,$(WORKERS)),-n $(WORKERS) --dist loadfile --no-loadscope-reorder)
PYTEST = $(BIN)/python -m pytest $(SHARED)
# the few files with tests that start programs: to read all the others takes longer than half of these tests
APART = $$(grep -rl --include='test_*.py' 'mark[.]apart' soxa tests)

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile | while IFS=: read -r name words; do printf '  make %-14s%s\n' "$$name" "$$words"; done

.PHONY: setup setup-run
setup: ## make .venv with everything for work on the program
	@bin/setup dev

setup-run: ## make .venv with what the program needs to run
	@bin/setup run

.PHONY: demo
demo: setup-run ## fill the demo commune's book once and serve it (PORT=8000)
	@bin/demo "$(or $(PORT),8000)"

.PHONY: check lint lint-format lint-types lint-layers
lint: lint-format lint-types lint-layers

lint-format: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

lint-types: setup
	$(AWAY) $(BIN)/mypy soxa

lint-layers: setup
	$(BIN)/lint-imports --no-cache

check: lint ## format, lint, types, layers, fast tests on SQLite (migrations among them)
	$(AWAY) $(PYTEST) -m "not browser and not apart"

.PHONY: test test-sqlite test-apart test-postgres test-browser
# the browser's part comes last and takes every processor, so that none is idle at the end; the parts share one demo book, filled
# by whoever needs it first and never left from an earlier run
test: ## check, then every test on SQLite, on PostgreSQL and in the browser, two of these parts at a time
	@rm -rf var/test-demo
	@SOXA_TESTS_DEMO=$(CURDIR)/var/test-demo \
		$(MAKE) -k -j2 -Otarget lint test-sqlite test-postgres test-apart test-browser BESIDE=2

test-sqlite: setup
	@echo "== tests on SQLite"
	$(AWAY) $(PYTEST) -m "not browser and not apart"

test-apart: setup
	@echo "== tests of what is started as a program, on SQLite"
	$(AWAY) $(PYTEST) -m "apart and not browser" $(APART)

test-postgres: setup ## the tests on PostgreSQL alone (WHOLE=1: every one that has a database at hand)
	@echo "== tests on PostgreSQL"
	bin/with-postgres env SOXA_DATA_DIR=$(CURDIR)/var/test SOXA_KEY_FILE=$(CURDIR)/var/test-keys \
		$(PYTEST) -m "not browser" -p tests.on_postgres.choice

.PHONY: choose-for-postgres
choose-for-postgres: setup ## look anew which tests PostgreSQL runs too: of those that ask it the same, the cheapest
	rm -rf var/asked
	$(MAKE) test-postgres WHOLE=1 SOXA_ASKED=$(CURDIR)/var/asked PYTEST_ADDOPTS="-p tests.on_postgres.asked"
	$(BIN)/python -m tests.on_postgres.choice var/asked

test-browser: WORKERS := $(shell nproc)
test-browser: setup
	@echo "== tests in a browser"
	bin/with-chromium $(AWAY) $(PYTEST) -m browser tests/browser

.PHONY: bench
bench: setup ## measure on a generated province, SQLite and PostgreSQL
	bin/with-postgres --durable $(BIN)/python -m bench

.PHONY: lock
lock: setup ## write requirements*.txt anew from pyproject.toml (UPGRADE=1 takes newer versions)
	bin/lock $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## remove caches and the tests' leavings; .venv and the demo book stay
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build *.egg-info var/test var/test-keys var/test-demo
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +
