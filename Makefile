# Two commands: `make run` starts the service, `make test` checks everything. Both set up what they need
# in .venv the first time, and again only when the requirements have changed.

VENV := .venv
PYTHON := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed
CANDIDATES := python3.11 python3.12 python3.13 python3.14 python3 python
INSTALL := $(PYTHON) -m pip install --disable-pip-version-check

ARGS :=

.PHONY: run test lint setup clean help

## run    start the service on 127.0.0.1:8000 (make run ARGS="--port 8080" for another port)
run: $(RUNTIME)
	@$(PYTHON) scripts/serve.py $(ARGS)

## test   lint, types, and all tests, on two cores (make test ARGS="tests/test_spans.py" for some)
test: lint
	@OMP_NUM_THREADS=1 $(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

## lint   ruff and mypy only
lint: $(DEVELOPMENT)
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy

## setup  everything that the other targets need, without running anything
setup: $(DEVELOPMENT)

## clean  remove the environment and the caches
clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find models service scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@sed -n 's/^## /make /p' Makefile

# An environment that was left half made, or whose interpreter is gone, is made afresh.
$(RUNTIME): requirements.txt
	@if ! $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  python=; \
	  for name in $(CANDIDATES); do \
	    if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$name; break; fi; \
	  done; \
	  if [ -z "$$python" ]; then echo "mtqc needs Python 3.11 or newer: none of '$(CANDIDATES)' is." >&2; exit 1; fi; \
	  echo "Creating $(VENV) with $$($$python --version)"; \
	  $$python -m venv --clear $(VENV) || \
	    { echo "Cannot create $(VENV): is the venv module there (python3-venv)?" >&2; exit 1; }; \
	fi
	@echo "Installing the packages of requirements.txt (the first time takes minutes)"
	@$(INSTALL) $$($(PYTHON) -m scripts.dev.torch_index) -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUNTIME)
	@echo "Installing the packages of requirements-dev.txt"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
