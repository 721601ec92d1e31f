/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import java.util.Optional;

/// `kmem_cache_create(NAME) failed with error -12` (mm/slab_common.c): also as `kmem_cache_create_usercopy(…)` and
/// `__kmem_cache_create_args(…)` of later kernels, and the panicking form `kmem_cache_create: Failed to create slab 'NAME'. Error -12`.
///
/// @param errno positive
/// @param rest what stands right behind: el7 ends the message without a newline
public record CacheLine(String cache, int errno, String rest) {

    public static Optional<CacheLine> scan(String text) {
        int at = text.indexOf("kmem_cache_create");
        if (at < 0) {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(text, at);
        String cache;
        if (cursor.find("Failed to create slab '")) {
            cache = cursor.until("'. Error -");
            if (!cursor.skip("'. Error -")) {
                return Optional.empty();
            }
        } else {
            int failed = text.indexOf(") failed with error -", at);
            int open = text.indexOf('(', at);
            if (failed < 0 || open < 0 || open > failed || text.lastIndexOf(' ', open) > at) {
                return Optional.empty();
            }
            cache = text.substring(open + 1, failed);
            cursor.find(") failed with error -");
        }
        var errno = cursor.integer();
        return errno.isEmpty()
                ? Optional.empty()
                : Optional.of(new CacheLine(cache, errno.getAsInt(), cursor.rest().strip()));
    }
}
