# SPDX-License-Identifier: GPL-3.0-or-later
# make            builds build/hwfit, build/compat.db and the manual pages
# make demo       installs what is missing, builds, scans this machine and checks it
# make check      installs what the tests need and runs them all (SAN=1: with sanitizers)
# make deb        a Debian package under build/ (check-package tries it in fresh roots)
# The rest: lint fuzz bench cover golden install uninstall dist check-browser check-office check-vm deps clean
SHELL    := /bin/bash
PREFIX   ?= /usr/local
B        ?= build$(if $(SAN),-san)
comma    := ,

# What building, testing and linting need, as Debian packages.
BUILD_PACKAGES := gcc make pkg-config libc6-dev libpci-dev libusb-1.0-0-dev libudev-dev \
	libsqlite3-dev libjansson-dev libsodium-dev zlib1g-dev libexpat1-dev \
	libarchive-dev libarchive13 libpq-dev libpq5 libpci3 libusb-1.0-0 gettext hwdata
TEST_PACKAGES  := $(BUILD_PACKAGES) libcriterion-dev kmod libkmod-dev clang libclang-rt-14-dev mandoc \
	postgresql openssh-client pciutils usbutils util-linux dmidecode edid-decode acpi jq python3 python3-jsonschema python3-openpyxl sqlite3 xz-utils
LINT_PACKAGES  := clang-format clang-tidy shellcheck
BROWSER_PACKAGES := $(TEST_PACKAGES) chromium chromium-driver fonts-dejavu-core
DEB_PACKAGES   := $(BUILD_PACKAGES) dpkg-dev binutils xz-utils
BENCH_PACKAGES := libkmod-dev lshw hwinfo inxi hw-probe valgrind strace time
VM_PACKAGES    := $(TEST_PACKAGES) qemu-system-x86 seabios ovmf swtpm swtpm-tools mmdebstrap uidmap \
	e2fsprogs cpio kmod
OFFICE_PACKAGES := $(BUILD_PACKAGES) libreoffice-writer libreoffice-calc poppler-utils weasyprint \
	python3-openpyxl python3-jsonschema jq fonts-liberation

PKGS     := libpci libusb-1.0 libudev sqlite3 jansson libsodium zlib expat
CFLAGS   ?= -O2 -g
WARN     := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla \
	-Wwrite-strings -Wpointer-arith
