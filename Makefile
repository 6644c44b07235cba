# Every task of the project. Needs GNU make and Python 3.11 or newer; all else goes into .venv and .cache.
# Once set up, nothing here but `make lock` needs a network.

# The first of these that is new enough is used: `make PYTHON=/opt/python3.13/bin/python3 …` names one.
PYTHON = python3 python3.13 python3.12 python3.11 python
PORT = 8000

VENV = .venv
WHEELS = .cache/wheelhouse
RUN = $(VENV)/bin/python -m

# Material and ProperDocs print advice about MkDocs 2 on every run; `--strict` does not count it, people do.
export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# MkDocs writes a date into the sitemap. The last commit's, not today's, so that the same sources build the same bytes.
export SOURCE_DATE_EPOCH ?= $(or $(shell git log -1 --format=%ct 2>/dev/null),0)

.DELETE_ON_ERROR:
.PHONY: help setup serve build check prose test lint lock clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/installed ## install everything into .venv (the other tasks do it too)

serve: setup ## open the site at http://127.0.0.1:8000/, rebuilt as you write; PORT=… takes another port
	$(RUN) mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: setup ## build the site into site/; warnings are errors
	$(RUN) mkdocs build --strict

check: setup ## check the paths and pages without building; warnings are errors
	$(RUN) learning_paths check --strict

prose: setup ## read the texts as an editor would; ARGS='--info docs/concepts' passes options and files
	$(RUN) prose $(ARGS)

test: setup ## run all tests; ARGS='-k rules' passes options to pytest
	$(RUN) pytest $(ARGS)

lint: setup ## check format, style and types
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(RUN) mypy

# All platforms and Python versions in one file, with hashes and without the address of an index.
lock: $(VENV)/pyvenv.cfg ## renew requirements.lock, to the newest versions that pyproject.toml allows
	test -x .cache/uv/bin/uv || { $(RUN) venv .cache/uv && .cache/uv/bin/python -m pip install --quiet uv; }
	.cache/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11.2 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	  --all-extras --group dev --output-file requirements.lock pyproject.toml

clean: ## remove everything that these tasks made, .venv too
	rm -rf $(VENV) .cache site build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# Made once. A Python without ensurepip (Debian's, until python3-venv is there) would leave half of it behind.
$(VENV)/pyvenv.cfg:
	@old=; bare=; found=; \
	for python in $(PYTHON); do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    old="$$old $$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)"; continue; }; \
	  "$$python" -c 'import ensurepip, venv' 2>/dev/null || { bare="$$bare $$python"; continue; }; \
	  found=$$python; break; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
	  echo "make: Python's venv module is missing (tried:$$bare); on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	  old=$$(echo $$old); \
	  echo "make: Python 3.11 or newer is needed (found: $${old:-none}); name one with PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	rm -rf $(VENV) && "$$found" -m venv $(VENV)

# The lock's files themselves, so that a test can fill an empty environment without a network.
$(WHEELS)/filled: requirements.lock $(VENV)/pyvenv.cfg
	rm -rf $(WHEELS)
	$(RUN) pip download --quiet --require-hashes --no-deps --dest $(WHEELS) --requirement requirements.lock
	touch $@

$(VENV)/installed: $(WHEELS)/filled pyproject.toml
	$(RUN) pip install --quiet --no-index --find-links $(WHEELS) --require-hashes --no-deps --requirement requirements.lock
	$(RUN) pip install --quiet --no-index --no-deps --no-build-isolation --editable .
	touch $@
