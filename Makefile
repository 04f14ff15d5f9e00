# The two commands of the README are `make demo` and `make test`; `make install` puts Algom in place.

PREFIX  ?= /opt/algom
DESTDIR ?=
HOME_DIR ?= /var/lib/algom
UNIT_DIR ?= /etc/systemd/system
SUDO    := $(if $(filter 0,$(shell id -u)),,sudo)
RELEASE := .build/release
BINARIES := algom-tick algom-report algom-health algom-draw algom
SOURCES := Package.swift $(shell find Sources -type f)
# A tick is over in milliseconds, of which loading takes most: what can be linked in is linked in, the
# C++ library too (its archive alone is where the linker looks first), and nothing is exported. What is
# left to be found is found at the start, so that the table of it can be written no more.
LINKING := -Xswiftc -use-ld=lld -Xswiftc -L$(CURDIR)/.build/static \
  -Xlinker -z -Xlinker pack-relative-relocs -Xlinker -z -Xlinker now -Xlinker --no-export-dynamic -Xlinker --exclude-libs=ALL \
  -Xlinker --as-needed
SWIFT_RELEASE := swift build -c release --static-swift-stdlib --disable-local-rpath $(LINKING)

ARCHIVE := .build/static/libstdc++.a

# What is needed to build, and beyond that to test, as Debian calls it.
BUILD_PACKAGES := libcurl4-openssl-dev zlib1g-dev librsvg2-dev libfontconfig-dev fonts-dejavu-core ca-certificates
TEST_PACKAGES  := $(BUILD_PACKAGES) binutils busybox openssl cron strace util-linux procps libxml2-utils python3-aiosmtpd chromium \
  systemd man-db mandoc zsh fish python3 python3-venv
BENCH_PACKAGES := $(BUILD_PACKAGES) openssl strace curl gcc libc6-dev pkg-config nginx libnginx-mod-http-echo
PEERS_PACKAGES := $(BENCH_PACKAGES) python3 python3-venv

.PHONY: build demo test soak lint fuzz bench bench-peers pages install uninstall install-systemd
.PHONY: strategy-pictures uninstall-systemd deb test-deb build-packages test-packages
build: build-packages $(BINARIES:%=$(RELEASE)/%)

# One build makes all programs; the stamp is newer than every source it was made from.
$(BINARIES:%=$(RELEASE)/%): .build/release.stamp
.build/release.stamp: $(SOURCES) Makefile | $(ARCHIVE)
	@for binary in $(BINARIES); do $(SWIFT_RELEASE) --product $$binary || exit 1; done
	@touch $@

# The toolchain's compiler knows where the C++ library lies; without an archive the shared one serves.
$(ARCHIVE):
	@mkdir -p $(@D)
	@ln -sf "$$($$(dirname $$(readlink -f $$(command -v swift)))/clang -print-file-name=libstdc++.a)" $@

# Installs what is missing of a list of packages; says nothing where nothing is.
define install-packages
	@missing=; for package in $(1); do \
	  dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
endef

build-packages:
	$(call install-packages,$(BUILD_PACKAGES))

test-packages:
	$(call install-packages,$(TEST_PACKAGES))

# The main job on the embedded market, in a home of its own: a first tick, two weeks caught up, one
# ordinary tick, and what a person would look at. The last candle is a real one of just now.
demo: build
	@home=$$(mktemp -d) && \
	run() { echo; echo "\$$ $$*"; "$$@"; } && \
	PATH="$(CURDIR)/$(RELEASE):$$PATH" && export ALGOM_HOME="$$home" && \
	at() { date -u -d "$$1" +%Y-%m-%dT%H:%M:00Z; } && \
	echo "a home for this demo: $$home" && \
	run algom-tick --new-home --exchange sim --now "$$(at '-14 days')" && \
	run algom-tick --exchange sim --now "$$(at '-5 minutes')" && \
	run algom-tick --exchange sim && \
	run algom status && \
	run algom chart --text --last 72 && \
	run algom verify && \
	run algom-report --dry-run && \
	run ls -l "$$home/state" "$$home/state/traders/sim" && \
	run tail -n 1 "$$home/state/traders/sim/journal.jsonl" && \
	echo && echo "figures for other programs:  $$home/state/sim_trading_stats.json" && \
	echo "every candle and event:      $$home/state/traders/sim/journal.jsonl" && \
	echo "real prices, no key needed:  $(RELEASE)/algom-tick --exchange binance --home $$home"

