#!/usr/bin/env bash
# Fetches the pinned npm packages of tools/desk, and bundles of them what draws the
# desk's charts. Without npm, or where it cannot fetch, the program builds all the
# same and pages show tables.
set -euo pipefail
cd "$(dirname "$0")/desk"
made=../../internal/web/bundle/charts.js
command -v npm >/dev/null || { echo "left out: charts (no npm)"; exit 0; }
if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
	# no scripts of packages are run: esbuild brings its binary without
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || { echo "left out: charts (npm ci failed)"; exit 0; }
fi
if [[ -s $made && $made -nt charts.mjs && $made -nt bundle.mjs && $made -nt package-lock.json ]]; then
	exit 0
fi
node bundle.mjs || { echo "left out: charts (they could not be bundled)"; exit 0; }
