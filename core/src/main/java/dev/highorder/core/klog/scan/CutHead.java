/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

/// The head of a report that a mailer broke in two where no prefix tells that the second line carries on the first.
public final class CutHead {
    private CutHead() {}

    private static final String[][] HALVES = {
        {" page", "allocation failure"},
        {" page allocation", "failure: order:"},
        {" page allocation", "failure. order:"},
        {" page allocation failure:", "order:"},
        {" page allocation failure.", "order:"},
        {" invoked", "oom-killer:"},
    };

    public static boolean joins(String first, String second) {
        String rest = second.stripLeading();
        if (rest.isEmpty() || "afo".indexOf(rest.charAt(0)) < 0) {
            return false;
        }
        for (String[] halves : HALVES) {
            if (rest.startsWith(halves[1]) && first.stripTrailing().endsWith(halves[0])) {
                return true;
            }
        }
        return false;
    }
}
