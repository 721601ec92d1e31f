/* SPDX-License-Identifier: Apache-2.0 */
/// What the product knows: parsers, facts, arithmetic, rules. Pure: no file, no clock, no environment.
module dev.highorder.core {
    requires static org.jspecify;
}
