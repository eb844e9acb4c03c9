# make run opens the reader; make test passes the tests; make help tells the rest.

PYTHON ?= python3
# Another Python (make test PYTHON=python3.12) has an environment of its own beside the usual one.
VENV := .venv$(if $(filter-out file,$(origin PYTHON)),-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'))
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -q
STAMP := $(VENV)/.installed
STAMP_DEV := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help run install test slow check format static torture bench evaluate pictures docs clean

help:  ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(STAMP)  ## Install into .venv and open the reader
	@$(BIN)/enregard

install: $(STAMP)  ## Install into .venv

test: $(STAMP_DEV)  ## Pass the fast and dependable tests
	@$(PYTEST) -n 2 -m "smoke or not (slow or e2e or torture)"

slow: $(STAMP_DEV)  ## Pass the tests that make test leaves out: long ones, and the whole program in a terminal
	@$(PYTEST) -n 2 -m "(slow or e2e) and not (smoke or torture)"

check: static test slow  ## Format, lint, types, layers, tests: all that must hold

static: $(STAMP_DEV)  ## Check format, lint, types and layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(STAMP_DEV)  ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

torture: $(STAMP_DEV)  ## Kills, fuzzing and properties at their full counts, with other examples each time (ENREGARD_SEED=a, b … for other sessions)
	@ENREGARD_TORTURE=1 $(PYTEST) -n 2

bench: $(STAMP_DEV)  ## Measure the program on a real pty against bare Textual
	@$(BIN)/python tools/bench.py

evaluate: $(STAMP_DEV)  ## Hold sentence links against those made by hand, line breaks against Unicode's, engines against faults
	@$(BIN)/python tools/evaluate.py
	@$(BIN)/python tools/evaluate_links.py
	@$(BIN)/python tools/evaluate_breaks.py

pictures: $(STAMP_DEV)  ## Draw the pictures of the README from the real program
	@$(BIN)/python tools/pictures.py docs/pictures facing narrow

docs: $(STAMP_DEV)  ## Write docs/keys.md and docs/privacy.md from the declarations
	@$(BIN)/python -m reader.ui.commands.keys_page > docs/keys.md
	@$(BIN)/python -m reader.translation.privacy_page > docs/privacy.md

clean:  ## Remove what was installed and built
	rm -rf .venv .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Enregard needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing. Install it (on Debian and Ubuntu: apt install python3-venv), then run make again."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/pip pyproject.toml constraints.txt
	@echo "Installing into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . || \
		{ echo "The packages could not be installed. Is the network reachable? Run make again when it is."; exit 1; }
	@touch $@

$(STAMP_DEV): $(STAMP)
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,offline]' || \
		{ echo "The extra “offline” could not be installed; its tests will say that they are skipped."; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'; } || \
		{ echo "The packages could not be installed. Is the network reachable? Run make again when it is."; exit 1; }
	@touch $@
