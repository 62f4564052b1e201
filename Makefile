# Two commands do all the set-up: make serve, make test.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
HOME_DIR ?= var/home

.PHONY: serve test lint types contract check crash crash-server bench catalogues lock sample clean

serve: $(STAMP) ## open a copy of the sample archive in the web application
	@test -f $(HOME_DIR)/archive/format.toml || $(BIN)/statement-archive --home $(HOME_DIR) init --sample
	$(BIN)/statement-archive --home $(HOME_DIR) serve --port $(PORT) --offer-setup

test: $(STAMP) ## every test, with branch coverage
	scripts/system-packages
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered $(TESTS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

contract: $(STAMP) ## which ring may import which
	$(BIN)/lint-imports

check: test lint types contract catalogues

catalogues: $(STAMP) ## every interface string has its translation
	$(BIN)/python scripts/catalogues.py --check

crash: $(STAMP) ## long: writers killed at random, N times
	$(BIN)/python tests/campaigns/kill_writers.py $(or $(N),500)

crash-server: $(STAMP) ## long: the server killed while two people save, N times; then in browsers, sentence by sentence
	$(BIN)/python tests/campaigns/kill_server.py $(or $(N),100)
	LONG_TESTS=1 $(BIN)/python -m pytest -q tests/browser/test_two_people.py

bench: $(STAMP)
	$(BIN)/python -m benchmarks.search
	$(BIN)/python benchmarks/deposits.py
	$(BIN)/python benchmarks/align.py
	$(BIN)/python benchmarks/editor.py
	$(BIN)/python benchmarks/analysis.py

sample: $(STAMP) ## make the sample home at the top of this repository again
	$(BIN)/python scripts/sample_home.py

lock: ## pin every dependency anew (needs uv)
	scripts/lock

$(STAMP): requirements.lock requirements-dev.lock pyproject.toml scripts/install
	scripts/install $(PYTHON) $(VENV)
	@touch $(STAMP)

clean:
	rm -rf $(VENV) var
