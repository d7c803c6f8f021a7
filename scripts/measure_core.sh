#!/bin/sh
# Installs the core alone, from its lock and a wheel built here, and holds it to its size. Usage: measure_core.sh UV
set -eu
uv=$1
most=650
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$uv" venv --quiet "$place/core"
"$uv" pip install --quiet --python "$place/core/bin/python" --require-hashes --build-constraints locks/build.txt -r locks/core.txt
"$uv" build --quiet --wheel --build-constraints locks/build.txt --out-dir "$place" .
"$uv" pip install --quiet --python "$place/core/bin/python" --no-deps "$place"/keepitlocal-*.whl
# Python writes its bytecode on first use: it counts.
"$place/core/bin/python" -m compileall -q "$place/core/lib" >/dev/null 2>&1 || true
size=$(du -sm "$place/core" | cut -f 1)
echo "Core install: $size MB of at most $most MB"
[ "$size" -le "$most" ] || { echo "Too large. The largest parts, in MB:" >&2; du -sm "$place"/core/lib/python*/site-packages/* | sort -rn | head -12 >&2; exit 1; }
# The wheel holds its data files: the command runs outside this folder, and every data file of the package is there.
(cd "$place" && core/bin/keepitlocal --help >/dev/null)
missing=$(git ls-files keepitlocal | while read -r file; do
    [ -e "$place"/core/lib/python*/site-packages/"$file" ] || echo "$file"
done)
[ -z "$missing" ] || { echo "Not in the wheel: $missing" >&2; exit 1; }
echo "The wheel holds every file of the package, and its command answers"
