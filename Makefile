# Two commands for everybody: `make demo` and `make test`. Both make .venv from the lock file by themselves
# and need only Python 3.11+, make and git.

PYTHON ?= python3
MINUTES ?= 10
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: help demo test test-spark lint format bench fuzz lock docs clean

help:
	@echo "make demo    build an advisory database, check the example infusion pump, write its report"
	@echo "make test    run every test"
	@echo "make test-spark   the tests on Spark too (installs pyspark; needs Java 17)"
	@echo "make lint    ruff, mypy --strict, import rules, house rules"
	@echo "make bench   speed and correctness beside the peers (installs them in an environment of their own)"
	@echo "make fuzz    broken input for every reader of foreign data, for 10 minutes (MINUTES=1 for less)"
	@echo "make docs    write the generated reference pages again"
	@echo "make lock    resolve the dependencies again and write requirements.lock"

$(STAMP): requirements.lock pyproject.toml tools/install.sh
	@PYTHON="$(PYTHON)" sh tools/install.sh
	@touch $@

demo: $(STAMP)
	@$(BIN)/python tools/demo.py

test: $(STAMP)
	$(BIN)/pytest -n auto -q

# Spark is large and needs Java, so its lock is its own: added to what is installed, and asked for by name
SPARK := .venv/.spark-installed

$(SPARK): $(STAMP) requirements-spark.lock
	VIRTUAL_ENV="$(CURDIR)/.venv" $(BIN)/uv pip install --quiet --require-hashes --requirement requirements-spark.lock
	@touch $@

test-spark: $(SPARK)
	$(BIN)/pytest -q -m spark

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/house_rules.py

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMP)
	$(BIN)/python bench/run.py

fuzz: $(STAMP)
	$(BIN)/python tools/fuzz.py --minutes $(MINUTES)

docs: $(STAMP)
	$(BIN)/python tools/reference.py

lock: $(STAMP)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
	  --group dev pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
	  --extra spark --constraint requirements.lock pyproject.toml --output-file requirements-spark.lock

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
