/* SPDX-License-Identifier: Apache-2.0 */
package dev.highorder.core.diagnose.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.highorder.core.diagnose.Asked;
import org.junit.jupiter.api.Test;

class OvercommitRuleTest {

    private static final String REFUSED =
            "[ 1234.567890] __vm_enough_memory: pid: 4711, comm: java, bytes: 4294967296 not enough memory for the allocation\n";

    private static final String FORK =
            "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 exec.go:1] fork/exec /usr/bin/runc: cannot allocate memory\n";

    private static final String STRICT = "vm.overcommit_memory = 2\n";

    private static String committed(long kb) {
        return "MemTotal:       65806860 kB\nMemFree:        41012340 kB\nMemAvailable:   45012340 kB\nCommitLimit:    32000000 kB\nCommitted_AS:   "
                + kb
                + " kB\n";
    }

    @Test
    void theKernelsWordUnderStrictAccountingIsProof() {
        Asked asked = Asked.of(REFUSED + STRICT);

        assertThat(asked.says("overcommit")).isEqualTo("overcommit certain KB-61");
        assertThat(asked.statement("overcommit"))
                .isEqualTo(
                        "The kernel refused to promise 4 GiB; that is accounting, not a shortage of pages.");
    }

    @Test
    void theKernelsWordAloneMayBeOfTheOtherMode() {
        assertThat(Asked.of(REFUSED).says("overcommit")).isEqualTo("overcommit likely KB-61");
        assertThat(Asked.of(REFUSED).missing("overcommit")).hasSize(1);
        assertThat(Asked.of(REFUSED + STRICT + committed(32_000_000)).missing("overcommit"))
                .isEmpty();
        assertThat(
                        Asked.of(REFUSED + "vm.overcommit_memory = 0\n" + committed(99_000_000))
                                .says("overcommit"))
                .isEqualTo("overcommit likely KB-61");
    }

    @Test
    void aForkIsExplainedByStrictAccountingAtItsLimit() {
        Asked asked = Asked.of(FORK + STRICT + committed(28_800_000));

        assertThat(asked.says("overcommit")).isEqualTo("overcommit likely KB-61");
        assertThat(asked.statement("overcommit"))
                .isEqualTo(
                        "The call failed with ENOMEM under strict commit accounting (vm.overcommit_memory=2): 27.4 GiB are"
                                + " committed of a limit of 30.5 GiB; that is accounting, not a shortage of pages.");
        assertThat(asked.lines("overcommit")).containsExactly(1, 2, 7);
    }

    @Test
    void aForkIsNotExplainedByALimitThatIsFarOff() {
        assertThat(Asked.of(FORK + STRICT + committed(28_799_999)).found("overcommit")).isEmpty();
    }

    @Test
    void strictAccountingOfUnknownFillIsPossible() {
        assertThat(Asked.of(FORK + STRICT).says("overcommit"))
                .isEqualTo("overcommit possible KB-61");
    }

    @Test
    void inTheOtherModesCommittedMemoryMeansNothing() {
        assertThat(Asked.of(FORK + committed(99_000_000)).found("overcommit")).isEmpty();
        assertThat(
                        Asked.of(FORK + "vm.overcommit_memory = 0\n" + committed(99_000_000))
                                .found("overcommit"))
                .isEmpty();
    }

    @Test
    void aDirectoryIsNotAccounted() {
        assertThat(
                        Asked.of(
                                        "Jun 11 07:11:08 n1 kubelet[3121]: E0611 07:11:08.123456    3121 exec.go:1] mkdir /sys/fs/cgroup/memory/kubepods/pod1:"
                                                + " cannot allocate memory\n"
                                                + STRICT
                                                + committed(32_000_000))
                                .judged()
                                .getFirst()
                                .answers())
                .filteredOn(a -> a.rule().equals("overcommit"))
                .allMatch(a -> a.found().isEmpty());
    }

    @Test
    void theStateAloneShowsALimitThatIsReached() {
        Asked full = Asked.of(STRICT + committed(32_000_000));
        assertThat(full.state()).isEqualTo("overcommit likely");
        assertThat(full.statement("overcommit")).startsWith("Commit accounting is strict");
        assertThat(Asked.of(STRICT + committed(10_000_000)).found("overcommit")).isEmpty();
        assertThat(Asked.of(STRICT).found("overcommit")).isEmpty();
    }

    @Test
    void anotherNoticeOfTheKernelIsNone() {
        assertThat(
                        Asked.of(
                                        "[ 1234.600000] neighbour: arp_cache: neighbor table overflow!\n"
                                                + STRICT
                                                + committed(32_000_000))
                                .judged()
                                .getFirst()
                                .answers())
                .filteredOn(a -> a.rule().equals("overcommit"))
                .allMatch(a -> a.found().isEmpty());
    }

    @Test
    void figuresAreGivenWhereTheyDecide() {
        assertThat(
                        Asked.of(REFUSED + "vm.overcommit_memory = 0\n" + committed(99_000_000))
                                .statement("overcommit"))
                .isEqualTo(
                        "The kernel refused to promise 4 GiB; that is accounting, not a shortage of pages.");
        assertThat(Asked.of(REFUSED + STRICT + committed(31_000_000)).statement("overcommit"))
                .isEqualTo(
                        "The kernel refused to promise 4 GiB: 29.5 GiB are committed of a limit of 30.5 GiB; that is accounting,"
                                + " not a shortage of pages.");
        assertThat(
                        Asked.of(REFUSED.replace("4294967296", "9999999999999999999"))
                                .statement("overcommit"))
                .startsWith("The kernel refused to promise more address space;");
        assertThat(
                        Asked.of(REFUSED.replace("4294967296", "999999999999999999"))
                                .statement("overcommit"))
                .startsWith("The kernel refused to promise 888.1 PiB;");
    }

    @Test
    void aFileThatShowsNoLimitIsNoState() {
        assertThat(
                        Asked.of(
                                        STRICT
                                                + "MemTotal:       65806860 kB\nMemFree:        41012340 kB\nMemAvailable:   45012340 kB\nCommitted_AS:   99000000 kB\n")
                                .found("overcommit"))
                .isEmpty();
    }
}
