# Two commands do all set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test check format types layers tests docs wheel messages nasty fuzz bench clean

demo: .demo/ready ## the example year on a throw-away ledger
	.demo/venv/bin/ledgerctl demo

.demo/ready: pyproject.toml hatch_build.py
	$(PYTHON) -m venv .demo/venv
	.demo/venv/bin/python -m pip install --quiet --disable-pip-version-check .
	touch $@

test: $(VENV)/ready check types layers tests docs wheel ## everything that CI checks

$(VENV)/ready: pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group test
	touch $@

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

tests: messages
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

docs: messages
	$(BIN)/python docs/generate.py --check

wheel:
	$(BIN)/python tests/smoke_wheel.py

messages: ## compile the message catalogues
	$(BIN)/python hatch_build.py

nasty: messages ## what becomes of each of the nasty files, as a table
	$(BIN)/python -m pytest -s tests/formats/test_nasty_files.py

fuzz: messages ## five minutes of mutated bytes for the readers and the profile parser
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz || true
	$(BIN)/python tests/fuzz.py

bench: ## speed, as ratios against named peers; needs the sqlite3 shell
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	for script in benchmarks/bench_*.py; do $(BIN)/python $$script || failed=1; done; test -z "$$failed"

format:
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .demo build dist .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis
