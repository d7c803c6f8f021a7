#!/bin/sh
# Writes one lock a set, keeping versions that still fit. Usage: write_locks.sh UV [--upgrade | --upgrade-package NAME ...]
# The smaller sets are held to the versions of the largest, so that they can be installed over each other.
set -eu
uv=$1
shift
mkdir -p locks
compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --no-annotate "$@"
}
compile "$@" --group pyproject.toml:build --output-file locks/build.txt
compile "$@" pyproject.toml --extra dev --extra spark --output-file locks/dev.txt
compile "$@" pyproject.toml --extra bench --constraints locks/dev.txt --output-file locks/bench.txt
compile "$@" pyproject.toml --constraints locks/dev.txt --output-file locks/core.txt
scripts/check_locks.sh
wc -l locks/*.txt