# A picture of each built-in strategy, and what docs/strategies.md says below them: of two weeks of the
# embedded market, to the byte the same on every machine.
strategy-pictures: build
	@home=$$(mktemp -d) && mkdir -p docs/strategies && \
	for now in 2025-06-08T00:00:00Z 2025-06-22T00:00:00Z; do \
	  "$(RELEASE)/algom-tick" --new-home --exchange sim --home "$$home" --now "$$now" >/dev/null || exit 1; \
	done && \
	"$(RELEASE)/algom" strategy figures --trader sim --home "$$home" --markdown --pictures docs/strategies && \
	rm -rf "$$home"

test: test-packages
	swift build --build-tests
	swift test --skip-build

# Months of cron in seconds, from new seeds every time: ticks killed, disks that lie, clocks that jump.
soak: build-packages $(ARCHIVE)
	@$(SWIFT_RELEASE) --product algom-soak
	@$(RELEASE)/algom-soak $(if $(SEED),--seed $(SEED),--seconds $(or $(SECONDS),60))

lint:
	swift format lint --strict --recursive Sources Tests Benchmarks Package.swift

# Fuzzes every parser of foreign text, or the TARGET named, for so many SECONDS each.
fuzz: build-packages
	@Tests/Fuzz/run $(or $(SECONDS),10) $(TARGET)

# Speed and memory, measured on this machine against what is promised: in ROUNDS, of the rows ONLY.
# LONG=no leaves the journal of ten million lines out; RESULTS=1 writes Benchmarks/RESULTS.md.
bench: build
	$(call install-packages,$(BENCH_PACKAGES))
	@ALGOM_BENCH=1 $(SWIFT_RELEASE) --product algom-bench
	$(as-installed)
	@$(RELEASE)/algom-bench bench $(BENCH_OPTIONS) $(if $(RESULTS),--page Benchmarks/RESULTS.md)

# What is measured is what 'make install' puts in place: the programs without their symbols.
as-installed = @for binary in $(BINARIES) algom-bench; do \
  install -D -m 755 -s "$(RELEASE)/$$binary" ".build/bench/bin/$$binary" || exit 1; done

# The same beside other people's tools, in Python environments of their own.
bench-peers: build
	$(call install-packages,$(PEERS_PACKAGES))
	@ALGOM_BENCH=1 $(SWIFT_RELEASE) --product algom-bench
	$(as-installed)
	@Benchmarks/Peers/install
	@$(RELEASE)/algom-bench peers $(BENCH_OPTIONS) $(if $(RESULTS),--page Benchmarks/PEERS.md)

BENCH_OPTIONS = $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(ONLY),--only $(ONLY)) $(if $(LONG),--long $(LONG))

