# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Sourced. Finds what a build needs: a JDK (sets and exports JAVA_HOME) and Maven (sets mvn).

needed_jdk=25
needed_maven=3.8.7

# The feature number of the JDK in $1 (25, 17, …); nothing when there is no whole JDK there.
jdk_feature() {
    [ -x "$1/bin/javac" ] && [ -x "$1/bin/jlink" ] || return 1
    feature=
    if [ -r "$1/release" ]; then
        feature=$(sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release")
    fi
    if [ -z "$feature" ]; then
        feature=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9][0-9]*\).*/\1/p')
    fi
    [ "$feature" = 1 ] && feature=8
    [ -n "$feature" ] && echo "$feature"
}

# JAVA_HOME, then the javac on PATH, then /usr/lib/jvm: there the oldest that is new enough.
find_jdk() {
    jdks_found=
    if [ -n "${JAVA_HOME:-}" ] && try_jdk "$JAVA_HOME"; then return 0; fi
    javac=$(command -v javac) || javac=
    if [ -n "$javac" ]; then
        javac=$(readlink -f -- "$javac")
        if try_jdk "${javac%/bin/javac}"; then return 0; fi
    fi
    best="" best_feature=""
    for home in "${HIGHORDER_JVM_DIR:-/usr/lib/jvm}"/*; do
        feature=$(jdk_feature "$home") || continue
        jdks_found="$jdks_found $feature in $home;"
        if [ "$feature" -ge "$needed_jdk" ] && [ "$feature" -lt "${best_feature:-9999}" ]; then
            best=$home best_feature=$feature
        fi
    done
    if [ -n "$best" ]; then
        JAVA_HOME=$best
        export JAVA_HOME
        return 0
    fi
    return 1
}

try_jdk() {
    feature=$(jdk_feature "$1") || return 1
    if [ "$feature" -lt "$needed_jdk" ]; then
        jdks_found="$jdks_found $feature in $1;"
        return 1
    fi
    JAVA_HOME=$1
    export JAVA_HOME
}

# Needs JAVA_HOME, as mvn itself runs on it.
find_maven() {
    maven_found=
    mvn=$(command -v mvn) || return 1
    maven_found=$(LC_ALL=C "$mvn" --version 2>/dev/null |
        sed -n 's/.*Apache Maven \([0-9][0-9.]*[0-9]\).*/\1/p' | head -n 1)
    [ -n "$maven_found" ] || return 1
    [ "$(printf '%s\n%s\n' "$needed_maven" "$maven_found" | sort -V | head -n 1)" = "$needed_maven" ]
}

# Finds both, or ends the program with one message that names all that is to be installed.
require_tools() {
    lacks="" hints=""
    if ! find_jdk; then
        lacks="a JDK $needed_jdk or newer"
        [ -n "$jdks_found" ] && lacks="$lacks (found only${jdks_found%;})"
        hints="set JAVA_HOME to one, or install it (Temurin $needed_jdk, openjdk-$needed_jdk-jdk)"
    fi
    if ! find_maven; then
        lacks="${lacks:+$lacks and }Maven $needed_maven or newer"
        [ -n "$maven_found" ] && lacks="$lacks (found only $maven_found)"
        hints="${hints:+$hints; }install Maven (Debian and Fedora: package 'maven') so that 'mvn' is on PATH"
    fi
    [ -z "$lacks" ] && return 0
    echo "highorder: building from source needs $lacks; $hints" >&2
    exit 2
}

# Java takes the home of the user from the password file, where a user of a container may have none;
# what HOME says counts for Maven's repository and settings. (Maven splits its options at spaces.)
case ${HOME:-} in
    '' | *[[:space:]]*) ;;
    *)
        if [ -d "$HOME" ] && [ -w "$HOME" ]; then
            MAVEN_OPTS="${MAVEN_OPTS:+$MAVEN_OPTS }-Duser.home=$HOME"
            export MAVEN_OPTS
        fi
        ;;
esac