HARDEN   := $(if $(SAN),,-D_FORTIFY_SOURCE=2 -fstack-protector-strong)
SANFLAGS := $(if $(SAN),-fsanitize=address$(comma)undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
CPPFLAGS += -D_GNU_SOURCE -DHWFIT_DATADIR='"$(PREFIX)/share/hwfit"' -I. -Isrc \
	$(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDLIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm
LDFLAGS  += -Wl,--as-needed -Wl,-z,relro

MAIN     := src/cmd/main.c
SRC      := $(filter-out $(MAIN),$(wildcard src/*/*.c)) $(wildcard probes/*.c)
OBJ      := $(SRC:%.c=$(B)/%.o)
HAND     := $(wildcard man/*.[1-8])
MANUAL   := $(patsubst man/%,$(B)/man/%,$(HAND)) $(B)/man/hwfit-facts.7

COMPAT   := $(B)/compat.db

# What the program finds beside itself: catalogues of words, tables of procurement.
CATALOGUES := $(patsubst src/report/po/%.po,$(B)/po/%.mo,$(wildcard src/report/po/*.po))
TABLES   := $(patsubst compat-db/%,$(B)/procure/%,compat-db/legislation.tsv compat-db/holidays.tsv compat-db/parts/names.tsv $(wildcard compat-db/lint/*.tsv))

all: $(B)/hwfit $(COMPAT) $(CATALOGUES) $(TABLES) $(MANUAL)

# Flags are part of what an object is made from: another set of flags, another build.
FLAGS    := $(CC) $(CPPFLAGS) $(CFLAGS) $(WARN) $(HARDEN) $(SANFLAGS)
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || echo '$(subst ','\'',$(FLAGS))' > $@

$(B)/hwfit: $(B)/src/cmd/main.o $(B)/libhwfit.a
	$(CC) $(CFLAGS) $(SANFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(B)/libhwfit.a: $(OBJ)
	@rm -f $@
	@$(AR) rcs $@ $^

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(CC) -std=gnu11 $(CPPFLAGS) $(CFLAGS) $(WARN) $(HARDEN) $(SANFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJ:.o=.d) $(B)/src/cmd/main.d
# What EMBED() puts into the program.
$(B)/src/report/html.o: src/report/page.css src/report/page.js
$(B)/src/report/spec_schema.o: src/report/spec_schema.json

$(B)/compat.db: $(B)/hwfit $(shell find compat-db -type f 2>/dev/null) $(wildcard /usr/share/misc/*.ids /usr/share/hwdata/pnp.ids)
	$(B)/hwfit compat build compat-db -o $@

$(B)/po/%.mo: src/report/po/%.po
	@mkdir -p $(@D)
	msgfmt --check-format --endianness=little -o $@ $<
$(B)/procure/%: compat-db/%
	@mkdir -p $(@D)
	@cp $< $@

$(B)/man/hwfit-facts.7: $(B)/hwfit
	@mkdir -p $(@D)
	$(B)/hwfit facts --format man > $@.new && mv $@.new $@
$(B)/man/%: man/% $(B)/hwfit
	@mkdir -p $(@D)
	@$(B)/hwfit --manual $< > $@.new && mv $@.new $@

# ---- packages -----------------------------------------------------------------------
# Installs the packages of a list that are missing, saying which, through sudo when not root.
define install_packages
	@missing=$$(for p in $(1); do dpkg-query -W -f '$${Status}' $$p 2>/dev/null \
		| grep -q 'ok installed' || echo $$p; done); \
	[ -z "$$missing" ] && exit 0; \
	echo "Installing Debian packages:" $$missing; \
	as_root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing > /dev/null \
	|| { $$as_root apt-get update -q > /dev/null && $$as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -q --no-install-recommends $$missing > /dev/null; } \
	|| { echo "Could not install:" $$missing "- install them by hand and try again" >&2; exit 1; }
endef

deps:
	$(call install_packages,$(BUILD_PACKAGES))
deps-test:
	$(call install_packages,$(TEST_PACKAGES))
deps-lint:
	$(call install_packages,$(LINT_PACKAGES))
deps-browser:
	$(call install_packages,$(BROWSER_PACKAGES))
deps-deb:
	$(call install_packages,$(DEB_PACKAGES))
deps-package:
	$(call install_packages,lintian mmdebstrap)
deps-bench:
	$(call install_packages,$(BENCH_PACKAGES))

deps-office:
	$(call install_packages,$(OFFICE_PACKAGES))

deps-vm:
	$(call install_packages,$(VM_PACKAGES))

# The drivers of Debian's kernels, read anew from its packages (about 500 MB).
compat-update: $(B)/hwfit
	compat-db/update.sh $(B)/hwfit

# ---- running ------------------------------------------------------------------------
demo: deps
	@$(MAKE) --no-print-directory -s all
	@tests/demo.sh $(B)

# ---- tests --------------------------------------------------------------------------
TESTS    := $(patsubst %.c,$(B)/%,$(wildcard tests/*/test_*.c))
FUZZERS  := $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))
REPLAY   := $(FUZZERS:%=%-replay)
# What the libraries tell of a machine, for a test to compare with.
ORACLE   := $(B)/tests/probes/libraries

check: deps-test
	@$(MAKE) --no-print-directory check-built

# The pages in a real browser; the rest of the tests does without one.
check-browser: deps-browser
	@$(MAKE) --no-print-directory all
	@tests/run.sh $(B) report/

# Every document in LibreOffice: opened, printed, read back; forms filled and saved again there.
# OFFICE_KEEP=DIR keeps documents, PDFs and pictures of pages.
check-office: deps-office
	@$(MAKE) --no-print-directory all
	@tests/procure/office.sh $(B) $(OFFICE_KEEP)

