/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.it.fuzz;

import dev.highorder.core.document.Framing;
import dev.highorder.core.document.Line;
import dev.highorder.core.document.Transcript;
import dev.highorder.core.klog.read.KernelLog;
import dev.highorder.core.proc.ProcParsers;
import dev.highorder.core.proc.buddy.BuddyInfo;
import dev.highorder.core.proc.cgroup.Cgroups;
import dev.highorder.core.proc.memory.MemInfo;
import dev.highorder.core.proc.system.Sysctl;
import dev.highorder.core.runtime.RuntimeLog;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// What takes bytes that others wrote. Each throws on whatever breaks a law.
enum Target {
    BUDDY_FILES(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            Blocks.read(Input.of(bytes), BuddyInfo.class.getPackage());
        }
    },
    MEMORY_FILES(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            Blocks.read(Input.of(bytes), MemInfo.class.getPackage());
        }
    },
    CGROUP_FILES(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            Blocks.read(Input.of(bytes), Cgroups.class.getPackage());
        }
    },
    SYSTEM_FILES(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            Blocks.read(Input.of(bytes), Sysctl.class.getPackage());
        }
    },
    TRANSCRIPT(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            Input input = Input.of(bytes);
            Laws.same(
                    Transcript.read(input.source(), ProcParsers.all()),
                    Transcript.read(input.source(), ProcParsers.all()));
        }
    },
    KERNEL_LOG(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            List<Line> log = Framing.lines(Input.of(bytes).source());
            Laws.same(KernelLog.read(log), KernelLog.read(log));
        }
    },
    RUNTIME_LOG(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            List<Line> log = Framing.lines(Input.of(bytes).source());
            Laws.same(RuntimeLog.read(log), RuntimeLog.read(log));
        }
    },
    EXPLAIN(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) throws IOException {
            Explained.hold(Input.of(bytes));
        }
    },
    DIAGNOSE(Reads.TEXT, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            Laws.answer(List.of(Input.of(bytes).source()));
        }
    },
    PAGE_FLAGS(Reads.BYTES, 8 << 10) {
        @Override
        void take(byte[] bytes) throws IOException {
            PageWordsOnDisk.hold(bytes);
        }
    },
    INTAKE(Reads.BYTES, 16 << 10) {
        @Override
        void take(byte[] bytes) {
            Taken.answer(bytes);
        }
    },
    TAR(Reads.BYTES, 16 << 10) {
        @Override
        void take(byte[] bytes) {
            Taken.hold(Headers.summed(bytes));
        }
    },
    ZIP(Reads.BYTES, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            Taken.hold(bytes);
        }
    },
    COMPRESSED(Reads.BYTES, 4 << 10) {
        @Override
        void take(byte[] bytes) {
            Taken.hold(bytes);
        }
    },
    JOURNAL(Reads.BYTES, 8 << 10) {
        @Override
        void take(byte[] bytes) throws IOException {
            Entries.hold(bytes);
        }
    };

    private final Reads reads;
    private final int longest;

    Target(Reads reads, int longest) {
        this.reads = reads;
        this.longest = longest;
    }

    /// What it can be shown to begin with.
    enum Reads {
        TEXT,
        BYTES
    }

    /// Takes bytes, and ends as if nothing had been.
    abstract void take(byte[] bytes) throws IOException;

    Reads reads() {
        return reads;
    }

    /// Bytes of the longest input worth trying.
    int longest() {
        return longest;
    }

    /// Its name among files.
    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Where the repository keeps inputs of it.
    String kept() {
        return "it/src/test/resources/fuzz/" + file();
    }
}
