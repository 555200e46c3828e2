#!/usr/bin/env bash
# Reads the sample reports of an invented state, and some of them as they were
# captured again two days later, into a store that is thrown away afterwards;
# prints the brief on them, what was edited, and the proof that nothing is lost;
# then opens the desk on them until it is interrupted (SERVE=0 leaves that out).
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export ROSTRUM_DB=$dir/demo.db
samples=profiles/vdb-en/samples
bin/rostrum ingest --coverage sample --rule "what the editors of the samples found worth showing" "$samples/reports.jsonl"
bin/rostrum ingest --coverage sample --rule "captured again on 12 April" "$samples/recaptured.jsonl"
echo
bin/rostrum brief
echo
bin/rostrum diff vdb-2031-04-10-002
echo
bin/rostrum verify
[[ ${SERVE:-1} != 0 ]] || exit 0
echo
bin/rostrum serve --addr "${ADDR:-127.0.0.1:8377}"
