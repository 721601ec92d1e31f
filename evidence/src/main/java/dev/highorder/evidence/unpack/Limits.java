/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.evidence.unpack;

/// How far a packed stream is followed. No log of a machine shrinks to less than a two-hundredth of its
/// size, but a file of zeros does; so some unpacked bytes are free of the ratio.
///
/// @param freeBytes unpacked bytes, over all layers of one place, that may come whatever the ratio
/// @param ratio unpacked bytes for each packed one, beyond those
/// @param entries of one archive
/// @param archives how deep an archive may lie: 2 is an archive in an archive
/// @param layers how often one stream may be compressed
/// @param xzKibibytes memory for one xz stream; `xz -9` needs 65 MiB
public record Limits(
        long freeBytes, int ratio, int entries, int archives, int layers, int xzKibibytes) {

    public static final Limits USUAL = new Limits(12L << 30, 200, 5_000_000, 2, 2, 72 << 10);
}
