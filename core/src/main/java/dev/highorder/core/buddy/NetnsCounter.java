/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.buddy;

import dev.highorder.core.model.KernelRelease;
import java.util.Optional;
import java.util.OptionalLong;

/// The number in the name of a network namespace's conntrack cache, `nf_conntrack_48971`: how many namespaces were created
/// since the module was loaded, failed attempts included (`nf_conntrack_init_net` counts before it creates). Older kernels
/// put an address there, and from 4.7 on there is one cache without a number.
public final class NetnsCounter {

    private static final String PREFIX = "nf_conntrack_";

    private NetnsCounter() {}

    /// Empty where the name holds no counter, or the kernel prints an address there.
    public static OptionalLong of(String cache, Optional<KernelRelease> release) {
        if (!cache.startsWith(PREFIX) || (release.isPresent() && printsAddress(release.get()))) {
            return OptionalLong.empty();
        }
        int length = cache.length() - PREFIX.length();
        if (length < 1 || length > 12) {
            return OptionalLong.empty(); // an address has 16 digits
        }
        long count = 0;
        for (int i = PREFIX.length(); i < cache.length(); i++) {
            int digit = cache.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            count = count * 10 + digit;
        }
        return count > 0 ? OptionalLong.of(count) : OptionalLong.empty();
    }

    private static boolean printsAddress(KernelRelease release) {
        if (release.major() == 3 && release.minor() == 10 && release.isEl(7)) {
            return release.elBuild().orElse(Integer.MAX_VALUE) <= 514;
        }
        return release.below(4, 4);
    }
}
