#!/bin/sh
# Brings uv, which makes our environments, into .uv/ with the hashes of locks/build.txt. Usage: install_uv.sh PYTHON
set -eu
python=$1
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Keep it Local needs Python 3.11 or later; '$python' is not. Name another: make BOOTSTRAP_PYTHON=python3.12" >&2
    exit 1
fi
rm -rf .uv
echo "Fetching uv, which makes the environment" >&2
if ! "$python" -m venv .uv >/dev/null 2>&1; then
    echo "'$python' cannot make an environment. On Debian: apt-get install python3-venv. Or install uv yourself, and run this again." >&2
    rm -rf .uv
    exit 1
fi
.uv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement locks/build.txt
