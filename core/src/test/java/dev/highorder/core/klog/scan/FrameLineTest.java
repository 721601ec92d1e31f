/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.klog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.model.Cite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "' [<ffffffff81685fac>] dump_stack+0x19/0x1b' ~ dump_stack ~ ''",
                "'[<ffffffffc02e3de0>] nf_conntrack_init_net+0x100/0x270 [nf_conntrack]' ~ nf_conntrack_init_net ~ nf_conntrack",
                "' <IRQ>  [<ffffffff8112c257>] ? __alloc_pages_nodemask+0x757/0x8d0' ~ ?__alloc_pages_nodemask ~ ''",
                "' ? srso_alias_return_thunk+0x5/0xfbef5' ~ ?srso_alias_return_thunk ~ ''",
                "' mhi_prepare_channel+0x127/0x2d0 [mhi 40df44e07c05479f7a6e7b90fba9f0e0031a7814]' ~ mhi_prepare_channel ~ mhi",
                "' mhi_fw_load_handler+0x126/0x340 [mhi' ~ mhi_fw_load_handler ~ mhi",
                "' __alloc_pages_slowpath.constprop.0.isra.3+0xb14/0xb38' ~ __alloc_pages_slowpath ~ ''",
                "' warn_alloc.cold+0x95/0x1af' ~ warn_alloc ~ ''",
                "' __alloc_frozen_pages_noprof+0x230/0x260' ~ __alloc_frozen_pages ~ ''",
                "' __kmalloc_large_node_noprof.part.7+0x1/0x2' ~ __kmalloc_large_node ~ ''",
                "'  show_stack+0x18/0x30 (C)' ~ show_stack ~ ''",
                "' dump_stack_lvl+0x1c1/0x2a0 lib/dump_stack.c:106' ~ dump_stack_lvl ~ ''",
                "' fail_dump lib/fault-inject.c:52 [inline]' ~ fail_dump ~ ''",
                "'[effe5cc0] [c0784b64] dump_stack_lvl+0x80/0xac (unreliable)' ~ ?dump_stack_lvl ~ ''",
                "'[effe5ce0] [c01aef80] warn_alloc+0x100/0x178' ~ warn_alloc ~ ''",
                "'[c000000fe5d07a30] [c0000000001a2b3c] .warn_alloc_failed+0x118/0x160' ~ warn_alloc_failed ~ ''",
                "'[<8001ae08>] show_stack+0x6c/0x12c' ~ show_stack ~ ''",
                "'([<00000000001124fe>] show_trace+0xe6/0x138)' ~ show_trace ~ ''",
                "' [<000000008011c2f2>] 0x000000008011c2f2' ~ 0x000000008011c2f2 ~ ''",
                "'[c1c555f0] [c07ff5f0] 0xc07ff5f0' ~ 0xc07ff5f0 ~ ''",
                "' panic from out_of_memory+0x317/0x34c' ~ panic out_of_memory ~ ''",
            })
    void eachArchitecturesFrameIsRead(String text, String functions, String module) {
        var frames = FrameLine.scan(text, "", cite(text));
        List<String> names = new ArrayList<>();
        frames.forEach(frame -> names.add((frame.reliable() ? "" : "?") + frame.function()));
        assertThat(String.join(" ", names)).isEqualTo(functions);
        assertThat(frames.getLast().module()).isEqualTo(module);
    }

    @Test
    void armRepeatsTheCallerAsTheNextCallee() {
        List<String> names = new ArrayList<>();
        for (String text :
                List.of(
                        "[<c010d415>] (unwind_backtrace) from [<c01097a5>] (show_stack+0x11/0x14)",
                        "[<c01097a5>] (show_stack) from [<c0573da1>] (dump_stack+0x75/0x84)",
                        "[<c0573da1>] (dump_stack) from [<bf046163>] (b43_rx+0xa3/0x104 [b43])")) {
            String newest = names.isEmpty() ? "" : names.getLast();
            FrameLine.scan(text, newest, cite(text)).forEach(frame -> names.add(frame.function()));
        }
        assertThat(names).containsExactly("unwind_backtrace", "show_stack", "dump_stack", "b43_rx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "Call Trace:",
                " <TASK>",
                "RIP: 0010:kvm_clock_get_cycles+0xc/0x20",
                "pc : __alloc_pages+0x10/0x20",
                "Code: c3 48 c1 e1 06 31 c0",
                "RSP: 002b:00007ffc756ba568 EFLAGS: 00000246 ORIG_RAX: 0000000000000000",
                "ffff8803f7f8b928 ffffffff81685fac",
                "Stack : 80ae0000 80a50000",
                "dfa0:                                     00000000 00000000",
                "PM: dpm_run_callback(): pci_pm_resume+0x0/0xf0 returns -12",
                "pci_pm_resume+0x0/0xf0 returns -12",
                "Node 0 Normal: 1*4kB (U) = 4kB",
                "[ 30598]     0 30598      255        1       4        0          -998 pause",
                "--- interrupt: 500 at BIT_flushBits+0x1c/0x58",
                "NIP [c0458840] BIT_flushBits+0x1c/0x58",
                "[<ffffffff81685fac>]",
                "active_anon:56 inactive_anon:3262 isolated_anon:0",
            })
    void otherLinesOfAStackAreNoFrames(String text) {
        assertThat(FrameLine.scan(text, "", cite(text))).isEmpty();
    }

    private static Cite cite(String text) {
        return new Cite("log", 1, text);
    }
}
