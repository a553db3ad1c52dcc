# Everything a newcomer needs. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
SPECTRAL := tests/contracten/node_modules/.bin/spectral
TOEVAL = $(shell grep -rl --include='test_*.py' zo_vaak tests)
REDOCLY := REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true tests/contracten/node_modules/.bin/redocly
CHECKED := $(addprefix tests/,test_antwoorden.py test_streng.py test_clienten.py test_contracten.py test_asyncapi.py test_docs.py test_huis.py test_mutatie.py deploy/test_chart.py deploy/test_chart_values.py)
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml
ADR ?= ../shared/koppelvlakken/adr/linter.yaml

# What Python compiled is kept, whatever the machine says: the tests start many processes, and each would compile it all.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup run test processen sqlite snel toeval storing check fuzz fmt bench mutatie lock sbom advies clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */\1\t/' | awk -F'\t' '{printf "  make %-8s %s\n", $$1, $$2}'

$(STAMP): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "clientroute needs Python 3.11 or newer; this is $$($(PYTHON) --version). Set PYTHON=python3.11 or newer."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

setup: $(STAMP)  ## virtual environment with pinned dependencies

run: $(STAMP)  ## start the whole suite on http://127.0.0.1:8000, with a demo region the first time
	@exec $(BIN)/clientroute run

test: $(STAMP)  ## all tests within one process that this machine can run, but for those in `make check`; rooms on PostgreSQL
	@$(BIN)/pytest -m "not processen" --rooms postgresql --numprocesses 4 --dist worksteal $(addprefix --ignore ,$(CHECKED))

processen: $(STAMP)  ## the tests of the product as it runs: with processes, servers and a browser of its own
	@$(BIN)/pytest -m processen --numprocesses 4 --dist worksteal

sqlite: $(STAMP)  ## the tests of the rooms once more, on the database of `make run`
	@$(BIN)/pytest --rooms sqlite --numprocesses 4 --dist worksteal tests/toegang tests/toewijzing tests/declaratie tests/monitoring

snel: $(STAMP)  ## the fast tests, within a minute: no database, no broker, no browser, no play
	@$(BIN)/pytest --snel --numprocesses 4 --dist worksteal

$(SPECTRAL): tests/contracten/package-lock.json
	npm ci --prefix tests/contracten --no-audit --no-fund --silent
	@touch $@

toeval: $(STAMP)  ## the random plays, twenty times as long as in `make test`, and new every time
	@CLIENTROUTE_TOEVAL=20 $(BIN)/pytest --numprocesses 2 --timeout 0 $(TOEVAL)

storing: $(STAMP)  ## a thousand killed processes, databases and broker away, queues deleted, backups put back (half an hour or more)
	@$(BIN)/python -m tests.storing

check: $(STAMP) $(SPECTRAL)  ## ruff, mypy, import walls, contracts, generated clients, the chart, words, size and judged mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/clientroute contracts --check
	@$(BIN)/pytest $(CHECKED)
	$(SPECTRAL) lint --fail-severity=warn --ruleset tests/contracten/openapi.yaml services/*/openapi.json shared/aansluiting/openapi.json
	$(REDOCLY) lint --extends=recommended-strict services/*/openapi.json shared/aansluiting/openapi.json
	node tests/contracten/asyncapi.mjs shared/gebeurtenissen/asyncapi.json
	@if [ -f $(ADR) ]; then $(SPECTRAL) lint --fail-severity=warn --ruleset $(ADR) services/*/openapi.json shared/aansluiting/openapi.json; \
	else echo "left out: the ruleset of the API Design Rules is not at $(ADR)"; test -z "$$CLIENTROUTE_REQUIRE_SERVICES"; fi

fmt: $(STAMP)  ## format the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(STAMP)  ## measure, write var/bench.json
	@$(BIN)/python -m clientroute.bench

fuzz: $(STAMP)  ## Schemathesis over the four contracts, five minutes
	@$(BIN)/python -m tests.fuzz

mutatie: $(STAMP)  ## small mistakes in a copy of the code, and whether tests notice; survivors are printed
	@$(BIN)/python -m tests.mutatie

lock:  ## renew requirements.lock and requirements-dev.lock (needs uv)
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --group dev --constraint requirements.lock -o requirements-dev.lock

sbom: $(STAMP)  ## a bill of materials (CycloneDX) of what ships, to var/sbom.json
	@mkdir -p var
	@$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o var/sbom.json

advies: $(STAMP)  ## the pins against the advisories in a file: ADVIES=all.zip, as OSV gives them
	@$(BIN)/python -m deploy.advies $(ADVIES) requirements.lock requirements-dev.lock

clean:  ## remove the virtual environment, data and caches
	rm -rf $(VENV) var .schemathesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
