# Keep it Local: everything a person or a machine asks of this project. `make help` lists it.

UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
BOOTSTRAP_PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

# Many councils' networks inspect traffic with a certificate of their own, which the system trusts and uv alone would not.
export UV_SYSTEM_CERTS ?= 1

.PHONY: default help setup demo test check lint fix docs model lock size bench clean system

default: $(filter .uv/%,$(UV)) help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.everything ## make .venv with all extras, from the locks

demo: .venv/.core ## set up what it needs and show the sample place: five figures and a report
	@$(BIN)/keepitlocal demo

test: .venv/.everything system ## all tests; on Debian as root also installs Chromium and Java
	@mkdir -p build
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup --junitxml build/tests.xml

check: .venv/.everything ## unit tests and examples, under a minute: no browser, no Spark
	$(BIN)/pytest -q -n $(WORKERS) --dist loadgroup -m "not browser and not spark and not slow and not data"

lint: .venv/.everything ## formatting, style, types, the direction of imports, what the locks name
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@scripts/check_locks.sh

fix: .venv/.everything ## format, and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

model: .venv/.everything ## learn the matching's numbers again (some ten minutes): keepitlocal/matching/model.json
	$(BIN)/python -m benchmarks.matching.train

docs: .venv/.everything ## make the reference pages again, from the code
	@$(BIN)/python scripts/make_reference.py

lock: $(filter .uv/%,$(UV)) ## write the locks after a change in pyproject.toml (UPGRADE=1: newest versions)
	@scripts/write_locks.sh $(UV) $(if $(UPGRADE),--upgrade)

size: $(filter .uv/%,$(UV)) ## install the core alone, from a built wheel, and measure it: at most 650 MB
	@scripts/measure_core.sh $(UV)

system:
	@scripts/install_system_packages.sh

clean: ## remove environments and what was built
	rm -rf .venv .uv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The locks carry hashes, so what is installed is what was tried, wherever it comes from.
BUILD := --build-constraints locks/build.txt

.uv/bin/uv: locks/build.txt
	@scripts/install_uv.sh $(BOOTSTRAP_PYTHON)

.venv/bin/python: | $(filter .uv/%,$(UV))
	$(UV) venv --quiet $(if $(PYTHON),--python $(PYTHON)) .venv

.venv/.core: locks/core.txt pyproject.toml | .venv/bin/python
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes $(BUILD) -r locks/core.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps $(BUILD) --editable .
	@touch $@

.venv/.everything: locks/dev.txt locks/bench.txt pyproject.toml | .venv/bin/python
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes $(BUILD) locks/dev.txt locks/bench.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps $(BUILD) --editable .
	@touch .venv/.core $@
