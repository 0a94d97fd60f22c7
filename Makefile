# Everything a person types. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help run test fast check mutants faults attacks soak build translations

PYTHON := .venv/bin/python

help:  ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: .venv/ready  ## open the demonstration helpline on this machine
	@.venv/bin/hulplijn demo

test: .venv/ready  ## set up what is missing, run every lane, end with a table
	@$(PYTHON) .ci/test.py

fast: .venv/ready  ## seconds, for every save: ruff and the tests of the rules
	@$(PYTHON) .ci/test.py fast

check: .venv/ready  ## lint, types, import contracts, translations, secrets
	@$(PYTHON) .ci/test.py check

mutants: .venv/ready  ## plant each fault and see the tests catch it
	@$(PYTHON) .ci/test.py mutants

soak: .venv/ready  ## an evening of an hour with twenty counsellors: memory flat, nothing left over (SOAK=3600)
	@$(PYTHON) -m tests.faults.soak

faults: .venv/ready  ## a thousand kills and cuts while people chat (FAULTS=1000 SEED=…)
	@FAULTS=$${FAULTS:-1000} $(PYTHON) -m pytest -q tests/faults/test_storm.py
	@FAULTS=$${FAULTS:-1000} $(PYTHON) .ci/postgresql.py $(PYTHON) -m pytest -q tests/faults/test_storm.py

attacks: .venv/ready  ## a hundred thousand bad inputs on each database (ATTACKS=100000 SEED=…)
	@seed=$${SEED:-$$RANDOM$$$$}; export ATTACKS=$${ATTACKS:-100000} SEED=$$seed; \
	 $(PYTHON) .ci/postgresql.py $(PYTHON) -m pytest -q tests/attacks && $(PYTHON) -m pytest -q tests/attacks

bench: .venv/ready  ## measure beside baselines: all, or `make bench WHAT=idle` or WHAT=--short
	@$(PYTHON) -m bench $(WHAT)

build: .venv/ready node_modules/.package-lock.json  ## rebuild the browser files and the compiled translations
	@npm run --silent build
	@$(PYTHON) .ci/translations.py compile

translations: .venv/ready  ## list the texts that a language still lacks
	@$(PYTHON) .ci/translations.py check

.venv/ready: requirements.lock pyproject.toml .ci/venv
	@bash .ci/venv

node_modules/.package-lock.json: package-lock.json
	@npm ci --no-audit --no-fund --loglevel=error
