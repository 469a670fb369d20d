# Two commands matter: `make demo` opens the sample office, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: demo test check format words lock bench clean

demo: $(STAMP)-run
	@$(BIN)/liaison demo

# The tests of the screens wait as well as work, so three at a time suit two cores; who has no more takes from others.
# Compiled files are kept even where the surroundings say otherwise: some tests start the program as a process.
test: $(STAMP)-dev check
	@echo "== tests"
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist worksteal

check: $(STAMP)-dev
	@echo "== format"
	@$(BIN)/ruff format --check .
	@echo "== lint"
	@$(BIN)/ruff check .
	@echo "== types"
	@$(BIN)/mypy
	@echo "== import contract"
	@$(BIN)/lint-imports

# The program with what it needs to run.
$(STAMP)-run: requirements.lock pyproject.toml
	@echo "Setting up in $(VENV) (about a minute the first time) …"
	@$(PYTHON) -c 'import sys; sys.exit("liaison needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "  installing the libraries of requirements.lock …"
	@$(PIP) install --require-hashes -r requirements.lock
	@echo "  installing liaison …"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# The same with what the tests need.
$(STAMP)-dev: requirements-dev.lock pyproject.toml
	@echo "Setting up in $(VENV) with the tools for the tests (about a minute the first time) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "  installing the libraries of requirements-dev.lock …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@echo "  installing liaison …"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(STAMP)-run

format: $(STAMP)-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# Gather the words of the code into both catalogues; missing ones are then filled in by hand and compiled.
LOCALES := src/liaison/text/locales
words: $(STAMP)-dev
	@$(BIN)/pybabel --quiet extract --no-location --sort-output -k N_ -k n_:1,2 -k p_:1c,2 -o $(VENV)/liaison.pot src/liaison
	@for code in zh_CN en; do \
	  $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete -D liaison -l $$code -i $(VENV)/liaison.pot -d $(LOCALES); \
	done
	@$(BIN)/pybabel --quiet compile -D liaison -d $(LOCALES)

# Write both lock files anew from pyproject.toml (needs uv).
lock:
	uv pip compile --no-config --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade --group build -o requirements.lock pyproject.toml
	uv pip compile --no-config --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group dev -c requirements.lock -o requirements-dev.lock pyproject.toml

bench: $(STAMP)-dev
	@$(BIN)/python -m pytest tests/benchmarks -m bench --benchmark-enable -n 0

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
