/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import dev.highorder.core.diagnosis.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidsRuleTest {

    private static final String THREAD =
            "runtime/cgo: pthread_create failed: Resource temporarily unavailable\n";

    private static final String RESET =
            "dockerd[911]: time=\"2021-03-04T05:06:07Z\" level=error msg=\"Handler for POST /v1.40/containers/a/start returned"
                    + " error: OCI runtime create failed: container_linux.go:349: starting container process caused"
                    + " \\\"process_linux.go:449: container init caused \\\\\\\"read init-p: connection reset by peer\\\\\\\"\\\":"
                    + " unknown\"\n";

    @Test
    void theKernelsOwnWordIsProof() {
        Asked asked =
                Asked.of(
                        "[ 1234.567890] cgroup: fork rejected by pids controller in /kubepods/burstable/pod1/c1\n");

        assertThat(asked.says("pids-limit")).isEqualTo("pids-or-ulimit certain KB-56");
        assertThat(asked.statement("pids-limit"))
                .isEqualTo(
                        "The kernel rejected a fork because the pids controller of /kubepods/burstable/pod1/c1 is at its"
                                + " limit.");
    }

    @Test
    void aThreadThatWasRefusedWithEagainMetALimit() {
        Asked asked = Asked.of(THREAD);

        assertThat(asked.says("pids-limit")).isEqualTo("pids-or-ulimit likely KB-56");
        assertThat(asked.ruledOut("pids-limit")).containsExactly(Cause.MEMORY_EXHAUSTED);
        assertThat(asked.missing("pids-limit")).hasSize(1);
    }

    @Test
    void aForkOfTheRuntimeIsOne() {
        assertThat(
                        Asked.of(
                                        "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 exec.go:1] fork/exec /usr/bin/runc: resource"
                                                + " temporarily unavailable\n")
                                .says("pids-limit"))
                .isEqualTo("pids-or-ulimit likely KB-56");
    }

    @Test
    void aCgroupWithoutATaskLeftMakesItCertain() {
        String counters =
                """
                $ cat /sys/fs/cgroup/pids/kubepods/pod1/pids.current
                %s
                $ cat /sys/fs/cgroup/pids/kubepods/pod1/pids.max
                1000
                """;

        Asked full = Asked.of(THREAD + counters.replace("%s", "1000"));
        assertThat(full.says("pids-limit")).isEqualTo("pids-or-ulimit certain KB-56");
        assertThat(full.statement("pids-limit"))
                .endsWith("The cgroup /kubepods/pod1 has 1000 tasks of the 1000 it may have.");
        assertThat(full.missing("pids-limit")).isEmpty();

        Asked room = Asked.of(THREAD + counters.replace("%s", "999"));
        assertThat(room.says("pids-limit")).isEqualTo("pids-or-ulimit likely KB-56");
        assertThat(room.statement("pids-limit")).endsWith("pids.max of the container is 1000.");
    }

    @Test
    void currentOfOneCgroupIsNotHeldAgainstTheLimitOfAnother() {
        assertThat(
                        Asked.of(
                                        THREAD
                                                + """
                                                $ cat /sys/fs/cgroup/pids/kubepods/pod2/pids.current
                                                5000
                                                $ cat /sys/fs/cgroup/pids/kubepods/pod1/pids.max
                                                1000
                                                """)
                                .says("pids-limit"))
                .isEqualTo("pids-or-ulimit likely KB-56");
    }

    @Test
    void aChildThatWasResetIsOneWhereATaskWasRefusedElsewhere() {
        assertThat(Asked.of(RESET).found("pids-limit")).isEmpty();
        assertThat(Asked.of(RESET + THREAD).verdict()).isEqualTo("pids-or-ulimit likely");
    }

    @Test
    void aLockThatIsHeldIsNoLimitOnTasks() {
        Asked asked =
                Asked.of(
                        "time=\"2021-03-04T05:06:07Z\" level=error msg=\"failed to load\" error=\"open"
                                + " /var/lib/containers/storage.lock: resource temporarily unavailable\"\n");

        assertThat(asked.found("pids-limit")).isEmpty();
        assertThat(asked.verdict()).isEqualTo("inconclusive possible");
        assertThat(asked.found("runtime-fault").orElseThrow().title())
                .isEqualTo("A call was to be tried again");
    }

    @Test
    void whereAKernelMemoryChargeWasRefusedTooItIsOnlyPossible() {
        Asked asked =
                Asked.of(
                        THREAD
                                + """
                                Jun 11 07:11:08 n1 kernel: SLUB: Unable to allocate memory on node -1 (gfp=0x8020)
                                Jun 11 07:11:08 n1 kernel:   cache: kmalloc-64(5530:0a3b), object size: 64, buffer size: 64, default order: 0, min order: 0
                                Jun 11 07:11:08 n1 kernel:   node 0: slabs: 12, objs: 768, free: 0
                                """);

        assertThat(asked.says("pids-limit")).doesNotContain("likely").doesNotContain("certain");
    }

    @Test
    void forbiddenIsNoLimit() {
        assertThat(
                        Asked.of("runtime/cgo: pthread_create failed: Operation not permitted\n")
                                .found("pids-limit"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to fork: resource temporarily unavailable",
                "failed to create new OS thread: resource temporarily unavailable",
                "cannot clone: Resource temporarily unavailable",
                "cannot exec in a stopped state: Resource temporarily unavailable",
                "failed to start shim: Resource temporarily unavailable"
            })
    void whatIsSaidOfTheCallTellsThatATaskWasToBeMade(String said) {
        assertThat(
                        Asked.of(
                                        "time=\"2021-03-04T05:06:07Z\" level=error msg=\"container failed\" error=\""
                                                + said
                                                + "\"\n")
                                .says("pids-limit"))
                .isEqualTo("pids-or-ulimit likely KB-56");
    }
}
