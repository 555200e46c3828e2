#!/usr/bin/env bash
# Reads the sample reports of an invented state into a store that is thrown
# away afterwards, and prints the brief on them.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export ROSTRUM_DB=$dir/demo.db
bin/rostrum ingest profiles/vdb-en/samples/reports.jsonl
echo
bin/rostrum brief
