# Every target sets up what it needs from nothing but Python 3.11 or newer; nothing is done by hand.
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then command -v $$p; break; fi; done)
BIN := .venv/bin
SHARED ?= ../shared
SCORED ?= corpus
REPORT ?= bench-report/report.md

.PHONY: demo test lint bench score recall recognizer notebooks generated wheel clean

demo: .venv/.user
	$(BIN)/kg demo

test: .venv/.developer
	$(BIN)/python -m pytest

lint: .venv/.developer
	$(BIN)/ruff check kg tests notebooks
	$(BIN)/mypy

# How fast: characters a second, seconds for a question. Not part of the tests: figures of a laptop are no pass or fail.
# REPORT=file.md names the report (a picture is put beside it). QUADS=1000000,10000000 says at how many quads questions are measured (ten
# million: five minutes, 5 GB of disk), KG_BENCH_DOCUMENTS=10000 how many documents are built.
bench: .venv/.developer
	$(if $(QUADS),KG_BENCH_QUADS='$(QUADS)') $(BIN)/python -m pytest tests/bench -o python_files='bench_*.py' -o python_functions='bench_*' -s -q --report '$(REPORT)'

# The whole table of figures on the annotated documents beside the checkout; SCORED=pages for those of other cities.
score: .venv/.developer
	$(BIN)/python -m tests.score $(SHARED) $(SCORED)

# What rules, the recognizer and both find of the names listed for real texts beside the checkout.
recall: .venv/.developer
	$(BIN)/python -m tests.recall $(SHARED)

# Makes kg/recognizer/small anew, in about five minutes of one core; the same seed on the same machine gives the same bytes.
recognizer: .venv/.developer
	$(BIN)/python -m kg.train $(SHARED)

# The .py files are what is edited; the .ipynb beside them are made from it, and run as a test.
# They run on the wheel, in a folder that comes before the checkout, with the packages of .venv: what users get, a few seconds dearer.
notebooks: .venv/.developer
	$(BIN)/jupytext --quiet --to notebook --update notebooks/*.py
	rm -rf .venv/wheel
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --target .venv/wheel .
	KG_WHEEL='$(CURDIR)/.venv/wheel' PYTHONPATH='$(CURDIR)/.venv/wheel' $(BIN)/python -m pytest --nbmake --nbmake-timeout=600 notebooks

# What is made from the word lists and the ontology: run after a change to topics.toml, roles.toml or ontology.ttl. Tests hold it current.
generated: .venv/.developer
	$(BIN)/python -m kg.lexicon.make_schemes
	$(BIN)/python -m kg.vocab.make_page

wheel: .venv/.developer
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

.venv/.user: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (python3.11 or python3 on the path)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.developer: .venv/.user
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint,notebooks]'
	@touch $@

clean:
	rm -rf .venv dist kg-demo .pytest_cache .mypy_cache .ruff_cache
