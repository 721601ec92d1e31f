# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Sourced by ./highorder with $root set and $changed naming what is newer than the application, if
# there is one. Builds the application into $root/target/launcher/current, or ends the program.
#
# Everything is built apart from a developer's own build (highorder.out), under a lock that Maven
# inherits: it is free again when the last process of a killed build is gone, and never stays.

# shellcheck disable=SC2154 # the caller sets $root
root=$(cd -- "$root" && pwd) || exit 2
# shellcheck source=launcher/find-tools.sh
. "$root/launcher/find-tools.sh"

say() { echo "highorder: $*" >&2; }

out=$root/target/launcher
log=$out/build.log

# What, if anything, is newer than the application.
newer_source() {
    find "$root/pom.xml" "$root/launcher" "$root"/*/pom.xml "$root"/*/src/main \
        -newer "$out/current/stamp" -print -quit 2>/dev/null
}

is_current() { [ -e "$out/current/stamp" ] && [ -z "$(newer_source)" ]; }

# The line that says which step of which module failed, and the first reason Maven gives.
failed_step() {
    sed -n 's/^\[ERROR\] Failed to execute goal [^ ]*:\([^: ]*\)\( ([^)]*)\)\{0,1\} on project \([^: ]*\).*/step \1 of module \3/p' \
        "$log" | head -n 1
}

first_reason() {
    escape=$(printf '\033')
    sed -n -e "s/^\($escape\[[0-9;]*m\)*//" -e '/^\[ERROR\] COMPILATION ERROR/d' -e 's/ -> \[Help [0-9]*\].*//' \
        -e 's/^\[ERROR\] Failed to execute goal .* on project [^:]*: *//p' \
        -e 's/^\[ERROR\] *\([^ ].*\)/\1/p' "$log" | head -n 1
}

# Shows on a terminal how far Maven is, until it is killed.
show_progress() {
    while :; do
        at=$(sed -n -e 's/^\[INFO\] Building Highorder \([^ ]*\) .*\(\[[0-9]*\/[0-9]*\]\)$/\2 \1/p' \
            -e 's/^Downloading from [^:]*:.*\/\([^/]*\)$/fetching \1/p' "$log" 2>/dev/null | tail -n 1)
        printf '\r\033[Khighorder: building %.60s' "$at" >&2
        sleep 1
    done
}

build_app() {
    touch "$out/stamp.new"
    # A build that was cut short may have left half of its classes.
    if [ -e "$out/unfinished" ]; then
        for part in "$root"/*/target/launcher; do rm -rf "$part"; done
    fi
    : > "$out/unfinished"
    : > "$log"

    # shellcheck source=launcher/locale.sh
    . "$root/launcher/locale.sh"
    (
        cd "$root" || exit 1
        exec "$mvn" -B -Dquick -Dmaven.test.skip=true -Dstyle.color=never \
            -Dhighorder.out=target/launcher -pl image -am package
    ) < /dev/null > "$log" 2>&1 &
    maven=$!
    ticker=
    if [ -t 2 ] && [ -z "${HIGHORDER_NO_PROGRESS:-}" ]; then
        show_progress 9>&- &
        ticker=$!
    fi
    trap 'kill "$maven" $ticker 2>/dev/null; wait; exit 129' HUP
    trap 'kill "$maven" $ticker 2>/dev/null; wait; exit 130' INT
    trap 'kill "$maven" $ticker 2>/dev/null; wait; exit 143' TERM
    status=0
    wait "$maven" || status=$?
    trap - HUP INT TERM
    if [ -n "$ticker" ]; then
        kill "$ticker" 2>/dev/null
        wait "$ticker" 2>/dev/null
        printf '\r\033[K' >&2
    fi
    if [ "$status" -ne 0 ]; then
        step=$(failed_step)
        reason=$(first_reason)
        [ -n "$reason" ] || reason=$(tail -n 1 "$log")
        say "the build failed at ${step:-Maven itself}: $reason; the log: $log"
        return 1
    fi

    read -r build < "$root/image/target/launcher/app/lib/build"
    new=app-$build-$$
    mv "$out/stamp.new" "$root/image/target/launcher/app/stamp" &&
        mv "$root/image/target/launcher/app" "$out/$new" &&
        ln -s "$new" "$out/current.$$" || return 1
    old=$(readlink "$out/current") || old=
    mv -T "$out/current.$$" "$out/current" || return 1
    # The application before this one may still be running; older ones are not.
    for stale in "$out"/app-*; do
        case ${stale##*/} in "$new" | "$old") ;; *) rm -rf "$stale" ;; esac
    done
    rm -f "$out/unfinished"
}

require_tools
if ! mkdir -p "$out" 2>/dev/null || ! [ -w "$out" ]; then
    say "$out: cannot write here, and the program is not built; run it once as the owner of $root"
    exit 2
fi
if ! command -v flock > /dev/null; then
    say "building needs 'flock'; install util-linux"
    exit 2
fi
exec 9> "$out/lock"
if ! flock -n 9; then
    say "another start is building this program; waiting for it"
    flock 9
fi
if ! is_current; then
    if [ -n "${changed:-}" ]; then
        say "$changed has changed; building again (log: $log)"
    else
        say "building for the first time, which takes a minute or so (log: $log)"
    fi
    build_app || exit 2
fi
exec 9>&-
