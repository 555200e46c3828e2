#!/usr/bin/env bash
# Runs every fuzzer of the module for a while each, one after the other. A
# finding is kept by go under testdata/fuzz of the package: commit it with the
# mend, and it is a test from then on.
#
#   tools/fuzz.sh TIME [PACKAGE...]
set -uo pipefail
cd "$(dirname "$0")/.."
time=${1:-3m}
shift || true
failed=
for dir in $(go list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.Dir}}{{end}}' "${@:-./...}"); do
	package=.${dir#"$PWD"}
	for fuzzer in $(grep -hos '^func Fuzz[A-Za-z0-9_]*' "$dir"/*_test.go | cut -d' ' -f2); do
		echo "== $package $fuzzer $time"
		# -run=NONE: the tests have their own target
		go test -run=NONE -fuzz="^$fuzzer\$" -fuzztime="$time" "$package" | grep -v '^fuzz: elapsed' || failed+=" $package:$fuzzer"
	done
done
[[ -z $failed ]] || { echo "findings:$failed"; exit 1; }
echo "no finding"
