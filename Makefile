# On a fresh machine `make run` and `make test` do all the set-up: a .venv in this checkout, the fonts, the app.
# The first Python of at least 3.11 that is found is used; name another with `make PYTHON=... run`.

ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
else
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
endif
JOBS ?= auto

SECONDS ?= 600
SEEDS ?= 20000
N ?= 1000

.PHONY: run test check bench fuzz seeds sim mutants kill9 carriers demo lint types layers fonts clean

run: .venv/app.ready
	$(BIN)/learnerplan --sample-if-new

test: .venv/dev.ready
	$(BIN)/python -m pytest -n $(JOBS) -q

check: lint types layers test seeds

lint: .venv/dev.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev.ready
	$(BIN)/mypy

layers: .venv/dev.ready
	$(BIN)/lint-imports

# All of it, or some: make bench PART="sharing importing"; a name that is none is answered with the list.
bench: .venv/dev.ready
	$(BIN)/python packaging/system.py --bench
	$(BIN)/python -m tests.bench $(PART)

fuzz: .venv/dev.ready
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

# What `check` asks of the simulator of sharing, in shorter worlds.
seeds: .venv/dev.ready
	$(BIN)/python -m tests.sharing.simulator --seeds 2000 --steps 36

# Sharing: seeds of the simulator (SEED=17 tells the story of one), seeded bugs, kills, rounds over real carriers.
sim: .venv/dev.ready
	$(BIN)/python -m tests.sharing.simulator $(if $(SEED),--seed $(SEED),--seeds $(SEEDS))

mutants: .venv/dev.ready
	$(BIN)/python -m tests.sharing.mutants

kill9: .venv/dev.ready
	$(BIN)/python -m tests.sharing.kill9 --kills $(N)

carriers: .venv/dev.ready
	$(BIN)/python -m tests.sharing.carriers --rounds $(N)

# Made anew each time, apart from the sample class that somebody may be trying things in.
demo: .venv/app.ready
	rm -rf build/demo
	$(BIN)/learnerplan demo build/demo

.venv/pip.ready:
	@test -n "$(PYTHON)" || { echo "Learnerplan needs Python 3.11 or newer; install it and run make again."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@touch $@

.venv/app.ready: .venv/pip.ready pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	$(BIN)/python packaging/system.py
	$(BIN)/python -m learnerplan.fonts
	@touch $@

.venv/dev.ready: .venv/app.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist
