#!/usr/bin/env bash
# Speed and memory: the engine, the reader and the language recogniser by
# themselves, then the whole command on the corpus of 2011 (or on the samples,
# where there is no corpus): median of five runs, output to a file.
set -euo pipefail
cd "$(dirname "$0")/.."

go test -run=NONE -bench=. -benchtime="${BENCHTIME:-2s}" ./internal/extract ./internal/read ./internal/language

input=../shared/corpus/kcna-2011.jsonl.gz
[[ -f $input ]] || { echo "no corpus in ../shared: the samples instead"; input=profiles/vdb-en/samples/reports.jsonl; }
timer=$(type -P time) || {
	[[ $(id -u) == 0 ]] && apt-get install -y -qq time >/dev/null 2>&1 || true
	timer=$(type -P time) || { echo "left out: the whole command (no /usr/bin/time)"; exit 0; }
}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
for run in 1 2 3 4 5; do
	"$timer" -v bin/rostrum extract "$input" >"$dir/out" 2>"$dir/err"
	awk -F': ' '/Elapsed/ { n = split($NF, t, ":"); for (i = 1; i <= n; i++) s = s * 60 + t[i] } /Maximum resident/ { kb = $NF } END { print s, kb }' "$dir/err" >>"$dir/runs"
	echo "run $run: $(tail -n 1 "$dir/runs")" | awk '{ printf "run %s %.2f s, %.0f MB\n", $2, $3, $4 / 1024 }'
done
items=$(wc -l <"$dir/out")
sort -n "$dir/runs" | awk -v items="$items" 'NR == 3 { printf "whole command, median of 5: %d items in %.2f s, %.0f items/s", items, $1, items / $1 }'
sort -n -k2 "$dir/runs" | awk 'END { printf "; peak memory %.0f MB at most\n", $2 / 1024 }'
