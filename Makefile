# make demo   makes the environment and checks the pages in examples/
# make desk   makes the environment and opens the desk in the browser
# make test   makes the environment and runs all tests
#
# The environment is .venv, made once from the pinned and hashed list in .ci/requirements.txt. It wants Python 3.11 or
# later; PYTHON=/path/to/python chooses one.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	  $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo desk test lint types generated bench lock clean

demo: $(READY)
	@$(BIN)/provenance check --fail-on never examples/pasted-story.txt
	@echo; echo '--- the same question about a wire story, a licensed story and an own story ---'; echo
	@$(BIN)/provenance check --fail-on never examples/wire-story.html examples/licensed-story.html examples/own-story.html
	@echo; echo '--- may we run the wire story, with our contract? ---'; echo
	@$(BIN)/provenance check --fail-on never examples/wire-story.html --config examples/newsroom.toml --use audience=US,when=2026-03-20
	@echo; echo '--- does our copy of the licensed story do what its licence asks? ---'; echo
	@$(BIN)/provenance check --fail-on never examples/licensed-story.html --copy examples/our-copy.html --terms CC-BY-ND-4.0 --config examples/newsroom.toml
	@echo; echo '--- what search engines may be told about the licensed story ---'; echo
	@$(BIN)/provenance export --to schemaorg examples/licensed-story.html

# The examples' newsroom, so that its contract and permits count.
desk: $(READY)
	@$(BIN)/provenance desk --config examples/newsroom.toml

test: $(READY)
	@$(BIN)/python -m pytest -n auto

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

# What is generated and checked in: the JSON Schemas, the rules' manual and shapes, the Creative Commons policies, the
# output that the README shows. Tests fail when it drifts.
generated: $(READY)
	@$(BIN)/python -m provenance.schemas
	@$(BIN)/python -m provenance.rules.pages
	@$(BIN)/python -m provenance.rules.shapes
	@$(BIN)/python -m provenance.terms.creative_commons
	@$(BIN)/python .ci/readme.py

# The figures of the README's table. They need the corpus, which is not part of the repository.
bench: $(VENV)/.peers
	@$(BIN)/python -m benchmarks.accuracy
	@$(BIN)/python -m benchmarks.speed

$(READY): .ci/requirements.txt pyproject.toml
	@test -n '$(PYTHON)' || { echo 'make: Python 3.11 or later, with venv, is needed; PYTHON=... names one' >&2; exit 1; }
	@echo 'making $(VENV) with $(PYTHON) ...' >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement .ci/requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.peers: .ci/requirements-peers.txt $(READY)
	@$(PIP) install --require-hashes --requirement .ci/requirements-peers.txt
	@touch $@

# Pins anew from the bounds in pyproject.toml: versions and hashes, and no address of the index they came from.
# The first list constrains the second: the peers are measured beside what is tested.
COMPILE := $(BIN)/pip-compile --quiet --upgrade --strip-extras --allow-unsafe --generate-hashes --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --annotation-style line
lock: $(READY)
	@$(PIP) install pip-tools
	@$(BIN)/python .ci/bounds.py dev | $(COMPILE) --output-file .ci/requirements.txt -
	@$(BIN)/python .ci/bounds.py peers | $(COMPILE) --output-file .ci/requirements-peers.txt --constraint .ci/requirements.txt -

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
