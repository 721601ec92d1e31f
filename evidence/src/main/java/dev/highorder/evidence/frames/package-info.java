/* SPDX-License-Identifier: Apache-2.0 */
/// The words of /proc/kpageflags and /proc/kpagecount, as they lie: files, compressed files, members of archives.
@NullMarked
package dev.highorder.evidence.frames;

import org.jspecify.annotations.NullMarked;
