# The commands a newcomer must know. POSIX sh and Python 3.11 or newer are all they need.

.PHONY: run install test check bench docs pins help
.SILENT:

# Compiled tests are kept, also where Python is told to keep nothing: that is a twentieth of the time.
export PYTHONDONTWRITEBYTECODE =

PYTHON_TESTS = .venv/bin/python -m pytest
QUICK = -n auto --maxprocesses 2 -q --durations=10 -m "not journey and not server and not chaos and not simulation"

run:  ## start Waypost on http://127.0.0.1:8000 (WAYPOST_PORT chooses another port)
	sh requirements/install.sh run
	exec .venv/bin/waypost up

install:  ## prepare .venv, with .venv/bin/waypost in it
	sh requirements/install.sh run

test:  ## everything that needs no browser and no foreign server, on SQLite and then on PostgreSQL
	sh requirements/install.sh develop
	echo "SQLite:"
	$(PYTHON_TESTS) $(QUICK)
	.venv/bin/python -m tests.postgres $(POSTGRES) -- $(QUICK)

check:  ## lint, types, contracts, migrations, known vulnerabilities
	sh requirements/install.sh develop
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	WAYPOST_HOME=$$(mktemp -d) .venv/bin/django-admin makemigrations --check --dry-run --settings waypost.config.settings
	.venv/bin/python requirements/audit.py requirements/run.txt

bench:  ## measure, and print the figures as JSON
	sh requirements/install.sh develop
	set -e; for file in benchmarks/*/__main__.py; do .venv/bin/python -m "$$(dirname $$file | tr / .)"; done
	.venv/bin/python -m benchmarks.publish --postgresql --only publishers --publishers 1,2,4
	.venv/bin/python -m benchmarks.claims --postgresql

docs:  ## draw anew what docs/ show of the program itself
	sh requirements/install.sh develop
	.venv/bin/python -m waypost.loop.publishing.domain.drawing docs/publishing.md
	.venv/bin/waypost settings --markdown > docs/settings.md
	.venv/bin/waypost networks --markdown docs/networks

pins:  ## compile requirements/*.txt anew from pyproject.toml
	sh requirements/install.sh develop
	sh requirements/pin.sh

help:  ## this list
	sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile
