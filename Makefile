# The commands of this repository. `make demo` and `make test` set up what they need.
PYTHON ?= python3
WORKERS ?= 4  # half of the tests' time is waiting
QUICK := mistakes slips checks judge near_misses repair structure figures
BIN := .venv/bin

.PHONY: help setup demo test check bench bench-marking class lab formgrader build

help:
	@echo "make demo        grade a sample class: marks, feedback, report, handout, exports"
	@echo "make lab         open the released notebook in JupyterLab"
	@echo "make test        check everything"
	@echo "make check       after a change in the lesson or the judge: the quick tests"
	@echo "make bench       measure speed and memory beside stock nbgrader (8 minutes)"
	@echo "make bench-marking  mark a class of 1,000 through the page, and count keys"
	@echo "make class       FOLDER=…: grade work beside a teacher's marks (docs/marking.md)"
	@echo "make formgrader  look at the graded demo class as an instructor"
	@echo "make build       after a change in notebooks/: make source/ and release/ again"
	@echo "make setup       only set up .venv"

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	@scripts/system-packages python3-venv
	@echo "Setting up .venv: torch and JupyterLab take some minutes the first time."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

demo: setup
	@scripts/system-packages bubblewrap
	@$(BIN)/attention-by-hand demo

test: setup
	@scripts/system-packages bubblewrap chromium postgresql node-typescript
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder

check: setup
	@scripts/system-packages bubblewrap
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n 2 $(QUICK:%=tests/test_%.py)

bench: setup
	@scripts/system-packages bubblewrap
	@$(BIN)/python benchmarks/bench.py

bench-marking: setup
	@scripts/system-packages chromium
	@$(BIN)/python benchmarks/marking.py

class: setup
	@scripts/system-packages bubblewrap
	@$(BIN)/python benchmarks/fairness.py $(or $(FOLDER),tests/classes/*)

lab: setup
	@$(BIN)/jupyter lab release/self_attention/self_attention.ipynb

formgrader: setup
	@test -d demo || $(MAKE) demo
	@cd demo && ../$(BIN)/jupyter lab --LabApp.default_url=/formgrader

build: setup
	@$(BIN)/attention-by-hand build
