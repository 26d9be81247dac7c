.PHONY: help compiled setup setup-dev run test lint format native plain data train distill evaluate trust robustness retrain \
	benchmark benchmark-steps benchmark-views benchmark-reading benchmark-registries benchmark-roles docker clean

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
DATA ?= data
SPLIT ?= dev
BIN := .venv/bin

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 22

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: Python 3.11 or newer is needed; name one with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.development: requirements.txt requirements-dev.txt requirements-native.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/.runtime

# The compiled form of the artifact; the command itself knows whether it is up to date.
models/compiled.npz: models/stance.joblib models/manifest.json stance/compilation.py stance/compiled.py | .venv/.runtime
	@if $(BIN)/python -m stance.precompile models; then touch -c $@ 2>/dev/null || true; \
	else echo "the service will load the joblib file instead"; fi

setup: .venv/.runtime  ## make the environment that serving needs
setup-dev: .venv/.development  ## make the environment for training, tests and tooling

compiled: models/compiled.npz  ## make the form of the artifact that serving loads without scikit-learn

run: setup compiled  ## serve with the shipped artifact (HOST=127.0.0.1 PORT=8000)
	@STANCEWIRE_HOST=$(HOST) STANCEWIRE_PORT=$(PORT) exec $(BIN)/python -m service

test: setup-dev  ## run the tests
	$(BIN)/python -m pytest

lint: setup-dev  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup-dev  ## put the code into the one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

native: setup-dev  ## compile what a text goes through to C, in place (a C compiler is needed; edits show after the next run)
	$(BIN)/python -m deploy.native

plain: setup-dev  ## run the plain modules again
	$(BIN)/python -m deploy.native --remove

data: setup-dev  ## fetch and verify the corpora (DATA_MIRROR=DIR copies from a folder)
	$(BIN)/python -m training.corpora --data $(DATA)

train: setup-dev  ## fit, calibrate, measure, write models/
	$(BIN)/python -m training.train --data $(DATA)

.venv-distill/.installed: requirements.txt requirements-dev.txt requirements-distill.txt
	$(PYTHON) -m venv .venv-distill
	.venv-distill/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-distill.txt
	@touch $@

distill: setup-dev .venv-distill/.installed  ## let a teacher label sentences anew, for training (some twenty minutes on two cores)
	HF_HUB_OFFLINE=1 .venv-distill/bin/python -m training.distill --data $(DATA)

evaluate: setup-dev  ## measure the artifact (SPLIT=dev or test)
	$(BIN)/python -m training.evaluate --data $(DATA) --split $(SPLIT) --json

trust: setup-dev  ## measure how far answers can be trusted, into docs/trust.md
	$(BIN)/python -m training.trust --data $(DATA) --docs docs

robustness: setup-dev  ## count what changes that change nothing do, and the spread over names
	$(BIN)/python -m training.robustness

retrain: data train evaluate  ## fetch, fit and measure in one go

benchmark: setup-dev compiled  ## time the service beside what else one might run (ARGS=--quick for a rough run)
	$(BIN)/python -m benchmarks.comparison $(ARGS)

benchmark-steps: setup-dev  ## time the steps of an analysis, as ratios
	$(BIN)/python -m benchmarks.steps

benchmark-views: setup-dev  ## tell what each view costs and is worth
	$(BIN)/python -m benchmarks.views

benchmark-reading: setup-dev  ## time all but the classifier, and how it grows with the text
	$(BIN)/python -m benchmarks.reading

benchmark-registries: setup-dev  ## time a registry of 100,000 aliases against none
	$(BIN)/python -m benchmarks.registries

benchmark-roles: setup-dev  ## hold the shallow pass against spaCy's parse
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-benchmarks.txt
	$(BIN)/python -m benchmarks.roles --data $(DATA)

docker:  ## build the container image
	docker build --tag stancewire:latest .

clean:  ## remove the environment, caches and what was compiled
	rm -rf .venv .venv-distill .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis models/compiled.npz
	rm -f stance/*.so stancewire__mypyc*.so
