# The commands of the house. `make help` lists them; .ci/run runs the same ones.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Built things lie outside the checkout, so that several checkouts share what they have in common.
CARGO_TARGET_DIR ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/ungcuu/target
export CARGO_TARGET_DIR

DATA ?= ./data/demo
LISTEN ?= 127.0.0.1:8080
# Real mail and documents that some tests read when they are there.
UNGCUU_SAMPLES ?= $(wildcard $(abspath ../shared/samples))
ifneq ($(UNGCUU_SAMPLES),)
export UNGCUU_SAMPLES
endif
# Arguments for `make crash`, such as CRASH="--rounds 20", and for `make bench`, such as BENCH="--only sqlite".
CRASH ?=
BENCH ?=

WEB_SOURCES := $(shell find web/src templates -type f 2>/dev/null) web/build.mjs web/prune.mjs web/package.json web/package-lock.json
# nextest gives each test a process, and each process would start a PostgreSQL of its own: only with a server that is named.
NEXTEST := $(and $(UNGCUU_TEST_DATABASE_URL),$(shell command -v cargo-nextest))

.PHONY: help setup setup-min setup-test web build demo test check e2e bench crash fmt

help: ## What each command does
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# $(call need,commands,packages): installs Debian packages as root, else says what to install.
define need
missing=""; for one in $(1); do command -v $$one >/dev/null || [ -n "$$(ls -d /usr/lib/postgresql/*/bin/$$one 2>/dev/null)" ] || missing="$$missing $$one"; done; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    echo "installing:$$missing"; \
    apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(2) >/dev/null; \
  else echo "missing:$$missing. Install them and try again; on Debian and Ubuntu: sudo apt-get install $(2)"; exit 1; fi; \
fi
endef

setup: setup-test ## Install what building, testing and the browser journeys need (as root on Debian), or say what is missing
	@$(call need,chromium,chromium)
	@( $(call need,postfix,postfix) ) || echo "without a mail server the journey of contact tests is left out"

setup-min:
	@command -v cargo >/dev/null || { echo "missing: cargo. Install Rust with https://rustup.rs and try again"; exit 1; }
	@$(call need,gcc make node npm,gcc libc6-dev make nodejs npm)

setup-test: setup-min
	@$(call need,initdb postgres pdftotext,postgresql poppler-utils)

web: web/dist/manifest.json ## Build styles, scripts, icons and fonts of the pages into web/dist

web/node_modules/.installed: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

web/dist/manifest.json: web/node_modules/.installed $(WEB_SOURCES)
	cd web && npm run --silent build
	@touch $@

build: setup-min web ## Build the program, with optimisation
	cargo build --release --locked -p ungcuu

demo: build ## Fill DATA with a plausible network and 90 days of incidents, print sign-ins, serve on LISTEN
	"$(CARGO_TARGET_DIR)/release/ungcuu" demo --data "$(DATA)" --listen "$(LISTEN)"

test: setup-test web ## Run every test, on SQLite and on PostgreSQL
	$(if $(NEXTEST),cargo nextest run --no-fail-fast --workspace --locked && cargo test --workspace --locked --doc,cargo test --no-fail-fast --workspace --locked)

check: setup-test web ## Everything a change must pass: format, lints, layers, checks, generated documents, tests
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo xtask layers
	cargo xtask checks
	$(MAKE) test
	cargo xtask generate --check

e2e/node_modules/.installed: e2e/package.json e2e/package-lock.json
	cd e2e && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

e2e: setup build e2e/node_modules/.installed ## Walk through the pages in a browser; screenshots in e2e/screenshots
	cd e2e && UNGCUU="$(CARGO_TARGET_DIR)/release/ungcuu" CHROMIUM="$$(command -v chromium)" node --test

bench: setup-test web ## Measure on both databases, beside the machine's own limit; results in the target folder
	cargo build --release --locked -p ungcuu -p ungcuu-testkit
	"$(CARGO_TARGET_DIR)/release/load" bench --ungcuu "$(CARGO_TARGET_DIR)/release/ungcuu" --out "$(CARGO_TARGET_DIR)/bench.json" $(BENCH)
	cargo bench --locked -p ungcuu-testkit --bench desk

crash: setup-test web ## Kill the program again and again under load and prove that nothing acknowledged is lost
	cargo build --release --locked -p ungcuu -p ungcuu-testkit
	"$(CARGO_TARGET_DIR)/release/crash" --ungcuu "$(CARGO_TARGET_DIR)/release/ungcuu" $(CRASH)

fmt: ## Format the sources
	cargo fmt --all