# Virtual machines full of devices, hwfit inside beside other tools; -full adds UEFI with Secure
# Boot and TPM, and one of more devices than a machine has. VM_KEEP=DIR keeps what they found.
check-vm check-vm-full: deps-vm
	@$(MAKE) --no-print-directory all
	@tests/vm/check.sh $(B) plain bios $(if $(filter %-full,$@),uefi big)

check-built: all $(TESTS) $(REPLAY) $(ORACLE)
	@SAN=$(SAN) tests/run.sh $(B)

$(TESTS): $(B)/%: %.c $(B)/libhwfit.a $(B)/flags
	@mkdir -p $(@D)
	$(CC) -std=gnu11 $(CPPFLAGS) $(CFLAGS) $(WARN) $(SANFLAGS) -MMD -MP -o $@ $< $(B)/libhwfit.a $(LDLIBS) -lcriterion
-include $(TESTS:=.d)

$(ORACLE): $(B)/%: %.c $(B)/libhwfit.a $(B)/flags
	@mkdir -p $(@D)
	$(CC) -std=gnu11 $(CPPFLAGS) $(CFLAGS) $(WARN) $(SANFLAGS) -o $@ $< $(B)/libhwfit.a $(LDLIBS)

# A replay runs a fuzz target over its kept inputs; no fuzzing engine is needed for it.
$(REPLAY): $(B)/%-replay: %.c tests/fuzz/replay.c $(wildcard tests/fuzz/*.h) $(B)/libhwfit.a $(B)/flags
	@mkdir -p $(@D)
	$(CC) -std=gnu11 $(CPPFLAGS) $(CFLAGS) $(WARN) $(SANFLAGS) -o $@ $< tests/fuzz/replay.c $(B)/libhwfit.a $(LDLIBS)

# make fuzz [SECONDS_PER_TARGET=60] [TARGETS="import sheet"]: every target for so long, from its kept inputs.
SECONDS_EACH := $(or $(SECONDS_PER_TARGET),30)
FUZZ_CC  := clang -std=gnu11 -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all \
	-DFUZZING $(CPPFLAGS)
FUZZ_OBJ := $(SRC:%.c=build-fuzz/%.o)
fuzz: deps-test
	@$(MAKE) --no-print-directory fuzz-built
fuzz-built: $(if $(TARGETS),$(TARGETS:%=build-fuzz/tests/fuzz/fuzz_%),$(FUZZERS:$(B)/%=build-fuzz/%))
	@TARGETS="$(TARGETS)" tests/fuzz/run.sh build-fuzz $(SECONDS_EACH)
build-fuzz/tests/fuzz/%: tests/fuzz/%.c build-fuzz/libhwfit.a
	@mkdir -p $(@D)
	$(FUZZ_CC) -fsanitize=fuzzer -o $@ $< build-fuzz/libhwfit.a $(LDLIBS)
build-fuzz/libhwfit.a: $(FUZZ_OBJ)
	@rm -f $@
	@$(AR) rcs $@ $^
build-fuzz/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) -fsanitize=fuzzer-no-link -MMD -MP -c -o $@ $<
-include $(FUZZ_OBJ:.o=.d)

golden: deps-test
	@$(MAKE) --no-print-directory all
	@tests/machines/golden.sh $(B)

cover: deps-test
	@$(MAKE) --no-print-directory B=build-cover CFLAGS='-O0 -g --coverage' check-built
	@gcovr -r . --object-directory build-cover -e tests --print-summary 2>/dev/null | tail -5 \
		|| echo "install gcovr for the figures"

bench: deps deps-bench
	@$(MAKE) --no-print-directory all
	@tests/bench/run.sh $(B)

# Real machines multiplied: size, rate and the time of each question.
MACHINES ?= 160000
bench-fleet: deps deps-bench deps-test
	@$(MAKE) --no-print-directory all $(B)/tests/bench/fleet_made
	@tests/bench/fleet.sh $(B) $(MACHINES)
bench-million:
	@$(MAKE) --no-print-directory bench-fleet MACHINES=1000000
$(B)/tests/bench/fleet_made: tests/bench/fleet_made.c $(B)/libhwfit.a $(B)/flags
	@mkdir -p $(@D)
	$(CC) -std=gnu11 $(CPPFLAGS) $(CFLAGS) $(WARN) $(SANFLAGS) -o $@ $< $(B)/libhwfit.a $(LDLIBS)

lint: deps-lint
	@tests/lint/run.sh

# ---- installing ---------------------------------------------------------------------
INSTALL_ROOT := $(DESTDIR)$(PREFIX)
install: all
	install -D -m 755 $(B)/hwfit $(INSTALL_ROOT)/bin/hwfit
	install -D -m 644 $(COMPAT) $(INSTALL_ROOT)/share/hwfit/compat.db
	install -d $(INSTALL_ROOT)/share/hwfit/tor
	install -m 644 compat-db/tor/*.tor $(INSTALL_ROOT)/share/hwfit/tor
	@for f in $(CATALOGUES) $(TABLES); do \
		install -D -m 644 $$f $(INSTALL_ROOT)/share/hwfit/$${f#$(B)/} || exit 1; done
	@for m in $(MANUAL); do s=$${m##*.}; \
		install -D -m 644 $$m $(INSTALL_ROOT)/share/man/man$$s/$${m##*/} || exit 1; done
	install -d $(INSTALL_ROOT)/share/bash-completion/completions \
		$(INSTALL_ROOT)/share/zsh/vendor-completions $(INSTALL_ROOT)/share/fish/vendor_completions.d
	$(B)/hwfit --completion bash > $(INSTALL_ROOT)/share/bash-completion/completions/hwfit
	$(B)/hwfit --completion zsh > $(INSTALL_ROOT)/share/zsh/vendor-completions/_hwfit
	$(B)/hwfit --completion fish > $(INSTALL_ROOT)/share/fish/vendor_completions.d/hwfit.fish