# Manual pages, and what completes command lines in bash, zsh and fish, of what the programs tell of
# themselves. They are as old as the last commit, or as SOURCE_DATE_EPOCH says.
SHARE := .build/share
pages: .build/share.stamp
.build/share.stamp: .build/release.stamp
	@$(SWIFT_RELEASE) --product algom-pages
	@rm -rf "$(SHARE)" && mkdir -p $(addprefix $(SHARE)/,man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	@epoch=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || date +%s)}; \
	date=$$(LC_ALL=C date -u -d "@$$epoch" '+%B %-d, %Y'); \
	for binary in $(BINARIES); do \
	  program="$(RELEASE)/$$binary"; told=".build/$$binary.json"; \
	  "$$program" --experimental-dump-help > "$$told" && \
	  for page in $$($(RELEASE)/algom-pages < "$$told"); do \
	    $(RELEASE)/algom-pages "$$page" "$$date" < "$$told" > "$(SHARE)/man/man1/$$page.1" || exit 1; \
	  done && \
	  "$$program" --generate-completion-script bash | sed '1{/^#!/d}' > "$(SHARE)/bash-completion/completions/$$binary" && \
	  "$$program" --generate-completion-script zsh > "$(SHARE)/zsh/site-functions/_$$binary" && \
	  "$$program" --generate-completion-script fish > "$(SHARE)/fish/vendor_completions.d/$$binary.fish" || exit 1; \
	done
	@touch $@
	@echo "pages and completions are in $(SHARE)"

