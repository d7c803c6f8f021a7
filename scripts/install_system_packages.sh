#!/bin/sh
# What some tests need and the package index does not have: Chromium, and a Java runtime that Spark accepts (17 or 21).
# Installs only what is missing, and only on Debian as root; elsewhere says which tests will skip.
set -eu

has_java() {
    for java in "${JAVA_HOME:-/nowhere}/bin/java" java /usr/lib/jvm/*/bin/java; do
        "$java" -version 2>&1 | grep -qE 'version "(17|21)[."]' && return 0
    done
    return 1
}
has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
is_debian_root() { [ "$(id -u)" = 0 ] && grep -qx 'ID=debian' /etc/os-release 2>/dev/null; }

missing() {
    has_chromium || echo chromium
    has_java || echo java
}

install() {
    apt-get update -qq
    for name in "$@"; do
        if [ "$name" = java ]; then
            # Each Debian release has one of the two.
            name=openjdk-17-jre-headless
            apt-cache show "$name" >/dev/null 2>&1 || name=openjdk-21-jre-headless
        fi
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name" </dev/null >/dev/null
    done
}

needed=$(missing)
[ -n "$needed" ] || exit 0
if is_debian_root; then
    echo "Installing for the tests:" $needed
    # A machine that cannot reach its archive still runs the other tests; .ci/run fails on what was skipped.
    install $needed || echo "Could not be installed" >&2
fi
for name in $(missing); do
    case $name in
        chromium) echo "No Chromium here: browser tests will be skipped" >&2 ;;
        java) echo "No Java 17 or 21 here: Spark tests will be skipped" >&2 ;;
    esac
done
