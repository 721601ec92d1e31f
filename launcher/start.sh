# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# shellcheck disable=SC2154 # the caller sets $app
# Sourced with $app set to a built application and "$@" to the user's words; becomes the program.

# Options of other Java programs would print a notice or make the JVM refuse the cache.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
# shellcheck source=launcher/locale.sh
. "$app/lib/locale.sh"
# What is over in a fraction of a second whatever it is given does without the second compiler; a
# diagnosis may be of a gigabyte (docs/decisions/0002-start-up.md).
case ${1:-} in
    '' | -* | explain | kb | completion) compiler=-XX:TieredStopAtLevel=1 ;;
    *) compiler= ;;
esac
read -r build < "$app/lib/build"
# shellcheck disable=SC2086 # none or one word, and a list of words
exec "$app/runtime/bin/java" "@$app/lib/jvm.options" "-XX:AOTCache=$app/lib/highorder-$build.aot" \
    $compiler ${HIGHORDER_JAVA_OPTS:-} -m dev.highorder.cli/dev.highorder.cli.Main "$@"
