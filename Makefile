# What a person who changes the house types. `make` alone lists the targets.
SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

# Turned on the command line: make bench COUNT=10, make run ARGS="--authority Leeds".
ARGS         ?=
AZURITE      ?= 3.37.0
BENCH        ?= .
COUNT        ?= 6
DATA         ?=
CALIBRATIONS ?= calibration/shipped
DRAWS        ?= 50
FUTURES      ?= 20000
FUZZTIME     ?= 10s
PACKAGES     ?= ./...
RANKED       ?= 1000
SOAK         ?= 2m

# What the race detector does not watch, and would make ten times as slow:
# packages without goroutines and without state, which reckon on what they are
# given. Whoever gives it is watched.
UNWATCHED := sendsim/internal/portable sendsim/internal/posterior sendsim/internal/png github.com/golang/freetype/raster \
	compress/flate hash/adler32 hash/crc32 image image/color image/draw image/png \
	git.sr.ht/~sbinet/gg github.com/ajstarks/svgo golang.org/x/image/font/sfnt golang.org/x/image/math/fixed \
	gonum.org/v1/plot/text gonum.org/v1/plot/vg gonum.org/v1/plot/vg/vgimg gonum.org/v1/plot/vg/vgsvg

# The model of one future. It is watched where all of it is lived by several
# workers (the tests of sim that are named after them), and not again in
# everything that runs it (internal/arch holds it to keep no state).
RECKONS := cohorts internal/rng sim/finance sim/levers

# Packages that start no goroutine and give none work, neither they nor their
# tests: what of them runs side by side is watched in the tests of those who run
# it so (internal/arch holds them to it).
SEQUENTIAL := calibration/evidence calibration/local cohorts \
	internal/arch internal/disclosure internal/oracle internal/png internal/portable internal/posterior internal/rng internal/strict \
	outputs/report outputs/spreadsheet scenarios sim/finance sim/levers

# Tests that the race detector has nothing to do in. They run the program as it
# is built, without the detector, or fit, run or sweep once more, to read what
# comes of it, what other tests of their package do side by side.
UNRACED := TestTheProgramAsBuilt TestArrayJobsAreOneMachine \
	TestAnyLawfulCalibrationConservesItsChildren TestEveryAuthoritysFiguresAreReadBack TestTheStartIsThePublishedCaseload \
	TestASweepAgreesWithCompare TestASweepOnOtherCalibrationsAndRates TestAReportStandsAlone TestBadInput TestBacktestSaysWhatIsWrong \
	TestDeficitsRankUniformly TestErrorsCountTheRowsThatDrawsShare TestExportsHoldEveryValue TestLayerKnowsNothingLater \
	TestNoOtherSeriesInformsACalibration TestOneAuthorityIsCalibrated TestPlacesDepartAsChildrenFollow TestResultsFitTheTerminal \
	TestScenariosThatShipAreKnownByName TestStartsAsKnown TestTheBriefIsPlain TestTheExampleHasAFrontier TestWhatIsReportedIsChosen \
	TestWhatIsSaidWithoutMoney

.PHONY: help
help: ## list the targets and what they do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## run the default scenario (ARGS="..." adds flags)
	go run ./cmd/sendsim run $(ARGS)

.PHONY: test
test: ## run every test
	go test ./...

.PHONY: check
check: format lint fused race cluster docs scenarios clients print page-same clean-tree ## everything CI asks for: run it before a commit is sent

.PHONY: format
format: ## list files that gofumpt would change, and fail if there are any
	@files=$$(go tool gofumpt -l .); \
	if [ -n "$$files" ]; then echo "$$files"; echo "remedy: go tool gofumpt -w ."; exit 1; fi

.PHONY: lint
lint: ## go vet and staticcheck
	go vet ./...
	go tool staticcheck ./...

.PHONY: fused
fused: ## fail where a compiler fuses a product with what it is added to (docs/decisions/0018); nothing is linked, nor others' packages optimized
	@found=$$(GOARCH=arm64 go list -export -gcflags=all='-N -l' -gcflags=sendsim/...=-S ./cmd/sendsim 2>&1 \
	| sed -nE 's|^.*\(([^()]*\.go:[0-9]+)\).*FN?M(ADD\|SUB)[SD].*|\1|p' | sed "s|^$$PWD/||" | sort -u); \
	if [ -n "$$found" ]; then echo "$$found"; echo "remedy: write float64(x*y) + z"; exit 1; fi

