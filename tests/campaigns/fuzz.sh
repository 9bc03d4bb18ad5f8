#!/usr/bin/env bash
# fuzz.sh PROGRAM CORPUS SEED_FILE [OPTION…]: runs a libFuzzer target from a fresh corpus that begins with one good library. Options go
# to libFuzzer: -runs=N for a short form, -max_total_time=SECONDS for a long one. What it finds stays beside the corpus.
set -euo pipefail
program="$1" corpus="$2" seed="$3"
shift 3
rm -rf "$corpus"
mkdir -p "$corpus"
cp "$seed" "$corpus/"
exec "$program" "$corpus" -max_len=20000 -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 "-artifact_prefix=$corpus." "$@"
