# Everything a reader, a developer and CI do with Chip Census. `make` alone lists it.
PORT ?= 8501
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
# --no-deps: the lock is whole, and overrides what one package says of another (setup/override.txt).
INSTALL := $(PIP) install --no-deps --require-hashes --requirement
PROJECT := $(PIP) install --no-deps --no-build-isolation --editable .
# No index line, no address: the lock fits whatever package index pip is set up for.
COMPILE = UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv --no-config pip compile --quiet --upgrade --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --override setup/override.txt pyproject.toml

# Tests on all cores, the tests of a file on one: what they share is made once.
SPREAD = --numprocesses logical --maxprocesses 4 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help run build test test-spark test-full reliability check format bench screenshots image image-test lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp build/npm/stamp ## start the app on http://127.0.0.1:8501 (another port: make run PORT=8600)
	@CHIPCENSUS_PORT=$(PORT) exec $(BIN)/chipcensus serve

build: $(VENV)/run.stamp ## check data/ and publish it as a generation
	$(BIN)/chipcensus build

test: $(VENV)/dev.stamp build/npm/stamp ## all tests
	sh setup/browser
	$(BIN)/python -m tests $(SPREAD)

test-spark: $(VENV)/dev.stamp ## the engine's tests on Apache Spark 4 with two workers instead of Sail (needs Java 17)
	sh setup/spark $(BIN)/python
	ENGINE=spark COMPANIES=1000000 $(BIN)/python -m tests tests/spark

test-full: $(VENV)/dev.stamp build/npm/stamp ## the same, with 2,000 spoilt files to be imported, a million companies on an engine, and LibreOffice
	sh setup/browser
	MUTANTS=2000 LIBREOFFICE=1 COMPANIES=1000000 $(BIN)/python -m tests $(SPREAD)

# Seconds of the soak and of the swaps, and how often the other things are done. SEED=<n> repeats a run.
reliability: $(VENV)/dev.stamp build/npm/stamp ## what make test breaks for a moment, for half an hour
	sh setup/browser
	SOAK=600 SWAPPING=120 KILLS=20 DAMAGES=8 SLOW_CLIENTS=500 $(BIN)/python -m tests tests/reliability

check: $(VENV)/dev.stamp ## style, types, imports, SQL, dependencies and data
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --processes 0 queries
	$(BIN)/python setup/audit requirements.txt requirements-dev.txt
	$(BIN)/chipcensus check

format: $(VENV)/dev.stamp ## lay out Python and SQL the house's way
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/sqlfluff fix queries

bench: $(VENV)/dev.stamp build/npm/stamp ## measure speed
	$(BIN)/python -m bench

screenshots: $(VENV)/dev.stamp build/npm/stamp ## take the pictures of docs/screenshots anew
	sh setup/browser
	$(BIN)/python -m screenshots

image: build/npm/stamp ## container image chip-census (needs docker, or: make image DOCKER=podman)
	$(or $(DOCKER),docker) build --tag chip-census .

image-test: build/npm/stamp ## the image really built and its dashboard asked, where no engine runs (needs root, buildah, debootstrap)
	$(or $(firstword $(wildcard $(BIN)/python)),python3) setup/image_test.py

lock: $(VENV)/pyvenv.cfg ## resolve the dependencies of pyproject.toml anew
	$(PIP) install 'uv>=0.13,<1'
	$(COMPILE) --group build --output-file requirements.txt
	$(COMPILE) --group build --extra spark --constraint requirements.txt --output-file requirements-spark.txt
	$(COMPILE) --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean: ## remove the environment, what was built and every cache
	rm -rf $(VENV) var/generations build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: nothing is installed again until a lock or pyproject.toml changes.
$(VENV)/pyvenv.cfg:
	@python=$$(sh setup/python $(PYTHON)) && echo "Environment: $(VENV), $$($$python --version)" && $$python -m venv $(VENV)

$(VENV)/run.stamp: $(VENV)/pyvenv.cfg requirements.txt pyproject.toml
	@echo 'Installing the locked packages of requirements.txt (half a minute or so) ...'
	@$(INSTALL) requirements.txt
	@$(PROJECT)
	@touch $@

$(VENV)/dev.stamp: $(VENV)/pyvenv.cfg requirements-dev.txt pyproject.toml
	@echo 'Installing the locked packages of requirements-dev.txt (half a minute or so) ...'
	@$(INSTALL) requirements-dev.txt
	@$(PROJECT)
	@touch $@ $(VENV)/run.stamp

# Not made where there is no npm: whoever installs it later has the small bundle at the next start.
build/npm/stamp: setup/npm/package-lock.json setup/plotly
	@sh setup/plotly
