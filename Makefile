# Intertitle. `make run` for a running site, `make test` for the suite; `make help` lists the rest.
PORT ?= 8000
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
LOCKS := .ci/locks
# uv is used when it is there; plain venv and pip do the same.
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help run test testpg install lint format lock e2e xss editor css bench races racespg transcripts clean

help:
	@grep -E '^[a-z0-9]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/' | expand -t 16

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Intertitle needs Python 3.11 or newer; set PYTHON=python3.12 or the like." >&2; exit 1; }
	@if [ -n "$(UV)" ]; then "$(UV)" venv -q --python $(PYTHON) --seed $(VENV); else $(PYTHON) -m venv $(VENV); fi
	@touch $@

# One stamp a lock file, so that a second run costs nothing.
$(VENV)/.%: $(LOCKS)/%.txt $(VENV)/.made
	@echo "Installing $(LOCKS)/$*.txt ..."
	@if [ -n "$(UV)" ]; then "$(UV)" pip install -q --python $(BIN)/python -r $<; else $(BIN)/python -m pip install -q --disable-pip-version-check -r $<; fi
	@touch $@

install: $(VENV)/.dev ## the environment alone

run: $(VENV)/.run ## a running site with demo content on http://127.0.0.1:$(PORT)
	@DEBUG=True PYTHONUNBUFFERED=1 $(BIN)/python manage.py up --port $(PORT)

test: $(VENV)/.dev ## the whole suite
	@$(BIN)/python -m pytest

testpg: $(VENV)/.dev ## the same suite on a PostgreSQL of its own
	@.ci/postgresql $(BIN)/python -m pytest

lint: $(VENV)/.dev ## linters, types, templates, import order
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	@DEBUG=True $(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_architecture.py

format: $(VENV)/.dev
	@$(BIN)/ruff check -q --fix .
	@$(BIN)/ruff format -q .
	@$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html') || true

e2e: $(VENV)/.e2e ## real-browser tests (Chromium from the system)
	@$(BIN)/python -m pytest -m browser tests/browser

races: $(VENV)/.dev ## figures of concurrency and crashes (ARGS="--edits 40 --rounds 2 --kills 10" for fewer)
	@$(BIN)/python tests/races.py $(ARGS)

racespg: $(VENV)/.dev ## the same on a PostgreSQL of its own
	@.ci/postgresql $(BIN)/python tests/races.py $(ARGS)

xss: $(VENV)/.e2e ## every hostile payload against desk, preview and public page
	@XSS=all $(BIN)/python -m pytest -q -s -m browser tests/browser/test_editor_xss.py

css: ## the readers' one stylesheet, joined from the files of one concern each
	@.ci/join_css

bench: $(VENV)/.dev ## figures of speed beside a bare Django view (QUICK=1 leaves out 20,000 pieces)
	@$(BIN)/python tests/bench.py $(if $(QUICK),--quick)
	@$(BIN)/python tests/bench_wire.py
	@$(BIN)/python tests/bench_editor.py
	@$(BIN)/python tests/bench_catalogue.py $(if $(QUICK),--quick)

editor: ## the bundle of other people's code in the writing surface, built anew (needs node and npm)
	@static/js/editor/build.sh

transcripts: $(VENV)/.dev ## figures of the importer
	@$(BIN)/python tests/transcripts.py

lock: ## renew the pinned lists (needs uv)
	@for group in run dev e2e; do $(MAKE) -s lock-$$group; done
lock-run:
	@uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --extra redis pyproject.toml -o $(LOCKS)/run.txt
lock-dev:
	@uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --all-extras --group dev -c $(LOCKS)/run.txt pyproject.toml -o $(LOCKS)/dev.txt
lock-e2e:
	@uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --all-extras --group dev --group e2e -c $(LOCKS)/dev.txt pyproject.toml -o $(LOCKS)/e2e.txt

clean:
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