.PHONY: arm64
arm64: build ## make runs as arm64 does (needs Debian's qemu-user), and compare every byte here
	@command -v qemu-aarch64 >/dev/null || { echo "remedy: apt-get install qemu-user"; exit 1; }
	GOARCH=arm64 go test -exec qemu-aarch64 -run TestBits ./internal/portable
	GOARCH=arm64 go build -o bin/sendsim-arm64 ./cmd/sendsim
	@out=$$(mktemp -d); trap 'rm -rf "$$out"' EXIT; n=0; \
	bin/sendsim local --authority rutland --out "$$out/own.yaml" >"$$out/said"; \
	sed -i -E 's/^  net: .*/  net: {low: 1m, high: 3m}/; s/^  state-special: [0-9]+/  state-special: 15000/' "$$out/own.yaml"; \
	for run in "" "--authority england --draws 20" "--authority kent --with-rates-of newham" \
		"--authority rutland --local $$out/own.yaml" $$(ls scenarios/*.yaml); do \
		n=$$((n + 1)); echo "run $$run"; \
		qemu-aarch64 bin/sendsim-arm64 run --draws $(DRAWS) $$run --out "$$out/$$n" --quiet >"$$out/said"; \
		bin/sendsim verify "$$out/$$n"; \
	done

.PHONY: race
race: ## the tests under the race detector, the long ones shortened (lint has vetted them)
	go test -race -short -vet=off $(UNWATCHED:%=-gcflags=%=-race=false) -run Workers ./sim
	names=$$(printf '|%s' $(UNRACED)); \
	go test -race -short -vet=off -timeout 30m $(UNWATCHED:%=-gcflags=%=-race=false) $(RECKONS:%=-gcflags=sendsim/%=-race=false) \
	-skip "^($${names#|})$$" $$(go list $(PACKAGES) | grep -vxF $(SEQUENTIAL:%=-e sendsim/%))

.PHONY: build
build: ## build bin/sendsim, without the symbol table that only debuggers read
	go build -ldflags=-s -o bin/sendsim ./cmd/sendsim

.PHONY: page
page: ## build the page of sendsim serve anew from outputs/web/page (needs node)
	cd outputs/web/page && npm ci && npm run build

.PHONY: page-same
page-same: ## build the page where node is, and fail where the committed one differs
	@if ! command -v npm >/dev/null; then echo "no node here: the committed page is taken as it is"; exit 0; fi; \
	$(MAKE) page && git --no-pager diff --exit-code --stat -- outputs/web/dist \
	|| { echo "remedy: make page, and commit outputs/web/dist"; exit 1; }

.PHONY: browser
browser: build ## the page in a real browser (needs node, and Debian's chromium: .ci/browser installs it)
	cd outputs/web/page && npm ci && npm run browser

.PHONY: soak
soak: ## fifty readers of the page move sliders for SOAK: nothing is lost, leaked or kept
	SOAK=$(SOAK) go test -count 1 -run '^TestSoak$$' -v -timeout 30m ./outputs/web

.PHONY: scenarios
scenarios: build ## run every scenario and every example of a sweep that ships, with few draws (tests check each, too)
	@found=$$(ls scenarios/*.yaml); \
	[ -n "$$found" ] || { echo "no scenario ships: scenarios/ has no .yaml"; exit 1; }; \
	out=$$(mktemp -d); trap 'rm -rf "$$out"' EXIT; n=0; \
	for s in $$found; do \
		n=$$((n + 1)); echo "run $$s"; \
		bin/sendsim run "$$s" --draws $(DRAWS) --out "$$out/$$n" --quiet >"$$out/$$n.txt" || { cat "$$out/$$n.txt"; exit 1; }; \
	done; \
	for d in sweeps/*-example.yaml; do echo "sweep $$d"; bin/sendsim sweep "$$d" --draws $(DRAWS) --out "$$out/$$(basename "$$d")" --quiet >"$$out/said"; done

.PHONY: print
print: ## count the sheets that reports and briefs print on (needs Debian's chromium)
	@command -v chromium >/dev/null || { echo "NOT TESTED: chromium is not here, so no sheets are counted; remedy: make tools"; exit 0; }; \
	go test -vet=off -tags chromium -run '^TestFoldedTablesArePrinted$$|Brief' ./cmd/sendsim

.PHONY: cluster
cluster: ## vet, build and test the module of its own that runs sweeps on Apache Beam
	cd cluster && go vet ./... && go test -vet=off ./... && go build -ldflags=-s -o ../bin/sendsim-beam ./sendsim-beam

.PHONY: azurite
azurite: ## hold a sweep into Azure's store, and what the tests take for it, against Azurite (needs npm)
	@command -v npm >/dev/null || { echo "NOT TESTED: npm is not here; remedy: apt-get install nodejs npm"; exit 0; }; \
	at=$$(mktemp -d); server=""; trap '[ -z "$$server" ] || kill "$$server"; rm -rf "$$at"' EXIT; \
	npm install --prefix "$$at" --no-fund --no-audit --silent azurite@$(AZURITE); \
	AZURITE_ACCOUNTS="tests:$$(printf 'of no account' | base64)" "$$at/node_modules/.bin/azurite-blob" \
		--blobPort 10777 --inMemoryPersistence --skipApiVersionCheck --disableTelemetry >"$$at/said" & server=$$!; \
	for _ in $$(seq 100); do if : 2>/dev/null </dev/tcp/127.0.0.1/10777; then break; fi; sleep 1; done; \
	cd cluster && AZURITE=127.0.0.1:10777 go test -count 1 -run '^TestTheSameBytesInEveryStore$$/^azblob$$' ./pipeline

.PHONY: tools
tools: ## install what some tests open files with: LibreOffice Calc, chromium, node (Debian's, as root)
	@missing=""; command -v soffice >/dev/null || missing="$$missing libreoffice-calc"; \
	command -v npm >/dev/null || missing="$$missing nodejs npm"; \
	command -v chromium >/dev/null || missing="$$missing chromium fonts-liberation"; \
	[ -z "$$missing" ] || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing >/dev/null; } \
	|| echo "NOT INSTALLED:$$missing: what needs them is not tested"

.PHONY: clients
clients: build ## read a run with apache-arrow, DuckDB and hyparquet, and compare every value (needs npm)
	@command -v npm >/dev/null || { echo "NOT TESTED: npm is not here; remedy: apt-get install nodejs npm"; exit 0; }; \
	npm --prefix outputs/clientstest ci --no-fund --no-audit --silent; \
	out=$$(mktemp -d); trap 'rm -rf "$$out"' EXIT; \
	bin/sendsim compare scenarios/stockton-example.yaml --draws $(DRAWS) --budget 5s --out "$$out/run" --quiet >"$$out/said"; \
	for to in parquet csv; do bin/sendsim export "$$out/run" --to $$to --out "$$out/$$to"; done; \
	RUN="$$out/run" PARQUET="$$out/parquet" CSV="$$out/csv" COLUMNS="$$PWD/docs/columns.md" npm --prefix outputs/clientstest test

.PHONY: docs
docs: ## write the generated documents anew (go generate, two at a time)
	grep -rl --include='*.go' '^//go:generate' . | xargs -n 1 -P 2 go generate

.PHONY: clean-tree
clean-tree: ## fail if anything is changed or new since the last commit
	@git --no-pager diff --exit-code || { echo "remedy: commit the change, or find what wrote it"; exit 1; }
	@left=$$(git status --porcelain); \
	if [ -n "$$left" ]; then echo "$$left"; echo "remedy: commit these files, or name them in .gitignore"; exit 1; fi

.PHONY: bench
bench: ## measure; compares with bench.base.out if you kept one (BENCH=regexp COUNT=n)
	go test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) $(PACKAGES) | tee bench.out
	@if [ -f bench.base.out ]; then go tool benchstat bench.base.out bench.out; \
	else go tool benchstat bench.out; echo "to compare later: cp bench.out bench.base.out"; fi

.PHONY: oracle
oracle: ## hold the model against the child-by-child simulation
	@[ -n "$$(go test -list Oracle $(PACKAGES) | grep '^Test' || true)" ] || { echo "no test is named after the oracle"; exit 1; }
	ORACLE_FUTURES=$(FUTURES) go test -count 1 -run Oracle -v -timeout 80m $(PACKAGES) | grep -v 'no tests to run\|no test files'

.PHONY: fuzz
fuzz: ## run each fuzz target for FUZZTIME
	@go test -list '^Fuzz' $(PACKAGES) \
	| awk '/^Fuzz/ { name[n++] = $$1 } /^ok/ { for (i = 0; i < n; i++) print $$2, name[i]; n = 0 }' \
	| while read -r package name; do \
		go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 5s "$$package" </dev/null; \
	done

.PHONY: calibrations
calibrations: ## rebuild the calibrations that ship from published files (DATA=folder)
	@[ -d "$(DATA)" ] || { echo "say where the published files are: make calibrations DATA=../data"; exit 2; }
	go run ./cmd/sendsim calibrate --all --evidence "$(DATA)" --out $(CALIBRATIONS)

.PHONY: backtest
backtest: ## forecast past years, score them, and write docs/evidence/scorecard.* anew
	@out=$$(mktemp -d); trap 'rm -rf "$$out"' EXIT; \
	go run ./cmd/sendsim backtest --simulator --out "$$out/scorecard"; \
	cp "$$out"/scorecard/scorecard* docs/evidence/

.PHONY: sbc
sbc: ## simulation-based calibration of the layer and of the deficit: writes docs/evidence/sbc*.md anew
	SBC_AREAS=500 UPDATE_GOLDEN=1 go test -count=1 -run '^TestSBCPage$$|^TestDeficitsRankUniformly$$' ./outputs

.PHONY: rankings
rankings: ## run every authority on its own (some five minutes of CPU) and write docs/evidence/standings.csv anew
	@out=$$(mktemp -d); trap 'rm -rf "$$out"' EXIT; \
	go run ./cmd/sendsim run --authority all --draws $(RANKED) --out "$$out/all" >"$$out/said"; \
	cp "$$out/all/standings.csv" docs/evidence/
