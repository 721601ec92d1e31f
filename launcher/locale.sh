# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Sourced. A JVM in the C locale, or in one that is set but not installed, cannot open a path that is
# not ASCII, be it an argument or the path of its own libraries. el7 has no C.UTF-8.
if [ -d /usr/lib/locale/C.utf8 ] || [ -d /usr/lib/locale/C.UTF-8 ]; then
    LC_ALL=C.UTF-8
else
    LC_ALL=en_US.UTF-8
fi
export LC_ALL
