/* SPDX-License-Identifier: Apache-2.0 */
/// Tests of the journal reader, against what journalctl prints of the same files.
@NullMarked
package dev.highorder.evidence.journal;

import org.jspecify.annotations.NullMarked;
