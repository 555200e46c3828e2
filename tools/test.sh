#!/usr/bin/env bash
# Runs every test there is. Installs what is missing where it may (as root, by
# the system's package manager), and says first what it leaves out and why.
set -euo pipefail
cd "$(dirname "$0")/.."

fetched=
need() { # COMMAND PACKAGE WHAT-FOR
	command -v "$1" >/dev/null && return 0
	if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
		echo "installing $2: $3"
		[[ -n $fetched ]] || { apt-get update -qq >/dev/null 2>&1 || true; fetched=1; }
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null 2>&1 || true
		command -v "$1" >/dev/null && return 0
	fi
	echo "left out: $3 (no $1)"
	return 1
}

command -v go >/dev/null || { echo "go is missing: see CONTRIBUTING.md for the version" >&2; exit 1; }

race=-race
need gcc gcc "the race detector" || race=
[[ -z $race ]] || export CGO_ENABLED=1
need python3 python3 "the scores on the annotated articles" || true
if need node nodejs "the desk in a browser" && need npm npm "the desk in a browser" && need chromium chromium "the desk in a browser"; then
	tools/bundle.sh # brings what drives the browser, too
	[[ -d tools/desk/node_modules/playwright-core ]] || echo "left out: the desk in a browser (npm could not fetch what drives it)"
fi
[[ -d ../shared/gold ]] || echo "left out: what reads the annotated articles and the corpora (no ../shared)"
[[ -n ${ROSTRUM_SOAK:-} ]] || echo "left out: the corpora whole, and the fuzzers (make soak, make fuzz)"

echo "go vet"
go vet ./...
# go test would vet everything again, under the race detector from the ground up
echo "go test $race"
go test $race -vet=off -timeout 20m ./...

# The race detector makes everything some ten times slower: tests that read corpora
# whole, or do much else, leave it out or do a part of it there. They say so to
# internal/eval/whole, which makes them bear "whole" in their names; here they run.
if [[ -n $race ]]; then
	echo "go test, what takes too long under the race detector"
	importing='{{$p := .ImportPath}}{{range .TestImports}}{{.}} {{$p}}{{"\n"}}{{end}}{{range .XTestImports}}{{.}} {{$p}}{{"\n"}}{{end}}'
	mapfile -t packages < <(go list -f "$importing" ./... | sed -n 's|^.*/internal/eval/whole ||p' | sort -u)
	[[ ${#packages[@]} -gt 0 ]] || { echo "no test imports internal/eval/whole" >&2; exit 1; }
	go test -vet=off -timeout 20m -run '[Ww]hole' "${packages[@]}"
fi
