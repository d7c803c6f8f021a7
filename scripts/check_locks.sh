#!/bin/sh
# A lock names packages, versions and hashes: never a host, nor a folder of the machine that wrote it.
set -eu
if grep --line-number --extended-regexp '://|@ |^-|(^|[[:space:]])/|index-url|find-links' locks/*.txt; then
    echo "A lock names a host, a folder or an option (above). Write it again: make lock" >&2
    exit 1
fi
echo "Locks name no host and no folder"
