#!/usr/bin/env bash
# Takes the pictures of docs/GUIDE.md anew: the desk over the sample reports, as a
# browser shows it. They are made small, as they stay in the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'kill "$desk" 2>/dev/null || true; rm -rf "$dir"' EXIT
export ROSTRUM_DB=$dir/pictures.db
samples=profiles/vdb-en/samples
bin/rostrum ingest -q --coverage sample --rule "what the editors of the samples found worth showing" "$samples/reports.jsonl" >/dev/null
bin/rostrum ingest -q --coverage sample --rule "captured again on 12 April" "$samples/recaptured.jsonl" >/dev/null
bin/rostrum serve --addr 127.0.0.1:0 2>"$dir/said" &
desk=$!
for _ in $(seq 100); do
	base=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$dir/said" || true)
	[[ -z $base ]] || break
	sleep 0.1
done
node tools/desk/pictures.mjs "$base" docs/pictures
