# The targets a person needs. `make check` is what a change must pass; CI runs
# `make test`. Nothing here fetches anything but packages, by their package
# managers.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build

FUZZTIME ?= 3m
SOAKTIME ?= 15m
tool := go tool -modfile=tools/go.mod

.PHONY: build bundle pictures demo test check docs bench fuzz soak calibrate learn clean

build: bundle ## bin/rostrum
	@CGO_ENABLED=0 go build -trimpath -o bin/rostrum ./cmd/rostrum

bundle: ## what draws the desk's charts, from npm packages, where npm is
	@tools/bundle.sh

pictures: build ## docs/pictures, from the sample reports; wants chromium
	@tools/pictures.sh

demo: build ## the sample reports in a throw-away store: the brief, and the desk until Ctrl-C (SERVE=0: not)
	@tools/demo.sh

test: ## every test; installs what is missing and says what it leaves out
	@tools/test.sh

docs: ## what the documents say, held against the program
	@go test ./docs/...

# `go vet` runs before staticcheck because its findings are shorter to read.
check: ## format, vet, staticcheck, dead code, go.mod, tests, documents
	@echo "gofmt"; out=$$(gofmt -l .); [[ -z "$$out" ]] || { echo "not formatted; run gofmt -w:"; echo "$$out"; exit 1; }
	@echo "go mod tidy"; go mod tidy -diff; cd tools && go mod tidy -diff
	@echo "go vet"; go vet ./...
	@echo "staticcheck"; $(tool) staticcheck ./...
	@echo "deadcode"; out=$$($(tool) deadcode -test ./...); [[ -z "$$out" ]] || { echo "reached by nothing:"; echo "$$out"; exit 1; }
	@$(MAKE) --no-print-directory test

bench: build ## speed and memory: by part, then the whole command
	@tools/bench.sh

fuzz: ## each fuzzer for FUZZTIME (3m)
	@tools/fuzz.sh $(FUZZTIME)

# The corpora whole, with one worker and with two, then the fuzzers for longer
# than anybody waits for a test.
soak: ## what takes too long for `make test`; SOAKTIME (15m) a fuzzer
	@ROSTRUM_SOAK=1 go test -count=1 -timeout 60m -run 'Soak|[Cc]orp|Sample|[Ww]hole' -v ./internal/...
	@tools/fuzz.sh $(SOAKTIME)

calibrate: ## measure the confidence of each kind of record on the annotated articles
	@go run ./internal/eval/calibrate

learn: ## learn what counts for whose matter a sentence is, from the passages that were read
	@go run ./internal/eval/learn

clean:
	@rm -rf bin
