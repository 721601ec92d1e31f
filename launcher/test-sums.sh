# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Sourced. test_sums LOG prints Surefire's closing line, summed over all test runs in a build log.
# Surefire closes each run with such a line; those of single classes say "Time elapsed", too.
test_sums() {
    sed -n 's/^\[[A-Z]*\] Tests run: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\), Skipped: \([0-9]*\)$/\1 \2 \3 \4/p' "$1" |
        awk '{ run += $1; failures += $2; errors += $3; skipped += $4 }
            END {
                printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n",
                    run, failures, errors, skipped
            }'
}
