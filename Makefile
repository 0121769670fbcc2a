# Facet. `make site` and `make test` install what is missing, build once and run; `make help` lists the rest.
SHELL := /bin/bash
PACKAGES := libcmark-dev libpng-dev zlib1g-dev libssl-dev duktape-dev libjs-katex fonts-katex
# One build for everything, tests included, so that nothing is compiled twice.
SWIFT_FLAGS := -c release
FACET := .build/release/facet

.PHONY: site test check bench lint setup build help

site: build          ## build the site from content/ into site/
	$(FACET) build content --output site

test: build          ## run all tests
	@# The test program itself: `swift test` would plan the build once more.
	NO_COLOR=1 .build/release/facetPackageTests.xctest --testing-library swift-testing

check: build         ## prove that site/ is what content/ gives, byte for byte
	$(FACET) check content --output site

bench: build         ## print how long the engines take; ratios need OpenBLAS (apt-get install libopenblas0)
	@.build/release/benchmarks regions
	@.build/release/benchmarks decision
	@.build/release/benchmarks wide
	@.build/release/benchmarks canonical
	@.build/release/benchmarks matching
	@.build/release/benchmarks site
	@$(FACET) build content --output .build/bench-site --jobs 1 --timings

lint: build          ## check the sources' format, the pages' HTML and accessibility, and CommonMark
	find Sources Tests Package.swift -name '*.swift' ! -name '*.pb.swift' -print0 | xargs -0 swift format lint --strict
	Tests/commonmark-spec --facet $(FACET)
	Tests/site-lint --facet $(FACET)

build: setup
	swift build $(SWIFT_FLAGS) --build-tests

# Installs missing system packages: as root, or with sudo, or else says what to install.
setup:
	@missing=""; for package in $(PACKAGES); do \
	  [ "$$(dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null)" = installed ] || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then run=; elif sudo -n true 2>/dev/null; then run=sudo; \
	  else echo "Missing system packages. Install them with:  apt-get install$$missing" >&2; exit 1; fi; \
	  echo "installing$$missing"; \
	  $$run apt-get update -q -q || true; \
	  DEBIAN_FRONTEND=noninteractive $$run apt-get install -y -q -q --no-install-recommends $$missing >/dev/null; fi

help:
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'
