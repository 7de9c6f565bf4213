# `make` alone says what can be asked. A fresh machine needs make, git and Python 3.11 or later;
# everything goes into .venv, except what scripts/programas installs for the tests.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
LISTO := .venv/.listo

.PHONY: help install demo test check notebooks bench app index lock

help: ## Muestra esta ayuda
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(LISTO) ## Prepara .venv con las versiones de requirements.lock (PYTHON=… elige el intérprete)

$(LISTO): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Se necesita Python 3.11 o posterior: make PYTHON=python3.13 install" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet uv || echo "Sin uv: se instala con pip, más despacio."
	@if [ -x $(BIN)/uv ]; then \
	  $(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock; \
	else \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; \
	fi
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: install ## Construye una subdelegación inventada y hace con ella el trabajo del mes
	$(BIN)/cartera demo

test: check ## Revisa la casa y corre todas las pruebas; instala lo que les falte, si se puede
	@con=$$(scripts/programas) \
	  && $(BIN)/pytest -n auto --dist loadfile --nbval-lax -m "$$con" tests notebooks

check: install ## Revisa estilo, tipos, pisos, tablas de ley e índice
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/cartera tablas verificar | grep -v '^Por confirmar'
	$(BIN)/python scripts/index.py --check

notebooks: install ## Normaliza los cuadernos y los ejecuta
	$(BIN)/python scripts/notebooks.py
	$(BIN)/pytest --nbval-lax notebooks

bench: install ## Mide velocidad y exactitud, y las compara con otras herramientas
	$(BIN)/python -m bench

app: install ## Abre la aplicación de consulta en el navegador
	$(BIN)/cartera tablero

index: install ## Pone al día la tabla de funciones del README y las respuestas de la guía
	$(BIN)/python scripts/index.py
	$(BIN)/python scripts/guide.py

lock: install ## Vuelve a resolver requirements.lock: versiones y sumas, sin nombres de servidores
	$(BIN)/uv pip compile --quiet --universal --all-extras --generate-hashes --no-header \
	  pyproject.toml -o requirements.lock