uninstall:
	rm -f $(INSTALL_ROOT)/bin/hwfit
	rm -f $(INSTALL_ROOT)/share/bash-completion/completions/hwfit
	rm -f $(INSTALL_ROOT)/share/zsh/vendor-completions/_hwfit
	rm -f $(INSTALL_ROOT)/share/fish/vendor_completions.d/hwfit.fish
	rm -rf $(INSTALL_ROOT)/share/hwfit
	@for m in $(MANUAL); do rm -f $(INSTALL_ROOT)/share/man/man$${m##*.}/$${m##*/}; done

# ---- packages for others --------------------------------------------------------------
VERSION := $(shell sed -nE 's/^.define HWFIT_VERSION "(.*)"/\1/p' src/base/version.h)

# make deb: build/hwfit_VERSION_ARCHITECTURE.deb, staged under build/deb.
deb: deps deps-deb
	@rm -rf build/deb
	@$(MAKE) --no-print-directory -s B=build/deb-build PREFIX=/usr DESTDIR=build/deb install > /dev/null
	@.package/deb.sh build/deb build

# make dist: what is committed, as a tarball; the same bytes for the same commit.
dist:
	@mkdir -p build
	git archive --prefix=hwfit-$(VERSION)/ HEAD | xz -9 -T1 > build/hwfit-$(VERSION).tar.xz

# The package in fresh Debian roots, as root: installed, used, removed.
check-package: deb deps-package
	@tests/package/run.sh build/hwfit_$(VERSION)_*.deb

clean:
	rm -rf build build-san build-cover build-fuzz

FORCE:
.PHONY: all compat-update check-office deps-office check-vm check-vm-full deps-vm deps deps-test deps-lint deps-browser deps-bench demo check check-browser check-built fuzz fuzz-built golden \
	cover bench bench-fleet bench-million lint install uninstall deb dist deps-deb deps-package check-package clean FORCE