# A crontab, a unit and a shell read a path that was put into them each in its own way: only one that
# all of them take as it stands is put there.
plain-path = $(if $(filter-out 1,$(words $(value $(1))))$(shell case '$(subst ','"'"',$(value $(1)))' in (''|[!/]*|*[!-A-Za-z0-9._/+]*) echo no ;; esac),\
  $(error $(1)='$(value $(1))' cannot stand in a crontab or a unit; say a path from / on, of letters, digits and . _ + -))
$(if $(filter install,$(MAKECMDGOALS)),$(call plain-path,PREFIX))
$(if $(filter install-systemd,$(MAKECMDGOALS)),$(call plain-path,PREFIX)$(call plain-path,HOME_DIR))

# Shell: put MODE FROM TO [-s] puts a file in its place by a rename, so that there is no moment without
# one: a program that cron starts just then is the old one or the new one.
put = put() { new="$$(dirname "$$3")/.$$(basename "$$3").tmp"; \
  install -D -m "$$1" $$4 "$$2" "$$new" && mv -fT "$$new" "$$3"; }

# The programs under PREFIX, and a crontab that names them there. A crontab that was changed is kept.
install: build pages
	@$(put); for binary in $(BINARIES); do \
	  echo "install $(PREFIX)/bin/$$binary"; \
	  put 755 "$(RELEASE)/$$binary" "$(DESTDIR)$(PREFIX)/bin/$$binary" -s || exit 1; \
	done
	@echo "install $(PREFIX)/share: manual pages, completions"
	@$(put); (cd "$(SHARE)" && find . -type f) | while read -r page; do \
	  put 644 "$(SHARE)/$$page" "$(DESTDIR)$(PREFIX)/share/$$page" || exit 1; \
	done
	@sed -e 's|algom-opt-algom|algom$(subst /,-,$(PREFIX))|g' -e 's|/opt/algom|$(PREFIX)|g' crontab > .build/crontab && \
	target="$(DESTDIR)$(PREFIX)/crontab"; $(put); \
	if [ -e "$$target" ] && ! cmp -s .build/crontab "$$target"; then \
	  put 644 .build/crontab "$$target.new" && echo "kept $(PREFIX)/crontab; the new one is $(PREFIX)/crontab.new"; \
	else \
	  put 644 .build/crontab "$$target" && echo "install $(PREFIX)/crontab"; \
	fi
	@echo "man finds its pages where $(PREFIX)/bin is on PATH; completions, where a shell does not look there:"
	@echo "  bash: source $(PREFIX)/share/bash-completion/completions/algom"
	@echo "  zsh:  fpath=($(PREFIX)/share/zsh/site-functions \$$fpath), before compinit"
	@echo "  fish: set -a fish_complete_path $(PREFIX)/share/fish/vendor_completions.d"
	@echo "next: $(PREFIX)/bin/algom init --home $(PREFIX), then: $(PREFIX)/bin/algom cron install --home $(PREFIX)"

# Takes the programs and the crontab file away; algom.json, .env and state/ stay.
uninstall:
	@echo "first, where you have not: $(PREFIX)/bin/algom cron remove --home $(PREFIX)"
	@for file in $(BINARIES:%=bin/%) crontab crontab.new; do rm -fv "$(DESTDIR)$(PREFIX)/$$file"; done
	@rm -fv "$(DESTDIR)$(PREFIX)"/share/man/man1/algom.1 "$(DESTDIR)$(PREFIX)"/share/man/man1/algom-*.1
	@for binary in $(BINARIES); do rm -fv "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/$$binary" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_$$binary" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/$$binary.fish"; done
	@cd "$(DESTDIR)$(PREFIX)" && find share -depth -type d -empty -delete 2>/dev/null || true
	@rmdir "$(DESTDIR)$(PREFIX)/bin" 2>/dev/null || true
	@rmdir "$(DESTDIR)$(PREFIX)" 2>/dev/null || echo "kept what else is in $(PREFIX)"

# The units of systemd under PREFIX's programs and HOME_DIR, where crontab's lines are not wanted.
# Places that ProtectHome and PrivateTmp hide from a service.
hidden    = $(filter home root tmp,$(firstword $(subst /, ,$(HOME_DIR))))
UNITS    := $(notdir $(wildcard Packaging/systemd/*.service Packaging/systemd/*.timer))
in-place  = sed -e 's|/opt/algom/bin|$(PREFIX)/bin|g' -e 's|/var/lib/algom|$(HOME_DIR)|g'

install-systemd:
	$(if $(hidden),@echo "HOME_DIR=$(HOME_DIR): services see nothing of /$(hidden); say HOME_DIR=/var/lib/algom"; exit 64)
	@mkdir -p .build && unit=$$(mktemp .build/unit.XXXXXX) && trap 'rm -f "$$unit"' EXIT && $(put) && \
	place() { $(in-place) "Packaging/systemd/$$1" > "$$unit" && put 644 "$$unit" "$(DESTDIR)$$2" && echo "install $$2"; } && \
	for name in $(UNITS) algom-.service.d/sandbox.conf; do \
	  place "$$name" "$(UNIT_DIR)/$$name" || exit 1; \
	done && \
	for kind in sysusers tmpfiles; do \
	  place "algom.$$kind" "/usr/lib/$$kind.d/algom.conf" || exit 1; \
	done
	@echo "next: systemd-sysusers algom.conf && systemd-tmpfiles --create algom.conf && systemctl daemon-reload"
	@echo "then: sudo -u algom $(PREFIX)/bin/algom init --home $(HOME_DIR) && systemctl enable --now algom-tick.timer"

# Takes the units away; the user algom and $(HOME_DIR) stay.
uninstall-systemd:
	@echo "first, where you have not: systemctl disable --now $(filter %.timer,$(UNITS))"
	@for unit in $(UNITS) algom-.service.d/sandbox.conf; do rm -fv "$(DESTDIR)$(UNIT_DIR)/$$unit"; done
	@rmdir "$(DESTDIR)$(UNIT_DIR)/algom-.service.d" 2>/dev/null || true
	@rm -fv "$(DESTDIR)/usr/lib/sysusers.d/algom.conf" "$(DESTDIR)/usr/lib/tmpfiles.d/algom.conf"

# A Debian package of programs, units, manual pages and completions, in .build/.
DEB_PACKAGES := $(BUILD_PACKAGES) dpkg-dev binutils

deb: build pages
	$(call install-packages,$(DEB_PACKAGES))
	@Packaging/debian/build $(RELEASE) .build

# The package, the same from two builds, installed for real and taken away again; needs root.
test-deb: deb
	$(call install-packages,lintian adduser systemd)
	@Packaging/debian/build $(RELEASE) .build/deb-again && cmp .build/algom_*.deb .build/deb-again/algom_*.deb
	@echo "ok: the same bytes from a second build"
	@Packaging/debian/test .build/algom_*.deb
